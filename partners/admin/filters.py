"""Filters that several lists of the back office share."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import AdjectiveFilter


class ActiveToday(AdjectiveFilter):
    """Those that are held today."""

    title = _("period")
    parameter_name = "active"
    words = _("held today")

    def keep(self, queryset):
        return queryset.active_on(timezone.localdate())


class Real(AdjectiveFilter):
    """Those that are not invented for a demonstration."""

    title = _("invented example")
    parameter_name = "real"
    words = _("real ones only")
    adjective = "real"
