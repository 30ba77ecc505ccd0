"""Documents and pictures of a release, as readers get them: drawn at publication, and kept."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enact.pages.typeset import wording
from enact.pages.typeset.cards import indicator_card, programme_card
from enact.pages.typeset.reports import report
from enact.pages.typeset.sheets import changed, citation, sheet
from enact.ui.typesetting import document, picture
from indicators.extracts import entry_of
from indicators.published import drawn_from_each_release, drawn_from_release
from indicators.shown import shown

REGIONS = {"fr": "FR", "en": "GB"}


def of_the_one_shown(document):
    """The pages to draw beforehand, of a release as a whole: those of the one that is shown.

    Those of earlier releases were drawn when they were published. Where the software has changed since, they are drawn again at
    their first visit, in less than a second and without the database: for all releases, that would take minutes.
    """
    return [{}] if document["number"] == shown()[0].number else []


def of_its_indicators(document):
    """The pages to draw beforehand, of each indicator of a release."""
    return [{"code": entry["code"]} for _page in of_the_one_shown(document) for entry in document["indicators"]]


@drawn_from_each_release(pages=of_the_one_shown)
def release_pdf(request, release):
    """A release as a report."""
    title = _("ENACT, release no. %(number)s") % {"number": release["number"]}
    words = framed(release, title) | report(release)
    return pdf(f"enact-{release['number']}", document("report.typ", words, release["day"]))


@drawn_from_each_release(pages=of_its_indicators)
def release_indicator_pdf(request, release, code):
    """An indicator of a release, on a page or two."""
    entry = entry_of(release, code)
    told = sheet(entry, release)
    words = framed(release, wording.name(entry)) | {
        "sheet": told | {"said": told["said"] + changed(entry, release)},
        "citation": {
            "title": _("Cite, download, verify"),
            "text": citation(entry, release, settings.SITE_ADDRESS),
            "licence": _("Data under licence:"),
            "name": release["licence"]["name"],
            "address": release["licence"]["address"],
        },
    }
    return pdf(f"enact-{release['number']}-{code}", document("indicator.typ", words, release["day"]))


@drawn_from_each_release(pages=of_its_indicators)
def release_card(request, release, code):
    """An indicator of a release as a picture for social networks."""
    return card(indicator_card(entry_of(release, code), release), release)


@drawn_from_release
def latest_card(request, release):
    """The programme as a picture for social networks."""
    return card(programme_card(release), release)


def framed(release, title):
    """What every document and picture of a release says of itself and of the release."""
    name = _("fictional programme") if settings.FICTIONAL else _("AI cluster of Grand Est")
    return {
        "day": release["day"],
        "description": wording.stamp(release),
        "language": get_language(),
        "marks": wording.marks(release, settings.FICTIONAL),
        "page": _("page {number} of {all}"),
        "programme": name,
        "region": REGIONS[get_language()],
        "running": f"ENACT · {wording.stamp(release)} SHA-256 {release['sha256'][:16]}…",
        "sha256": release["sha256"],
        "stamp": wording.stamp(release),
        "title": f"{title} ({_('fictional')})" if settings.FICTIONAL else title,
    }


def pdf(name, content):
    """A PDF that a browser shows, and saves under a name that says its language, and whether it is fiction."""
    marked = f"{'fictif-' if settings.FICTIONAL else ''}{name}-{get_language()}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{marked}"'},
    )


def card(words, release):
    """A picture, on which what marks it is said in few words."""
    short = [_("Fictional programme")] if settings.FICTIONAL else []
    if release["corrected_by"]:
        short.append(capfirst(_("replaced by no. %(number)s") % {"number": release["corrected_by"]}))
    content = picture("card.typ", framed(release, words["name"]) | words | {"marks": short}, release["day"])
    return HttpResponse(content, content_type="image/png")
