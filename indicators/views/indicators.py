"""The public pages of the indicators, and the published data."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from enact.spreadsheets import csv_response
from enact.ui.public import for_machines, public
from indicators.extracts import by_pillar, changes_of, dated_rows, entry_of, gone, trajectory_of
from indicators.formula import TOLERANCE
from indicators.published import drawn_from_each_release, drawn_from_release
from indicators.restatements import restated_figures
from indicators.shown import told_of
from indicators.tables import header, rows
from indicators.texts import content_of

JSON = "application/json; charset=utf-8"


@drawn_from_release
def indicator_list(request, release):
    """All indicators, by pillar, each with its figure and where it stands."""
    return render(request, "indicators/indicator_list.html", listed(release))


def listed(release):
    """The indicators of a release by pillar, as their list shows them."""
    return {"release": release, "pillars": by_pillar(release)}


@drawn_from_release
def indicator_detail(request, release, code):
    """An indicator as the latest release tells it; where only earlier ones do, that is said, with what they told last."""
    last = gone(code, release)
    if last:
        return render(request, "indicators/gone.html", listed(release) | last)
    return indicator_page(request, release, code)


@drawn_from_each_release
def release_indicator(request, release, code):
    """An indicator as one release tells it, at its permanent address."""
    return indicator_page(request, release, code, is_permanent=True)


def indicator_page(request, release, code, **context):
    """An indicator: its definition, its value, its trajectory, its source, its limits, and how to cite it."""
    entry = entry_of(release, code)
    trajectory = trajectory_of(entry, release)
    context |= {
        "release": release,
        "indicator": entry,
        "trajectory": trajectory,
        "rows": dated_rows(entry, trajectory),
        "tolerance": TOLERANCE,
        "composition": [found for found in release["indicators"] if found["code"] in entry["composition"]],
        "changes": changes_of(release, code),
        "restated": restated_figures(release, code),
        "site": settings.SITE_ADDRESS,
    }
    return render(request, "indicators/indicator_detail.html", context)


@drawn_from_release
def indicator_csv(request, release, code):
    """The figures of an indicator for a spreadsheet of the reader's language."""
    return csv_response(f"enact-{code}-{release['day']}", header(), rows(entry_of(release, code), release))


@for_machines
@drawn_from_release
def indicator_json(request, release, code):
    """What the latest release says of an indicator, with the fingerprint of the release."""
    entry = entry_of(release, code) | {
        "release": {key: release[key] for key in ("number", "day", "sha256")},
        "sources": release["sources"],
    }
    return JsonResponse(entry, json_dumps_params={"ensure_ascii": False, "indent": 1, "sort_keys": True})


@for_machines
@drawn_from_each_release
def release_json(request, release):
    """The text of a release, to the byte, at its permanent address."""
    return HttpResponse(content_of(told_of(release["number"])), content_type=JSON)


@for_machines
@drawn_from_release
def latest_json(request, release):
    """The text of the latest release, to the byte."""
    return HttpResponse(content_of(told_of(release["number"])), content_type=JSON)


@for_machines
@public
def verification_script(request):
    """The script with which anyone verifies a release."""
    return HttpResponse(
        (settings.BASE_DIR / "verify_release.py").read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="verify_release.py"',
            "Cache-Control": "public, max-age=60",
        },
    )
