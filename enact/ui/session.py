"""A session goes on while somebody works."""

import time

from django.conf import settings


def goes_on(request):
    """Has the session of a request end later, as one that has just begun.

    It is not written at each page, but once in `SESSION_WRITTEN_EVERY` seconds; it ends that much earlier at most.
    """
    worked_at = int(time.time()) // settings.SESSION_WRITTEN_EVERY
    if request.session.get("worked_at") != worked_at:
        request.session["worked_at"] = worked_at
