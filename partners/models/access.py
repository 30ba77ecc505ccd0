"""Who sees what of a partner: the access of an account to an organisation, and the rows that follow from it."""

from functools import cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enact.records import Record
from partners.models.period import PeriodQuerySet, period_constraints


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to an organisation, which `ORGANISATION` is the way to; `EXAMPLE` leads to whether it is invented."""

    ORGANISATION = "organisation"
    EXAMPLE = "organisation__is_example"

    def visible_to(self, user, day):
        """What an account may see on a day, which is today: rights are those of the moment, whatever day a page is about.

        The coordination sees every record of a kind that its account may view, a partner what belongs to the organisations
        that it has access to, others nothing.
        """
        if not user.is_active:
            return self.none()
        if user.is_staff:
            opts = self.model._meta
            return self.all() if user.has_perm(f"{opts.app_label}.view_{opts.model_name}") else self.none()
        return self.filter(self.belonging_to(open_to(user, day)))

    def belonging_to(self, organisations):
        """The condition that a row is for the eyes of some organisations, a query of their keys."""
        return models.Q(**{f"{self.ORGANISATION}__in": organisations})

    def real(self):
        """Those that are not invented for a demonstration."""
        return self.exclude(**{self.EXAMPLE: True})


class AccessQuerySet(OwnedQuerySet, PeriodQuerySet):
    """Which accesses."""

    def active_on(self, day):
        """Those that open something on a day: its period holds, and nobody has withdrawn it."""
        return super().active_on(day).filter(is_withdrawn=False)


class Access(Record):
    """What lets an account into the space of an organisation, over a period. It is asked again at every request."""

    class Role(models.TextChoices):
        VIEWER = "viewer", _("reads")
        MANAGER = "manager", _("reads, and answers for the organisation")

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("account"), related_name="accesses")
    organisation = models.ForeignKey(
        "partners.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="accesses"
    )
    role = models.CharField(_("what the account may do"), max_length=10, choices=Role, default=Role.VIEWER)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("The account still has access on that day.")
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("Tick to close this access at once, whatever its days.")
    )

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access of a partner")
        verbose_name_plural = _("accesses of partners")
        ordering = ["organisation", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["user", "organisation", "starts_on"],
                condition=models.Q(is_withdrawn=False),
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This account has access to this organisation from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.organisation}"

    def clean(self):
        """Refuses two accesses of an account to an organisation on one day: which role it has would not be said."""
        if self.is_withdrawn or not (self.user_id and self.organisation_id and self.starts_on):
            return
        others = Access.objects.exclude(pk=self.pk).filter(
            user=self.user_id, organisation=self.organisation_id, is_withdrawn=False
        )
        if self.ends_on:
            others = others.filter(starts_on__lte=self.ends_on)
        if others.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=self.starts_on)).exists():
            raise ValidationError(
                _("This account has access to this organisation on some of these days already: end that access first."),
                code="overlap",
            )


class Onlooker:
    """Whoever looks as a manager of an organisation would: not an account, and without any right besides."""

    is_active, is_staff = True, False

    def __init__(self, organisation):
        self.organisation = organisation


@cache
def rights_to_look():
    """What an account of the coordination must be allowed to look as a partner does: to view whatever can be a partner's."""
    owned = [model for model in apps.get_models() if isinstance(model._default_manager.all(), OwnedQuerySet)]
    return ["sources.view_file", *(f"{model._meta.app_label}.view_{model._meta.model_name}" for model in owned)]


def may_look(user):
    """Whether an account is of the coordination, and sees by its own rights all that it would see as a partner."""
    return user.is_active and user.is_staff and user.has_perms(rights_to_look())


def open_to(reader, day):
    """The keys of the organisations whose rows are for the eyes of an account, or of an `Onlooker`, on a day: a query."""
    if isinstance(reader, Onlooker):
        return type(reader.organisation)._default_manager.order_by().filter(pk=reader.organisation.pk).values("pk")
    return Access.objects.active_on(day).filter(user=reader).values("organisation")
