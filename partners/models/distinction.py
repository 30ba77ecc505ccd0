"""Organisations that look alike, and of which somebody has said that they are different."""

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from enact.records import Record
from partners.models.organisation import Organisation


class Distinction(Record):
    """Somebody has said that two organisations are different, though they look alike: nobody is asked about the pair again.

    The order of the two means nothing. `recorded_by` is `None` for the machine.
    """

    one = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="distinctions_as_one"
    )
    other = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("is not"), related_name="distinctions_as_other"
    )
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("How it is known that the two are different.")
    )
    is_withdrawn = models.BooleanField(
        _("taken back"), default=False, help_text=_("The two may be one after all: they are asked about again.")
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("pair of different organisations")
        verbose_name_plural = _("pairs of different organisations")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Least("one", "other"),
                Greatest("one", "other"),
                condition=models.Q(is_withdrawn=False),
                name="%(app_label)s_%(class)s_is_said_once",
                violation_error_message=_("It has been said already that these two are different."),
            ),
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")),
                name="%(app_label)s_%(class)s_is_of_two",
                violation_error_message=_("An organisation is not different from itself."),
            ),
        ]

    def __str__(self):
        return f"{self.one} ≠ {self.other}"
