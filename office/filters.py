"""What can be asked of the outbox."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.languages import alphabetical
from enact.search import words_of
from enact.ui.filters import ChoicesFilter, DayFilter, ListFilter
from office.models import Mail
from office.wording import KINDS_OF_MAIL


class MailSearch(filters.CharFilter):
    """What is typed, looked for in addresses, subjects and the names of kinds."""

    def filter(self, qs, value):
        if not value:
            return qs
        return qs.filter(Q(to__icontains=value) | Q(subject__icontains=value) | Q(kind__in=kinds_named(value)))


def kinds_named(typed):
    """The kinds of mail in whose names, in the reader's language, all words stand that are typed."""
    words = words_of(typed)
    return [kind for kind, name in KINDS_OF_MAIL.items() if all(word in alphabetical(str(name)) for word in words)]


class MailFilter(ListFilter):
    """The filters of the outbox."""

    q = MailSearch(label=_("Search"))
    kind = ChoicesFilter(label=_("Kind"), choices=list(KINDS_OF_MAIL.items()))
    standing = ChoicesFilter(label=_("State"), choices=Mail.Standing.choices)
    asked_from = DayFilter("asked_at__date", "gte", label=_("Written, from"))
    asked_to = DayFilter("asked_at__date", "lte", label=_("Written, until"))
