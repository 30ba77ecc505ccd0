"""The public pages of the indicators, the published data, and the coordination’s lists of observations and of releases."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of
from enact.records import known_at
from enact.spreadsheets import csv_response
from enact.ui.coordination import form_addresses
from enact.ui.lists import ListPage
from enact.ui.public import public
from indicators.catalogue import Pillar
from indicators.chain import text_of
from indicators.extracts import changes_of, dated_rows, trajectory_of
from indicators.filters import ObservationFilter, ReleaseFilter
from indicators.formula import TOLERANCE
from indicators.models import Observation, Release
from indicators.published import drawn_from_release
from indicators.tables import ObservationTable, ReleaseTable, header, rows
from indicators.wording import days_in_words

JSON = "application/json; charset=utf-8"
SOURCES_OF_TODAY = _("Sources are named as they are today.")


def entry_of(release, code):
    """What a release says of an indicator. Raises `Http404`."""
    for entry in release["indicators"]:
        if entry["code"] == code:
            return entry
    raise Http404


@drawn_from_release
def indicator_list(request, release):
    """All indicators, by pillar, each with its figure and where it stands."""
    by_pillar = [(pillar, [entry for entry in release["indicators"] if entry["pillar"] == pillar]) for pillar in Pillar]
    context = {"release": release, "pillars": [(pillar, entries) for pillar, entries in by_pillar if entries]}
    return render(request, "indicators/indicator_list.html", context)


@drawn_from_release
def indicator_detail(request, release, code):
    """An indicator: its definition, its value, its trajectory, its source, its limits, and how to cite it."""
    entry = entry_of(release, code)
    trajectory = trajectory_of(entry, release)
    context = {
        "release": release,
        "indicator": entry,
        "trajectory": trajectory,
        "rows": dated_rows(entry, trajectory),
        "tolerance": TOLERANCE,
        "composition": [entry_of(release, part) for part in entry["composition"]],
        "changes": changes_of(release, code),
        "site": settings.SITE_ADDRESS,
    }
    return render(request, "indicators/indicator_detail.html", context)


@drawn_from_release
def indicator_csv(request, release, code):
    """The figures of an indicator for a spreadsheet of the reader's language."""
    return csv_response(f"enact-{code}-{release['day']}", header(), rows(entry_of(release, code), release))


@drawn_from_release
def indicator_json(request, release, code):
    """What the latest release says of an indicator, with the fingerprint of the release."""
    entry = entry_of(release, code) | {
        "release": {key: release[key] for key in ("number", "day", "sha256")},
        "sources": release["sources"],
    }
    return JsonResponse(entry, json_dumps_params={"ensure_ascii": False, "indent": 1, "sort_keys": True})


@drawn_from_release
def release_json(request, release, number):
    """The text of a release, to the byte, at its permanent address."""
    text = text_of(number)
    if text is None:
        raise Http404
    return HttpResponse(text, content_type=JSON)


@drawn_from_release
def latest_json(request, release):
    """The text of the latest release, to the byte."""
    return HttpResponse(text_of(release["number"]), content_type=JSON)


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


class ObservationList(ListPage):
    """What sources stated by any day, as recorded by the end of any day."""

    title = _("Observations")
    base = "office/base.html"
    adds = Observation
    table_class = ObservationTable
    filterset_class = ObservationFilter
    knows_days = ("on", "known")

    def get_day_note(self):
        said = _("All that was stated by then; what had been superseded by then is marked.")
        return f"{said} {days_in_words(self, SOURCES_OF_TODAY)}"

    def get_queryset(self):
        rows = known_at(Observation, end_of(self.known)) if self.known else Observation.objects.all()
        stated = rows.filter(stated_on__lte=self.on)
        superseding = stated.filter(supersedes=OuterRef("id")).order_by()
        return stated.annotate(is_superseded=Exists(superseding)).select_related("source__document")

    def get_address_of(self):
        return form_addresses(Observation)


class ReleaseList(ListPage):
    """What was published of any day or before, by the end of any day."""

    title = _("Releases")
    base = "office/base.html"
    table_class = ReleaseTable
    filterset_class = ReleaseFilter
    knows_days = ("on", "known")

    def get_day_note(self):
        said = _("Releases of that day or before.")
        return f"{said} {days_in_words(self)}"

    def get_queryset(self):
        published = Release.objects.filter(day__lte=self.on)
        if self.known:
            published = published.filter(published_at__lte=end_of(self.known))
        corrections = published.filter(corrects=OuterRef("id")).order_by().values("number")
        found = published.annotate(correction_number=Subquery(corrections[:1]))
        return found.select_related("published_by", "corrects").defer("text", "corrects__text")

    def get_address_of(self):
        return form_addresses(Release)
