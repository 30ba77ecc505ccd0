"""The map of Grand Est and what stands beside it, drawn from the release."""

from django.shortcuts import render

from indicators.extracts import entries_of
from indicators.published import drawn_from_release
from sources.models import Statement

COUNTED = ("PAR-1", "PAR-2")
NOT_YET = {
    (Statement.Area.PARTNERS, status) for status in (Statement.Status.INTENDED, Statement.Status.BEING_IDENTIFIED)
}
"""Statements of these areas and statuses tell of partners that are not agreed yet."""


@drawn_from_release
def partner_map(request, release):
    """Where the partners are: department by department, elsewhere in France, abroad, and who is not yet agreed."""
    entries = entries_of(release, COUNTED)
    context = {
        "release": release,
        "placed": [entry for entry in entries if entry["breakdowns"]],
        "unplaced": [entry for entry in entries if not entry["breakdowns"]],
        "not_yet": [said for said in release["statements"] if (said["area"], said["status"]) in NOT_YET],
    }
    return render(request, "partners/map.html", context)
