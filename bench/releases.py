"""`python -m bench.releases`: a release of the fictional programme and of a hundred times as much, and the pages drawn from it.

The pages are asked for in one run, on both copies served side by side. What a browser paints last is measured in Chromium, with
the processor slowed four times.
"""

import argparse
import os
import sys
import time
from contextlib import ExitStack
from datetime import date

from bench.machine import described
from bench.measure import Measured, measure, prepare
from bench.pages import Page, Way
from bench.paint import largest_paint
from bench.report import table
from bench.server import ROOT, emptied, serving

TIMES = (1, 100)
DAYS = ("2025-12-31", "2026-06-30")
"""What is published: a first release, and another beside which the first is read."""
MOST_SECONDS, MOST_RATIO, MOST_PAINT = 60, 1.2, 1.5
ADDRESSES = {"home": "/fr/", "indicator": "/fr/indicators/RES-1/"}
HEAD = """# How fast releases are published and read

Written by `make bench` or `python -m bench.releases` on {day}, never by hand. The figures hold for the machine below.

{machine}

The fictional programme of `make demo`, and a hundred times its commitments, each in a copy of its own. In both, the releases of
{first} and of {last} are published by `manage.py publish`, which draws every page, file, PDF and card of them; the seconds are
those of the whole command. Then both are served at once, and each page has its turn of {seconds:g} s in each of {rounds} rounds.
A page is cold when no page and no text of a release is kept in files: the text comes from the database, whole, and is compared
with its hash. What a process has compared it takes for sound for a second, and it knows by the hash what pages read of the text.

"""


def main():
    """The whole run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="bench.releases", description="Measures releases, and writes what it found.")
    parser.add_argument("--strict", action="store_true", help="fail when a promise is missed")
    parser.add_argument("--rounds", type=int, default=9, help="how many turns each page has (9)")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long a turn takes (0.5)")
    parser.add_argument("--times", type=int, nargs=2, default=TIMES, help="how many times the usual rows (1 100)")
    asked, _others = parser.parse_known_args()
    database = os.environ.get("DATABASE_URL", "")
    database = database if database.startswith("postgres") else ""
    machine, published, sites = described(database), {}, []
    for times in asked.times:
        site = sown(times, database)
        published[times] = [published_in(site, day) for day in DAYS]
        sites.append(site)
    found, paints = served(sites, asked)
    judged = judge(published, found, paints)
    to = ROOT / "docs" / ("bench-releases-postgresql.md" if database else "bench-releases.md")
    to.write_text(report(machine, published, found, paints, judged, asked))
    for name, wanted, value, met in judged:
        print(f"{'kept  ' if met else 'MISSED'} {value:>10} {wanted:>8}  {name}", flush=True)
    return int(asked.strict and not all(met for *_rest, met in judged))


def sown(times, database):
    """A copy with the fictional programme so many times, without a release."""
    print(f"Preparing a copy with the fictional programme, {times} times.", flush=True)
    site = emptied(ROOT / "var" / "bench" / f"releases-{times}", database, times, FICTIONAL="true")
    site.manage("sow_fiction", str(times))
    return site


def published_in(site, day):
    """The seconds that a command takes to publish a day and to draw all its pages."""
    before = time.perf_counter()
    site.manage("publish", day)
    return time.perf_counter() - before


def served(sites, asked):
    """The pages of each copy, measured in the same rounds; the seconds until the largest paint of each page of the first."""
    pages = [Page(name, path, way, site.rows) for name, path in ADDRESSES.items() for way in WAYS for site in sites]
    with ExitStack() as running:
        by_times = {site.rows: site for site in sites}
        servers = {site.rows: running.enter_context(serving(site)) for site in sites}
        each = {page: prepare(page, by_times[page.rows], {}) for page in pages}
        rounds = measure(each, servers, asked.rounds, asked.seconds, lambda line: print(line, flush=True))
        paints = {name: largest_paint(sites[0].port, path) for name, path in ADDRESSES.items()}
    return {page: Measured(page, rounds[page], None, one.sent, one.body) for page, one in each.items()}, paints


WAYS = (Way.CACHED, Way.COLD)


def judge(published, found, paints):
    """Every promise: its name, what was promised, what was found, whether it is kept."""
    few, many = published
    slowest = max(published[many])
    judged = [
        (
            f"a release of {many} times the fiction: seconds",
            f"< {MOST_SECONDS}",
            f"{slowest:.1f}",
            slowest < MOST_SECONDS,
        )
    ]
    for name, path in ADDRESSES.items():
        for way in WAYS:
            one, other = (found[Page(name, path, way, times)] for times in (few, many))
            ratio = one.against(other)[0]
            said = f"{name}, {way}: time on {many} times the fiction, for one on it"
            judged.append((said, f"≤ {MOST_RATIO}", f"{ratio:.2f}", ratio <= MOST_RATIO))
    for name, seconds in paints.items():
        if seconds is not None:
            said = f"{name}: largest contentful paint, processor slowed four times: seconds"
            judged.append((said, f"< {MOST_PAINT}", f"{seconds:.2f}", seconds < MOST_PAINT))
    return judged


def report(machine, published, found, paints, judged, asked):
    """What was found, as a page."""
    first, last = DAYS
    head = HEAD.format(
        day=date.today(),
        machine=table(("", ""), machine),
        first=first,
        last=last,
        seconds=asked.seconds,
        rounds=asked.rounds,
    )
    promised = table(
        ("", "promised", "found", ""),
        [(name, wanted, value, "kept" if met else "**missed**") for name, wanted, value, met in judged],
        (1, 2),
    )
    seconds = [(f"{times}", *(f"{each:.1f}" for each in taken)) for times, taken in published.items()]
    rates = [(page.name, page.way, f"{page.rows}", f"{one.rate:,.0f}") for page, one in found.items()]
    missing = "" if any(paints.values()) else "\nWithout Chromium, the largest paint was not measured.\n"
    return "\n".join(
        [
            head + promised,
            missing,
            table(("times the fiction", f"seconds, {first}", f"seconds, {last}"), seconds, (0, 1, 2)),
            "",
            table(("page", "asked for", "times the fiction", "a second"), rates, (2, 3)),
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
