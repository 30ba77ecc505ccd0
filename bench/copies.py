"""The same pages on several copies, each with ten times the rows of the one before, served beside one another."""

import argparse
import os
from contextlib import ExitStack
from typing import NamedTuple

from bench.measure import Measured, measure, prepare, queries_of, sign_in
from bench.pages import Page, Way
from bench.report import grown_tables
from bench.server import serving
from bench.targets import QUERIES, grown_targets

TIMES = (1, 10, 100)
"""How many times the usual rows each copy holds: twice ten times as many."""


class Grown(NamedTuple):
    """What was found: the rows of each copy by kind, the pages measured, the queries of each page by copy."""

    rows: dict
    measured: list
    queries: dict


def cold(name, path, times):
    """A page of a copy, asked for once everything kept is forgotten."""
    return Page(name, path, Way.COLD, times, signed_in=True)


def measure_copies(asked, sites, rows, timed, counted, told):
    """Serves copies that are ready beside one another, and measures.

    `rows`: of each copy, by kind. `timed`: the pages measured in rounds, names and addresses; `counted`: those of which the
    queries alone are counted. `asked` says how many rounds of how many seconds.
    """
    pages = [cold(name, path, site.rows) for name, path in timed.items() for site in sites]
    with ExitStack() as running:
        servers = {site.rows: running.enter_context(serving(site)) for site in sites}
        sessions = {site.rows: sign_in(site) for site in sites}
        by_times = {site.rows: site for site in sites}
        each = {page: prepare(page, by_times[page.rows], sessions[page.rows]) for page in pages}
        found = measure({page: one for page, one in each.items() if one}, servers, asked.rounds, asked.seconds, told)
    queries = {}
    for site in sites:
        named = {**timed, **counted}
        queries |= queries_of([cold(name, path, site.rows) for name, path in named.items()], site)
    measured = [
        Measured(page, rounds, queries[page], each[page].sent, each[page].body) for page, rounds in found.items()
    ]
    return Grown(rows, measured, queries)


def measure_alone(name, what, measured, most=QUERIES):
    """Measures something alone, as a command of that name, and prints what it found; `most` queries are promised."""
    parser = argparse.ArgumentParser(prog=name, description=f"Measures {what}.")
    parser.add_argument("--rounds", type=int, default=3, help="how many turns each page has (3)")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long a turn takes (0.5)")
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="how many times the usual rows (1 10 100)")
    asked = parser.parse_args()
    database = os.environ.get("DATABASE_URL", "")
    database = database if database.startswith("postgres") else ""
    found = measured(asked, database, print, tuple(asked.times))
    print(grown_tables(found))
    for one in grown_targets(found, most):
        print(f"{'kept  ' if one.met else 'MISSED'} {one.found:>13} {one.wanted:>8}  {one.name}")
