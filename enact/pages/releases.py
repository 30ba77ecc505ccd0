"""The page of a release: the state of the whole programme on its day, for good."""

from django.shortcuts import render

from enact.pages.public import MONEY, envelope_of
from indicators.extracts import by_pillar, changes_of, entries_of
from indicators.published import drawn_from_each_release
from indicators.restatements import restated_figures
from indicators.shown import before
from indicators.wording import changed_in_words


@drawn_from_each_release
def release(request, release):
    """Every indicator of a release, the money in its states, what it changed, its files and its fingerprint."""
    context = {
        "release": release,
        "is_permanent": True,
        "pillars": by_pillar(release),
        "envelope": envelope_of(release),
        "states": entries_of(release, MONEY),
        "before": before(release),
        "changed": changed_in_words(release),
        "changes": [change for change in changes_of(release) if not change["key"]],
        "restated": restated_figures(release),
    }
    return render(request, "pages/release.html", context)
