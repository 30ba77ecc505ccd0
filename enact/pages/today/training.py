"""What there is to do of training: of the doctoral contracts that run, and of the figures of students."""

from django.urls import reverse
from django.utils.translation import gettext as _

from enact.pages.today.need import SHOWN, Need
from enact.years import last_ended_by, year_in_words
from training.measures import coverage_on
from training.measures.due import due_on


def training_to_do(day, has):
    """The needs of training on a day, for an account that `has` the right to see its records."""
    if has("training.view_doctoralcontract"):
        yield from doctorates_to_do(day)
    if has("training.view_studentfigure"):
        yield students_to_ask(day)


def doctorates_to_do(day):
    """What doctoral contracts that run ask for. They go by their subject."""
    for due in due_on(day):
        shown = [(str(contract), reverse("office-doctoral-contract", args=[contract.pk])) for contract in due.contracts]
        yield Need("training.view_doctoralcontract", due.title, due.why, len(due.contracts), shown[:SHOWN], due.address)


def students_to_ask(day):
    """The institutions that have not answered for the last academic year that ended."""
    year = last_ended_by(day)
    missing = sorted(coverage_on(day, [year])[year].missing.values())
    address = f"{reverse('office-students')}?year={year}"
    title = _("Institutions that have not stated their students of %(year)s") % {"year": year_in_words(year)}
    why = _("Until they do, the students trained are told of the year before, or as provisional.")
    rows = [(name, address) for name in missing[:SHOWN]]
    return Need("training.view_studentfigure", title, why, len(missing), rows, address)
