"""Figures of students, as the spreadsheets of institutions give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.dates import in_words
from enact.imports.columns import Column, CountColumn, plain
from enact.imports.fields import columns_of
from enact.imports.files import tidied
from enact.imports.headings import normal
from enact.imports.parts import Part, Wrong, rows_by
from enact.imports.resources import KeyedPart, Resource, key_column
from enact.years import academic_year_typed, year_in_words
from partners.resources import OrganisationColumn
from sources.resources import source_column
from training.models import StudentFigure, StudyProgramme
from training.models.students import COUNTED

TITLE = gettext_lazy("programme of study")


class AcademicYearColumn(Column):
    """An academic year."""

    allowed = gettext_lazy("academic year, as in 2025-2026")

    def value(self, cell, context):
        return academic_year_typed(plain(cell))

    def erased(self):
        return None


class StudyProgrammePart(Part):
    """The programmes of study of a file: by institution, title in French and level; a row of a number needs none of them."""

    model = StudyProgramme
    fields = ("institution", "title_fr", "title_en", "level", "kind")
    asked = fields[:2] + fields[3:]

    def load(self, lines, owners):
        named = set().union(*(line.values.get("institution") or () for line in lines))
        keys = {line.values["id"] for line in lines if "id" in line.values}
        self.of_figure = dict(StudentFigure.objects.filter(pk__in=keys).values_list("pk", "study_programme_id"))
        rows = StudyProgramme.objects.all()
        by_key = {record.pk: record for record in rows_by(rows, "institution_id", named)}
        by_key |= {record.pk: record for record in rows_by(rows, "pk", set(self.of_figure.values()) - by_key.keys())}
        self.loaded, self.by_key, self.by_title = list(by_key.values()), by_key, {}
        for record in self.loaded:
            self.by_title.setdefault((record.institution_id, normal(record.title_fr)), []).append(record)

    def find(self, line, owner):
        institutions, title = line.values.get("institution"), normal(line.values.get("title_fr", ""))
        if "id" in line.values and not (institutions and title):
            record = self.by_key.get(self.of_figure.get(line.values["id"]))
            if record is None:
                raise Wrong(_("There is no record of this number. Leave the cell empty for a new one."), "id")
            return record.pk, record
        if not institutions or not title:
            raise Wrong(_("A row names its programme of study: its institution, and its title in French."))
        institution, level = self.only(line, line.columns["institution"], institutions), line.values.get("level")
        found = [one for one in self.by_title.get((institution, title), []) if level in (None, one.level)]
        if len(found) > 1:
            raise Wrong(
                _("Several programmes of study of this institution are called so: write the level."), "title_fr"
            )
        return (found[0].pk, found[0]) if found else (("new", institution, title, level), None)

    def new(self, line, owner):
        return StudyProgramme()

    def meant(self, line, field, record):
        """A title that only found its record does not rename it for its accents and capitals."""
        value = super().meant(line, field, record)
        is_found = field == "title_fr" and normal(record.title_fr) == normal(value)
        return tidied(record.title_fr) if is_found else value


class StudentFigurePart(KeyedPart):
    """What the rows state: by number; otherwise what stands so already, or else one more figure beside those that stand."""

    model = StudentFigure
    fields = ("year", *COUNTED, "qualifier", "stated_on", "source", "note")
    asked = ("year", "stated_on")

    def records(self, lines, keys):
        rows = StudentFigure.objects.all()
        yield from rows_by(rows, "pk", keys)
        yield from rows_by(rows, "study_programme_id", self.programmes)

    def load(self, lines, owners):
        self.programmes = {target.record.pk for target in owners.values() if target and target.record.pk}
        super().load(lines, owners)
        self.loaded = sorted(self.by_key.values(), key=lambda one: (one.stated_on, one.pk))
        self.stated = {}
        for record in self.loaded:
            self.stated.setdefault((record.study_programme_id, record.year), []).append(record)

    def find(self, line, owner):
        if not any(field in line.values for field in self.fields):
            return None, None
        key, record = super().find(line, owner)
        if record and record.study_programme_id != owner.record.pk:
            raise Wrong(_("The row of this number is of another programme of study."), "id")
        day = line.values.get("stated_on")
        if day and day > self.context.on:
            raise Wrong(_("That day is still to come: a figure is stated on a day that has been."), "stated_on")
        return key, record

    def find_otherwise(self, line, owner):
        year, day = line.values.get("year"), line.values.get("stated_on")
        if year is None or day is None:
            raise Wrong(_("A row says of which academic year it is, and on which day it was stated."), "year")
        told = [(field, line.values[field]) for field in (*COUNTED, "qualifier") if field in line.values]
        for record in self.stated.get((owner.record.pk, year), []):
            if record.stated_on == day and all(getattr(record, field) == value for field, value in told):
                return record.pk, record
        return (id(owner), year, day, tuple(told)), None

    def new(self, line, owner):
        """A figure that says what the last one before it said, where the row says nothing."""
        figure = StudentFigure(study_programme=owner.record, year=line.values["year"])
        earlier = [
            one
            for one in self.stated.get((owner.record.pk, figure.year), [])
            if one.stated_on < line.values["stated_on"]
        ]
        if earlier:
            for field in (*COUNTED, "qualifier"):
                setattr(figure, field, getattr(earlier[-1], field))
        return figure

    def give(self, target, line):
        self.refuse_second(target)
        super().give(target, line)

    def check_one(self, target):
        super().check_one(target)
        if target.is_new and not any(line.faults for line in target.lines):
            self.look_for_contradiction(target)

    def look_for_contradiction(self, target):
        """Notes which figures, recorded or in the file, say otherwise of the same programme of study and year."""
        own, programme = target.record, target.record.study_programme
        beside = [one.record for one in self.targets.values() if one.is_new and one.record.study_programme is programme]
        known = self.stated.get((programme.pk, own.year), [])
        for other in [*known, *(one for one in beside if one.year == own.year and one is not own)]:
            fields = [field for field in COUNTED if differs(getattr(own, field), getattr(other, field))]
            if fields:
                words = _(
                    "Stated otherwise for %(year)s, on %(day)s: %(number)s. Both are kept; the latest stated counts, until "
                    "another one is chosen."
                )
                said = {"year": year_in_words(own.year), "day": in_words(other.stated_on)}
                self.doubt(target, fields[0], words % (said | {"number": getattr(other, fields[0])}))
                return


def differs(one, other):
    """Whether two numbers that are both known differ."""
    return None not in (one, other) and one != other


def count_columns(**also):
    """The columns of what is counted; `also`: the other headings of each."""
    for name in COUNTED:
        field = StudentFigure._meta.get_field(name)
        yield CountColumn(name, field.verbose_name, also=also.get(name, ()), note=field.help_text)


class StudentResource(Resource):
    """Figures of students, each of a programme of study and an academic year."""

    name = "students"
    title = gettext_lazy("Figures of students")
    intro = gettext_lazy(
        "One row a programme of study and academic year, as its institution stated it on a day. The programme is found by "
        "institution, title in French and level. What is stated otherwise on another day is kept beside what stands."
    )
    doubted = gettext_lazy("Rows that contradict what was stated before are kept beside it: the latest stated counts.")
    parts = (StudyProgrammePart, StudentFigurePart)
    columns = (
        key_column(),
        OrganisationColumn(
            "institution",
            gettext_lazy("institution"),
            asked=True,
            is_optional=False,
            also=("établissement", "composante"),
        ),
        *columns_of(
            StudyProgramme,
            title_fr={
                "asked": True,
                "label": TITLE,
                "also": (
                    gettext_lazy("title in French"),
                    (TITLE, gettext_lazy("in French")),
                    "diplôme",
                    "mention",
                    "titre",
                ),
            },
            title_en={"also": ((TITLE, gettext_lazy("in English")),)},
            level={"asked": True, "also": ("cycle",)},
            kind={"asked": True, "also": ("type", "public")},
        ),
        AcademicYearColumn(
            "year", gettext_lazy("academic year"), asked=True, also=("année", "année scolaire", gettext_lazy("year"))
        ),
        *count_columns(
            enrolled=(
                "effectif",
                "effectifs",
                "étudiants",
                "inscrits",
                gettext_lazy("enrolled"),
                gettext_lazy("people"),
            ),
            counted_elsewhere=("dont doubles comptes", gettext_lazy("counted elsewhere")),
            graduated=("diplômés", "dont diplômés", gettext_lazy("graduated")),
            enrolments=("nombre d’inscriptions",),
            hours=("heures", gettext_lazy("hours")),
        ),
        *columns_of(StudentFigure, qualifier={}, stated_on={"asked": True, "also": ("date", "date de déclaration")}),
        source_column("source", gettext_lazy("source")),
        *columns_of(StudentFigure, note={"also": ("remarque", "commentaire")}),
    )
    derived = (gettext_lazy("which counts"),)
