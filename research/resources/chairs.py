"""Chairs with their steps, holders and means, as files give them."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import ReferenceColumn, ThemesColumn
from enact.imports.fields import columns_of, labelled
from enact.imports.headings import normal
from enact.imports.owned import OwnedPart
from enact.imports.parts import Wrong
from enact.imports.resources import KeyedPart, Resource, key_column
from enact.themes import Themed
from funding.resources.flow import Commitments
from partners.models import Programme
from partners.resources import OrganisationColumn, PersonColumn, laboratories
from research.models import Chair, ChairFunding, ChairHolder, ChairStep
from research.models.chair import wrong_with
from research.resources.references import calls, communities
from sources.resources import StepPart, source_column, step_columns

HOLDER, MEANS, LAST_DAY = gettext_lazy("holder"), gettext_lazy("means"), gettext_lazy("last day")
IN_FRENCH, IN_ENGLISH = gettext_lazy("in French"), gettext_lazy("in English")
STEPS = {
    **dict.fromkeys(("prévue", "envisagée"), ChairStep.Kind.PLANNED),
    **dict.fromkeys(("attribuée", "attribution", "obtenue", "award"), ChairStep.Kind.AWARDED),
    **dict.fromkeys(("convention", "agreement"), ChairStep.Kind.AGREED),
    **dict.fromkeys(("démarrée", "début", "start"), ChairStep.Kind.STARTED),
    **dict.fromkeys(("fin", "achevée", "end"), ChairStep.Kind.ENDED),
}
"""Kinds of steps by other names that people write."""


class ChairPart(KeyedPart):
    """The chairs of a file: by key, else by French title."""

    model = Chair
    fields = (
        *("title_fr", "title_en", "kind", "host", "laboratory", "call", "community", *Themed.THEMES),
        *("ends_on", "ends_with_programme"),
    )
    asked = ("title_fr",)
    NAME = "title_fr"

    def records(self, lines, keys):
        return Chair.objects.all()

    def load(self, lines, owners):
        super().load(lines, owners)
        self.by_title = {normal(chair.title_fr): chair for chair in self.loaded}
        self.programme = Programme.objects.first()

    def find_otherwise(self, line, owner):
        title = normal(line.values.get("title_fr", ""))
        if not title:
            raise Wrong(_("A row names its chair: by its number, or by its title in French."))
        found = self.by_title.get(title)
        return (found.pk, found) if found else (("new", title), None)

    def new(self, line, owner):
        return Chair(programme=self.programme)


class ChairStepPart(StepPart):
    """The steps of the chairs of a file."""

    model = ChairStep

    def order(self, target):
        """The start first: an end is before or after it."""
        return target.record.kind != ChairStep.Kind.STARTED, target.record.happened_on


class ChairHolderPart(OwnedPart):
    """Who holds the chairs of a file: by person and, where it is given, first day."""

    model = ChairHolder
    PREFIX = "held_"
    OWNER = "chair"
    told_by = ("person",)
    day = "starts_on"
    fields = ("person", "starts_on", "precision", "ends_on", "source")
    asked = ("person", "starts_on")


class ChairFundingPart(OwnedPart):
    """Which commitments pay for the chairs of a file."""

    model = ChairFunding
    PREFIX = "paid_"
    OWNER = "chair"
    told_by = ("commitment",)
    fields = ("commitment", "amount", "qualifier")
    asked = ("commitment",)


class ChairResource(Resource):
    """Chairs, each with the steps, holders and means that its rows give."""

    name = "chairs"
    title = gettext_lazy("Chairs with their steps, holders and means")
    intro = gettext_lazy(
        "One row a chair; of one with several steps, holders or commitments that pay, one row each. Found by number, or by title "
        "in French."
    )
    parts = (ChairPart, ChairStepPart, ChairHolderPart, ChairFundingPart)
    columns = (
        key_column(),
        *columns_of(
            Chair,
            title_fr={
                "asked": True,
                "also": (
                    "titre",
                    gettext_lazy("title"),
                    gettext_lazy("chair"),
                    "intitulé",
                    (gettext_lazy("title"), IN_FRENCH),
                ),
            },
            title_en={"also": ((gettext_lazy("title"), IN_ENGLISH),)},
            kind={"also": ("type de chaire",)},
        ),
        OrganisationColumn(
            "host", gettext_lazy("host institution"), also=("établissement", gettext_lazy("institution"))
        ),
        ReferenceColumn("laboratory", gettext_lazy("laboratory"), directory=laboratories, also=("labo",)),
        ReferenceColumn("call", gettext_lazy("call"), directory=calls),
        ReferenceColumn(
            "community", gettext_lazy("community of interest"), directory=communities, also=("communauté",)
        ),
        ThemesColumn("themes", gettext_lazy("themes")),
        *columns_of(
            Chair,
            ends_on={"also": ("fin de la chaire",)},
            ends_with_programme={"also": ((LAST_DAY, gettext_lazy("that of the programme")),)},
        ),
        *step_columns(ChairStep, STEPS),
        PersonColumn("held_person", HOLDER, also=("titulaire",)),
        *columns_of(
            ChairHolder,
            "held_",
            HOLDER,
            starts_on={"also": ("titulaire depuis le",)},
            precision={},
            ends_on={"also": ("titulaire jusqu’au",)},
        ),
        source_column("held_source", labelled(HOLDER, gettext_lazy("source"))),
        ReferenceColumn(
            "paid_commitment",
            labelled(MEANS, gettext_lazy("commitment")),
            directory=Commitments,
            also=(gettext_lazy("commitment"), "financement"),
        ),
        *columns_of(
            ChairFunding,
            "paid_",
            MEANS,
            amount={"also": ("montant du financement",)},
            qualifier={"unsaid": (gettext_lazy("not disclosed"),)},
        ),
    )
    derived = (
        *(gettext_lazy("state"), gettext_lazy("since"), (gettext_lazy("since"), gettext_lazy("precision"))),
        *(gettext_lazy("holders"), MEANS, (MEANS, gettext_lazy("amounts not known"))),
    )

    @classmethod
    def check(cls, parts):
        """Refuses a chair that would end before it begins: at a step, or at its last day."""
        chairs, steps, *_others = parts
        for owner in steps.owners:
            words = steps.refuse_together(owner, partial(wrong_with, owner.record), "happened_on")
            if words and owner.is_changed and not any(line.faults for line in owner.lines):
                chairs.note(owner, "ends_on", words)
