"""What the house promised of its speed, and whether a run kept it."""

from itertools import combinations
from typing import NamedTuple

from bench import pages

CACHED, UNCHANGED = 0.8, 0.9
"""The least answers a second of a public page, for one of the empty view."""
QUERIES = 10
SLOWER, FASTER = 1.5, 2
"""The most that ten times the rows may cost; the least that the stock page of the same rows must cost."""
VISIT_BYTES, VISIT_REQUESTS = 60_000, 15


class Target(NamedTuple):
    """A promise: of what, what it says, what was found ("not measured" when nothing was), whether it is kept."""

    name: str
    wanted: str
    found: str
    met: bool


def grown_targets(grown, most=QUERIES):
    """The promises of pages on several copies: that time grows more slowly than the rows, that queries do not grow.

    `most`: how often a page may ask the database.
    """
    by_page = {(one.page.name, one.page.rows): one for one in grown.measured}
    names, times = dict.fromkeys(name for name, _times in by_page), sorted(grown.rows)
    slowed = [grows_less(by_page, name, few, many) for name in names for few, many in combinations(times, 2)]
    queries = {page.name: [] for page in grown.queries}
    for page, counted in grown.queries.items():
        queries[page.name].append(counted)
    return [*slowed, *(same_queries(name, counted, most) for name, counted in queries.items())]


def grows_less(by_page, name, few, many):
    """So many times the rows cost less than so many times the time."""
    most, ratio = many // few, by_page[name, few].against(by_page[name, many])[0]
    said = f"{name}: time with {many} times the rows, for one with {few if few > 1 else 'them once'}"
    return Target(said, f"< {most}", f"{ratio:.2f}", ratio < most)


def same_queries(name, counted, most):
    """A page asks the database a few times, as often however many rows there are."""
    found = f"{counted[0]}" if len(set(counted)) == 1 else ", ".join(map(str, counted))
    met = len(set(counted)) == 1 and None not in counted and counted[0] <= most
    return Target(f"{name}, cold, whatever its rows: queries", f"≤ {most}", found, met)


def targets(found, visit):
    """Every promise, judged on the pages measured, by page, and on the first visit."""
    by_page = {one.page: one for one in found}
    first_bytes = sum(one.sent for one in visit)
    few, many = pages.OFFICE
    return [
        *(at_least(by_page, page, pages.base_of(page), CACHED) for page in public(pages.Way.CACHED)),
        *(at_least(by_page, page, pages.base_of(page), UNCHANGED) for page in public(pages.Way.UNCHANGED)),
        *(few_queries(by_page, page) for page in (pages.DIRECTORY_COLD, pages.FILTERED, *pages.LISTS)),
        slower(by_page, few, many),
        faster(by_page, many, pages.STOCK[1]),
        Target("bytes of the first visit", f"≤ {VISIT_BYTES:,}", f"{first_bytes:,}", first_bytes <= VISIT_BYTES),
        Target("requests of the first visit", f"≤ {VISIT_REQUESTS}", f"{len(visit)}", len(visit) <= VISIT_REQUESTS),
    ]


def public(way):
    """The public pages asked for in a way."""
    return [page for page in pages.PAGES if page.way == way]


def missing(name, wanted):
    """A promise of which nothing is known."""
    return Target(name, wanted, "not measured", met=False)


def at_least(by_page, page, base, least):
    """A page answers nearly as often as the empty view."""
    name, wanted = f"{page.name}, {page.way}: answers a second, for one of the empty view", f"≥ {least}"
    if page not in by_page:
        return missing(name, wanted)
    ratio = by_page[page].against(by_page[base])[0]
    return Target(name, wanted, f"{ratio:.3f}", ratio >= least)


def few_queries(by_page, page):
    """A page asks the database a few times, whatever its rows."""
    name, wanted = f"{page.name}, {page.way}, {page.rows:,} rows: queries", f"≤ {QUERIES}"
    if page not in by_page:
        return missing(name, wanted)
    queries = by_page[page].queries
    return Target(name, wanted, f"{queries}", queries <= QUERIES)


def slower(by_page, few, many):
    """Ten times the rows cost little more time."""
    name, wanted = f"{many.name}: time with {many.rows:,} rows, for one with {few.rows:,}", f"≤ {SLOWER}"
    if not {few, many} <= by_page.keys():
        return missing(name, wanted)
    ratio = by_page[few].against(by_page[many])[0]
    return Target(name, wanted, f"{ratio:.2f}", ratio <= SLOWER)


def faster(by_page, own, stock):
    """The page of the house is much faster than the stock one."""
    name, wanted = f"{own.name}, {own.rows:,} rows: times as fast as {stock.name}", f"≥ {FASTER}"
    if not {own, stock} <= by_page.keys():
        return missing(name, wanted)
    ratio = by_page[own].against(by_page[stock])[0]
    return Target(name, wanted, f"{ratio:.2f}", ratio >= FASTER)
