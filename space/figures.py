"""Which figures and facts of ours a partner reads and may contest, and how a value of each is written and read."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet

from enact.amounts import money
from enact.dates import in_words
from enact.ui.forms import shown
from funding.models import Commitment, CommitmentStep, Instalment, Receipt
from partners.models import Organisation
from research.models import Chair, ChairFunding
from training.models import Coverage, DoctoralContract


def all_of_them(rows, _today):
    """All rows, whatever the day."""
    return rows


class Subject(NamedTuple):
    """A kind of record: its rows that a partner reads, as (organisation, user, today) ask it, and the fields to contest.

    `counting` leaves, of some rows, those that count on a day.
    """

    rows: Callable[..., QuerySet]
    fields: tuple[str, ...]
    counting: Callable[..., QuerySet] = all_of_them


def of_commitments(model):
    """The rows of a model that belong to commitments of an organisation."""

    def own(organisation, user, today):
        rows = model.objects.visible_to(user, today).filter(commitment__organisation=organisation)
        return rows.select_related("commitment__organisation")

    return own


def standing(record):
    """The record that counts in the place of one: of a step that was replaced, the last that replaces it."""
    while getattr(record, "is_replaced", False):
        record = record.replaced_by
    return record


def commitments(organisation, user, today):
    """The commitments of an organisation."""
    own = Commitment.objects.visible_to(user, today).filter(organisation=organisation)
    return own.select_related("organisation")


def chairs(organisation, user, today):
    """The chairs that an organisation hosts."""
    return Chair.objects.visible_to(user, today).filter(host=organisation)


def contracts(organisation, user, today):
    """The doctoral contracts that an organisation hosts: as employer, or as an institution that awards the doctorate."""
    hosted = Q(*((host, organisation) for host in DoctoralContract.HOSTS), _connector=Q.OR)
    return DoctoralContract.objects.visible_to(user, today).filter(hosted)


def itself(organisation, user, today):
    """The organisation."""
    return Organisation.objects.visible_to(user, today).filter(pk=organisation.pk)


SUBJECTS = {
    "step": Subject(
        of_commitments(CommitmentStep),
        ("amount", "happened_on", "signatories", "document_reference"),
        lambda rows, today: rows.filter(happened_on__lte=today),
    ),
    "instalment": Subject(
        of_commitments(Instalment),
        ("amount", "due_on", "condition"),
        lambda rows, today: rows.standing_on(today),
    ),
    "receipt": Subject(
        of_commitments(Receipt),
        ("amount", "received_on", "reference"),
        lambda rows, today: rows.received_by(today),
    ),
    "commitment": Subject(commitments, ("title_fr", "title_en", "starts_on", "ends_on")),
    "chair": Subject(chairs, ("title_fr", "title_en", "ends_on")),
    "means": Subject(of_commitments(ChairFunding), ("amount",)),
    "contract": Subject(
        contracts, ("title_fr", "title_en", "doctoral_school", "planned_start_on", "months", "defence_planned_on")
    ),
    "coverage": Subject(of_commitments(Coverage), ("first_month", "last_month", "amount")),
    "organisation": Subject(itself, ("name", "short_name", "commune", "department", "website")),
}
"""What can be contested, by the name under which corrections know it (see `space.models.correction.ABOUT`)."""


def machine(value):
    """A value as corrections keep it; "" for unknown."""
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def official(record, name):
    """The value that a record has today, as corrections keep it."""
    field = record._meta.get_field(name)
    return machine(field.to_python(getattr(record, name)))


def value_of(field, text):
    """The value that a text of a correction stands for."""
    return field.to_python(text) if text or field.empty_strings_allowed else None


def worded(field, text, precision=None):
    """A value in words, as the pages write it; a dash for unknown."""
    value = value_of(field, text)
    if value is not None and field.get_internal_type() == "DecimalField":
        return money(value)
    return in_words(value, precision) if value and precision else shown(field, value)


def precision_of(record, name):
    """How much is known of a day of a record; `None` for what is no day, or has no precision of its own."""
    is_day = record._meta.get_field(name).get_internal_type() == "DateField"
    return getattr(record, "precision", None) if is_day else None
