"""The dated steps of a doctoral contract, and what no order of them may be."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sources.models import Step
from training.models.term import MOST_OF_A_GROUND, wrong_with


class DoctoralStep(Step):
    """What happened to a doctoral contract on a day. One that extends it is the amendment: its day is that of its signature."""

    class Kind(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("doctoral contract", "proposed")
        SELECTED = "selected", pgettext_lazy("doctoral contract", "selected")
        STARTED = "started", pgettext_lazy("doctoral contract", "started")
        EXTENDED = "extended", pgettext_lazy("doctoral contract", "extended")
        SUSPENDED = "suspended", pgettext_lazy("doctoral contract", "suspended")
        RESUMED = "resumed", pgettext_lazy("doctoral contract", "resumed")
        DEFENCE_PLANNED = "defence_planned", _("defence planned")
        DEFENDED = "defended", pgettext_lazy("doctoral contract", "defended")
        STOPPED = "stopped", pgettext_lazy("doctoral contract", "stopped")

    class Ground(models.TextChoices):
        RESEARCH = "research", _("circumstances of the research")
        LEAVE = "leave", _("maternity, paternity, adoption or parental leave")
        SICKNESS = "sickness", _("sick leave or accident at work")
        DISABILITY = "disability", _("disability or long illness")
        GAP_YEAR = "gap_year", _("gap year")
        OTHER = "other", pgettext_lazy("ground of an extension", "other")

    OWNER = "contract"
    LAST = (Kind.DEFENDED, Kind.STOPPED)
    """After these, a doctorate is no longer running."""

    contract = models.ForeignKey(
        "training.DoctoralContract", models.PROTECT, verbose_name=_("doctoral contract"), related_name="steps"
    )
    kind = models.CharField(_("step"), max_length=15, choices=Kind)
    ground = models.CharField(
        _("ground of the extension"), max_length=10, choices=Ground, blank=True, help_text=_("For an extension alone.")
    )
    months = models.PositiveSmallIntegerField(
        _("months added"),
        null=True,
        blank=True,
        help_text=_("For an extension alone; at most 12 for one ground, by amendments signed before the end."),
    )

    class Meta(Step.Meta):
        verbose_name = _("step of a doctoral contract")
        verbose_name_plural = _("steps of doctoral contracts")
        constraints = [
            *Step.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="extended", months__isnull=False) & ~Q(ground="")
                | ~Q(kind="extended") & Q(ground="", months__isnull=True),
                name="%(app_label)s_%(class)s_extension_has_months_and_ground",
                violation_error_message=_("An extension has a ground and months; no other step has."),
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__range=(1, MOST_OF_A_GROUND)),
                name="%(app_label)s_%(class)s_months_of_one_ground",
                violation_error_message=_("An extension is of 1 to 12 months."),
            ),
        ]

    def clean(self):
        """Refuses what the steps of the contract, as they are saved, leave no place for."""
        super().clean()
        if not self.contract_id:
            return
        others = [step for step in self.contract.steps.standing() if step.pk not in (self.pk, self.replaces_id)]
        wrong = wrong_with(self.contract, [*others, self])
        if wrong:
            raise ValidationError(wrong, code="no_place")
