"""Sources and dated steps, as files give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import ReferenceColumn
from enact.imports.directories import Directory
from enact.imports.fields import columns_of
from enact.imports.owned import OwnedPart
from enact.imports.parts import Wrong
from sources.models import Source

PENDING = "…"
"""The reason of a correction until the import has one: a correction without reason is refused."""
STEP = gettext_lazy("step")
STEP_DAY = gettext_lazy("day of the step")


def sources():
    """All sources by key, by whoever said it, and by the key, title and address of their document."""
    found = Directory(Source._meta.verbose_name)
    for source in Source.objects.select_related("document"):
        document = source.document
        titles = (document.key, document.title_fr, document.title_en, document.address)
        found.add(source.pk, source.key, source.said_by_fr, source.said_by_en, *titles)
    return found


def source_column(name, label, also=()):
    """The column of a source."""
    note = gettext_lazy("The key of the source or of its document, as the back office shows them.")
    return ReferenceColumn(name, label, directory=sources, also=also, note=note)


def step_source_column():
    """The column of the source of a step."""
    also = (gettext_lazy("source"), (STEP, gettext_lazy("source")))
    return source_column("step_source", gettext_lazy("source of the step"), also)


class StepPart(OwnedPart):
    """The steps of the records of a file: by kind and day. One that stands otherwise is corrected by one that replaces it.

    `OWN`: the fields of its own that a model of steps has beside those of all.
    """

    PREFIX = "step_"
    OWN = ()
    COMMON = ("kind", "happened_on", "precision", "source", "document_reference", "signatories")
    asked = ("kind", "happened_on")

    def __init__(self, context):
        super().__init__(context)
        self.OWNER, self.fields = self.model.OWNER, (*self.COMMON, *self.OWN)

    def rows(self):
        return self.model.objects.standing()

    def find(self, line, owner):
        """A step that is named by its day alone is the last of that day, which decides."""
        if not any(self.key(field) in line.values for field in self.fields):
            return None, None
        kind, day = line.values.get(self.key("kind")), line.values.get(self.key("happened_on"))
        if day is None:
            raise Wrong(_("A step has a day: write it in the column “step_day”."), "kind")
        if day > self.context.on:
            raise Wrong(_("This day is still to come: a step is recorded once it has happened."), "happened_on")
        found = [step for step in self.held_by(owner) if step.happened_on == day and kind in (None, step.kind)]
        if not found and kind is None:
            raise Wrong(
                _("No step is recorded on this day: write which one it is, in the column “step_kind”."), "happened_on"
            )
        step = max(found, key=lambda one: one.pk, default=None)
        return (id(owner), step.kind if step else kind, day), step

    def new(self, line, owner):
        step = super().new(line, owner)
        step.recorded_by = self.context.by
        return step

    def give(self, target, line):
        """Gives a step what a line says; what stands otherwise is replaced by a copy that says it."""
        if not target.is_new and target.replaced is None:
            target.replaced, target.record = target.record, self.copied(target.record)
        super().give(target, line)
        if target.replaced and target.before:
            target.is_new = True

    def copied(self, step):
        """A new step that replaces one, and says the same."""
        owner = {f"{self.OWNER}_id": getattr(step, f"{self.OWNER}_id")}
        correction = self.model(**owner, replaces=step, reason=PENDING, recorded_by=self.context.by)
        for field in (*self.fields, "file"):
            attribute = self.model._meta.get_field(field).attname
            setattr(correction, attribute, getattr(step, attribute))
        return correction

    def order(self, target):
        return target.record.happened_on

    def explain(self, *, by, reason):
        """A correction says why."""
        for step in self.to_create():
            if step.replaces_id:
                step.reason = reason


def step_columns(model, called=(), **own):
    """The columns of the steps of a model. `called`: kinds by other names; `own`: what it has beside what all steps have."""
    yield from columns_of(
        model,
        "step_",
        STEP,
        kind={
            "label": STEP,
            "also": (gettext_lazy("last step"), (STEP, gettext_lazy("kind")), (STEP, "type")),
            "called": called,
        },
        happened_on={"name": "step_day", "label": STEP_DAY, "also": ((STEP, gettext_lazy("day")), "date de l’étape")},
        precision={"also": ((STEP_DAY, gettext_lazy("precision")),)},
        **own,
        document_reference={"name": "step_document"},
        signatories={},
    )
    yield step_source_column()
