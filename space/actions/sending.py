"""Sending something in the name of an organisation."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from partners.models import Access
from sources.actions import keep_file


@transaction.atomic
def send(*, sent, by, at, on):
    """Keeps what somebody sends in the name of an organisation; a file of it, inside `kept_with_their_records`.

    It changes nothing else: the coordination decides. Raises `PermissionDenied` where `by` does not answer for the
    organisation on the day.
    """
    managers = Access.objects.active_on(on).filter(role=Access.Role.MANAGER, organisation=sent.organisation)
    if not managers.filter(user=by).exists():
        raise PermissionDenied
    file = getattr(sent, "file", None)
    if file and file.pk is None:
        keep_file(file=file, by=by)
        sent.file = file
    sent.sent_by, sent.sent_at = by, at
    sent.saved_by(by).save()
