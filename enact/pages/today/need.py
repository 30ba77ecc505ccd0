"""Something to do, and how its rows are named."""

from dataclasses import dataclass

from django.urls import reverse

from indicators.catalogue import indicators
from sources.models import Step

SHOWN = 5
"""How many rows a need shows; the others are a list away."""


@dataclass(frozen=True)
class Need:
    """Something to do: what, why it matters, how much of it, the first rows with their addresses, and where to go.

    Only those see it who have the `right`.
    """

    right: str
    title: str
    why: str
    count: int
    rows: list[tuple[str, str]]
    address: str

    @property
    def more(self):
        """How many rows are not shown."""
        return self.count - len(self.rows)


def name_of(record):
    """The name of a record where its kind alone is known: a step or a row of money names its owner, a figure its indicator."""
    if hasattr(record, "OWNER"):
        return f"{getattr(record, record.OWNER)} – {record}"
    indicator = indicators().get(getattr(record, "indicator", None))
    return f"{record} – {indicator.name}" if indicator else str(record)


def form_of(record):
    """Where a record is edited: a step, in the form of what it belongs to."""
    opts = record._meta
    if isinstance(record, Step):
        return form_of(getattr(record, record.OWNER))
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])


def list_of(model, query):
    """Where the records of a model are listed in the back office, as a query string filters them."""
    return f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_changelist')}?{query}"


def right_to_see(model):
    """The right to see the records of a model."""
    return f"{model._meta.app_label}.view_{model._meta.model_name}"
