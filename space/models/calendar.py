"""The secret addresses at which accounts read the calendar of an organisation without signing in."""

import secrets
from hashlib import sha256

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partners.models import Access, Organisation

OCTETS = 32
"""Of chance, in an address: it is not guessed."""


def hash_of(token):
    """What is kept of the secret part of an address."""
    return sha256(token.encode()).hexdigest()


class CalendarAddressQuerySet(models.QuerySet):
    """Which addresses."""

    def open_on(self, day):
        """Those whose account is active, and sees the organisation on a day."""
        access = Access.objects.active_on(day).filter(user=OuterRef("user"), organisation=OuterRef("organisation"))
        return self.filter(Exists(access), user__is_active=True, user__is_staff=False)


class CalendarAddress(models.Model):
    """A secret address: what is kept of it, since when, and on which day it was asked for last; `None`: never.

    An account has one for an organisation at most. It is no business record: a new one takes its place, and it is deleted.
    """

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("account"), related_name="calendar_addresses")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="calendar_addresses"
    )
    token_hash = models.CharField(_("hash"), max_length=64, unique=True)
    made_on = models.DateField(_("made on"))
    asked_on = models.DateField(_("last asked for on"), null=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="%(app_label)s_%(class)s_is_one_for_each")
        ]

    def __str__(self):
        return f"{self.user}, {self.organisation}"

    @classmethod
    def renewed(cls, *, user, organisation, on):
        """Makes the address of an account for an organisation, in place of the one before; returns its secret part, once."""
        token = secrets.token_urlsafe(OCTETS)
        fields = {"token_hash": hash_of(token), "made_on": on, "asked_on": None}
        cls.objects.update_or_create(user=user, organisation=organisation, defaults=fields)
        return token
