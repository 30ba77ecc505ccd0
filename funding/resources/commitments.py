"""Commitments with their steps, as files give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import ReferenceColumn, ThemesColumn
from enact.imports.directories import Directory
from enact.imports.fields import columns_of
from enact.imports.headings import normal
from enact.imports.parts import Part, Wrong, rows_by
from enact.imports.resources import KeyedPart, Resource, derived_amounts, key_column
from enact.themes import Themed
from funding.models import Commitment, CommitmentStep, FrameworkAgreement
from partners.models import Programme
from partners.resources import OrganisationColumn, PersonColumn
from sources.models import Source

PRECISION = gettext_lazy("precision")
STEP_DAY = gettext_lazy("day of the step")
TITLE = ("titre", "intitulé", (gettext_lazy("title"), gettext_lazy("in French")))
NOT_DISCLOSED = (gettext_lazy("not disclosed"),)
PENDING = "…"
"""The reason of a correction until the import has one: a correction without reason is refused."""


def sources():
    """All sources by key, by whoever said it, and by the key, title and address of their document."""
    found = Directory(Source._meta.verbose_name)
    for source in Source.objects.select_related("document"):
        document = source.document
        titles = (document.key, document.title_fr, document.title_en, document.address)
        found.add(source.pk, source.key, source.said_by_fr, source.said_by_en, *titles)
    return found


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


class StepPart(Part):
    """The steps of the commitments of a file: by kind and day. One that stands otherwise is corrected by one that replaces it."""

    model = CommitmentStep
    fields = ("kind", "happened_on", "precision", "amount", "qualifier", "source", "document_reference", "signatories")
    asked = ("kind", "happened_on")

    def load(self, lines, owners):
        keys = {target.record.pk for target in owners.values() if target and target.record.pk}
        self.standing = {}
        for step in rows_by(CommitmentStep.objects.standing(), "commitment_id", keys):
            self.standing.setdefault((step.commitment_id, step.happened_on), []).append(step)

    def find(self, line, owner):
        """A step that is named by its day alone is the last of that day, which decides."""
        if not any(field in line.values for field in self.fields):
            return None, None
        kind, day = line.values.get("kind"), line.values.get("happened_on")
        if day is None:
            raise Wrong(_("A step has a day: write it in the column “step_day”."), "kind")
        if day > self.context.on:
            raise Wrong(_("This day is still to come: a step is recorded once it has happened."), "happened_on")
        found = [step for step in self.standing.get((owner.record.pk, day), []) if kind in (None, step.kind)]
        if not found and kind is None:
            raise Wrong(
                _("No step is recorded on this day: write which one it is, in the column “step_kind”."), "happened_on"
            )
        step = max(found, key=lambda one: one.pk, default=None)
        return (id(owner), step.kind if step else kind, day), step

    def new(self, line, owner):
        return CommitmentStep(commitment=owner.record, recorded_by=self.context.by)

    def give(self, target, line):
        """Gives a step what a line says; what stands otherwise is replaced by a copy that says it."""
        self.refuse_second(target)
        if not target.is_new:
            target.replaced, target.record = target.record, copied(target.record, self.context.by)
        super().give(target, line)
        if target.replaced and target.before:
            target.is_new = True

    def explain(self, *, by, reason):
        """A correction says why."""
        for step in self.to_create():
            if step.replaces_id:
                step.reason = reason


def copied(step, by):
    """A new step that replaces one, and says the same."""
    correction = CommitmentStep(commitment_id=step.commitment_id, replaces=step, reason=PENDING, recorded_by=by)
    for field in ("kind", "happened_on", "precision", "amount", "qualifier", "document_reference", "signatories"):
        setattr(correction, field, getattr(step, field))
    correction.source_id, correction.file_id = step.source_id, step.file_id
    return correction


class CommitmentResource(Resource):
    """Commitments, each with the steps that its rows give."""

    name = "commitments"
    title = gettext_lazy("Commitments with their steps")
    intro = gettext_lazy(
        "One row a step; a commitment with several steps has several rows. Found by number, or by organisation and title. A step "
        "of the same kind and day that stands otherwise is corrected by another one that replaces it."
    )
    parts = (CommitmentPart, StepPart)
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
            kind={
                "name": "step_kind",
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
            precision={"name": "step_precision", "also": ((STEP_DAY, PRECISION), PRECISION)},
            amount={
                "name": "step_amount",
                "also": (gettext_lazy("amount"), (gettext_lazy("step"), gettext_lazy("amount"))),
                "note": gettext_lazy("The new total of the commitment. Empty: not known."),
            },
            qualifier={
                "name": "step_qualifier",
                "unsaid": NOT_DISCLOSED,
                "also": ((gettext_lazy("amount"), gettext_lazy("to be read as")),),
            },
            document_reference={"name": "step_document"},
            signatories={"name": "step_signatories"},
        ),
        ReferenceColumn(
            "step_source",
            gettext_lazy("source of the step"),
            field="source",
            directory=sources,
            also=(gettext_lazy("source"), (gettext_lazy("step"), gettext_lazy("source"))),
            note=gettext_lazy("The key of the source or of its document, as the back office shows them."),
        ),
    )
    derived = (
        gettext_lazy("state"),
        *derived_amounts(gettext_lazy("called"), gettext_lazy("received"), gettext_lazy("spent")),
    )
