"""Programmes of study, how many students institutions state for each, and which institutions are asked."""

from django.db import models
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY, in_words
from enact.languages import text_of
from enact.records import Record
from enact.search import Searched
from enact.years import academic_years, year_in_words
from indicators.measures import Qualifier
from partners.models import Organisation
from sources.models import Source, SourcedQuerySet


class StudyProgramme(Searched, Record):
    """A programme of study of an institution: a diploma, a course, a series of sessions. It stays the same over the years."""

    SEARCHED = ("title_fr", "title_en")

    class Level(models.TextChoices):
        LICENCE = "licence", _("licence (bachelor)")
        MASTER = "master", _("master")
        ENGINEER = "engineer", _("engineer")
        DOCTORATE = "doctorate", _("doctorate")
        CONTINUING = "continuing", _("continuing education")

    class Kind(models.TextChoices):
        SPECIALIST = "specialist", _("specialist of AI")
        DUAL_SKILL = "dual_skill", _("dual skill")
        AWARENESS = "awareness", _("awareness of AI")
        CONTINUING = "continuing", _("continuing education")

    institution = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("institution"), related_name="study_programmes"
    )
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    kind = models.CharField(_("kind of training"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("programme of study")
        verbose_name_plural = _("programmes of study")
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "title_fr", "level"],
                name="%(app_label)s_%(class)s_recorded_once",
                violation_error_message=_("This programme of study of the institution is recorded already."),
            )
        ]

    def __str__(self):
        return f"{self.institution} – {text_of(self, 'title')}"


class RespondentQuerySet(SourcedQuerySet):
    """Which institutions are asked."""

    def real(self):
        """Those that are not invented for a demonstration."""
        return self.filter(institution__is_example=False)

    def asked_in(self, year):
        """Those asked for an academic year: one row of each institution, the latest."""
        asked = Q(first_year__lte=year) & (Q(last_year__isnull=True) | Q(last_year__gte=year))
        later = Respondent.objects.filter(
            asked, institution=OuterRef("institution"), first_year__gt=OuterRef("first_year")
        )
        return self.filter(asked).exclude(Exists(later))

    def without_answer(self, year, day):
        """Those of which no figure of an academic year was stated by a day."""
        stated = StudentFigure.objects.stated_by(day).filter(
            study_programme__institution=OuterRef("institution"), year=year
        )
        return self.exclude(Exists(stated))


class Respondent(Record):
    """An institution that is expected to state its figures of students, from an academic year to another.

    `last_year` is `None` until it is no longer asked.
    """

    institution = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("institution"), related_name="asked_for_students"
    )
    first_year = models.PositiveSmallIntegerField(_("from the academic year"), choices=academic_years)
    last_year = models.PositiveSmallIntegerField(
        _("to the academic year"),
        choices=academic_years,
        null=True,
        blank=True,
        help_text=_("Empty: it is still asked."),
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = RespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution asked for its students")
        verbose_name_plural = _("institutions asked for their students")
        ordering = ["institution", "first_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "first_year"],
                name="%(app_label)s_%(class)s_asked_once",
                violation_error_message=_("This institution is asked from that academic year on already."),
            ),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The last academic year is the first one, or after it."),
            ),
        ]

    def __str__(self):
        return f"{self.institution}, {year_in_words(self.first_year)} – {year_in_words(self.last_year) or '…'}"


COUNTED = ("enrolled", "counted_elsewhere", "graduated", "enrolments", "hours")
"""The numbers that a figure of students gives."""


def differs_from(other):
    """That a number which both give differs: what only one of them gives is no contradiction."""
    found = Q()
    for name in COUNTED:
        found |= Q(**{f"{name}__lt": OuterRef(f"{other}{name}")}) | Q(**{f"{name}__gt": OuterRef(f"{other}{name}")})
    return found


class StudentFigureQuerySet(SourcedQuerySet):
    """Which figures of students, and which of them count."""

    ORDER = ("-decided_on", "-is_chosen", "-stated_on", "-pk")
    """Of several figures of a programme of study and year, the first in this order counts."""

    def real(self):
        """Those of institutions that are not invented for a demonstration."""
        return self.filter(study_programme__institution__is_example=False)

    def stated_by(self, day):
        """What had been stated by a day."""
        return self.filter(stated_on__lte=day)

    def with_decision_on(self, day):
        """Annotates `is_chosen`, whether somebody had chosen the figure by a day, and `decided_on`: since when it may count."""
        chosen = Q(chosen_on__lte=day)
        return self.annotate(
            is_chosen=ExpressionWrapper(Case(When(chosen, then=True), default=False), BooleanField()),
            decided_on=Case(When(chosen, then=F("chosen_on")), default=F("stated_on")),
        )

    def with_standing_on(self, day):
        """Annotates `counts`, which of the figures of a programme and year counts on a day, and `is_contested`.

        What was said last counts, by an institution or by a choice of ours. A figure is contested where another one, stated
        by then, gives another number.
        """
        same = type(self)(self.model).filter(
            stated_on__lte=day, study_programme=OuterRef("study_programme"), year=OuterRef("year")
        )
        first = same.with_decision_on(day).order_by(*self.ORDER)
        return self.with_decision_on(day).annotate(
            counts=ExpressionWrapper(
                Case(When(pk=Subquery(first.values("pk")[:1]), then=True), default=False), BooleanField()
            ),
            is_contested=Exists(same.filter(differs_from(""))),
        )

    def counting_on(self, day):
        """The one of each programme of study and academic year that counts on a day."""
        return self.stated_by(day).with_standing_on(day).filter(counts=True)

    def undecided_on(self, day):
        """Those that count on a day although another one says otherwise, and nobody has chosen since."""
        return self.counting_on(day).filter(is_contested=True, is_chosen=False)

    def with_people(self):
        """Annotates `people`, who are not counted under another programme, and `reading`, the qualifier of that number.

        Where nobody has said how many are counted elsewhere, they are at most as many as are enrolled.
        """
        at_most = Q(qualifier__in=[Qualifier.EXACT, Qualifier.AT_MOST])
        unsaid = Q(counted_elsewhere__isnull=True, enrolled__gt=0)
        return self.annotate(
            people=F("enrolled") - Coalesce("counted_elsewhere", 0),
            reading=Case(
                When(unsaid & at_most, then=Value(Qualifier.AT_MOST.value)),
                When(unsaid, then=Value(Qualifier.ABOUT.value)),
                default=F("qualifier"),
            ),
        )


def number_of(label, help_text):
    """A field for a number that may not be known."""
    return models.PositiveIntegerField(label, null=True, blank=True, help_text=help_text)


class StudentFigure(Record):
    """How many students an institution stated for a programme of study and an academic year. Nothing is overwritten.

    `None` is not known. `enrolled`, `counted_elsewhere` and `graduated` are people; `enrolments` and `hours` are not, and are
    never added to them. `chosen_on`: the day on which a coordinator decided that this figure counts, and `chosen_because` why.
    """

    study_programme = models.ForeignKey(
        StudyProgramme, models.PROTECT, verbose_name=_("programme of study"), related_name="figures"
    )
    year = models.PositiveSmallIntegerField(_("academic year"), choices=academic_years)
    enrolled = number_of(_("people enrolled"), _("Head-count: each person once. Empty: not known."))
    counted_elsewhere = number_of(
        _("of whom counted elsewhere"),
        _("People who are counted under another programme of study already. 0: nobody. Empty: not known."),
    )
    graduated = number_of(_("people graduated"), _("Who got the diploma in this academic year. Empty: not known."))
    enrolments = number_of(_("enrolments"), _("One person may have several. They are not people. Empty: not known."))
    hours = number_of(_("hours of training"), _("Hours taught. Empty: not known."))
    qualifier = models.CharField(
        _("to be read as"),
        max_length=15,
        choices=Qualifier,
        default=Qualifier.EXACT,
        help_text=_("As the source says."),
    )
    stated_on = models.DateField(_("stated on"))
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    chosen_on = models.DateField(
        _("chosen on"),
        null=True,
        blank=True,
        help_text=_("Where figures disagree: the day on which it was decided that this one counts."),
    )
    chosen_because = models.CharField(_("chosen because"), max_length=300, blank=True)

    objects = StudentFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure of students")
        verbose_name_plural = _("figures of students")
        ordering = ["-year", "study_programme", "-stated_on", "-pk"]
        indexes = [models.Index(fields=["study_programme", "year", "stated_on"], name="training_studentfigure_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stated_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_stated_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=Q(counted_elsewhere__isnull=True)
                | Q(enrolled__isnull=False, counted_elsewhere__lte=F("enrolled")),
                name="%(app_label)s_%(class)s_elsewhere_is_a_part",
                violation_error_message=_("Those counted elsewhere are some of the people enrolled."),
            ),
            models.CheckConstraint(
                condition=Q(graduated__isnull=True) | Q(enrolled__isnull=True) | Q(graduated__lte=F("enrolled")),
                name="%(app_label)s_%(class)s_graduated_are_enrolled",
                violation_error_message=_("Those who graduate in a year are enrolled in it."),
            ),
            models.CheckConstraint(
                condition=Q(chosen_on__isnull=True, chosen_because="")
                | (Q(chosen_on__isnull=False, chosen_on__gte=F("stated_on")) & ~Q(chosen_because="")),
                name="%(app_label)s_%(class)s_chosen_with_a_reason",
                violation_error_message=_(
                    "A figure is chosen on the day that it is stated or later, and with a reason: give both, or neither."
                ),
            ),
        ]

    def __str__(self):
        said = in_words(self.stated_on)
        year = year_in_words(self.year)
        return _("%(programme)s, %(year)s, stated on %(day)s") % {
            "programme": self.study_programme,
            "year": year,
            "day": said,
        }
