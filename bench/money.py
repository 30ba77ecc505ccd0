"""The money page and the lists of money, with the fictional programme once, ten times and a hundred times.

`python -m bench.money` measures them alone, and prints what it found; `python -m bench` measures them with the rest.
"""

import json

from bench.copies import TIMES, measure_alone, measure_copies
from bench.server import ROOT, emptied

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


def measure_money(asked, database, told, times=TIMES):
    """Prepares the copies and measures; `asked` says how many rounds of how many seconds."""
    sites, rows = [], {}
    for number in times:
        told(f"Preparing a copy with the fictional programme, {number:,} times.")
        site = emptied(ROOT / "var" / "bench" / f"fiction-{number}", database, number, FICTIONAL="true")
        rows[number] = json.loads(site.manage("sow_fiction", str(number)))
        (site.folder / "pages").mkdir(exist_ok=True)  # where pages are kept, of which there is none
        sites.append(site)
    return measure_copies(asked, sites, rows, MONEY_PAGES, LISTS, told)


if __name__ == "__main__":
    measure_alone("bench.money", "the pages of the money", measure_money)
