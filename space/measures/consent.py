"""What an organisation agreed to have published, since when, and who recorded it."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from enact.languages import text_of


class Consent(NamedTuple):
    """Something that may be published with the agreement of its organisation: since when it is; `None`: it is not agreed to.

    `by` is who recorded the agreement, in words; "" where nobody knows.
    """

    words: str
    since: object
    by: str


def consents_of(organisation, commitments):
    """What an organisation is asked for: its name where it is a company, each amount where it is no public body."""
    found = []
    if organisation.kind == organisation.Kind.COMPANY:
        by = recorders(type(organisation), [organisation], "name_published_since")
        found.append(Consent(_("Your name"), organisation.name_published_since, by.get(organisation.pk, "")))
    if not organisation.is_public_body:
        rows = list(commitments)
        by = recorders(commitments.model, rows, "amount_published_since")
        found += [
            Consent(
                _("The amount of “%(title)s”") % {"title": text_of(row, "title")},
                row.amount_published_since,
                by.get(row.pk, ""),
            )
            for row in rows
        ]
    return found


def recorders(model, rows, field):
    """Who recorded the day that stands in a field of some rows, by the key of the row."""
    stands = {row.pk: getattr(row, field) for row in rows if getattr(row, field)}
    entries = model.history.filter(id__in=stands).select_related("history_user").order_by("-history_id")
    found, over = {}, set()
    for entry in entries:
        if getattr(entry, field) != stands[entry.id]:
            over.add(entry.id)
        elif entry.id not in over:
            found[entry.id] = in_words(entry.history_user)
    return found


def in_words(user):
    """Who recorded something: a colleague by name, the coordination as such."""
    if user is None:
        return ""
    return _("the coordination") if user.is_staff else user.name or user.email
