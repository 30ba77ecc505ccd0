"""What can be imported, in the order in which the page offers it."""

from funding.resources import (
    CommitmentResource,
    ExpenditureResource,
    InstalmentResource,
    PaymentCallResource,
    ReceiptResource,
    TransferResource,
)
from partners.resources import OrganisationResource
from research.resources import ChairResource, CommunityResource, EventResource
from training.resources import DoctoralContractResource, StudentResource

RESOURCES = {
    resource.name: resource
    for resource in (
        OrganisationResource,
        CommitmentResource,
        InstalmentResource,
        PaymentCallResource,
        ReceiptResource,
        ExpenditureResource,
        TransferResource,
        ChairResource,
        CommunityResource,
        EventResource,
        DoctoralContractResource,
        StudentResource,
    )
}


def resources_for(user):
    """The resources that an account may import, by name: it may add and change all that they hold."""
    return {name: resource for name, resource in RESOURCES.items() if user.has_perms(resource.rights())}
