"""Framework agreements: one text, signed once, under which several commitments of a partner stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY, Precision
from enact.languages import text_of
from enact.records import Record
from enact.search import Searched
from partners.models import Organisation, OwnedQuerySet
from sources.models import File


class FrameworkAgreement(Searched, Record):
    """An agreement that covers several commitments of a partner. It has no amount of its own: its commitments have theirs."""

    SEARCHED = ("title_fr", "title_en", "reference")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="frameworks"
    )
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, help_text=_("Empty: not signed yet."))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    signatories = models.CharField(
        _("signatories"),
        max_length=300,
        blank=True,
        help_text=_("Functions and bodies of those who signed, both sides."),
    )
    file = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("file"), related_name="frameworks", null=True, blank=True
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework agreement")
        verbose_name_plural = _("framework agreements")
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(signed_on__isnull=True)
                | models.Q(ends_on__gte=models.F("signed_on")),
                name="%(app_label)s_%(class)s_ends_after_it_is_signed",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=models.Q(signed_on__isnull=True) | models.Q(signed_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_signed_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "title_fr"],
                name="%(app_label)s_%(class)s_title_is_unique_for_its_organisation",
                violation_error_message=_("This organisation has a framework agreement of this title already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {text_of(self, 'title')}"
