"""What there is to do of the doctoral contracts that run."""

from django.urls import reverse

from enact.pages.today.need import SHOWN, Need
from training.measures.due import due_on


def doctorates_to_do(day, has):
    """The needs of doctoral contracts on a day, for an account that `has` the right to see them. They go by their subject."""
    right = "training.view_doctoralcontract"
    for due in due_on(day) if has(right) else ():
        shown = [(str(contract), reverse("office-doctoral-contract", args=[contract.pk])) for contract in due.contracts]
        yield Need(right, due.title, due.why, len(due.contracts), shown[:SHOWN], due.address)
