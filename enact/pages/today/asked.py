"""A kind of records that need something, read in one query with all others: how many, the first rows, what names each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, QuerySet, Subquery, Value, Window
from django.db.models.functions import RowNumber

from enact.gathering import told
from enact.pages.today.need import SHOWN, Need, form_of, name_of, right_to_see
from funding.models import Commitment, CommitmentStep, Instalment, Receipt
from indicators.models import Completeness, Observation, PlannedRelease, Target
from office.models import Mail
from partners.models import Invitation, Membership, Responsibility
from research.models import CallQuestion, Chair, ChairHolder, ChairStep, Community, Event, JoinRequest
from sources.models import Statement
from space.models import Attestation
from training.models import DoctoralStep, Respondent, StudentFigure

OF_ORGANISATION = ("organisation__name", "organisation__short_name", "organisation__is_example")
OF_COMMITMENT = ("title_fr", *OF_ORGANISATION)
OF_INSTITUTION = tuple(path.replace("organisation", "institution") for path in ("organisation__id", *OF_ORGANISATION))
OF_PROGRAMME = ("id", "title_fr", "title_en", *OF_INSTITUTION)
OF_ITS_COMMITMENT = ("commitment__id", *(f"commitment__{path}" for path in OF_COMMITMENT))
NAMED = {
    Commitment: OF_COMMITMENT,
    CommitmentStep: ("kind", "happened_on", "precision", *OF_ITS_COMMITMENT),
    Instalment: ("number", "due_on", "precision", *OF_ITS_COMMITMENT),
    Receipt: ("form", "received_on", "precision", *OF_ITS_COMMITMENT),
    Attestation: ("verdict", "round__id", "round__year", "organisation__id", *OF_ORGANISATION),
    Chair: ("title_fr",),
    ChairHolder: ("chair__id", "chair__title_fr"),
    CallQuestion: ("call__id", "call__title_fr", "call__title_en"),
    Community: ("name_fr",),
    Event: ("title_fr", "title_en"),
    Invitation: ("invited_at", *OF_ORGANISATION),
    Mail: ("subject", "to"),
    JoinRequest: ("community__id", "community__name_fr"),
    ChairStep: ("kind", "happened_on", "precision", "chair__id", "chair__title_fr"),
    DoctoralStep: ("kind", "happened_on", "precision", "contract__id", "contract__title_fr", "contract__title_en"),
    Observation: ("indicator", "part", "holds_on", "precision"),
    PlannedRelease: ("day",),
    Target: ("indicator", "due_on", "precision"),
    Completeness: ("indicator", "complete_from"),
    Membership: ("role", *OF_ORGANISATION),
    Statement: ("key", "text_fr", "text_en"),
    Respondent: ("first_year", "last_year", *OF_INSTITUTION),
    Responsibility: ("function_fr", "function_en"),
    StudentFigure: ("year", "stated_on", *(f"study_programme__{path}" for path in OF_PROGRAMME)),
}
"""The paths of the fields that tell the name of a record of each kind."""


@dataclass(frozen=True)
class Asked:
    """A kind of records that need something: which, in which order their first rows come, what is said of them.

    `name` and `lead` say what a row is called and where it leads; `told` are the fields by which, those of `NAMED` if empty.
    """

    rows: QuerySet
    title: str
    why: str
    address: str
    order: tuple[str, ...] = ("id",)
    name: Callable = name_of
    lead: Callable = form_of
    told: tuple[str, ...] = ()

    @property
    def model(self):
        """The kind."""
        return self.rows.model

    def selected(self, place):
        """The first rows as a query of plain values: the place given, their own, how many there are, what names each."""
        first = self.rows.order_by(*self.order).values("id")[:SHOWN]
        count = self.rows.order_by().annotate(count=Func(F("id"), function="COUNT", output_field=IntegerField()))
        return (
            self.model.objects.order_by()
            .filter(id__in=first)
            .annotate(
                asked=Value(place),
                turn=Window(RowNumber(), order_by=list(self.order)),
                count=Subquery(count.values("count")),
                told=told("id", *(self.told or NAMED[self.model])),
            )
            .values_list("asked", "turn", "count", "told")
        )

    def need(self, count, records):
        """What is to be done, of how many records, of which these are the first."""
        rows = [(self.name(record), self.lead(record)) for record in records]
        return Need(right_to_see(self.model), self.title, self.why, count, rows, self.address)
