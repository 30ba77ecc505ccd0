"""Publishing at once: what a release of a day would say, and the row that says it for ever."""

import json
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from enact.languages import NO_TEXT
from indicators.chain import faults_now
from indicators.document import composed_on, differences
from indicators.models import Release
from indicators.published import show_latest
from indicators.restatements import Cause, Explanation, Explanations, dated, restated, told, unexplained
from indicators.sealing import canonical, fingerprint, sealed
from indicators.tasks import work_on_pages
from indicators.texts import as_today
from indicators.texts import told as as_told


class NotPublished(Exception):
    """Why nothing was published, in words for the coordinator."""


CHAIN = ("number", "previous", "corrects", "reason", "changes", "restatements", "seal")
"""What a release holds of its place among the others; the rest is its content."""


class Draft(NamedTuple):
    """What a release of a day would publish now: its content, which figures read otherwise than in the release that it would
    follow or correct, that release (`None` for the first), which published figures it would restate, and what would be kept
    beside its text.
    """

    content: dict
    changes: list
    compared: Release | None
    restated: list
    kept: str

    @property
    def corrected(self):
        """The release that it would correct; `None` when the day has not been published."""
        return self.compared if self.compared and self.compared.day.isoformat() == self.content["day"] else None


def draft(day):
    """The draft of a day. A correction restates every figure that it changes; any other, those of the last release's day."""
    releases = list(Release.objects.order_by("day", "number"))
    compared = ([release for release in releases if release.day == day] or releases or [None])[-1]
    before = ([release for release in releases if release.day < day] or [None])[-1]
    releases.sort(key=lambda release: release.number)
    documents = {release: as_told(release.text) for release in releases}
    published, books = list(documents.values()), [said for release in releases for said in release.said_of_amounts()]
    corrects, revised, read_again = bool(compared) and compared.day == day, [], []
    if compared and not corrects:
        revised, read_again = restated(documents[compared], published, books)
    salt = salt_for(day, releases[-1] if releases else None)
    content, said = composed_on(day, documents.get(before), published, salt, [*books, *read_again])
    changes = differences(content, documents[compared]) if compared else []
    kept = json.dumps({"books": [*read_again, said], "salt": salt})
    return Draft(content, changes, compared, dated(changes, day.isoformat()) if corrects else revised, kept)


def salt_for(day, previous):
    """The salt of the evidence of a release of a day; none for the facts of the launch, and for fiction, which are public."""
    if previous is None or settings.FICTIONAL:
        return ""
    return salted_hmac("indicators.evidence", f"{day} {previous.sha256}", algorithm="sha256").hexdigest()


def differs(content, release):
    """Whether a content is another than that of a release: in a figure, a definition, a source or a statement."""
    return comparable(as_today(content)) != comparable(as_told(release.text))


def comparable(document):
    """What two documents of one day are compared by: neither their layout nor their place, nor hashes of another salt."""
    entries = [{key: value for key, value in entry.items() if key != "evidence"} for entry in document["indicators"]]
    return {key: document[key] for key in document.keys() - {*CHAIN, *ASIDE}} | {"indicators": entries}


ASIDE = ("schema", "sha256")
"""What a document tells of its file."""


@transaction.atomic
def publish_release(*, day, by, at, reason=NO_TEXT, still_true=False, explained=None):
    """Publishes the figures of a day at once, and returns the release. For what it takes, and refuses, see `composed`.

    `by` is the user who publishes, `None` for the machine; `at` is the moment.
    """
    found = composed(day=day, at=at, reason=reason, still_true=still_true, explained=explained)
    return released(found, by=by, at=at)


class Composed(NamedTuple):
    """The text of a release, and what is kept beside it."""

    text: str
    kept: str


def composed(*, day, at, reason=NO_TEXT, still_true=False, explained=None):
    """The text of the release of a day that would come next, and what is kept beside it.

    A second release of one day corrects the first, and says why: `reason` is a text in both languages. `explained` says why
    each restated figure reads otherwise (`Explanations`); left out, the reason of the correction holds for all. `still_true`
    says that figures which all read as in the last release hold on the new day too. Raises `NotPublished` when the day is
    still to come or before the programme, when nothing has changed since the last release and nobody says that it still
    holds, or when a correction or a restated figure has no reason.
    """
    previous = Release.objects.select_for_update().order_by("-number").first()
    refuse_broken_chain()
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
    text = canonical(sealed(found.content | place_in_chain(previous, found, reason, explained)))
    return Composed(text, found.kept)


def released(found, *, by, at):
    """The release of what was composed, published. The database refuses a second one of the same number.

    Once that is committed, all processes show it; its pages are drawn by the worker.
    """
    document = json.loads(found.text)
    release = Release.objects.create(
        number=document["number"],
        day=date.fromisoformat(document["day"]),
        text=found.text,
        kept=found.kept,
        sha256=fingerprint(found.text),
        corrects=Release.objects.filter(number=document["corrects"]).first(),
        published_at=at,
        published_by=by,
    )
    transaction.on_commit(show_latest, robust=True)
    transaction.on_commit(work_on_pages.enqueue, robust=True)
    return release


def refuse_broken_chain():
    """Raises `NotPublished` where a release is not the one that was published: nothing is to follow it."""
    wrong = faults_now()
    if wrong:
        said = _(
            "A published release was changed behind the application; nothing is published until it is put back: %(faults)s."
        )
        raise NotPublished(said % {"faults": ", ".join(wrong)})


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
