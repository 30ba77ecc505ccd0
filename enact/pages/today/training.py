"""What there is to do of training: of the doctoral contracts that run."""

from django.urls import reverse

from enact.pages.today.need import SHOWN, Need
from training.measures.due import due_on


def training_to_do(day, has):
    """The needs of training on a day, for an account that `has` the right to see its records. Contracts go by their subject."""
    for due in due_on(day) if has("training.view_doctoralcontract") else ():
        shown = [(str(contract), reverse("office-doctoral-contract", args=[contract.pk])) for contract in due.contracts]
        yield Need("training.view_doctoralcontract", due.title, due.why, len(due.contracts), shown[:SHOWN], due.address)
