"""Rounds of attestation: of which year partners confirm the figures, as read on which day, and by when."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY
from enact.records import Record


def number_in_round(answers):
    """How many answers a round has, of some, to be annotated on rounds."""
    counted = answers.filter(round=OuterRef("pk")).values("round").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class RoundQuerySet(models.QuerySet):
    """Which rounds."""

    def opened_by(self, day):
        """Those that had been opened by a day, the latest year first."""
        return self.filter(opens_on__lte=day).order_by("-year")

    def with_counts(self):
        """Annotates `confirmed` and `contested`: of how many partners the latest answer says so, whatever has changed since."""
        latest = self.model._meta.get_field("attestations").related_model.objects.real().standing()
        counts = {verdict: latest.filter(verdict=verdict).order_by() for verdict in ("confirmed", "contested")}
        return self.annotate(**{name: number_in_round(rows) for name, rows in counts.items()})

    def open_on(self, day):
        """Those in which partners can answer on a day."""
        return self.opened_by(day).filter(closes_on__gte=day)


class Round(Record):
    """Partners confirm or contest their figures of a year, read on `read_on`, from `opens_on` to `closes_on`, both included."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        error_messages={"unique": _("There is a round for this year already.")},
        help_text=_("The year whose figures partners confirm."),
    )
    read_on = models.DateField(
        _("figures read on"),
        help_text=_("The day whose state partners confirm, as a release of that day tells it: as a rule 31 December."),
    )
    opens_on = models.DateField(_("opens on"), help_text=_("Partners can answer from that day on."))
    closes_on = models.DateField(_("last day to answer"), help_text=_("Partners can still answer on that day."))
    message_fr = models.TextField(_("message in French"), max_length=2_000, blank=True)
    message_en = models.TextField(_("message in English"), max_length=2_000, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of attestation")
        verbose_name_plural = _("rounds of attestation")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="%(app_label)s_%(class)s_closes_after_it_opens",
                violation_error_message=_("The last day is before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__gte=F("read_on")),
                name="%(app_label)s_%(class)s_opens_once_its_day_has_come",
                violation_error_message=_(
                    "Partners are asked about a day that has come: open the round on it or later."
                ),
            ),
            models.CheckConstraint(
                condition=Q(read_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_read_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
        ]

    def __str__(self):
        return str(_("attestation of %(year)s") % {"year": self.year})

    def is_open_on(self, day):
        """Whether partners can answer on a day."""
        return self.opens_on <= day <= self.closes_on
