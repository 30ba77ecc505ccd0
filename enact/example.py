"""An invented partner, for a demonstration: marked as an example wherever it is shown, and part of no figure."""

import tomllib
from pathlib import Path

from funding.models import Commitment, CommitmentStep, Instalment, PaymentCall, Receipt
from partners.models import Identity, Membership, Organisation, Person, Programme, Responsibility
from sources.models import Document, Source

INVENTED = Path(__file__).with_name("example.toml")
PAYMENTS = {"calls": PaymentCall, "receipts": Receipt}
REASON = "Exemple inventé pour la démonstration"


def enter_example():
    """Enters the invented organisation with all that belongs to it, and returns it. To be called in a transaction."""
    invented = tomllib.loads(INVENTED.read_text("utf-8"))
    document = saved(Document(**invented["document"]))
    source = saved(Source(document=document, **invented["source"]))
    programme = Programme.objects.get()
    organisation = saved(Organisation(is_example=True, **invented["organisation"]))
    saved(Membership(programme=programme, organisation=organisation, source=source, **invented["role"]))
    for row in invented["person"]:
        enter_person(row, organisation, source)
    for row in invented["commitment"]:
        enter_commitment(row, programme, organisation, source)
    return organisation


def enter_person(row, organisation, source):
    """Somebody in charge: of the organisation, or on our side as its contact, as `side` says."""
    person = saved(Person())
    Identity.objects.create(person=person, **row["identity"])
    side = {row["side"]: organisation}
    saved(Responsibility(person=person, source=source, **side, **row["function"]))


def enter_commitment(row, programme, organisation, source):
    """A commitment with its steps and payments; a step that `replaces` corrects the one entered before it."""
    steps, flows = row.pop("steps"), {name: row.pop(name, []) for name in ("instalments", *PAYMENTS)}
    commitment = saved(Commitment(programme=programme, organisation=organisation, **row))
    before = None
    for step in steps:
        replaces = before if step.pop("replaces", False) else None
        before = saved(CommitmentStep(commitment=commitment, source=source, replaces=replaces, **step))
    plan = {each["number"]: saved(Instalment(commitment=commitment, **each)) for each in flows["instalments"]}
    for name, model in PAYMENTS.items():
        for payment in flows[name]:
            saved(model(**payment | {"commitment": commitment, "instalment": plan[payment["instalment"]]}))


def saved(record):
    """The record, once checked and saved by the machine."""
    record.full_clean()
    record.saved_by(None, REASON).save()
    return record
