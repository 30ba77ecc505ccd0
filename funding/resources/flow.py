"""What rows of money that follow commitments have in common, as files give them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import NumberColumn, ReferenceColumn, plain
from enact.imports.directories import Directory
from enact.imports.fields import columns_of
from enact.imports.headings import normal
from enact.imports.parts import Wrong, rows_by
from enact.imports.resources import KeyedPart, key_column
from funding.models import Commitment, Instalment
from partners.resources import OrganisationColumn


class Commitments(Directory):
    """All commitments by key and title; of which organisation each is."""

    def __init__(self):
        super().__init__(Commitment._meta.verbose_name)
        self.owners = {}
        rows = Commitment.objects.values_list("pk", "organisation_id", "organisation__name", "title_fr", "title_en")
        for key, organisation, name, title_fr, title_en in rows:
            self.owners[key] = organisation
            self.add(key, f"{name} – {title_fr}", title_fr, title_en)


class InstalmentColumn(NumberColumn):
    """An instalment of the commitment, by its number."""

    allowed = gettext_lazy("number of the instalment")

    def value(self, cell, context):
        return super().value(re.sub(r"(?i)^(no\.|n°)\s*", "", plain(cell)), context)

    def erased(self):
        return {self.field: None}


def precedence(record):
    """Which of several rows is meant by what they have in common: one that stands, one without reference, the earliest."""
    return record.cancelled_on is not None, bool(getattr(record, "reference", "")), record.pk


class FlowPart(KeyedPart):
    """Rows of money of commitments: by key, else by commitment and what tells a row from the others of it."""

    asked = ("commitment",)

    def load(self, lines, owners):
        self.commitments = self.context.once(Commitments)
        self.named = {line: self.commitment_of(line) for line in lines if not line.faults}
        super().load(lines, owners)
        self.by_nature = {}
        for record in sorted(self.loaded, key=precedence):
            for key in self.natural_keys(record):
                self.by_nature.setdefault(key, record)
        of = {record.commitment_id for record in self.loaded} | set(self.named.values()) - {None}
        plans = rows_by(Instalment.objects.all(), "commitment_id", of)
        self.numbered = {(one.commitment_id, one.number): one.pk for one in plans}

    def commitment_of(self, line):
        """The key of the commitment that a line names; `None` where it names none that can be told."""
        found, organisations = line.values.get("commitment"), line.values.get("organisation")
        if not found:
            return None
        if organisations:
            found = frozenset(key for key in found if self.commitments.owners[key] in organisations)
        try:
            if not found:
                raise ValidationError(_("This organisation has no commitment of this title."))
            return self.commitments.only(found)
        except ValidationError as error:
            if "id" not in line.values:
                line.refuse("commitment", " ".join(error.messages))
            return None

    def records(self, lines, keys):
        rows = self.model.objects.all()
        yield from rows_by(rows, "pk", keys)
        yield from rows_by(rows, "commitment_id", set(self.named.values()) - {None})

    def find(self, line, owner):
        key, record = super().find(line, owner)
        organisations = line.values.get("organisation")
        if record and organisations and self.commitments.owners[record.commitment_id] not in organisations:
            raise Wrong(_("The row of this number is of another organisation’s commitment."), "organisation")
        return key, record

    def find_otherwise(self, line, owner):
        if self.named.get(line) is None:
            raise Wrong(_("A row names its commitment: by its number, or by its organisation and title."), "commitment")
        draft = self.model(commitment_id=self.named[line])
        for field in self.fields:
            if field in line.values:
                setattr(draft, self.model._meta.get_field(field).attname, self.meant(line, field, draft))
        key = next(iter(self.natural_keys(draft)))
        record = self.by_nature.get(key)
        return (record.pk, record) if record else (key, None)

    def natural_keys(self, record):
        """What tells a row from the others of its commitment; the first is the one that is asked for."""
        raise NotImplementedError

    def new(self, line, owner):
        return self.model()

    def meant(self, line, field, record):
        """The commitment is the one named, and the instalment one of it."""
        if field == "commitment":
            return self.named.get(line) or self.only(
                line, line.columns[field], line.values[field], record.commitment_id
            )
        number = line.values[field]
        if field != "instalment" or number is None:
            return super().meant(line, field, record)
        key = self.numbered.get((record.commitment_id, number))
        if key is None:
            raise Wrong(_("This commitment has no instalment of this number: import or record it first."), field)
        return key

    def named(self, line, field, key):
        numbers = {instalment: number for (_commitment, number), instalment in self.numbered.items()}
        return numbers.get(key, key) if field == "instalment" else super().named(line, field, key)

    def give(self, target, line):
        self.refuse_second(target)
        super().give(target, line)


def referenced(record, *otherwise):
    """The keys of a row that has a reference: by it, and without it by something else."""
    if record.reference:
        yield (record.commitment_id, "reference", normal(record.reference))
    yield (record.commitment_id, *otherwise)


DAY = (gettext_lazy("day"), gettext_lazy("date"))
READ_AS = ((gettext_lazy("amount"), gettext_lazy("to be read as")),)
AMOUNT = {"also": (gettext_lazy("amount"),)}


def flow_columns(model, *, institution=None, sides=(), **options):
    """The columns of rows of money: of which commitment, those of the fields, and when and why a row is cancelled.

    `institution`: whether a new row needs one; `None` where rows have none. `sides`: the columns of the institutions of rows that
    have two.
    """
    named = (gettext_lazy("title"), gettext_lazy("title in French"), "titre", "intitulé")
    also = (gettext_lazy("partner"),)
    yield key_column()
    yield OrganisationColumn("organisation", gettext_lazy("organisation"), is_optional=False, also=also)
    yield ReferenceColumn(
        "commitment", Commitment._meta.verbose_name, directory=Commitments, is_optional=False, asked=True, also=named
    )
    if hasattr(model, "TOGETHER"):
        yield InstalmentColumn("instalment", Instalment._meta.verbose_name)
    if institution is not None:
        label = model._meta.get_field("institution").verbose_name
        yield OrganisationColumn("institution", label, is_optional=not institution, asked=institution)
    yield from sides
    yield from columns_of(model, **options, cancelled_on={}, note={})


def precision_of(*days):
    """What is told of the column of the precision of a day: our own files name it after the day."""
    return {"also": tuple((day, gettext_lazy("precision")) for day in days)}
