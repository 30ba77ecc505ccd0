"""The public pages of the money, drawn from the release."""

from django.shortcuts import render

from enact.spreadsheets import csv_response
from indicators.extracts import entries_of
from indicators.published import drawn_from_release
from indicators.tables import header, rows

STATES = ("FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6")
ENVELOPE = "FIN-0"


@drawn_from_release
def funding(request, release):
    """Who gives what, in which state, what is unknown and what is not itemised."""
    envelope = next(iter(entries_of(release, [ENVELOPE])), None)
    context = {
        "release": release,
        "envelope": envelope,
        "composition": entries_of(release, envelope["composition"]) if envelope else [],
        "states": entries_of(release, STATES),
    }
    return render(request, "funding/funding.html", context)


@drawn_from_release
def funding_csv(request, release):
    """All figures of money for a spreadsheet."""
    found = [row for entry in entries_of(release, [ENVELOPE, *STATES]) for row in rows(entry, release)]
    return csv_response(f"enact-funding-{release['day']}", header(), found)
