"""`python -m bench`: prepares copies of the application, measures them, and writes what it found.

On PostgreSQL with DATABASE_URL, beside whose database it makes two of its own; on SQLite without.
"""

import argparse
import os
import sys
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from statistics import median

from bench.coverage import QUERIES as COVERAGE_QUERIES
from bench.coverage import measure_coverage
from bench.load import drive, request
from bench.machine import described
from bench.measure import Measured, measure, prepare, queries_of, sign_in
from bench.money import measure_money
from bench.pages import FEW, MANY, PAGES
from bench.report import report
from bench.server import ROOT, free_port, prepared, serving
from bench.targets import grown_targets, targets
from bench.visit import first_visit


def main():
    """The whole run; returns the exit code."""
    asked = arguments()
    database = os.environ.get("DATABASE_URL", "")
    database = database if database.startswith("postgres") else ""
    to = asked.to or ROOT / "docs" / ("bench-postgresql.md" if database else "bench.md")
    machine = described(database)
    sites = [ready(rows, database) for rows in (FEW, MANY)]
    bare = rate_of_bare(sites[0], asked)
    found, visit = run(sites, asked)
    money, coverage = measure_money(asked, database, say), measure_coverage(asked, database, say)
    absent = [page for page in PAGES if page not in {one.page for one in found}]
    judged = [*targets(found, visit), *grown_targets(money), *grown_targets(coverage, COVERAGE_QUERIES)]
    given = {"rounds": asked.rounds, "seconds": asked.seconds, "day": date.today(), "machine": machine, "bare": bare}
    to.write_text(
        report(found=found, absent=absent, judged=judged, visit=visit, money=money, coverage=coverage, **given)
    )
    for one in judged:
        say(f"{'kept  ' if one.met else 'MISSED'} {one.found:>13} {one.wanted:>8}  {one.name}")
    say(f"Written: {to}")
    return int(asked.strict and not all(one.met for one in judged))


def arguments():
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="bench", description="Measures the application, and writes what it found.")
    parser.add_argument("--strict", action="store_true", help="fail when a promise is missed")
    parser.add_argument("--rounds", type=int, default=15, help="how many turns each page has (15)")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long a turn takes (0.5)")
    parser.add_argument("--to", type=Path, help="the file to write (docs/bench.md, or docs/bench-postgresql.md)")
    return parser.parse_args()


def ready(rows, database):
    """A copy with so many rows, prepared."""
    say(f"Preparing a copy with {rows:,} invented commitments.")
    return prepared(rows, ROOT / "var" / "bench" / str(rows), database)


def rate_of_bare(site, asked):
    """How often a second the server answers without an application."""
    bare = site._replace(port=free_port())
    with serving(bare, "bench.bare:application"):
        return median(
            drive(bare.port, request("/"), status=200, seconds=asked.seconds).rate for _round in range(asked.rounds)
        )


def run(sites, asked):
    """Serves the copies and measures every page that there is: the pages measured, the requests of the first visit."""
    with served(sites) as by_rows:
        visit = first_visit(by_rows[MANY][0].port)
        sessions = {site.rows: sign_in(site) for site in sites}
        each = {page: prepare(page, by_rows[page.rows][0], sessions[page.rows]) for page in PAGES}
    there = {page: one for page, one in each.items() if one}
    with served(sites) as by_rows:  # anew: a page that was given up may be at work still
        servers = {rows: server for rows, (_site, server) in by_rows.items()}
        rounds = measure(there, servers, asked.rounds, asked.seconds, say)
    queries = {}
    for site in sites:
        queries |= queries_of([page for page in there if page.rows == site.rows], site)
    return [Measured(page, rounds[page], queries[page], one.sent, one.body) for page, one in there.items()], visit


@contextmanager
def served(sites):
    """Serves the copies while it lasts: each with the process of its server, by its number of rows."""
    with ExitStack() as running:
        yield {site.rows: (site, running.enter_context(serving(site))) for site in sites}


def say(line):
    """Tells how the run goes."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
