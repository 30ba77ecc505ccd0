"""`python -m bench.imports`: ten thousand rows imported in our way and in another, and what each took."""

import argparse
import json
import os
import sys
from datetime import date

from bench.machine import described
from bench.pages import ORGANISATIONS
from bench.server import ROOT, prepared

ROWS = 10_000
MOST_SECONDS, MOST_MEGABYTES = 60, 300
HEAD = """# How fast rows are imported

Written by `make bench` or `python -m bench.imports` on {day}, never by hand. The figures hold for the machine below.

{machine}

{rows:,} rows of an XLSX file: {half:,} commitments, with two steps each, of {organisations} organisations, imported into a copy
that holds {organisations} commitments. Each half runs in a process of its own. Ours reads the file in both halves, as the worker
does, and keeps the preview row by row. django-import-export as it comes is given the same rows already read, as two resources,
because to it a row is one record; its preview is that of the commitments alone, because steps cannot be tried before their
commitments are saved. Both write the history of every record.

| | seconds | MB at most | rows of history of steps |
| --- | --: | --: | --: |
"""


def main():
    """The whole run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="bench.imports", description="Measures imports, and writes what it found.")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"how many rows ({ROWS})")
    parser.add_argument("--strict", action="store_true", help="fail when a promise is missed")
    asked, _others = parser.parse_known_args()
    database = os.environ.get("DATABASE_URL", "")
    database = database if database.startswith("postgres") else ""
    machine = described(database)
    found = {way: measured(way, asked.rows, database) for way in ("ours", "stock")}
    to = ROOT / "docs" / ("bench-imports-postgresql.md" if database else "bench-imports.md")
    to.write_text(report(found, machine, asked.rows))
    print(f"Written: {to}", flush=True)
    kept = all(half["seconds"] < MOST_SECONDS and half["megabytes"] < MOST_MEGABYTES for half in found["ours"].values())
    return int(asked.strict and not kept)


def measured(way, rows, database):
    """What each half of a way took, in a copy of its own."""
    print(f"Importing {rows:,} rows: {way}.", flush=True)
    site = prepared(ORGANISATIONS, ROOT / "var" / "bench" / f"imports-{way}", database)
    halves = {half: json.loads(site.manage("import_rows", way, half, str(rows))) for half in ("preview", "import")}
    if halves["import"]["steps"] != rows:
        raise SystemExit(f"{way}: {halves['import']['steps']} steps instead of {rows}.")
    return halves


def report(found, machine, rows):
    """What was found, as a page."""
    facts = "\n".join(
        ["|  |  |", "| --- | --- |", *(f"| {name} | {fact} |" for name, fact in machine[:5] + machine[6:])]
    )
    head = HEAD.format(day=date.today(), machine=facts, rows=rows, half=rows // 2, organisations=ORGANISATIONS)
    names = {"ours": "ours", "stock": "django-import-export"}
    lines = [
        f"| {names[way]}, {half} | {took['seconds']:.1f} | {took['megabytes']:.0f} | {took['steps']:,} |"
        for way, halves in found.items()
        for half, took in halves.items()
    ]
    promised = "".join(
        f"\n- {half}: under {MOST_SECONDS} s and {MOST_MEGABYTES} MB: "
        f"{'kept' if took['seconds'] < MOST_SECONDS and took['megabytes'] < MOST_MEGABYTES else '**missed**'}."
        for half, took in found["ours"].items()
    )
    ratio = found["stock"]["import"]["seconds"] / found["ours"]["import"]["seconds"]
    beside = f"- import: {ratio:.1f} times as fast as django-import-export."
    return f"{head}{chr(10).join(lines)}\n\nWhat was promised:\n{promised}\n\nBeside it:\n\n{beside}\n"


if __name__ == "__main__":
    sys.exit(main())
