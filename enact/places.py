"""Places: the departments of Grand Est, what lies outside it, and countries by their names."""

from typing import NamedTuple

from babel import Locale
from django.utils.translation import gettext as _

from enact.languages import Text

ELSEWHERE, ABROAD, SEVERAL, UNKNOWN = "france", "abroad", "several", "unknown"
"""What stands in place of a department of Grand Est: another one, another country, no one country, a place not known."""


class Department(NamedTuple):
    """A department: its name, the same in both languages, and its column and row among the tiles of the region."""

    name: str
    column: int
    row: int


GRAND_EST = {
    "08": Department("Ardennes", 0, 0),
    "10": Department("Aube", 0, 2),
    "51": Department("Marne", 0, 1),
    "52": Department("Haute-Marne", 1, 2),
    "54": Department("Meurthe-et-Moselle", 2, 1),
    "55": Department("Meuse", 1, 1),
    "57": Department("Moselle", 2, 0),
    "67": Department("Bas-Rhin", 3, 1),
    "68": Department("Haut-Rhin", 3, 2),
    "88": Department("Vosges", 2, 2),
}
"""The ten departments of the region Grand Est by their codes; their tiles touch where they do, as far as tiles can."""

NO_COUNTRY = Text("Plusieurs pays, ou pays non communiqué", "Several countries, or country not disclosed")
OUTSIDE = {
    ELSEWHERE: Text("Ailleurs en France", "Elsewhere in France"),
    ABROAD: Text("À l’étranger", "Abroad"),
    SEVERAL: NO_COUNTRY,
    UNKNOWN: Text("Lieu non communiqué", "Place not disclosed"),
}


def place_name(key):
    """The name of a department of Grand Est with its code, or what is said of a place outside it."""
    if key in OUTSIDE:
        return OUTSIDE[key]
    name = f"{GRAND_EST[key].name} ({key})"
    return Text(name, name)


def country_name(code):
    """The name of a country by its two letters; the letters themselves for a code that no country bears."""
    if not code:
        return NO_COUNTRY
    return Text(*(Locale(language).territories.get(code, code) for language in ("fr", "en")))


def place_in_words(commune, department, country):
    """A place as the reader's language writes it; "" when nothing of it is known but, at most, that it is in France."""
    if country not in ("", "FR"):
        return ", ".join(part for part in (commune, str(country_name(country))) if part)
    if commune:
        return f"{commune} ({department})" if department else commune
    if department in GRAND_EST:
        return str(place_name(department))
    return _("department %(code)s") % {"code": department} if department else ""
