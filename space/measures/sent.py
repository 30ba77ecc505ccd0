"""What an organisation has sent, of every kind, read in one query."""

from django.db.models import Value

from enact.dates import end_of
from enact.gathering import made, told
from space.models import Correction, PaymentAnnouncement, SignedPaper


def below(name, paths):
    """Some paths of what is at another one."""
    return [f"{name}__{path}" for path in paths]


TITLE = ("id", "title_fr", "title_en")
OF_A_COMMITMENT = (*TITLE, "organisation_id")
SAID = ("organisation__id", "organisation__name", "organisation__short_name", "sent_by__name", "sent_by__email")
SAID += ("is_accepted", "answer", *below("commitment", OF_A_COMMITMENT))
"""The paths of what is told of all that is sent, besides its moments."""
NAMED = {
    "step": ("id", "kind", "happened_on", "precision"),
    "instalment": ("id", "number", "due_on", "precision"),
    "receipt": ("id", "form", "received_on", "precision"),
    "means": ("id", *below("chair", TITLE)),
    "coverage": ("id", "first_month", "last_month", *below("contract", TITLE)),
}
"""What names the rows that belong to a commitment."""
READ = {
    SignedPaper: ("kind", "signed_on", "signatories", "amount", "note", "file__id", "file__name", "file__size"),
    PaymentAnnouncement: ("amount", "is_made", "paid_on", "reference", "note"),
    Correction: ("field", "seen", "proposed", "reason", "source"),
}
"""The paths of what is told of each kind besides."""
ABOUT = {
    SignedPaper: (),
    PaymentAnnouncement: below("instalment", NAMED["instalment"]),
    Correction: (
        *(path for name, paths in NAMED.items() for path in below(name, paths)),
        *(path for name in NAMED for path in below(f"{name}__commitment", OF_A_COMMITMENT)),
        *(path for name in ("chair", "contract") for path in below(name, TITLE)),
    ),
}
"""The paths of what each is about, apart from them: PostgreSQL makes no JSON of more than fifty."""


def rows_sent(visit, commitment=None):
    """The rows that the organisation of a visit had sent by its day, the last before; of one commitment, where one is given.

    Of what they are about, and of who sent them, only what names it is set.
    """
    kinds = [*READ]
    one, *others = [read(place, own(visit, kind, commitment)) for place, kind in enumerate(kinds)]
    found = sorted(one.union(*others, all=True), key=lambda row: (row[0], -row[1]))
    rows = [remade(kinds[place], *moments, said | about) for place, _key, *moments, said, about in found]
    return sorted(rows, key=lambda row: row.sent_at, reverse=True)


def own(visit, kind, commitment=None, on=None):
    """The rows of a kind that the organisation had sent by a day, that of the visit by default; of one commitment, if given."""
    rows = kind.objects.visible_to(visit.user, visit.today).filter(
        organisation=visit.organisation, sent_at__lte=end_of(on or visit.on)
    )
    if commitment is None:
        return rows
    return rows.of_commitment(commitment) if kind is Correction else rows.filter(commitment=commitment)


def read(place, rows):
    """Rows of a kind as plain values: the place given, their key, their two moments, what is said, and of what."""
    kind = rows.model
    said, about = told("id", *SAID, *READ[kind]), told(*ABOUT[kind])
    return rows.order_by().values_list(Value(place), "pk", "sent_at", "decided_at", said, about)


def remade(kind, sent_at, decided_at, fields):
    """A row of a kind, of which some fields were read apart from its moments."""
    row = made(kind, fields)
    row.sent_at, row.decided_at = sent_at, decided_at
    return row
