"""Which files a partner reads: those of its own commitments and framework agreements, as they stand today."""

from django.db.models import Q

from funding.models import CommitmentStep, FrameworkAgreement, PaymentCall, Receipt
from sources.models import File


def files_of(organisation, user, today):
    """The files of an organisation that an account may read today.

    What was recorded by mistake is not among them, since its file may be somebody else's: steps that were replaced, calls
    and receipts that were cancelled, and files in the place of which another one was put.
    """
    if user.is_staff and not user.has_perm("sources.view_file"):
        return File.objects.none()
    steps = CommitmentStep.objects.visible_to(user, today).standing().filter(commitment__organisation=organisation)
    frameworks = FrameworkAgreement.objects.visible_to(user, today).filter(organisation=organisation)
    flows = [
        model.objects.visible_to(user, today).standing_on(today).filter(commitment__organisation=organisation)
        for model in (PaymentCall, Receipt)
    ]
    found = Q(pk__in=[])
    for records in (steps, frameworks, *flows):
        found |= Q(pk__in=records.order_by().filter(file__isnull=False).values("file"))
    return File.objects.filter(found)


def papers_of(commitment, user, today, on):
    """What came with a commitment besides its steps, by a day: records that have a file, in the order of their days."""
    framework = FrameworkAgreement.objects.visible_to(user, today).filter(commitments=commitment)
    calls, receipts = (
        model.objects.visible_to(user, today).standing_on(today).filter(commitment=commitment)
        for model in (PaymentCall, Receipt)
    )
    asked = [
        framework.filter(Q(signed_on__isnull=True) | Q(signed_on__lte=on)),
        calls.filter(called_on__lte=on),
        receipts.filter(received_on__lte=on),
    ]
    return [record for rows in asked for record in rows.filter(file__isnull=False).select_related("file")]
