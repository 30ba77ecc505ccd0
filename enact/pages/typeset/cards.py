"""What the pictures for social networks say."""

from django.utils.translation import gettext as _

from enact.pages.public import HEADLINES
from enact.pages.typeset import drawings, wording
from enact.ui.templatetags.figures import said, unit_of
from indicators.extracts import entries_of


def indicator_card(entry, release):
    """An indicator: its figure, its target, where it stands, its day and its source."""
    value = entry["figure"]["value"]
    return {
        "name": said(entry["name"]),
        "figure": wording.figure(entry["figure"], entry["unit"]["key"]),
        "unit": unit_of(entry, value) if value else "",
        "target": wording.last_target(entry),
        "track": drawings.track(entry, release),
        "status": wording.standing(entry),
        "note": wording.day_and_source(entry, release),
        "seal": drawings.seal(release),
        "headlines": [],
    }


def programme_card(release):
    """The programme: its promises, each with its figure and where it stands."""
    return {
        "name": _("Where does ENACT stand?"),
        "headlines": [indicator_card(entry, release) for entry in entries_of(release, HEADLINES)],
        "note": "",
        "seal": drawings.seal(release),
    }
