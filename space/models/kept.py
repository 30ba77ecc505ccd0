"""Rows of the space that the database never lets be changed: they keep the number of the organisation, whatever becomes of it."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partners.models import FormerKey, Organisation, OwnedQuerySet


class KeptQuerySet(OwnedQuerySet):
    """Which of them."""

    def belonging_to(self, organisations):
        """Also those of organisations that were merged into it since: they read under the number of those."""
        former = FormerKey.objects.filter(organisation__in=organisations).order_by().values("key")
        return models.Q(organisation_key__in=organisations) | models.Q(organisation_key__in=former)

    def of(self, organisation):
        """Those of an organisation, and of those that were merged into it."""
        return self.filter(self.belonging_to(Organisation.objects.order_by().filter(pk=organisation.pk).values("pk")))


class Kept(models.Model):
    """A row that is never changed nor deleted, of an organisation by its number: a merge moves nothing."""

    organisation_key = models.PositiveBigIntegerField(_("number of the organisation"), db_index=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    @cached_property
    def organisation(self):
        """The organisation today, that into which it was merged if it was; `None` for one that is no more."""
        found = Organisation.objects.filter(
            models.Q(pk=self.organisation_key) | models.Q(former_keys__key=self.organisation_key)
        )
        return found.first()
