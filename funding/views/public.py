"""The public pages of the money, drawn from the release."""

from django.shortcuts import render

from enact.spreadsheets import csv_response
from indicators.published import drawn_from_release
from indicators.tables import header, rows

STATES = ("FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6")
ENVELOPE = "FIN-0"


def money(release):
    """The figures of money by code."""
    return {entry["code"]: entry for entry in release["indicators"] if entry["code"] in (ENVELOPE, *STATES)}


@drawn_from_release
def funding(request, release):
    """Who gives what, in which state, what is unknown and what is not itemised."""
    entries = money(release)
    context = {
        "release": release,
        "envelope": entries[ENVELOPE],
        "composition": [entries[code] for code in entries[ENVELOPE]["composition"]],
        "states": [entries[code] for code in STATES],
    }
    return render(request, "funding/funding.html", context)


@drawn_from_release
def funding_csv(request, release):
    """All figures of money for a spreadsheet."""
    found = [row for entry in money(release).values() for row in rows(entry, release)]
    return csv_response(f"enact-funding-{release['day']}", header(), found)
