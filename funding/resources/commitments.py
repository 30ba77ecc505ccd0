"""Commitments with their steps, as files give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import ReferenceColumn, ThemesColumn
from enact.imports.directories import Directory
from enact.imports.fields import columns_of
from enact.imports.headings import normal
from enact.imports.parts import Wrong, rows_by
from enact.imports.resources import KeyedPart, Resource, derived_amounts, key_column
from enact.themes import Themed
from funding.models import Commitment, CommitmentStep, FrameworkAgreement
from partners.models import Programme
from partners.resources import OrganisationColumn, PersonColumn
from sources.resources import STEP_DAY, StepPart, step_source_column

PRECISION = gettext_lazy("precision")
TITLE = ("titre", "intitulé", (gettext_lazy("title"), gettext_lazy("in French")))
NOT_DISCLOSED = (gettext_lazy("not disclosed"),)


def frameworks():
    """All framework agreements by key, title and reference."""
    found = Directory(FrameworkAgreement._meta.verbose_name)
    for framework in FrameworkAgreement.objects.select_related("organisation"):
        found.add(framework.pk, framework.title_fr, framework.title_en, framework.reference, str(framework))
    return found


def framework_records():
    """All framework agreements by key, which commitments are checked against."""
    return FrameworkAgreement.objects.in_bulk()


class CommitmentPart(KeyedPart):
    """The commitments of a file: by key, else by organisation and French title."""

    model = Commitment
    fields = (
        *("organisation", "title_fr", "title_en", "nature", "form", "pillar", *Themed.THEMES),
        *("framework", "responsible", "counterpart", "starts_on", "ends_on", "amount_published_since"),
    )
    asked = ("organisation", "title_fr")
    NAME = "title_fr"

    def records(self, lines, keys):
        named = set().union(*(line.values.get("organisation") or () for line in lines))
        rows = Commitment.objects.all()
        yield from rows_by(rows, "pk", keys)
        yield from rows_by(rows, "organisation_id", named)

    def load(self, lines, owners):
        super().load(lines, owners)
        self.by_title = {(one.organisation_id, normal(one.title_fr)): one for one in self.loaded}
        self.programme = Programme.objects.first()

    def find_otherwise(self, line, owner):
        organisations, title = line.values.get("organisation"), normal(line.values.get("title_fr", ""))
        if not organisations or not title:
            raise Wrong(_("A row names its commitment: by its number, or by organisation and title in French."))
        organisation = self.only(line, line.columns["organisation"], organisations)
        found = self.by_title.get((organisation, title))
        return (found.pk, found) if found else (("new", organisation, title), None)

    def new(self, line, owner):
        return Commitment(programme=self.programme)

    def give(self, target, line):
        super().give(target, line)
        if target.record.framework_id:
            target.record.framework = self.context.once(framework_records)[target.record.framework_id]


class CommitmentStepPart(StepPart):
    """The steps of the commitments of a file."""

    model = CommitmentStep
    OWN = ("amount", "qualifier")

    def give(self, target, line):
        self.refuse_second(target)
        super().give(target, line)


class CommitmentResource(Resource):
    """Commitments, each with the steps that its rows give."""

    name = "commitments"
    title = gettext_lazy("Commitments with their steps")
    intro = gettext_lazy(
        "One row a step; a commitment with several steps has several rows. Found by number, or by organisation and title. A step "
        "of the same kind and day that stands otherwise is corrected by another one that replaces it."
    )
    parts = (CommitmentPart, CommitmentStepPart)
    columns = (
        key_column(),
        OrganisationColumn(
            "organisation", gettext_lazy("organisation"), asked=True, is_optional=False, also=(gettext_lazy("partner"),)
        ),
        *columns_of(
            Commitment,
            title_fr={"asked": True, "also": (gettext_lazy("title"), gettext_lazy("commitment"), *TITLE)},
            title_en={"also": ((gettext_lazy("title"), gettext_lazy("in English")),)},
            nature={},
            form={},
            pillar={},
        ),
        ThemesColumn("themes", gettext_lazy("themes")),
        ReferenceColumn("framework", gettext_lazy("framework agreement"), directory=frameworks),
        PersonColumn("responsible", gettext_lazy("followed by")),
        PersonColumn("counterpart", gettext_lazy("partner’s contact")),
        *columns_of(Commitment, starts_on={}, ends_on={}, amount_published_since={}),
        *columns_of(
            CommitmentStep,
            "step_",
            kind={
                "also": (
                    gettext_lazy("last step"),
                    (gettext_lazy("step"), gettext_lazy("kind")),
                    (gettext_lazy("step"), "type"),
                ),
            },
            happened_on={
                "name": "step_day",
                "label": STEP_DAY,
                "also": (gettext_lazy("day"), gettext_lazy("date"), (gettext_lazy("step"), gettext_lazy("day"))),
            },
            precision={"also": ((STEP_DAY, PRECISION), PRECISION)},
            amount={
                "also": (gettext_lazy("amount"), (gettext_lazy("step"), gettext_lazy("amount"))),
                "note": gettext_lazy("The new total of the commitment. Empty: not known."),
            },
            qualifier={
                "unsaid": NOT_DISCLOSED,
                "also": ((gettext_lazy("amount"), gettext_lazy("to be read as")),),
            },
            document_reference={"name": "step_document"},
            signatories={},
        ),
        step_source_column(),
    )
    derived = (
        gettext_lazy("state"),
        *derived_amounts(gettext_lazy("called"), gettext_lazy("received"), gettext_lazy("spent")),
    )
