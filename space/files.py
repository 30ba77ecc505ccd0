"""Which files a partner reads: those of its own commitments and framework agreements, as they stand today."""

from django.db.models import Q

from funding.models import CommitmentStep, FrameworkAgreement, PaymentCall, Receipt
from sources.models import File
from space.models import SignedPaper


def files_of(organisation, user, today):
    """The files of an organisation that an account may read today.

    What was recorded by mistake is not among them, since its file may be somebody else's: steps that were replaced, calls
    and receipts that were cancelled, and files in the place of which another one was put.
    """
    steps = CommitmentStep.objects.visible_to(user, today).standing().filter(commitment__organisation=organisation)
    frameworks = FrameworkAgreement.objects.visible_to(user, today).filter(organisation=organisation)
    flows = [
        model.objects.visible_to(user, today).standing_on(today).filter(commitment__organisation=organisation)
        for model in (PaymentCall, Receipt)
    ]
    sent = SignedPaper.objects.visible_to(user, today).filter(organisation=organisation)
    found = Q(pk__in=[])
    for records in (steps, frameworks, *flows, sent):
        found |= Q(pk__in=records.order_by().filter(file__isnull=False).values("file"))
    return File.objects.filter(found)


def papers_of(commitment, receipts, user, today, on):
    """What came with a commitment besides its steps, by a day: records that have a file, in the order of their days.

    `receipts`: those that are recorded of it by that day, with their files, as `recorded_of` gives them; `commitment` is read
    with its framework agreement.
    """
    calls = PaymentCall.objects.visible_to(user, today).standing_on(today).filter(commitment=commitment)
    calls = calls.filter(called_on__lte=on, file__isnull=False).select_related("file")
    kept = [row for row in receipts if row.file_id and (row.cancelled_on is None or row.cancelled_on > today)]
    return [*framework_of(commitment, on), *calls, *kept]


def framework_of(commitment, on):
    """The framework agreement of a commitment, of the same organisation, in a list: none without a file, or signed later."""
    found = commitment.framework
    if found is None or found.organisation_id != commitment.organisation_id or found.file_id is None:
        return []
    return [found] if found.signed_on is None or found.signed_on <= on else []
