"""Chairs, and the dated steps that say where each stands on any day."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of, in_words
from enact.records import Record, known_at
from enact.search import Searched
from enact.themes import Themed
from partners.models import Laboratory, Organisation, OwnedQuerySet, Programme
from research.models.call import Call
from research.models.community import Community
from sources.models import Step, steps_known_at, with_deciding_step

SAID = {"step_kind": "kind", "step_day": "happened_on", "step_precision": "precision"}
"""What is annotated of the deciding step."""


class ChairQuerySet(OwnedQuerySet):
    """Which chairs, and where each stands on a day."""

    ORGANISATION = "host"
    EXAMPLE = "host__is_example"

    def belonging_to(self, organisations):
        """A chair is for the eyes of its host, and of those who pay for it."""
        means = self.model._meta.get_field("means").related_model.objects
        paid = means.filter(commitment__organisation__in=organisations).order_by().values("chair")
        return super().belonging_to(organisations) | Q(pk__in=paid)

    def with_step_on(self, day):
        """Annotates what the deciding step of the day says: `step_kind`, `step_day`, `step_precision`.

        All are `None` for a chair of which nothing had happened yet.
        """
        return with_deciding_step(self, ChairStep.objects.taken_by(day), "chair", **SAID)

    def with_public_host(self, day):
        """Annotates the host where it may be named on a day: `host_key`, `host_name`, `host_words`, `None` otherwise."""
        hosts = Organisation.objects.public_on(day).filter(pk=OuterRef("host"))
        short = Case(When(short_name="", then="name"), default="short_name")
        return self.annotate(
            host_key=Subquery(hosts.values("pk")[:1]),
            host_name=Subquery(hosts.annotate(called=short).values("called")[:1]),
            host_words=Subquery(hosts.values("words")[:1]),
        )

    def awarded_by(self, day):
        """Chairs that stand as awarded on a day, also when agreed, started or ended since."""
        return self.with_step_on(day).filter(step_kind__in=ChairStep.FROM_AWARD_ON)

    def with_award_on(self, day):
        """Annotates `awarded_on`: the first day on which each was awarded, as known of the day; `None` before its award."""
        awards = ChairStep.objects.taken_by(day).filter(kind__in=ChairStep.FROM_AWARD_ON, chair=OuterRef("pk"))
        return self.annotate(awarded_on=Subquery(awards.values("happened_on")[:1]))

    def without_community(self):
        """Those that belong to no community of interest."""
        return self.filter(community__isnull=True)

    def running_on(self, day):
        """Chairs that stand as awarded on a day, and have neither ended nor been withdrawn."""
        return self.awarded_by(day).exclude(step_kind=ChairStep.Kind.ENDED)

    def public_on(self, day):
        """Real chairs that have been awarded by a day, those withdrawn since too: what is only planned is not told."""
        awards = ChairStep.objects.taken_by(day).filter(kind__in=ChairStep.FROM_AWARD_ON)
        return self.real().filter(Exists(awards.filter(chair=OuterRef("pk")).order_by()))


class Chair(Themed, Searched, Record):
    """A chair of research and innovation: a funded project, not a post."""

    class Kind(models.TextChoices):
        INTERNAL = "internal", _("internal")
        INTERNATIONAL = "international", _("international")
        INDUSTRIAL = "industrial", _("industrial")
        NOT_SAID = "not_said", _("not said")

    SEARCHED = ("title_fr", "title_en")
    HOSTS = ("host",)

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="chairs")
    title_fr = models.CharField(_("title in French"), max_length=200, unique=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    kind = models.CharField(_("type"), max_length=15, choices=Kind, default=Kind.NOT_SAID)
    host = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("host institution"), related_name="chairs", null=True, blank=True
    )
    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, verbose_name=_("laboratory"), related_name="chairs", null=True, blank=True
    )
    call = models.ForeignKey(
        Call,
        models.PROTECT,
        verbose_name=_("call"),
        related_name="chairs",
        null=True,
        blank=True,
        help_text=_("The call that it came from."),
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        verbose_name=_("community of interest"),
        related_name="chairs",
        null=True,
        blank=True,
        help_text=_("The community in which its results are discussed."),
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ends_with_programme = models.BooleanField(_("ends with the programme"), default=False)

    objects = ChairQuerySet.as_manager()

    class Meta:
        verbose_name = _("chair")
        verbose_name_plural = _("chairs")
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_with_programme=False) | Q(ends_on__isnull=True),
                name="%(app_label)s_%(class)s_ends_once",
                violation_error_message=_("A chair that ends with the programme has no last day of its own."),
            )
        ]

    def __str__(self):
        return self.title_fr


class ChairStep(Step):
    """What happened to a chair on a day."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("planned")
        AWARDED = "awarded", _("awarded")
        AGREED = "agreed", pgettext_lazy("chair", "agreed")
        STARTED = "started", _("started")
        ENDED = "ended", _("ended")
        WITHDRAWN = "withdrawn", pgettext_lazy("chair", "withdrawn")

    OWNER = "chair"
    FROM_AWARD_ON = (Kind.AWARDED, Kind.AGREED, Kind.STARTED, Kind.ENDED)

    chair = models.ForeignKey(Chair, models.PROTECT, verbose_name=_("chair"), related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=Kind)

    class Meta(Step.Meta):
        verbose_name = _("step of a chair")
        verbose_name_plural = _("steps of chairs")


def wrong_with(chair, steps):
    """What is refused of a chair with its standing steps, in words: that it ends before it begins; `None` for nothing."""
    starts = [step.happened_on for step in steps if step.kind == ChairStep.Kind.STARTED]
    ends = [step.happened_on for step in steps if step.kind == ChairStep.Kind.ENDED]
    ends += [chair.ends_on] if chair.ends_on else []
    if not (starts and ends and min(ends) < min(starts)):
        return None
    words = gettext("The chair would end on %(end)s, before it began on %(start)s.")
    return words % {"end": in_words(min(ends)), "start": in_words(min(starts))}


def chairs_known(on, known):
    """The chairs as they were known at the end of a day, with what the deciding step of the day `on` says."""
    moment = end_of(known)
    return with_deciding_step(known_at(Chair, moment), steps_known_at(ChairStep, moment, on), "chair", **SAID)
