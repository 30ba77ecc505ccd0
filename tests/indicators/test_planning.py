"""Releases to come: announced, prepared, approved by another person, published once at their moment, or not at all."""

import json
import threading
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connections, transaction

from enact.languages import Text
from indicators.actions import NotPublished, announce, approve, move, order_release, publish_due, publish_release
from indicators.management.commands.publish_due import Command
from indicators.models import PlannedRelease, PreparedRelease, Release, ReleaseMove
from tests import make
from tests.make import DAY
from tests.sending import writers_wait

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
MOMENT = datetime(2025, 7, 15, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHY = Text("Un chiffre manque encore.", "A figure is still missing.")


@pytest.fixture(autouse=True)
def programme():
    """The programme, without which there is nothing to publish."""
    return make.programme()


@pytest.fixture
def two(settings):
    """Two persons, who are both needed."""
    settings.PUBLISH_NEEDS_TWO = True
    return make.user(), make.user()


def order(by, day=DAY, at=NOW, **kwargs):
    """What a person orders, who saw the plan of the day as it is."""
    plan = PlannedRelease.objects.waiting().filter(day=day).first()
    return order_release(day=day, by=by, at=at, seen=plan and plan.version, **kwargs)


def due(at):
    """What is published or fails at a moment: the numbers of releases, `None` for a failure."""
    return [plan.release and plan.release.number for plan in publish_due(at=at)]


def test_order_publishes_at_once_where_one_person_is_enough():
    user = make.user()
    release = order(user)
    assert (release.number, release.published_by, PlannedRelease.objects.count()) == (1, user, 0)


def test_what_one_prepares_another_approves_and_it_is_published_to_the_byte(two):
    anne, bruno = two
    plan = order(anne)
    assert (Release.objects.count(), plan.prepared.prepared_by, plan.approved_at) == (0, anne, None)
    with pytest.raises(NotPublished, match="une autre personne l’approuve"):
        approve(plan=plan, by=anne, at=NOW, seen=plan.version)
    plan = approve(plan=plan, by=bruno, at=NOW + HOUR, seen=plan.version)
    release = Release.objects.get()
    assert (release.text, release.published_by, release.published_at) == (plan.prepared.text, bruno, NOW + HOUR)
    assert (plan.release, release.sha256, release.day) == (release, plan.prepared.sha256, DAY)


def test_preparer_of_what_was_prepared_before_may_approve_what_another_prepared(two):
    anne, bruno = two
    order(anne)
    plan = order(bruno)
    assert approve(plan=plan, by=anne, at=NOW, seen=plan.version).release.number == 1
    assert PreparedRelease.objects.count() == 2


def test_records_changed_since_it_was_prepared_are_said_and_nothing_is_published(two):
    anne, bruno = two
    plan = order(anne)
    make.observation(value=9)
    with pytest.raises(NotPublished, match="Des enregistrements ont changé"):
        approve(plan=plan, by=bruno, at=NOW, seen=plan.version)
    assert Release.objects.count() == 0


def test_record_that_takes_back_what_was_prepared_is_said_too(two):
    anne, bruno = two
    first = publish_release(day=DAY, by=None, at=NOW)
    seen = make.observation(value=9)
    plan = order(anne, reason=WHY)
    seen.delete()
    with pytest.raises(NotPublished, match="Des enregistrements ont changé"):
        approve(plan=plan, by=bruno, at=NOW, seen=plan.version)
    assert list(Release.objects.all()) == [first]


def test_release_that_came_first_is_said_and_nothing_is_published(two):
    anne, bruno = two
    plan = order(anne)
    publish_release(day=DAY + timedelta(days=1), by=None, at=NOW)
    with pytest.raises(NotPublished, match="Une autre publication a eu lieu"):
        approve(plan=plan, by=bruno, at=NOW, seen=plan.version)
    assert Release.objects.count() == 1


def test_correction_with_its_reasons_is_approved_as_it_was_prepared(two):
    anne, bruno = two
    publish_release(day=DAY, by=None, at=NOW)
    make.observation(value=9)
    plan = order(anne, reason=WHY)
    release = approve(plan=plan, by=bruno, at=NOW, seen=plan.version).release
    document = json.loads(release.text)
    assert (release.corrects.number, document["reason"]) == (1, WHY.as_json())
    assert [row["reason"] for row in document["restatements"]] == [WHY.as_json()]


@pytest.mark.parametrize("seen", [None, 99])
def test_plan_that_somebody_else_changed_is_looked_at_again(two, seen):
    anne, bruno = two
    plan = order(anne)
    with pytest.raises(NotPublished, match="regardez de nouveau"):
        approve(plan=plan, by=bruno, at=NOW, seen=seen)
    with pytest.raises(NotPublished, match="regardez de nouveau"):
        order_release(day=DAY, by=bruno, at=NOW, seen=None)


def test_nothing_prepared_is_not_approved_and_nothing_is_approved_twice(two):
    anne, bruno = two
    plan = announce(day=DAY, moment=MOMENT, by=anne, at=NOW)
    with pytest.raises(NotPublished, match="rien à approuver"):
        approve(plan=plan, by=bruno, at=NOW, seen=plan.version)
    plan = order(anne)
    plan = approve(plan=plan, by=bruno, at=NOW, seen=plan.version)
    with pytest.raises(NotPublished, match="rien à approuver"):
        approve(plan=plan, by=bruno, at=NOW, seen=plan.version)


def test_announced_release_is_published_once_at_its_moment_as_it_was_approved():
    user = make.user()
    plan = order(user, moment=MOMENT)
    make.observation(value=9)
    assert due(MOMENT - timedelta(seconds=1)) == []
    assert (due(MOMENT), due(MOMENT)) == ([1], [])
    plan.refresh_from_db()
    assert (plan.release.text, plan.release.published_by) == (plan.prepared.text, user)
    assert plan.release.published_at == MOMENT


def test_announced_release_is_filled_later_and_waits_for_whoever_approves_it(two):
    anne, bruno = two
    announce(day=DAY, moment=MOMENT, by=anne, at=NOW)
    assert due(MOMENT) == []
    plan = order(anne)
    assert due(MOMENT) == []
    assert approve(plan=plan, by=bruno, at=NOW, seen=plan.version).release is None
    assert due(MOMENT) == [1]


def test_release_that_is_late_is_published_once_it_is_approved(two):
    anne, bruno = two
    announce(day=DAY, moment=MOMENT, by=anne, at=NOW)
    plan = order(anne, at=MOMENT + HOUR)
    assert plan.is_late_at(MOMENT + HOUR)
    plan = approve(plan=plan, by=bruno, at=MOMENT + HOUR, seen=plan.version)
    assert (plan.release.number, plan.is_late_at(MOMENT + HOUR)) == (1, False)


def test_release_that_another_came_before_fails_once_and_can_be_prepared_again():
    user = make.user()
    plan = order(user, moment=MOMENT)
    publish_release(day=DAY + timedelta(days=1), by=None, at=NOW)
    assert (due(MOMENT), due(MOMENT)) == ([None], [])
    plan.refresh_from_db()
    assert (plan.failed_at, plan.release, Release.objects.count()) == (MOMENT, None, 1)
    make.observation(value=9)
    plan = order(user, at=MOMENT + HOUR, reason=WHY)
    assert (plan.failed_at, plan.release.number) == (None, 2)


@pytest.mark.parametrize(
    ("day", "moment", "said"),
    [
        (DAY, NOW, "Ce moment est passé"),
        (DAY, NOW - HOUR, "Ce moment est passé"),
        (date(2025, 7, 16), MOMENT, "avant ce jour"),
        (date(2024, 12, 31), MOMENT, "n’est pas du programme"),
    ],
)
def test_unfit_announcement_is_refused(day, moment, said):
    with pytest.raises(NotPublished, match=said):
        announce(day=day, moment=moment, by=make.user(), at=NOW)
    assert PlannedRelease.objects.count() == 0


def test_announced_moment_may_be_on_the_day_itself_and_a_day_is_planned_once():
    user = make.user()
    plan = announce(day=MOMENT.date(), moment=MOMENT, by=user, at=NOW)
    assert (plan.announced_for, plan.announced_at) == (MOMENT, NOW)
    assert plan.history.get().history_user == user
    with pytest.raises(NotPublished, match="déjà prévue"):
        announce(day=MOMENT.date(), moment=MOMENT + HOUR, by=user, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.planned_release(day=MOMENT.date())


def test_order_for_a_moment_that_is_over_or_other_than_announced_is_refused():
    user = make.user()
    with pytest.raises(NotPublished, match="Ce moment est passé"):
        order(user, moment=NOW)
    announce(day=DAY, moment=MOMENT, by=user, at=NOW)
    with pytest.raises(NotPublished, match="déplacez-la"):
        order(user, moment=MOMENT + HOUR)
    assert order(user, moment=MOMENT).approved_by == user


def test_moved_moment_keeps_its_trace():
    user = make.user()
    plan = announce(day=DAY, moment=MOMENT, by=user, at=NOW)
    plan = move(plan=plan, becomes=MOMENT + HOUR, reason=WHY, by=user, at=NOW + HOUR, seen=plan.version)
    plan = move(plan=plan, becomes=MOMENT, reason=WHY, by=user, at=NOW + 2 * HOUR, seen=plan.version)
    traces = [(each.was, each.becomes, each.reason, each.said_at, each.said_by) for each in plan.moves.all()]
    assert traces == [
        (MOMENT, MOMENT + HOUR, WHY, NOW + HOUR, user),
        (MOMENT + HOUR, MOMENT, WHY, NOW + 2 * HOUR, user),
    ]
    assert (plan.announced_for, plan.announced_at) == (MOMENT, NOW)
    assert str(plan.moves.first()) == "Chiffres du 20 mai 2025 – Un chiffre manque encore."


def test_what_waits_for_approval_alone_can_be_announced_by_a_move(two):
    plan = order(two[0])
    plan = move(plan=plan, becomes=MOMENT, reason=WHY, by=two[0], at=NOW, seen=plan.version)
    assert (plan.announced_for, plan.announced_at, plan.moves.get().was) == (MOMENT, NOW, None)


@pytest.mark.parametrize(
    ("becomes", "reason", "said"),
    [
        (MOMENT + HOUR, Text("", "Why."), "Dites pourquoi"),
        (MOMENT + HOUR, Text(" ", ""), "Dites pourquoi"),
        (None, Text("", ""), "Dites pourquoi"),
        (NOW, WHY, "Ce moment est passé"),
        (MOMENT, WHY, "déjà annoncée pour ce moment"),
    ],
)
def test_unfit_move_is_refused(becomes, reason, said):
    plan = announce(day=DAY, moment=MOMENT, by=make.user(), at=NOW)
    with pytest.raises(NotPublished, match=said):
        move(plan=plan, becomes=becomes, reason=reason, by=make.user(), at=NOW, seen=plan.version)
    assert (ReleaseMove.objects.count(), PlannedRelease.objects.get().announced_for) == (0, MOMENT)


def test_release_that_is_given_up_is_never_published_and_frees_its_day():
    user = make.user()
    plan = order(user, moment=MOMENT)
    plan = move(plan=plan, becomes=None, reason=WHY, by=user, at=NOW, seen=plan.version)
    assert (plan.given_up_at, plan.is_late_at(MOMENT + HOUR), due(MOMENT)) == (NOW, False, [])
    assert announce(day=DAY, moment=MOMENT, by=user, at=NOW).pk != plan.pk
    with pytest.raises(NotPublished, match="regardez de nouveau"):
        move(plan=plan, becomes=MOMENT, reason=WHY, by=user, at=NOW, seen=plan.version)


def test_release_that_takes_its_number_at_the_same_moment_leaves_it_to_the_next_run(monkeypatch):
    order(make.user(), moment=MOMENT)

    def taken(plan, *, at):
        raise IntegrityError

    with monkeypatch.context() as patched:
        patched.setattr("indicators.actions.planning.publish_plan", taken)
        assert due(MOMENT) == []
    assert due(MOMENT) == [1]


def run(**options):
    """What the command says, and what it complains about."""
    out, err = StringIO(), StringIO()
    call_command("publish_due", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_command_publishes_what_is_due_and_says_what_failed():
    make.observation(value=9)
    user = make.user()
    plans = [order(user, DAY + timedelta(days=day), moment=MOMENT + day * HOUR) for day in range(2)]
    said, complained = run()
    release = Release.objects.get()
    assert said == f"Release 1 published, SHA-256 {release.sha256}\n"
    assert complained == f"Not published, another release came first: the figures of {plans[1].day}.\n"
    assert run() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_command_goes_on_until_it_is_stopped_and_while_the_database_is_away(monkeypatch):
    looks = []

    def look(command):
        looks.append(command)
        if len(looks) == 1:
            raise OperationalError
        if len(looks) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Command, "look", look)
    assert run(every=0) == ("", "The database does not answer.\n")
    assert len(looks) == 3


@pytest.mark.django_db(transaction=True)
@writers_wait
def test_two_that_run_at_once_publish_once():
    order(make.user(), moment=MOMENT)
    start, found = threading.Barrier(2), []

    def publish():
        start.wait()
        found.extend(due(MOMENT))
        connections.close_all()

    runs = [threading.Thread(target=publish) for _time in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert (found, Release.objects.count()) == ([1], 1)


def test_partner_who_takes_back_its_agreement_is_not_published_by_what_was_approved():
    company = make.organisation(name="Volontaire", name_published_since=DAY)
    agreed = make.commitment(7000, "agreement", organisation=company, amount_published_since=DAY)
    make.completeness(indicator="FIN-4")
    order(make.user(), moment=MOMENT)
    agreed.amount_published_since = None
    agreed.save()
    assert due(MOMENT) == [None]
    assert Release.objects.count() == 0


def test_moment_of_another_century_is_a_typing_error():
    with pytest.raises(NotPublished, match="vérifiez l’année"):
        announce(day=DAY, moment=MOMENT.replace(year=9999), by=make.user(), at=NOW)
