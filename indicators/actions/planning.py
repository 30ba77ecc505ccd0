"""Releases to come: announced for a moment, prepared by one, approved by another where two are needed, published when due."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from enact.languages import NO_TEXT, Text
from enact.moments import local
from indicators.actions.publishing import NotPublished, composed, publish_release, released
from indicators.catalogue import attesters_on, programme_period
from indicators.chain import faults_now
from indicators.document import content_on
from indicators.models import PlannedRelease, PreparedRelease, Release, ReleaseMove
from indicators.restatements import explanations_in
from indicators.sealing import fingerprint


@transaction.atomic
def announce(*, day, moment, by, at):
    """Tells readers for which moment the figures of a day are planned, before they are prepared; returns the plan.

    Raises `NotPublished` for a moment that is over or before the day, a day before the programme, and a day planned already.
    """
    refuse_unfit_moment(moment, day, at)
    first, last = programme_period()
    if not first <= day <= last:
        raise NotPublished(
            _("This day is not of the programme, which lasts from %(first)s to %(last)s.")
            % {"first": in_words(first), "last": in_words(last)}
        )
    if waiting_for(day):
        raise NotPublished(_("A release of this day is planned already."))
    plan = PlannedRelease(day=day, announced_for=moment, announced_at=at)
    plan.saved_by(by).save()
    return plan


@transaction.atomic
def order_release(*, day, by, at, moment=None, seen=None, only_prepares=False, **order):
    """Publishes the figures of a day, or plans to; returns the release, or the plan.

    At once, where no moment is announced and one person is enough. Otherwise it is prepared, and approved by whoever orders it
    where one person is enough and this one does not `only_prepares`, for somebody who may publish. `seen`: the version of the
    plan of the day that was seen, `None` for no plan. For `order`, and what is refused, see `composed`.
    """
    plan = waiting_for(day)
    if (plan.version if plan else None) != seen:
        raise NotPublished(OVERTAKEN)
    if only_prepares and plan and plan.approved_at:
        raise NotPublished(_("This release is approved: only somebody who may publish prepares it again."))
    waits = only_prepares or settings.PUBLISH_NEEDS_TWO
    if plan is None and moment is None and not waits:
        return publish_release(day=day, by=by, at=at, **order)
    found = composed(day=day, at=at, **order)
    plan = prepare(plan or PlannedRelease(day=day), found, by=by, at=at, moment=moment)
    return plan if waits else approved(plan, by=by, at=at)


LONGEST = timedelta(days=3653)
"""How long before its moment a release is announced at most: a later year is a typing error."""
OVERTAKEN = _("Somebody else prepared, approved or moved this release since you opened the page: look again.")


def prepare(plan, found, *, by, at, moment):
    """Puts what was composed in a plan, to be approved; a moment is announced with it, unless one is. Returns the plan."""
    if moment and plan.announced_for and moment != plan.announced_for:
        raise NotPublished(_("This release is announced for another moment: move it, and say why."))
    if moment and not plan.announced_for:
        refuse_unfit_moment(moment, plan.day, at)
        plan.announced_for, plan.announced_at = moment, at
    plan.prepared = PreparedRelease.objects.create(
        day=plan.day,
        text=found.text,
        kept=found.kept,
        sha256=fingerprint(found.text),
        prepared_at=at,
        prepared_by=by,
    )
    plan.approved_at = plan.approved_by = plan.failed_at = None
    plan.saved_by(by).save()
    return plan


@transaction.atomic
def approve(*, plan, by, at, seen):
    """Approves what is prepared, which is published at once when its moment has come; returns the plan.

    `seen`: the version of the plan that was seen. Raises `NotPublished` for whoever prepared it where two persons are needed,
    and where records or the last release have changed since: what is approved is what would be prepared now, to the byte.
    """
    plan = locked(plan, seen)
    if plan.prepared is None or plan.approved_at:
        raise NotPublished(_("There is nothing to approve."))
    if not plan.may_be_approved_by(by, needs_two=settings.PUBLISH_NEEDS_TWO):
        raise NotPublished(_("You prepared this release: another person approves it."))
    refuse_outdated(plan.prepared, at)
    return approved(plan, by=by, at=at)


def approved(plan, *, by, at):
    """The plan, approved; and published, when its moment has come."""
    plan.approved_at, plan.approved_by = at, by
    plan.saved_by(by).save()
    return publish_plan(plan, at=at) if plan.announced_for is None or plan.announced_for <= at else plan


def refuse_outdated(prepared, at):
    """Raises `NotPublished` where what was prepared is not what would be prepared now."""
    if not prepared.follows(Release.objects.order_by("-number").first()):
        raise NotPublished(
            _("Another release was published since this one was prepared. Nothing was published: prepare it again.")
        )
    document = prepared.document()
    reason = Text(document["reason"]["fr"], document["reason"]["en"]) if document["reason"] else NO_TEXT
    explained = explanations_in(document)
    try:
        text = composed(day=prepared.day, at=at, reason=reason, still_true=True, explained=explained).text
    except NotPublished:
        text = None
    if text != prepared.text:
        raise NotPublished(
            _("Records have changed since this release was prepared. Nothing was published: prepare it again.")
        )


@transaction.atomic
def move(*, plan, becomes, reason, by, at, seen):
    """Moves the announced moment of a release to another one, or gives the release up where `becomes` is `None`; returns it.

    Readers find each move with its reason, a text in both languages. Raises `NotPublished` for a move without reason, to a
    moment that is over or the same, or of a release that waits no more.
    """
    plan = locked(plan, seen)
    if not reason.fr.strip():
        raise NotPublished(_("Say why: readers find the reason beside the former moment."))
    if becomes is not None:
        refuse_unfit_moment(becomes, plan.day, at)
        if becomes == plan.announced_for:
            raise NotPublished(_("It is announced for this moment already."))
    ReleaseMove.objects.create(
        plan=plan,
        was=plan.announced_for,
        becomes=becomes,
        reason_fr=reason.fr,
        reason_en=reason.en,
        said_at=at,
        said_by=by,
    )
    if becomes is None:
        plan.given_up_at = at
    else:
        plan.announced_for, plan.announced_at = becomes, plan.announced_at or at
    plan.saved_by(by, reason.fr[:300]).save()
    return plan


def publish_due(*, at):
    """Publishes the planned releases whose moment has come; yields each plan, published or failed.

    Two that run at once publish each release once.
    """
    for key in PlannedRelease.objects.due_at(at).order_by("announced_for", "pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                due = PlannedRelease.objects.select_for_update().due_at(at).filter(pk=key)
                found = [publish_plan(plan, at=at) for plan in due]
        except IntegrityError:  # another release took its number at the same moment: the next run says so
            continue
        yield from found


def publish_plan(plan, *, at):
    """Publishes what was approved, as it was approved.

    It notes that it failed where another release came first, where one was changed behind the application, and where somebody
    is named, or an amount told, that may not be any more.
    """
    last = Release.objects.select_for_update().order_by("-number").first()
    if plan.prepared.follows(last) and not faults_now() and may_be_told(plan.prepared):
        plan.release = released(plan.prepared, by=plan.approved_by, at=at)
        plan.saved_by(plan.approved_by).save()
    else:
        plan.failed_at = at
        plan.saved_by(None).save()
    return plan


def may_be_told(prepared):
    """Whether all that a prepared text names, parts, agreements and partners that attest, may still be named.

    A record that comes in late is no reason against it: the text is of the day on which it was prepared.
    """
    document, now = prepared.document(), content_on(prepared.day)
    are_named = names_in(document) <= names_in(now) and agreeing(document) <= agreeing(now)
    return are_named and attesting(document) <= attesters_on(prepared.day)


def agreeing(document):
    """The agreements that a document tells one by one, each by who grants it, and what for."""
    return {(row["grantor"]["name"], row["subject"]["fr"]) for row in document["agreements"]}


def attesting(document):
    """The partners that a document names as having attested their figures, each with the year."""
    return {(told["year"], name) for told in document.get("attestations", []) for name in told["attested_by"]}


def names_in(document):
    """The parts that a document names, each by the code of its indicator, its breakdown, its key and its name."""
    return {
        (entry["code"], breakdown["key"], part["key"], part["name"]["fr"])
        for entry in document["indicators"]
        for breakdown in entry["breakdowns"]
        for part in breakdown["parts"]
    }


def waiting_for(day):
    """The plan of the figures of a day that waits, locked; `None` without one."""
    return PlannedRelease.objects.select_for_update().waiting().filter(day=day).first()


def locked(plan, seen):
    """A plan that waits, locked, as it was seen. Raises `NotPublished` when it was changed since."""
    found = PlannedRelease.objects.select_for_update().waiting().filter(pk=plan.pk).first()
    if found is None or found.version != seen:
        raise NotPublished(OVERTAKEN)
    return found


def refuse_unfit_moment(moment, day, at):
    """Raises `NotPublished` for a moment for which nothing can be announced."""
    if moment > at + LONGEST:
        raise NotPublished(_("This moment is more than ten years away: please check the year."))
    if moment <= at:
        raise NotPublished(_("This moment is over: announce one that is to come."))
    if local(moment).date() < day:
        raise NotPublished(_("The figures of a day cannot be published before the day: announce a later moment."))
