"""What can be asked of the directory of partners."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.languages import alphabetical
from enact.places import ABROAD, ELSEWHERE, GRAND_EST, OUTSIDE, SEVERAL, UNKNOWN, country_name, place_name
from enact.themes import Themed
from enact.ui.filters import AdjectiveFilter, ChoicesFilter, ListFilter, SearchFilter
from partners.models import Membership, Organisation

REGION = "grand-est"
"""What stands for the ten departments together."""
THEMES = [(theme, Themed._meta.get_field(theme).verbose_name) for theme in Themed.THEMES]


class RoleFilter(ChoicesFilter):
    """Partners with one of some roles, or standings; both together are asked of one role, by the filters as a whole."""

    def filter(self, qs, value):
        return qs


class ToldThemesFilter(AdjectiveFilter):
    """Partners of one of some themes, or of none that is known."""

    def get_filter_predicate(self, v):
        return dict.fromkeys(Themed.THEMES, False) if v == UNKNOWN else {v: True}


class PlaceFilter(ChoicesFilter):
    """Partners in one of some places, after `with_place`: the region, departments of it, what lies outside, countries."""

    def filter(self, qs, value):
        places = {*value, *(GRAND_EST if REGION in value else ())}
        return qs.filter(Q(place__in=places) | Q(country__in=places)) if places else qs


class PartnerFilter(ListFilter):
    """The filters of the partners as they stand on a day, of which `roles` are those held."""

    q = SearchFilter("words", label=_("Search by name, short name or town"))
    kind = ChoicesFilter("kind", label=_("Kind"), choices=Organisation.Kind.choices)
    role = RoleFilter(label=_("Role"), choices=Membership.Role.choices)
    standing = RoleFilter(label=_("Standing"), choices=Membership.Standing.choices)
    theme = ToldThemesFilter(label=_("Theme"), choices=[*THEMES, (UNKNOWN, _("not disclosed"))])
    place = PlaceFilter(label=_("Place"), choices=[])

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = roles.order_by()
        self.form.fields["place"].choices = place_choices(self.queryset)

    def filter_queryset(self, queryset):
        """A role and a standing are asked of the same role."""
        asked = {name: self.form.cleaned_data[name] for name in ("role", "standing") if self.form.cleaned_data[name]}
        if asked:
            held = self.roles.filter(**{f"{name}__in": values for name, values in asked.items()})
            queryset = queryset.filter(id__in=held.values("organisation"))
        return super().filter_queryset(queryset)


def place_choices(partners):
    """The places to choose from: the region, its departments, elsewhere in France, abroad, the countries of partners."""
    codes = partners.exclude(country__in=("", "FR")).order_by().values_list("country", flat=True).distinct()
    countries = sorted(((code, str(country_name(code))) for code in codes), key=lambda pair: alphabetical(pair[1]))
    return [
        (REGION, _("Grand Est, whole")),
        *((code, str(place_name(code))) for code in GRAND_EST),
        *((key, str(OUTSIDE[key])) for key in (ELSEWHERE, ABROAD)),
        *countries,
        *((key, str(OUTSIDE[key])) for key in (SEVERAL, UNKNOWN)),
    ]
