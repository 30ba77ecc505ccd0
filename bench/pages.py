"""What is measured, and in which way."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

FEW, MANY = 2_000, 20_000
"""How many invented commitments the two databases hold."""
ORGANISATIONS = 70
"""How many invented organisations they belong to."""
FIRST_START = date(2018, 1, 1)
"""When the first invented doctoral contracts start."""


class Way(StrEnum):
    """How a page is asked for."""

    LIVE = "from the database"
    CACHED = "cached"
    COLD = "cold"
    UNCHANGED = "304"


class Page(NamedTuple):
    """An address of the copy with so many rows, asked for in a way, by a coordinator or by anybody, for some turns on end."""

    name: str
    path: str
    way: Way
    rows: int = MANY
    signed_in: bool = False
    turns: int = 1


EMPTY = {rows: Page("empty view", "/bench/empty/", Way.LIVE, rows) for rows in (FEW, MANY)}
EMPTY_ALONE = {rows: Page("empty view", "/bench/empty/", Way.COLD, rows) for rows in (FEW, MANY)}
"""The empty view asked for as cold pages are: one at a time, on one connection."""


def public(name, path, turns=1):
    """A public page, in the three ways in which it is asked for."""
    kept = [Page(name, path, way, turns=turns) for way in (Way.CACHED, Way.UNCHANGED)]
    return *kept, Page(name, path, Way.COLD)


def private(name, path, way=Way.LIVE):
    """A page of the coordination, on both numbers of rows."""
    return [Page(name, path, way, rows, signed_in=True) for rows in (FEW, MANY)]


HOME, HOME_UNCHANGED, HOME_COLD = public("home", "/fr/")
INDICATOR, INDICATOR_UNCHANGED, INDICATOR_COLD = public("indicator", "/fr/indicators/RES-1/")
# A directory is drawn again every five seconds: measured for as long (ten turns), it has its share of that.
DIRECTORY, DIRECTORY_UNCHANGED, DIRECTORY_COLD = public("directory of partners", "/fr/partners/", turns=10)
FILTERED = Page("directory of partners, searched", "/fr/partners/?q=inventee", Way.LIVE)
OFFICE = private("office list", "/office/commitments/")
OFFICE_COLD = private("office list", "/office/commitments/", Way.COLD)
STOCK = private("stock django-tables2 + django-filter", "/bench/stock/")
ADMIN = private("stock admin change list", "/bench/admin/funding/commitment/")
SEARCHED = private("office list, searched", "/office/commitments/?q=inventee")
SORTED = private("office list, sorted by amount", "/office/commitments/?sort=-amount")
EARLIER = private("office list, as of an earlier day", "/office/commitments/?on=2025-12-31")
KNOWN = private("office list, as known on an earlier day", "/office/commitments/?known=2025-12-31")
LISTS = [*OFFICE, *OFFICE_COLD, *SEARCHED, *SORTED, *EARLIER, *KNOWN]
PAGES = [
    *EMPTY.values(),
    HOME,
    HOME_UNCHANGED,
    INDICATOR,
    INDICATOR_UNCHANGED,
    DIRECTORY,
    DIRECTORY_UNCHANGED,
    FILTERED,
    *OFFICE,
    *STOCK,
    *ADMIN,
    *SEARCHED,
    *SORTED,
    *EARLIER,
    *KNOWN,
    *EMPTY_ALONE.values(),
    HOME_COLD,
    INDICATOR_COLD,
    DIRECTORY_COLD,
    *OFFICE_COLD,
]


def base_of(page):
    """The empty view that a page is compared with: of the same copy, asked for in the same way."""
    return (EMPTY_ALONE if page.way == Way.COLD else EMPTY)[page.rows]
