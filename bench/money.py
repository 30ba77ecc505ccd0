"""The money page and the lists of money, with the fictional programme once, ten times and a hundred times.

`python -m bench.money` measures them alone, and prints what it found; `python -m bench` measures them with the rest.
"""

import argparse
import json
import os
from contextlib import ExitStack
from typing import NamedTuple

from bench.measure import Measured, measure, prepare, queries_of, sign_in
from bench.pages import Page, Way
from bench.report import money_tables
from bench.server import ROOT, emptied, serving
from bench.targets import money_targets

TIMES = (1, 10, 100)
"""How many times the usual rows each copy holds: twice ten times as many."""
MONEY = "/office/money/"
MONEY_PAGES = {
    "money page, by partner": MONEY,
    "money page, by year": f"{MONEY}?by=year",
    "money page, by partner, on an earlier day": f"{MONEY}?on=2025-06-30",
}
LISTS = {
    "commitments": "/office/commitments/",
    "commitments of which something is left": "/office/commitments/?left=to_call",
    "commitments whose plan differs": "/office/commitments/?plan=unlike",
    "instalments": "/office/instalments/",
    "instalments overdue": "/office/instalments/?late=is_late",
    "calls for payment": "/office/payment-calls/",
    "receipts": "/office/receipts/",
    "expenditure": "/office/expenditure/",
    "what needs you today": "/admin/",
}


class Money(NamedTuple):
    """What was found: the rows of each copy by kind, the money pages measured, the queries of each page by copy."""

    rows: dict
    measured: list
    queries: dict


def cold(name, path, times):
    """A page of a copy, asked for once everything kept is forgotten."""
    return Page(name, path, Way.COLD, times, signed_in=True)


def measure_money(asked, database, told, times=TIMES):
    """Prepares the copies, serves them beside one another, and measures; `asked` says how many rounds of how many seconds."""
    sites, rows = [], {}
    for number in times:
        told(f"Preparing a copy with the fictional programme, {number:,} times.")
        site = emptied(ROOT / "var" / "bench" / f"fiction-{number}", database, number, FICTIONAL="true")
        rows[number] = json.loads(site.manage("sow_fiction", str(number)))
        (site.folder / "pages").mkdir(exist_ok=True)  # where pages are kept, of which there is none
        sites.append(site)
    pages = [cold(name, path, number) for name, path in MONEY_PAGES.items() for number in times]
    with ExitStack() as running:
        servers = {site.rows: running.enter_context(serving(site)) for site in sites}
        sessions = {site.rows: sign_in(site) for site in sites}
        by_times = {site.rows: site for site in sites}
        each = {page: prepare(page, by_times[page.rows], sessions[page.rows]) for page in pages}
        found = measure({page: one for page, one in each.items() if one}, servers, asked.rounds, asked.seconds, told)
    counted = {}
    for site in sites:
        named = {**MONEY_PAGES, **LISTS}
        counted |= queries_of([cold(name, path, site.rows) for name, path in named.items()], site)
    measured = [
        Measured(page, rounds, counted[page], each[page].sent, each[page].body) for page, rounds in found.items()
    ]
    return Money(rows, measured, counted)


def main():
    """Measures the money alone."""
    parser = argparse.ArgumentParser(prog="bench.money", description="Measures the pages of the money.")
    parser.add_argument("--rounds", type=int, default=3, help="how many turns each page has (3)")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long a turn takes (0.5)")
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="how many times the usual rows (1 10 100)")
    asked = parser.parse_args()
    database = os.environ.get("DATABASE_URL", "")
    database = database if database.startswith("postgres") else ""
    found = measure_money(asked, database, print, tuple(asked.times))
    print(money_tables(found))
    for one in money_targets(found):
        print(f"{'kept  ' if one.met else 'MISSED'} {one.found:>13} {one.wanted:>8}  {one.name}")


if __name__ == "__main__":
    main()
