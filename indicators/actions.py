"""Publishing."""

import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enact.languages import NO_TEXT
from indicators.document import content_on, differences
from indicators.models import Release
from indicators.published import draw_pages
from indicators.sealing import canonical, fingerprint, sealed


class NotPublished(Exception):
    """Why nothing was published, in words for the coordinator."""


CHAIN = ("number", "previous", "corrects", "reason", "changes", "seal")
"""What a release holds of its place among the others; the rest is its content."""


def draft(day):
    """What a release of a day would publish now, with what differs from the release that it would follow or correct."""
    releases = list(Release.objects.order_by("day", "number"))
    compared = ([release for release in releases if release.day == day] or releases or [None])[-1]
    before = ([release for release in releases if release.day < day] or [None])[-1]
    texts = {release: json.loads(release.text) for release in sorted(releases, key=lambda release: release.number)}
    content = content_on(day, texts.get(before), list(texts.values()))
    changes = differences(content, texts[compared]) if compared else []
    return content, changes, compared


def differs(content, release):
    """Whether a content is another than that of a release: in a figure, a definition, a source or a statement."""
    published = {key: value for key, value in json.loads(release.text).items() if key not in CHAIN}
    return content != published


@transaction.atomic
def publish_release(*, day, by, at, reason=NO_TEXT, still_true=False):
    """Publishes the figures of a day, and returns the release.

    A second release of one day corrects the first, and says why: `reason` is a text in both languages. `still_true` says
    that figures which all read as in the last release hold on the new day too. `by` is the user who publishes, `None` for
    the machine; `at` is the moment. Raises `NotPublished` when the day is still to come or before the programme, when
    nothing has changed since the last release and nobody says that it still holds, or when a correction has no reason.
    """
    previous = Release.objects.select_for_update().order_by("-number").first()
    content, changes, compared = draft(day)
    corrected = compared if compared and compared.day == day else None
    refuse_unfit_day(day, at, content)
    if corrected:
        refuse_unfit_correction(content, corrected, reason)
    elif compared and not changes and not still_true:
        raise NotPublished(
            _("No figure reads otherwise than in the last release: say that they still hold on this day.")
        )
    text = canonical(sealed(content | place_in_chain(previous, corrected, changes, reason)))
    release = Release.objects.create(
        number=previous.number + 1 if previous else 1,
        day=day,
        text=text,
        sha256=fingerprint(text),
        corrects=corrected,
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


def place_in_chain(previous, corrected, changes, reason):
    """The number of a release, what it follows, what it corrects and why, and what changed."""
    return {
        "changes": changes,
        "corrects": corrected.number if corrected else None,
        "number": previous.number + 1 if previous else 1,
        "previous": {"number": previous.number, "sha256": previous.sha256} if previous else None,
        "reason": reason.as_json() if corrected else None,
    }
