"""The keys of organisations that were merged into others: their addresses lead on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.records import Record
from partners.models.membership import Membership
from partners.models.organisation import Organisation, nameable_on


class FormerKeyQuerySet(models.QuerySet):
    """Which former keys."""

    def public_on(self, day):
        """Those of organisations that had a public page: they could be named on a day, and had a role that had begun by then.

        What they were is what the last entry of their history says; what their roles were, the history of those.
        """
        gone = Organisation.history.filter(nameable_on(day), history_type="-", is_example=False)
        roles = Membership.history.filter(starts_on__lte=day)
        return self.filter(key__in=gone.order_by().values("id")).filter(
            models.Exists(roles.order_by().filter(organisation_id=models.OuterRef("key")))
        )


class FormerKey(Record):
    """The key that an organisation had before it was merged into another one, which moves on when that is merged, too."""

    key = models.PositiveBigIntegerField(_("former number"), unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="former_keys"
    )

    objects = FormerKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of a merged organisation")
        verbose_name_plural = _("numbers of merged organisations")
        ordering = ["key"]

    def __str__(self):
        return f"{self.key} → {self.organisation}"
