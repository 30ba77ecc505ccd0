"""Publishing at once: what a release of a day would say, and the row that says it for ever."""

import json
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enact.languages import NO_TEXT
from indicators.document import canonical, content_on, differences, fingerprint, sealed
from indicators.models import Release
from indicators.published import draw_pages
from indicators.restatements import Cause, Explanation, Explanations, dated, restated, told, unexplained


class NotPublished(Exception):
    """Why nothing was published, in words for the coordinator."""


CHAIN = ("number", "previous", "corrects", "reason", "changes", "restatements", "seal")
"""What a release holds of its place among the others; the rest is its content."""


class Draft(NamedTuple):
    """What a release of a day would publish now: its content, which figures read otherwise than in the release that it would
    follow or correct, that release (`None` for the first), and which published figures it would restate.
    """

    content: dict
    changes: list
    compared: Release | None
    restated: list

    @property
    def corrected(self):
        """The release that it would correct; `None` when the day has not been published."""
        return self.compared if self.compared and self.compared.day.isoformat() == self.content["day"] else None


def draft(day):
    """The draft of a day. A correction restates every figure that it changes; any other, those of the last release's day."""
    releases = list(Release.objects.order_by("day", "number"))
    compared = ([release for release in releases if release.day == day] or releases or [None])[-1]
    before = ([release for release in releases if release.day < day] or [None])[-1]
    texts = {release: json.loads(release.text) for release in sorted(releases, key=lambda release: release.number)}
    content = content_on(day, texts.get(before), list(texts.values()))
    if compared is None:
        return Draft(content, [], None, [])
    changes = differences(content, texts[compared])
    if compared.day == day:
        return Draft(content, changes, compared, dated(changes, day.isoformat()))
    return Draft(content, changes, compared, restated(texts[compared], list(texts.values())))


def differs(content, release):
    """Whether a content is another than that of a release: in a figure, a definition, a source or a statement."""
    published = {key: value for key, value in json.loads(release.text).items() if key not in CHAIN}
    return content != published


@transaction.atomic
def publish_release(*, day, by, at, reason=NO_TEXT, still_true=False, explained=None):
    """Publishes the figures of a day at once, and returns the release. For what it takes, and refuses, see `composed`.

    `by` is the user who publishes, `None` for the machine; `at` is the moment.
    """
    text = composed(day=day, at=at, reason=reason, still_true=still_true, explained=explained)
    return released(text, by=by, at=at)


def composed(*, day, at, reason=NO_TEXT, still_true=False, explained=None):
    """The text of the release of a day that would come next.

    A second release of one day corrects the first, and says why: `reason` is a text in both languages. `explained` says why
    each restated figure reads otherwise (`Explanations`); left out, the reason of the correction holds for all. `still_true`
    says that figures which all read as in the last release hold on the new day too. Raises `NotPublished` when the day is
    still to come or before the programme, when nothing has changed since the last release and nobody says that it still
    holds, or when a correction or a restated figure has no reason.
    """
    previous = Release.objects.select_for_update().order_by("-number").first()
    found = draft(day)
    explained = explained or Explanations(Explanation(Cause.CORRECTION, reason))
    refuse_unfit_day(day, at, found.content)
    if found.corrected:
        refuse_unfit_correction(found.content, found.corrected, reason)
    elif found.compared and not found.changes and not still_true:
        raise NotPublished(
            _("No figure reads otherwise than in the last release: say that they still hold on this day.")
        )
    refuse_unexplained(found.restated, explained)
    return canonical(sealed(found.content | place_in_chain(previous, found, reason, explained)))


def released(text, *, by, at):
    """The release of a text, published. The database refuses a second one of the same number."""
    document = json.loads(text)
    release = Release.objects.create(
        number=document["number"],
        day=date.fromisoformat(document["day"]),
        text=text,
        sha256=fingerprint(text),
        corrects=Release.objects.filter(number=document["corrects"]).first(),
        published_at=at,
        published_by=by,
    )
    transaction.on_commit(draw_pages, robust=True)
    return release


def refuse_unfit_day(day, at, content):
    """Raises `NotPublished` for a day of which nothing can be published."""
    if day > at.date():
        raise NotPublished(_("This day is still to come: its figures cannot be published yet."))
    if day.isoformat() < content["programme"]["starts_on"]:
        raise NotPublished(_("The programme had not started on this day: there is nothing to publish."))


def refuse_unfit_correction(content, corrected, reason):
    """Raises `NotPublished` for a correction of nothing, or without a reason."""
    if not differs(content, corrected):
        raise NotPublished(_("Nothing has changed since the last release of this day: there is nothing to publish."))
    if not reason.fr.strip():
        raise NotPublished(_("There is a release for this day: say why it is corrected."))


def refuse_unexplained(changes, explained):
    """Raises `NotPublished` where nobody says why a figure that was published reads otherwise now."""
    missing = unexplained(changes, explained)
    if missing:
        codes = ", ".join(dict.fromkeys(change["code"] for change in missing))
        raise NotPublished(_("Published figures read otherwise today: say why, for %(codes)s.") % {"codes": codes})


def place_in_chain(previous, found, reason, explained):
    """The number of a release, what it follows, what it corrects and why, what changed, and what it restates."""
    return {
        "changes": found.changes,
        "corrects": found.corrected.number if found.corrected else None,
        "number": previous.number + 1 if previous else 1,
        "previous": {"number": previous.number, "sha256": previous.sha256} if previous else None,
        "reason": reason.as_json() if found.corrected else None,
        "restatements": told(found.restated, explained),
    }
