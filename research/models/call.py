"""Calls for candidates, and their stages, which say by their hours where each stands at any moment."""

import datetime

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.amounts import AmountField
from enact.dates import FIRST_DAY
from enact.languages import text_of
from enact.records import Record, saved_last
from enact.search import Searched
from enact.themes import Themed
from indicators.figures import SMALL_COUNTS
from partners.models import Programme

FIRST_MOMENT = datetime.datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=datetime.UTC)


class CallQuerySet(models.QuerySet):
    """Which calls, and where each stands at a moment."""

    def public_on(self, day):
        """Calls that are published on a day."""
        return self.filter(published_on__lte=day)

    def with_changed_at(self):
        """Annotates `changed_at` and `stages_changed_at`: when the call, and a stage of it, was saved last."""
        return self.annotate(
            changed_at=saved_last(Call, id=OuterRef("pk")),
            stages_changed_at=saved_last(CallStage, call=OuterRef("pk")),
        )

    def with_state_at(self, moment):
        """Annotates `state`, and the stage that it follows from: `stage_opens_at`, `stage_closes_at`, `None` if not known.

        That stage is the one open, the first to close of several; else the next to come; else the last that closed. A call
        without stages is to come, on a day that is not known.
        """
        stages = CallStage.objects.filter(call=OuterRef("pk"))
        deciding = stages.deciding_first_at(moment)
        has_closed = Exists(stages.closed_by(moment))
        followed = self.annotate(
            stage_state=Subquery(deciding.values("state")[:1]),
            stage_opens_at=Subquery(deciding.values("opens_at")[:1]),
            stage_closes_at=Subquery(deciding.values("closes_at")[:1]),
        )
        return followed.annotate(
            state=Case(
                When(stage_state=CallStage.State.OPEN, then=models.Value(Call.State.OPEN)),
                When(stage_state=CallStage.State.CLOSED, then=models.Value(Call.State.CLOSED)),
                When(has_closed, then=models.Value(Call.State.BETWEEN)),
                default=models.Value(Call.State.PLANNED),
                output_field=models.CharField(),
            )
        )

    def in_state_at(self, state, moment):
        """Calls that are in a state at a moment."""
        return self.with_state_at(moment).filter(state=state)


def urgency():
    """The order of calls after `with_state_at`: those open, the first to close before; those to come; the last closed."""
    place = Case(When(state=Call.State.OPEN, then=0), When(state=Call.State.CLOSED, then=2), default=1)
    next_at = Case(
        When(state=Call.State.OPEN, then="stage_closes_at"),
        When(~Q(state=Call.State.CLOSED), then="stage_opens_at"),
    )
    closed_at = Case(When(state=Call.State.CLOSED, then="stage_closes_at"))
    return [place, next_at.asc(nulls_last=True), closed_at.desc(nulls_last=True), "words", "id"]


class Call(Themed, Searched, Record):
    """A call for candidates. It is public from the day on which it is published; its hours stand in its stages."""

    class Kind(models.TextChoices):
        DOCTORAL_CONTRACTS = "doctoral_contracts", _("doctoral contracts")
        CHAIRS = "chairs", _("chairs")
        INTERNATIONAL_CHAIRS = "international_chairs", _("international chairs")
        INTERNSHIPS = "internships", _("internships")
        MOBILITY = "mobility", _("mobility")
        STAFF = "staff", _("staff")
        CHALLENGES = "challenges", _("challenges")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("call", "open")
        PLANNED = "planned", pgettext_lazy("call", "to come")
        BETWEEN = "between", pgettext_lazy("call", "between two stages")
        CLOSED = "closed", pgettext_lazy("call", "closed")

    SEARCHED = ("title_fr", "title_en")

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="calls")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title_fr = models.CharField(_("title in French"), max_length=200, unique=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: not known."))
    budget = AmountField(_("budget in euros"), help_text=_("Empty: not known."))
    address = models.URLField(_("address of the official text"), blank=True)
    contact_fr = models.CharField(
        _("contact in French"),
        max_length=200,
        blank=True,
        help_text=_("A function or a body that answers, never the name of a person."),
    )
    contact_en = models.CharField(_("contact in English"), max_length=200, blank=True)
    contact_email = models.EmailField(
        _("e-mail address of the contact"), blank=True, help_text=_("That of a function or a body.")
    )
    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_("Everybody reads the call from that day on. Empty: nobody."),
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=1),
                name="%(app_label)s_%(class)s_has_a_place",
                violation_error_message=_("A call has one place at least. Leave it empty when it is not known."),
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="%(app_label)s_%(class)s_budget_is_not_negative",
                violation_error_message=_("An amount is never negative. Leave it empty when it is not known."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_published_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
        ]

    def __str__(self):
        return str(text_of(self, "title"))


class CallStageQuerySet(models.QuerySet):
    """Which stages, and where each stands at a moment."""

    def closed_by(self, moment):
        """Stages that have closed."""
        return self.filter(closes_at__lte=moment)

    def with_changed_at(self):
        """Annotates `changed_at`: when the stage was saved last."""
        return self.annotate(changed_at=saved_last(CallStage, id=OuterRef("pk")))

    def with_state_at(self, moment):
        """Annotates `state`: open from its opening on, closed from its closing on.

        One whose closing is not known stays open; one whose opening is not known is to come.
        """
        return self.annotate(
            state=Case(
                When(closes_at__lte=moment, then=models.Value(CallStage.State.CLOSED)),
                When(opens_at__lte=moment, then=models.Value(CallStage.State.OPEN)),
                default=models.Value(CallStage.State.TO_COME),
                output_field=models.CharField(),
            )
        )

    def deciding_first_at(self, moment):
        """Those open, the first to close before; then those to come, the first to open before; then the last that closed."""
        place = Case(When(state=CallStage.State.OPEN, then=0), When(state=CallStage.State.TO_COME, then=1), default=2)
        next_at = Case(
            When(state=CallStage.State.OPEN, then="closes_at"), When(state=CallStage.State.TO_COME, then="opens_at")
        )
        return self.with_state_at(moment).order_by(
            place, next_at.asc(nulls_last=True), F("closes_at").desc(nulls_last=True), "position"
        )


def not_above(part, whole):
    """The condition that a number is not above another one, as far as both are known."""
    return Q(**{f"{part}__isnull": True}) | Q(**{f"{whole}__isnull": True}) | Q(**{f"{part}__lte": F(whole)})


class CallStage(Record):
    """A stage of a call: for whom and from when to when, to the hour. Hours that are not known are empty."""

    class State(models.TextChoices):
        TO_COME = "to_come", pgettext_lazy("stage", "to come")
        OPEN = "open", pgettext_lazy("stage", "open")
        CLOSED = "closed", pgettext_lazy("stage", "closed")

    call = models.ForeignKey(Call, models.PROTECT, verbose_name=_("call"), related_name="stages")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    opens_at = models.DateTimeField(
        _("opens at"), null=True, blank=True, help_text=_("Day and hour, in Paris. Empty: not known.")
    )
    closes_at = models.DateTimeField(
        _("closes at"), null=True, blank=True, help_text=_("From that hour on, it is closed. Empty: not known.")
    )
    eligibility_fr = models.TextField(_("who may apply, in French"), blank=True)
    eligibility_en = models.TextField(_("who may apply, in English"), blank=True)
    applications = models.PositiveIntegerField(
        _("applications"), null=True, blank=True, help_text=_("Empty: not known.")
    )
    eligible = models.PositiveIntegerField(_("eligible"), null=True, blank=True, help_text=_("Empty: not known."))
    selected = models.PositiveIntegerField(_("selected"), null=True, blank=True, help_text=_("Empty: not known."))
    results_on = models.DateField(
        _("results published on"),
        null=True,
        blank=True,
        help_text=_(
            "Everybody reads the three numbers from that day on. Of 1 to 4 people, and of what would tell such a number, the "
            "page says that it is protected. Empty: nobody."
        ),
    )

    RESULTS = ("applications", "eligible", "selected")

    objects = CallStageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage of a call")
        verbose_name_plural = _("stages of calls")
        ordering = ["call", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="%(app_label)s_%(class)s_closes_after_it_opens",
                violation_error_message=_("The closing is not after the opening."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=False),
                name="%(app_label)s_%(class)s_opens_before_it_closes",
                violation_error_message=_("Say when it opens too: without it, nobody knows whether the call is open."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(opens_at__gte=FIRST_MOMENT),
                name="%(app_label)s_%(class)s_opens_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.UniqueConstraint(
                fields=["call", "position"],
                name="%(app_label)s_%(class)s_position_is_unique",
                violation_error_message=_("Another stage of this call has this place in the order."),
            ),
            models.CheckConstraint(
                condition=not_above("eligible", "applications")
                & not_above("selected", "eligible")
                & not_above("selected", "applications"),
                name="%(app_label)s_%(class)s_results_are_nested",
                violation_error_message=_(
                    "There are not more eligible than applications, nor more selected than eligible."
                ),
            ),
            models.CheckConstraint(
                condition=Q(results_on__isnull=True) | Q(closes_at__isnull=False),
                name="%(app_label)s_%(class)s_results_after_its_closing",
                violation_error_message=_("Results are published of a stage that has closed: say when."),
            ),
        ]

    def __str__(self):
        return str(text_of(self, "title")) or str(_("stage %(position)s") % {"position": self.position})

    @property
    def results_told(self):
        """The results as they may be published: (name of the field, number, whether it is protected) of each.

        A number from 1 to 4, or so near to one that is told, would point at somebody: `None`, as one that is not known.
        """
        told, shown = {}, [0]
        for name in ("applications", "selected", "eligible"):
            number = getattr(self, name)
            is_protected = number is not None and any(abs(number - other) in SMALL_COUNTS for other in shown)
            told[name] = (name, None if is_protected else number, is_protected)
            shown += [] if told[name][1] is None else [number]
        return [told[name] for name in self.RESULTS]

    def tells_results_on(self, day):
        """Whether the results are public on a day: those of a stage that has closed, after `with_state_at`."""
        return self.results_on is not None and self.results_on <= day and self.state == CallStage.State.CLOSED
