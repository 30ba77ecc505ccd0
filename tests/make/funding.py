"""Commitments, and the money that follows them, for tests."""

from datetime import date

from funding.models import (
    BulkChange,
    Commitment,
    CommitmentStep,
    Expenditure,
    FrameworkAgreement,
    Instalment,
    PaymentCall,
    Receipt,
    Transfer,
)
from tests import make
from tests.make.base import DAY, numbers


def commitment(amount=None, kind=None, happened_on=DAY, **fields):
    """A commitment of a new organisation, with one step when `kind` is given, a letter when only an amount is."""
    if "organisation" not in fields:
        fields["organisation"] = make.organisation()
    made = Commitment.objects.create(
        **{"programme": make.programme(), "title_fr": f"Engagement {next(numbers)}", **fields}
    )
    if kind or amount is not None:
        commitment_step(commitment=made, kind=kind or "letter", amount=amount, happened_on=happened_on)
    return made


def commitment_step(**fields):
    """A step of a commitment: a letter on the usual day, without amount."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return CommitmentStep.objects.create(**{"kind": "letter", "happened_on": DAY, **fields})


def framework(**fields):
    """A framework agreement of a new organisation, not signed."""
    if "organisation" not in fields:
        fields["organisation"] = make.organisation()
    return FrameworkAgreement.objects.create(**{"title_fr": f"Accord-cadre {next(numbers)}", **fields})


def instalment(**fields):
    """The next instalment of a commitment, due on the usual day, of an amount that is not known."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return Instalment.objects.create(
        **{"number": fields["commitment"].instalments.count() + 1, "due_on": DAY, **fields}
    )


def payment_call(**fields):
    """A call for payment sent on the usual day."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return PaymentCall.objects.create(**{"called_on": DAY, **fields})


def receipt(**fields):
    """Cash received on the usual day."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return Receipt.objects.create(**{"received_on": DAY, **fields})


def expenditure(**fields):
    """Staff paid by a new institution by the end of 2025."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    if "institution" not in fields:
        fields["institution"] = make.organisation(kind="higher_education")
    return Expenditure.objects.create(**{"heading": "staff", "spent_on": date(2025, 12, 31), **fields})


def transfer(**fields):
    """What a new institution passed on to another on the usual day."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    for side in ("giver", "receiver"):
        if side not in fields:
            fields[side] = make.organisation(kind="higher_education")
    return Transfer.objects.create(**{"transferred_on": DAY, **fields})


def bulk_change(**fields):
    """A change of the pillar of a new commitment to research."""
    if "rows" not in fields:
        changed = commitment(pillar="research")
        fields["rows"] = [{"key": changed.pk, "before": {"pillar": "not_said"}, "after": {"pillar": "research"}}]
    if "made_by" not in fields:
        fields["made_by"] = make.user()
    return BulkChange.objects.create(**{"kind": "pillar", "reason": "Relecture", **fields})
