"""The page of what pays for doctoral contracts, with twenty of them over eight years, ten and a hundred times as many.

`python -m bench.coverage` measures it alone, and prints what it found; `python -m bench` measures it with the rest.
"""

import json

from bench.copies import TIMES, measure_alone, measure_copies
from bench.pages import FIRST_START
from bench.server import ROOT, prepared

CONTRACTS = 20
"""How many contracts the smallest copy holds: a hundred times that is 2,000."""
QUERIES = 9
"""The most that the page may ask the database: under ten."""
COVERAGE = f"/office/coverage/?on={FIRST_START}"
COVERAGE_PAGES = {
    "what pays for all contracts": COVERAGE,
    "what pays for contracts with gaps": f"{COVERAGE}&only=gaps",
}
"""On the first day, when all contracts are selected and none is over: all of them are on the page."""


def measure_coverage(asked, database, told, times=TIMES):
    """Prepares the copies and measures; `asked` says how many rounds of how many seconds."""
    sites, rows = [], {}
    for number in times:
        contracts = number * CONTRACTS
        told(f"Preparing a copy with {contracts:,} invented doctoral contracts, of as many commitments.")
        site = prepared(contracts, ROOT / "var" / "bench" / f"coverage-{number}", database)
        rows[number] = json.loads(site.manage("sow_contracts", str(contracts)))
        sites.append(site._replace(rows=number))
    return measure_copies(asked, sites, rows, COVERAGE_PAGES, {}, told)


if __name__ == "__main__":
    measure_alone("bench.coverage", "the page of what pays for doctoral contracts", measure_coverage, QUERIES)
