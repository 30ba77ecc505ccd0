"""Events, and who organises them: what is announced, and what has taken place."""

from django.db import models
from django.db.models import Case, F, OuterRef, Q, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import FIRST_DAY
from enact.languages import text_of
from enact.records import Record, saved_last
from enact.search import Searched
from enact.themes import Themed
from indicators.figures import SMALL_COUNTS
from indicators.measures import Qualifier
from partners.models import Organisation, Programme

LAST_DAY = Coalesce("ends_on", "starts_on")
NOT_OVER = _("It is not over yet: tick this once it has taken place.")
"""What is said of an event that is recorded as having taken place before its last day is over."""


class EventQuerySet(models.QuerySet):
    """Which events, and where each stands on a day."""

    def public_on(self, day):
        """Events that are published on a day."""
        return self.filter(published_on__lte=day)

    def with_state_on(self, day):
        """Annotates `state` and `last_day`. An event is cancelled from the day on which that was said."""
        return self.annotate(last_day=LAST_DAY).annotate(
            is_over=models.ExpressionWrapper(Q(last_day__lt=day), output_field=models.BooleanField()),
            state=Case(
                When(cancelled_on__lte=day, then=models.Value(Event.State.CANCELLED)),
                When(starts_on__gt=day, then=models.Value(Event.State.COMING)),
                When(last_day__gte=day, then=models.Value(Event.State.RUNNING)),
                default=models.Value(Event.State.PAST),
                output_field=models.CharField(),
            ),
        )

    def held_by(self, day):
        """Events that are recorded as having taken place, from their last day on; with what they count for.

        Annotates `in_year`, the year of the last day, and `attendance_told`: the attendance that was counted, `None` where it
        is not known, and where it is so small that it is not published.
        """
        counted = Q(attendance_basis=Event.Basis.COUNTED) & ~Q(attendance__in=list(SMALL_COUNTS))
        return (
            self.annotate(last_day=LAST_DAY)
            .filter(took_place=True, last_day__lte=day)
            .annotate(
                in_year=ExtractYear("last_day"),
                attendance_told=Case(When(counted, then="attendance"), output_field=models.IntegerField()),
            )
        )

    def unconfirmed_on(self, day):
        """Events that are over, of which nobody has said whether they took place."""
        found = self.annotate(last_day=LAST_DAY).filter(last_day__lt=day)
        return found.filter(took_place=False, cancelled_on__isnull=True)

    def with_changed_at(self):
        """Annotates `changed_at`: when the event was saved last."""
        return self.annotate(changed_at=saved_last(Event, id=OuterRef("pk")))


def agenda():
    """The order of events after `with_state_on`: those that run, those to come, the next before; those over, the last before.

    What was cancelled stands where it would have taken place.
    """
    is_over = Q(is_over=True)
    place = Case(When(state=Event.State.RUNNING, then=0), When(is_over, then=2), default=1)
    return [place, Case(When(~is_over, then="starts_on")).asc(nulls_last=True), "-starts_on", "words", "id"]


class Event(Themed, Searched, Record):
    """An event of one day or several. It counts once it is recorded that it took place."""

    class Kind(models.TextChoices):
        HACKATHON = "hackathon", _("hackathon")
        DATA_CHALLENGE = "data_challenge", _("data challenge")
        PRACTICAL = "practical", _("practical")
        WORKSHOP = "workshop", _("workshop")
        MEETING = "meeting", _("meeting")
        ANNUAL_DAY = "annual_day", _("annual day")

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("event", "under way")
        COMING = "coming", pgettext_lazy("event", "to come")
        PAST = "past", pgettext_lazy("event", "over")
        CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")

    class Basis(models.TextChoices):
        ANNOUNCED = "announced", pgettext_lazy("attendance", "announced")
        COUNTED = "counted", pgettext_lazy("attendance", "counted")

    SEARCHED = ("title_fr", "title_en", "place")

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="events")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: it lasts one day."))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("As in: Loria, Nancy."))
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    website = models.URLField(_("web address"), blank=True)
    attendance = models.PositiveIntegerField(
        _("attendance"),
        null=True,
        blank=True,
        help_text=_("The number alone: “about 150” is 150 here, and “about” beside it. Empty: not known."),
    )
    attendance_qualifier = models.CharField(
        _("to be read as"), max_length=15, choices=Qualifier, default=Qualifier.EXACT
    )
    attendance_basis = models.CharField(
        _("attendance is"),
        max_length=10,
        choices=Basis,
        default=Basis.ANNOUNCED,
        help_text=_("Only what was counted, exactly or not, enters the sums."),
    )
    took_place = models.BooleanField(_("it took place"), default=False, help_text=_("It counts once this is ticked."))
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_("Everybody reads the event from that day on. Empty: nobody."),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_starts_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=Q(took_place=False) | Q(cancelled_on__isnull=True),
                name="%(app_label)s_%(class)s_takes_place_or_is_cancelled",
                violation_error_message=_("An event that was cancelled did not take place: say one of both."),
            ),
            models.CheckConstraint(
                condition=Q(attendance__isnull=True) | Q(attendance_basis="announced") | Q(took_place=True),
                name="%(app_label)s_%(class)s_counted_once_it_took_place",
                violation_error_message=_(
                    "Nobody is counted before the event took place: attendance is announced until then."
                ),
            ),
            models.UniqueConstraint(
                fields=["title_fr", "starts_on"],
                name="%(app_label)s_%(class)s_is_recorded_once",
                violation_error_message=_("An event of this title begins on this day already."),
            ),
        ]

    def __str__(self):
        return str(text_of(self, "title"))

    @property
    def is_attendance_protected(self):
        """Whether the attendance is of so few people that it is not published."""
        return self.attendance in SMALL_COUNTS


class EventOrganiserQuerySet(models.QuerySet):
    """Who organises events."""

    def public_on(self, day):
        """Organisers that may be named in public on a day, in the order of their names."""
        found = self.filter(organisation__in=Organisation.objects.public_on(day))
        return found.select_related("organisation").order_by("organisation__words", "pk")


class EventOrganiser(Record):
    """An organisation that organises an event, here or abroad."""

    event = models.ForeignKey(Event, models.PROTECT, verbose_name=_("event"), related_name="organisers")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="organised_events"
    )

    objects = EventOrganiserQuerySet.as_manager()

    class Meta:
        verbose_name = _("organiser of an event")
        verbose_name_plural = _("organisers of events")
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="%(app_label)s_%(class)s_is_named_once",
                violation_error_message=_("This organisation organises the event already."),
            )
        ]

    def __str__(self):
        return str(self.organisation)
