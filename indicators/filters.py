"""What can be asked of the observations and of the releases."""

import re

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.languages import alphabetical
from enact.search import words_of
from enact.ui.filters import ChoicesFilter, DayFilter, EitherFilter, ListFilter
from indicators.catalogue import code_choices, indicators


class IndicatorSearch(filters.CharFilter):
    """Figures of the indicators in whose code and names every word that is typed stands."""

    def filter(self, qs, value):
        words = words_of(value) if value else []
        if not words:
            return qs
        texts = {code: alphabetical(f"{code} {found.name.fr} {found.name.en}") for code, found in indicators().items()}
        return qs.filter(indicator__in=[code for code, text in texts.items() if all(word in text for word in words)])


class ReleaseSearch(filters.CharFilter):
    """The release of a number, or whose fingerprint begins with what is typed."""

    def filter(self, qs, value):
        if not value:
            return qs
        found = Q(sha256__startswith=value.lower())
        return qs.filter(found | Q(number=int(value)) if re.fullmatch("[0-9]{1,9}", value) else found)


class ObservationFilter(ListFilter):
    """The filters of the observations, with `is_superseded`."""

    q = IndicatorSearch(label=_("Search by indicator"))
    indicator = ChoicesFilter(label=_("Indicator"), choices=code_choices)
    value = EitherFilter(
        "value__isnull", label=_("Value"), choices=[("unknown", _("not disclosed")), ("known", _("known"))]
    )
    standing = EitherFilter(
        "is_superseded",
        label=_("Standing"),
        choices=[("superseded", _("superseded")), ("standing", _("not superseded"))],
    )
    source = EitherFilter(
        "source__isnull", label=_("Source"), choices=[("none", _("without source")), ("given", _("with a source"))]
    )
    holds_from = DayFilter("holds_on", "gte", label=_("Holds on, from"))
    holds_to = DayFilter("holds_on", "lte", label=_("Holds on, until"))


class ReleaseFilter(ListFilter):
    """The filters of the releases, with `correction_number`."""

    q = ReleaseSearch(label=_("Search by number or fingerprint"))
    correction = EitherFilter(
        "correction_number__isnull",
        label=_("Correction"),
        choices=[("none", _("in force")), ("corrected", _("corrected since"))],
    )
    day_from = DayFilter("day", "gte", label=_("Day of the release, from"))
    day_to = DayFilter("day", "lte", label=_("Day of the release, until"))
