"""Telling people who may not answer any more that they may not, and keeping what they had typed."""

import hashlib
import json
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from enact.ui.typed import Field
from partners.models import Organisation
from sources.actions import kept_with_their_records
from sources.forms import PdfField
from space.actions.leaving import answered_once, leave_behind
from space.forms.correcting import SEEN

OF_THE_FORM = {"csrfmiddlewaretoken", "form_token", "version_seen", "last_seen", "seen", "who_seen", "key"}
"""What a form sends that nobody typed."""
MOST_FIELDS, LONGEST = 200, 10_000
"""How many fields are kept, and how many letters of each."""
MOST_DIGITS = 19
"""Keys have fewer digits."""


def told_to_whoever_left(request, key, title, field_of, *, user, template="space/left.html"):
    """The page for an account that has answered for an organisation and may not any more; `None` for every other.

    `title` is that of the page to which something was sent, `field_of` gives its fields by their names.
    """
    today = timezone.localdate()
    organisation = None if user.is_staff else Organisation.objects.filter(pk=key).first()
    if organisation is None or not answered_once(user=user, organisation=key, on=today):
        return None
    with override(settings.LANGUAGE_CODE):
        file, lost = files_in(request)
        typed = [*typed_in(request, field_of), *([_("file that was not kept"), name] for name in lost)]
        about = {"page": str(title), "address": request.path, "typed": typed}
    with kept_with_their_records(), transaction.atomic():
        entry, at = entry_of(request, user, typed), timezone.now()
        about |= {"organisation": organisation, "user": user}
        kept = not (typed or file) or leave_behind(file=file, entry=entry, at=at, **about)
    context = {"kept": kept, "contact": settings.OPERATOR["contact"]}
    return render(request, template, context, status=403)


def typed_in(request, field_of):
    """What was typed: pairs of the label of a field, or its name where it has none, and what it held, in words."""
    names = [name for name in request.POST if name not in OF_THE_FORM and not name.startswith(SEEN)][:MOST_FIELDS]
    fields = {name: field_of(name) or Field("", {}) for name in names}
    pairs = [
        (field.label or name, kept_words(field, value))
        for name, field in fields.items()
        for value in request.POST.getlist(name)
        if value
    ]
    return [[plain(str(name))[:100], plain(value)[:LONGEST]] for name, value in pairs[:MOST_FIELDS]]


def kept_words(field, value):
    """What a field held, in words that stay: of a choice among records, the name of the record and its key.

    What is kept is read by the coordination, and nobody can choose again.
    """
    if field.model is None:
        return field.words(value)
    record = field.model.objects.filter(pk=value).first() if value.isdecimal() and len(value) < MOST_DIGITS else None
    return f"{record} ({value})" if record else value


def plain(text):
    """A text that every database keeps."""
    return text.replace("\x00", "")


def files_in(request):
    """The first file that may be kept, not saved yet, or `None`; and the names of the others."""
    file, lost = None, []
    for sent in list(request.FILES.values())[:MOST_FIELDS]:
        try:
            found = PdfField().clean(sent)
        except ValidationError:
            found = None
        if found and file is None:
            file = found
        else:
            lost.append(plain(sent.name or "")[:200])
    return file, lost


def entry_of(request, user, typed):
    """The token under which it is kept: what is sent twice as it is, is kept once."""
    said = json.dumps([user.pk, request.path, request.POST.get("form_token", ""), typed])
    return uuid.UUID(hashlib.sha256(said.encode()).hexdigest()[:32])
