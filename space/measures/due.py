"""What the yearly attestation makes somebody's turn."""

from datetime import timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from enact.dates import in_words
from space.measures.rounds import asked_in, changed_of
from space.models import Attestation, Round
from space.turn import Turn, thing

LONG = timedelta(days=60)
"""For how long an answer to what was contested is the partner's turn, once the round is closed."""


def attestation_turns(visit):
    """Figures to confirm while a round is open; what is contested is the coordination's turn; what is confirmed, nobody's.

    What the coordination has answered since is the partner's turn again, until it says something else; so are figures that have
    changed since they were confirmed, as long as the round is open. Whoever is not asked has no turn.
    """
    for asked in rounds_of(visit):
        turn = partial(Turn, href=href_of(asked, visit), thing=thing("attestation", asked))
        if asked.is_contested:
            words = _("You contest figures of %(year)s: we look into it, and answer.") % {"year": asked.year}
            yield turn(words, is_ours=True)
        elif asked.told_on and visit.today <= max(asked.closes_on, asked.told_on + LONG):
            answer = f"answer:{asked.contest}"  # each contest has its own: two may be answered on one day
            yield turn(answered_in_words(asked, visit.today), since=asked.told_on, thing=answer)
        elif not asked.is_open_on(visit.today):
            continue
        elif asked.confirmed and has_changed(asked, visit.organisation):
            words = _(
                "Your figures of %(year)s have changed since you confirmed them: see what differs, and answer again."
            )
            changed = f"changed:{asked.confirmed}"  # each answer has its own: it is told anew of a later one
            yield turn(words % {"year": asked.year}, due_on=asked.closes_on, thing=changed)
        elif not asked.is_answered and is_asked(visit.organisation, asked):
            yield turn(_("Please confirm your figures of %(year)s.") % {"year": asked.year}, due_on=asked.closes_on)


def rounds_of(visit):
    """The rounds that were opened by the day of a visit, each with what the organisation answered last in it.

    `contest` and `confirmed` are the keys of that answer where it contests, or where it confirms and can be taken back; then
    `text` and `sha256` are those of what it confirms.
    """
    own = Attestation.objects.filter(round=OuterRef("pk"), organisation=visit.organisation).order_by()
    contests = own.contested().standing()
    confirmed = own.confirmed().standing().filter(round__closes_on__gte=visit.today)
    return Round.objects.opened_by(visit.today).annotate(
        is_answered=Exists(own),
        is_contested=Exists(contests.filter(answered_on__isnull=True)),
        told_on=Subquery(contests.values("answered_on")[:1]),
        contest=Subquery(contests.values("pk")[:1]),
        confirmed=Subquery(confirmed.values("pk")[:1]),
        text=Subquery(confirmed.values("text")[:1]),
        sha256=Subquery(confirmed.values("sha256")[:1]),
    )


def has_changed(asked, organisation):
    """Whether the figures of an organisation are no longer those that it confirmed in a round, after `rounds_of`: one query."""
    answer = Attestation(organisation=organisation, text=asked.text, sha256=asked.sha256)
    return bool(changed_of([answer], asked))


def answered_in_words(asked, today):
    """That the coordination has answered what was contested in a round; while that is open, what can be said of it."""
    words = {"year": asked.year, "day": in_words(asked.closes_on)}
    if asked.is_open_on(today):
        return (
            _("We have answered what you contest of %(year)s: read it, and confirm or contest again by %(day)s.")
            % words
        )
    return _("We have answered what you contest of %(year)s: read our answer.") % words


def href_of(asked, visit):
    """The page of a round in the space of a visit."""
    return reverse("space-attestation", args=[visit.organisation.pk, asked.year])


def is_asked(organisation, asked):
    """Whether a round asks an organisation."""
    return asked_in(asked).filter(pk=organisation.pk).exists()
