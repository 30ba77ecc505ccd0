"""The list of all releases, their feed, and the comparison of two of them."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from enact.dates import in_words
from enact.ui.feeds import MOST_ENTRIES, Told, absolute, feed_response
from indicators.comparing import compared
from indicators.published import drawn_from_each_release, drawn_from_release
from indicators.shown import before, told_of
from indicators.texts import document_of, documents_of, keep
from indicators.wording import changed_in_words, day_of, standing_in_words


@drawn_from_release
def release_list(request, release):
    """All releases, the newest first, each with its day, its moment, its standing and what it changed."""
    published = {row.number: moment_of(row) for row in release["releases"]}
    rows = [
        {
            "told": document,
            "published_at": published[document["number"]],
            "standing": standing_in_words(document, release),
            "changed": changed_in_words(document),
        }
        for document in documents_of(release["releases"])
    ]
    return render(request, "indicators/releases/list.html", {"release": release, "rows": rows})


@drawn_from_release
def release_feed(request, release):
    """The releases published last, as an Atom feed: each is dated by its publication, and changes with that of its correction."""
    told = {row.number: row for row in release["releases"]}
    entries = [
        Told(
            title=_("Release no. %(number)s, state on %(day)s")
            % {"number": document["number"], "day": in_words(day_of(document))},
            address=absolute("release", document["number"]),
            text=f"{standing_in_words(document, release)}. {changed_in_words(document)}",
            categories=[],
            published_on=moment_of(told[document["number"]]),
            changed_at=[moment_of(told[document["corrected_by"]])] if document["corrected_by"] else [],
        )
        for document in documents_of(release["releases"][:MOST_ENTRIES])
    ]
    return feed_response(
        title=_("Releases of ENACT"),
        subtitle=_("Every published state of the figures of the programme, at its permanent address."),
        page="release-list",
        feed="release-feed",
        entries=entries,
    )


def moment_of(told):
    """The moment at which a release was published."""
    return datetime.fromisoformat(told.published_at)


def neighbours(document):
    """The parameters of the comparison that is drawn with a release: with the one that it follows or corrects."""
    found = before(document)
    return [{"former": found.number}] if found else []


@drawn_from_each_release(pages=neighbours)
def release_compare(request, release, former):
    """Two releases side by side, figure by figure; that there is nothing to compare where both are the same one."""
    if former == release["number"]:
        return render(request, "indicators/releases/same.html", {"release": release, "is_permanent": True})
    told = told_of(former)
    if told is None:
        raise Http404
    keep([told])
    earlier = document_of(told)
    context = {"release": release, "former": earlier, "is_permanent": True}
    return render(request, "indicators/releases/compare.html", context | compared(earlier, release))
