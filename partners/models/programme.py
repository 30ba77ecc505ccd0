"""The programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import Precision
from enact.languages import text_of
from enact.records import Record


class Programme(Record):
    """The programme that this software runs: its names, its period and its grant. Its money is told by indicators.

    A fictional one, of which everything is invented, is entered by the machine alone, in a database of its own.
    """

    short_name = models.CharField(_("short name"), max_length=30, unique=True)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts on"))
    starts_on_precision = models.CharField(
        _("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT
    )
    ends_on = models.DateField(_("ends on"))
    grant_reference = models.CharField(_("grant reference"), max_length=60, blank=True)
    is_fictional = models.BooleanField(_("fictional"), default=False, editable=False)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["short_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            )
        ]

    def __str__(self):
        return self.short_name

    @property
    def name(self):
        """The full name in both languages."""
        return text_of(self, "name")
