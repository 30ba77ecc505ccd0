"""What is told of a whole release: the programme in a minute, every figure, the money, the changes, the trajectories."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from enact.pages.public import HEADLINES, MONEY, envelope_of
from enact.pages.typeset import drawings, tables, wording
from enact.pages.typeset.sheets import sheet
from enact.ui.templatetags.figures import day, said, unit_of
from indicators.extracts import changes_of, entries_of
from indicators.wording import attested_in_words


def report(release):
    """The words of the report of a release."""
    return {
        "attestations": attestations(release),
        "changes": changes(release),
        "contents": _("Contents"),
        "cover": cover(release),
        "licence": licence(release),
        "minute": minute(release, entries_of(release, HEADLINES)),
        "money": money(release, envelope_of(release), entries_of(release, MONEY)),
        "pillars": {
            "title": _("Every figure, by pillar"),
            "lede": _(
                "What was promised and what is reached: each indicator with its figure, its day, its target and where it "
                "stands."
            ),
            "groups": [*tables.by_pillar(release)],
        },
        "seal": drawings.seal(release),
        "sheets": [sheet(entry, release) for entry in release["indicators"] if entry["trajectory"]],
        "sources": {"title": _("The sources"), "sources": [wording.source(release, key) for key in release["sources"]]},
        "verify": verification(release),
    }


def cover(release):
    """What the first page says: which release it is, of which day, what it corrects, its fingerprint in groups."""
    digits = release["sha256"]
    return {
        "title": _("Where does ENACT stand?"),
        "state": _("State on %(day)s") % {"day": day(release["day"])},
        "number": _("Release no. %(number)s") % {"number": release["number"]},
        "lede": programme(release),
        "corrects": correction(release),
        "fingerprint": _("Fingerprint (SHA-256)"),
        "sha256": [digits[start : start + 32] for start in range(0, len(digits), 32)],
    }


def programme(release):
    """What the programme is, and what is told of it."""
    told = release["programme"]
    words = {
        "name": said(told["name"]),
        "leaders": ", ".join(told["leaders"]),
        "starts": told["starts_on"][:4],
        "ends": told["ends_on"][:4],
    }
    lede = _(
        "What the %(name)s, led by %(leaders)s from %(starts)s to %(ends)s, has promised, what is acquired, what remains to be "
        "done. Each figure has its definition, its day and its source, and anyone can recompute it."
    )
    return lede % words


def correction(release):
    """Which release it corrects and why; "" for none."""
    if not release["corrects"]:
        return ""
    words = {"number": release["corrects"], "reason": said(release["reason"])}
    return _("It corrects release no. %(number)s. Reason given: %(reason)s") % words


def minute(release, headlines):
    """The programme in a minute: its promises, each with its track."""
    are_all = len(headlines) == len(HEADLINES)
    return {
        "title": _("Four promises, four trajectories") if are_all else _("Promises and trajectories"),
        "lede": programme(release),
        "headlines": [headline(entry, release) for entry in headlines],
        "foot": _(
            "The upright mark shows where a straight line from the starting point to the target would be on the day of the "
            "figure."
        ),
    }


def headline(entry, release):
    """A promise: its figure, its target, where it stands, its day and its source."""
    value = entry["figure"]["value"]
    return {
        "name": said(entry["name"]),
        "figure": wording.figure(entry["figure"], entry["unit"]["key"]),
        "unit": unit_of(entry, value) if value else "",
        "target": wording.last_target(entry),
        "track": drawings.track(entry, release),
        "status": wording.standing(entry),
        "note": wording.day_and_source(entry, release),
    }


def money(release, envelope, states):
    """The money in its six states, never added up. `envelope`: the one announced, `None` where it is not told."""
    return {
        "title": _("The money, unmixed"),
        "lede": _("Granted is not received, promised is not signed. Six states, six sums: they are never added up."),
        "bar": drawings.bar(envelope, states) if envelope else None,
        "sentence": wording.of_page("components/not_itemised.html", envelope=envelope) if envelope else "",
        "table": tables.of_money(states, release),
    }


def changes(release):
    """What a release changed: what it corrects and why, and each indicator whose figure reads differently."""
    every = changes_of(release)
    found = [change for change in every if not change["key"]]
    if every:
        words = _(
            "What changed of the parts of an indicator stands in its own document, and in the file of the release."
        )
    elif release["previous"]:
        words = _("No figure reads differently from the release before.")
    else:
        words = _("It is the first: nothing was published before it.")
    return {
        "title": _("What release no. %(number)s changed") % {"number": release["number"]},
        "paragraphs": [paragraph for paragraph in (correction(release), words) if paragraph],
        "table": tables.of_changes(found) if found else None,
    }


def attestations(release):
    """Which partners attested their figures, round by round; no paragraph where none was asked."""
    return {
        "title": _("Attested by the partners"),
        "paragraphs": [attested_in_words(told) for told in release["attestations"]],
    }


def verification(release):
    """How anyone checks that the figures of a document are those that were published."""
    site, number = settings.SITE_ADDRESS, release["number"]
    files = {
        "script": f"{site}{reverse('verification-script')}",
        "file": f"{site}{reverse('release-json', args=[number])}",
    }
    return {
        "title": _("Verify a release"),
        "steps": [
            _("Put into one folder the script %(script)s and the file of this release, %(file)s.") % files,
            _("In that folder, type:"),
        ],
        "command": f"python3 verify_release.py {number}.json",
        "means": _(
            "It names what differs, or says that nothing does, and prints the fingerprint, which is that of the first page. You "
            "need Python 3.8 or later, and nothing else."
        ),
    }


def licence(release):
    """Under which licence the figures are."""
    named = {"name": release["licence"]["name"]}
    text = _(
        "The published figures and texts are under the %(name)s: anyone may copy, share and use them again, also for profit, "
        "provided that the source and its day are named."
    )
    return {"title": _("Licence"), "text": text % named, "address": release["licence"]["address"]}
