"""What can be asked of the outbox."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, DayFilter, ListFilter
from office.models import Mail


class MailSearch(filters.CharFilter):
    """What is typed, looked for in addresses, subjects and kinds."""

    def filter(self, qs, value):
        if not value:
            return qs
        return qs.filter(Q(to__icontains=value) | Q(subject__icontains=value) | Q(kind__icontains=value))


class MailFilter(ListFilter):
    """The filters of the outbox."""

    q = MailSearch(label=_("Search"))
    standing = ChoicesFilter(label=_("State"), choices=Mail.Standing.choices)
    asked_from = DayFilter("asked_at__date", "gte", label=_("Written, from"))
    asked_to = DayFilter("asked_at__date", "lte", label=_("Written, until"))
