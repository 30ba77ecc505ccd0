"""What a statement says of an organisation's commitments on a day, as JSON holds it: days in ISO 8601, amounts as text."""

from collections import defaultdict

from django.conf import settings

from enact.amounts import CENT
from enact.languages import NO_TEXT, text_of
from funding.models import Commitment, CommitmentStep
from indicators.measures import Total
from partners.models import Programme
from space.measures.payments import instalments_of, lines, paid_by, receipts_of
from space.measures.sums import amount_of, is_firm, left_of, totals_by_state, totals_by_step
from space.wording import SUMS

FORMAT = "enact-statement/1"


def contents(organisation, reader, today, on):
    """The statement of an organisation on a day, as a reader may see it today; its number and its moment come with its issue."""
    whose = (organisation, reader, today)
    own = Commitment.objects.visible_to(reader, today).filter(organisation=organisation).with_step_on(on)
    begun = own.filter(step_kind__isnull=False)
    rows = [told(row, *_flows) for row, *_flows in with_what_follows(begun.order_by("words", "pk"), whose, on)]
    sums = {str(state): total for state, total in totals_by_state(totals_by_step(own)).items() if state in SUMS}
    paid = paid_by(receipts_of(*whose, on), None)[None]
    remaining = sum((left for *_said, left in rows if left is not None), Total())
    return {
        "commitments": [said for said, _left in rows],
        "day": on.isoformat(),
        "format": FORMAT,
        "issuer": issuer(),
        "organisation": named(organisation),
        "sums": {name: of_total(total) for name, total in {**sums, "paid": paid, "remaining": remaining}.items()},
    }


def issued(number, at):
    """What a statement says of its issue."""
    return {"known_at": at.isoformat(timespec="seconds"), "number": number}


def issuer():
    """Who issues statements: whoever runs the site, for the programme."""
    programme = Programme.objects.first()
    name = text_of(programme, "name") if programme else NO_TEXT
    return {"address": settings.OPERATOR["address"], "contact": settings.OPERATOR["contact"], "name": name.as_json()}


def named(organisation):
    """The organisation of a statement."""
    return {
        "is_example": organisation.is_example,
        "name": organisation.name,
        "number": organisation.pk,
        "short_name": organisation.short_name,
        "siren": organisation.siren,
    }


def with_what_follows(commitments, whose, on):
    """Commitments, each with its steps, its instalments and its receipts by a day, and the total of what was paid of it."""
    organisation, reader, today = whose
    own = {"commitment__organisation": organisation}
    steps = CommitmentStep.objects.visible_to(reader, today).taken_by(on).filter(**own)
    receipts = receipts_of(*whose, on).select_related("institution")
    paid = paid_by(receipts_of(*whose, on), "commitment")
    parts = [
        by_commitment(steps.order_by("happened_on", "pk")),
        by_commitment(receipts.order_by("received_on", "pk")),
        by_commitment(lines(instalments_of(*whose, on).order_by("number"), on), of=lambda line: line.instalment),
    ]
    for row in commitments:
        yield row, *(part[row.pk] for part in parts), paid.get(row.pk, Total())


def by_commitment(rows, of=lambda row: row):
    """Rows by the key of their commitment."""
    found = defaultdict(list)
    for row in rows:
        found[of(row).commitment_id].append(row)
    return found


def told(row, steps, receipts, plan, paid):
    """What a statement says of a commitment, and what remains to be paid of it: `None` where it is no claim."""
    left = left_of(row, paid) if is_firm(row) else None
    said = {
        "amount": of_total(amount_of(row)),
        "ends_on": iso(row.ends_on),
        "form": row.form,
        "instalments": [of_line(line) for line in plan],
        "key": row.pk,
        "nature": row.nature,
        "paid": of_total(paid),
        "receipts": [of_receipt(receipt) for receipt in receipts],
        "remaining": of_total(left),
        "starts_on": iso(row.starts_on),
        "state": CommitmentStep.LEADS_TO[row.step_kind],
        "steps": [of_step(step) for step in steps],
        "title": text_of(row, "title").as_json(),
    }
    return said, left


def of_total(total):
    """A total: the known part, how many are known and how many are not, how it is to be read; `None` where there is none."""
    if total is None:
        return None
    return {
        "known": written(total.known),
        "knowns": total.knowns,
        "qualifier": str(total.qualifier),
        "unknowns": total.unknowns,
    }


def of_step(step):
    """A step of a commitment."""
    return {
        "amount": written(step.amount),
        "document": step.document_reference,
        "happened_on": iso(step.happened_on),
        "kind": step.kind,
        "precision": step.precision,
        "qualifier": step.qualifier,
        "signatories": step.signatories,
    }


def of_line(line):
    """An instalment, with what was called and paid of it."""
    row = line.instalment
    return {
        "amount": written(row.amount),
        "called": written(line.called),
        "condition": row.condition,
        "days_late": line.late,
        "due_on": iso(row.due_on),
        "number": row.number,
        "paid": written(line.received),
        "precision": row.precision,
    }


def of_receipt(receipt):
    """A payment, or what was given in kind."""
    return {
        "amount": written(receipt.amount),
        "form": receipt.form,
        "institution": str(receipt.institution or ""),
        "precision": receipt.precision,
        "received_on": iso(receipt.received_on),
        "reference": receipt.reference,
    }


def iso(day):
    """A day in ISO 8601; `None` stays."""
    return day and day.isoformat()


def written(amount):
    """An amount to the cent, as text; `None` stays: it is not known."""
    return None if amount is None else f"{amount.quantize(CENT):f}"
