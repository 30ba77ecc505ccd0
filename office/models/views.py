"""Views of lists that people keep: the address is the view, and here it has a name."""

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LEFT_OUT = ("page", "export")
"""What an address may ask of a list that is no part of a view."""


def query_of(address):
    """What the query string of an address asks of a list, as a view keeps it."""
    asked = QueryDict(address, mutable=True)
    for name in LEFT_OUT:
        asked.pop(name, None)
    for name, values in list(asked.lists()):
        kept = [value for value in values if value.strip()]
        asked.setlist(name, kept)
        if not kept:
            del asked[name]
    return asked.urlencode()


class SavedViewQuerySet(models.QuerySet):
    """Which views."""

    def for_user(self, user):
        """Somebody's own, and those that are shared."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedView(models.Model):
    """The address of a list with its filters, columns and order, under a name; for its owner, or for the whole coordination.

    `path` is that of the list, `query` what is asked of it, "" for nothing.
    """

    owner = models.ForeignKey(User, models.PROTECT, verbose_name=_("owner"), related_name="saved_views")
    path = models.CharField(_("list"), max_length=200)
    query = models.CharField(_("what is asked"), max_length=2000, blank=True)
    name = models.CharField(_("name"), max_length=100)
    is_shared = models.BooleanField(_("shared with the coordination"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "path", "name"],
                name="%(app_label)s_%(class)s_named_once",
                violation_error_message=_("You have a view of this name on this list already: give another name."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="%(app_label)s_%(class)s_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        """The address of the list as the view shows it."""
        return f"{self.path}?{self.query}".removesuffix("?")
