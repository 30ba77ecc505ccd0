"""Files are given to whoever may have them, and to be kept: never to be run or shown by the browser on this site."""

import logging

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sources.models import File

POLICY = "sandbox; default-src 'none'"

logger = logging.getLogger(__name__)


@require_safe
def office_file(request, pk):
    """A file, for the coordination."""
    return given(request, get_object_or_404(File, pk=pk), base="office/base.html")


def picture(file):
    """A picture, for a page to show. Raises `Http404` where it is lost, or is no longer as it was kept.

    The view that calls has made sure that whoever asks may have it. Its name is not told: it is for those who sent it.
    """
    content = file.content_as_sent()
    if content is None:
        logger.error("File %s is missing, or is not as it was sent.", file.pk)
        raise Http404
    response = HttpResponse(content, content_type=file.content_type)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def given(request, file, *, base, **context):
    """A file as an attachment; a page in words where it is lost, or is no longer as it was sent.

    The view that calls has made sure that whoever asks may have it.
    """
    content = file.content_as_sent()
    if content is None:
        logger.error("File %s is missing, or is not as it was sent.", file.pk)
        return render(request, "sources/lost.html", {"file": file, "base": base, **context}, status=500)
    response = HttpResponse(content, content_type=file.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Security-Policy"] = POLICY
    return response
