"""What there is to do of the figures: publish, and ask for those that are unknown or old. All of it is read once, by a ledger."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _

from enact.dates import months_after
from enact.pages.today.need import SHOWN, Need, form_of, list_of, name_of, right_to_see
from indicators.catalogue import indicators
from indicators.models import Observation, Release
from indicators.models.observation import aged
from indicators.revisions import differ_by_few, reading

RELEASE_RHYTHM = 3
"""In months: how long a release stands before the next is due. A quarter: the public sees four states a year."""


def figures_to_do(day, ledger):
    """The needs of the figures of a day."""
    return [*releases_due(day, ledger), unknown_figures(ledger), old_figures(day, ledger)]


def releases_due(day, ledger):
    """Whether it is time to publish, and which figures read otherwise than in the last release."""
    right, address, release = (
        "indicators.add_plannedrelease",
        reverse("admin:publish"),
        Release.objects.latest_published(),
    )
    if release is None or months_after(release.day, RELEASE_RHYTHM) <= day:
        why = _("A release stands for three months; after that, the public reads figures that have aged.")
        yield Need(right, _("A release is due"), why, 1, [(str(release), address)] if release else [], address)
    if release:
        changed = [(f"{found.code} – {found.name}", address) for found in changed_since(release, ledger)]
        why = _("The public still reads the former values. Look at the difference, and publish.")
        title = _("Figures that changed since the last release")
        yield Need(right, title, why, len(changed), changed[:SHOWN], address)


def changed_since(release, ledger):
    """The indicators whose figure reads otherwise than in a release, but for those whose revision waits."""
    published = {entry["code"]: entry["figure"] for entry in json.loads(release.text)["indicators"]}
    now = [(found, figure_now(found, ledger), published.get(found.code)) for found in indicators().values()]
    return [found for found, figure, former in now if not former or reads_otherwise(found, figure, former)]


def reads_otherwise(indicator, figure, former):
    """Whether the public would read another figure: a revision of few people of the same period is not told."""
    is_revision = indicator.counts_people and figure["holds_on"] == former["holds_on"]
    return reading(figure) != reading(former) and not (is_revision and differ_by_few(figure, former))


def figure_now(indicator, ledger):
    """The figure that an indicator would publish now; its records are counted only where they stand for themselves."""
    return ledger.figure(indicator) if ledger.is_complete(indicator) else ledger.latest(indicator)


def unknown_figures(ledger):
    """The published indicators of which nothing is known: no source states them, no complete records give them."""
    right, lists = "indicators.view_observation", reverse("admin:indicators_observation_changelist")
    found = [
        (f"{code} – {indicator.name}", f"{reverse('admin:indicators_observation_add')}?indicator={code}")
        for code, indicator in indicators().items()
        if not ledger.is_complete(indicator) and not ledger.observations_of(indicator)
    ]
    why = _("They are published as not disclosed. Record what a source says, or declare their records complete.")
    return Need(right, _("Figures that nobody has given"), why, len(found), found[:SHOWN], lists)


def old_figures(day, ledger):
    """The published figures that were due, by the day, to be stated again."""
    stated = [row for row in ledger.observations if row.indicator not in ledger.completeness]
    found = sorted(aged(stated, day), key=lambda row: (row.indicator, row.part))
    why = _("The public reads these figures as the latest known. Ask their source for a new one.")
    rows = [(name_of(row), form_of(row)) for row in found[:SHOWN]]
    address = list_of(Observation, "stale=yes")
    return Need(right_to_see(Observation), _("Figures older than their rhythm"), why, len(found), rows, address)
