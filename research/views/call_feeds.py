"""Calendars of the calls, and their feed: for programs that follow them, in the language of their address."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enact.calendars import Entry, calendar_response
from enact.languages import text_of
from enact.moments import moment_in_words
from enact.ui.feeds import MOST_ENTRIES, Told, absolute, feed_response
from enact.ui.kept.live import kept_for_seconds
from research.models import Call, CallStage
from research.views.calls import every_call


def entries_of(stage):
    """The opening and the closing of a stage of a call, as far as they are known."""
    call, several = stage.call, stage.title_fr or stage.position > 1
    title = f"{call} – {stage}" if several else str(call)
    hours = [("opens", pgettext("stage", "Opening"), stage.opens_at), ("closes", _("Deadline"), stage.closes_at)]
    for key, word, moment in hours:
        if moment is not None:
            yield Entry(
                key=f"call-stage-{stage.pk}-{key}",
                version=call.version + stage.version,
                changed_at=stage.changed_at,
                title=f"{word} – {title}",
                starts=moment,
                text="\n".join(filter(None, [moment_in_words(moment), str(text_of(stage, "eligibility"))])),
                address=absolute("call", call.pk),
            )


def stages_of(calls):
    """The stages of some calls, by their hours."""
    return CallStage.objects.filter(call__in=calls).with_changed_at().select_related("call").order_by("closes_at", "pk")


@kept_for_seconds
def calls_calendar(request):
    """What is still to open or to close, of the calls that are published."""
    now = timezone.now()
    stages = stages_of(Call.objects.public_on(timezone.localdate(now)))
    entries = [entry for stage in stages for entry in entries_of(stage) if entry.starts > now]
    entries.sort(key=lambda entry: (entry.starts, entry.key))
    return calendar_response("enact-calls", _("Calls of ENACT"), entries)


@kept_for_seconds(pages=every_call)
def call_calendar(request, pk):
    """The opening and the closing of each stage of a published call, those gone by too."""
    call = get_object_or_404(Call.objects.public_on(timezone.localdate()), pk=pk)
    entries = [entry for stage in stages_of([call]) for entry in entries_of(stage)]
    return calendar_response(f"enact-call-{pk}", str(call), entries)


@kept_for_seconds
def calls_feed(request):
    """The calls that are published, the last before, as an Atom feed."""
    now = timezone.now()
    calls = Call.objects.public_on(timezone.localdate(now)).with_state_at(now).with_changed_at()
    return feed_response(
        title=_("Calls of ENACT"),
        subtitle=_("Calls for candidates, from the day on which each is published."),
        page="call-list",
        feed="calls-feed",
        entries=map(told_of, calls.order_by("-published_on", "-pk")[:MOST_ENTRIES]),
    )


def told_of(call):
    """What the feed tells of a call: its kind, its next hours, its summary."""
    hours = [(_("opens at"), call.stage_opens_at), (_("closes at"), call.stage_closes_at)]
    words = [f"{word} {moment_in_words(moment)}" for word, moment in hours if moment]
    kind = call.get_kind_display()
    return Told(
        title=str(call),
        address=absolute("call", call.pk),
        text=" – ".join(filter(None, [kind, *words, str(text_of(call, "summary"))])),
        categories=[kind, *map(str, call.themes)],
        published_on=call.published_on,
        changed_at=[call.changed_at, call.stages_changed_at],
    )
