"""The chairs, communities, calls and events of the fiction: as many as are told, of every kind, and consistent."""

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime, time
from decimal import Decimal

import pytest

from enact.fiction.loading import LAST_DAY
from funding.models import Commitment
from indicators.models import Completeness, Release
from research.models import (
    Call,
    CallStage,
    Chair,
    ChairFunding,
    ChairHolder,
    ChairStep,
    Community,
    CommunityLead,
    CommunityMember,
    Event,
    EventOrganiser,
    StaffPost,
)
from training.models import Coverage

pytestmark = pytest.mark.usefixtures("fiction")
EVENING = datetime.combine(LAST_DAY, time(20), UTC)
MEASURED = {"TRA-1", "TRA-2", "TRA-3", "TRA-4", "RES-1", "RES-2", "EQU-1", "INT-1"}


def figures(release):
    """The published figure of each indicator of a release, by its code."""
    return {entry["code"]: entry["figure"] for entry in json.loads(release.text)["indicators"]}


def test_there_are_as_many_as_are_told():
    counts = [model.objects.count() for model in (Chair, Community, Event)]
    assert counts == [20, 12, 60]
    assert set(ChairStep.objects.values_list("kind", flat=True)) == set(ChairStep.Kind)
    assert set(CommunityMember.objects.values_list("category", flat=True)) == set(CommunityMember.Category)
    assert set(Event.objects.values_list("kind", flat=True)) == set(Event.Kind)
    assert set(Call.objects.values_list("kind", flat=True)) == set(Call.Kind)
    assert set(StaffPost.objects.values_list("kind", flat=True)) == set(StaffPost.Kind)


def test_chairs_stand_at_every_step_and_one_is_withdrawn():
    found = Counter(Chair.objects.with_step_on(LAST_DAY).values_list("step_kind", flat=True))
    assert set(found) == set(ChairStep.Kind)
    assert (found["withdrawn"], found["ended"], found["planned"]) == (1, 2, 2)


def test_chairs_that_stand_as_awarded_have_a_host_a_laboratory_that_it_supervises_and_a_holder():
    awarded = Chair.objects.awarded_by(LAST_DAY)
    hosts = [chair.laboratory.supervisions.filter(organisation=chair.host).exists() for chair in awarded]
    assert all(hosts)
    assert set(ChairHolder.objects.values_list("chair", flat=True)) == {chair.pk for chair in awarded}
    assert {holder.person.has_hdr for holder in ChairHolder.objects.select_related("person")} == {True}
    assert ChairHolder.objects.filter(ends_on__isnull=False).count() > 2


def test_chairs_come_from_calls_that_had_closed_before_their_award():
    closing = dict(CallStage.objects.order_by("closes_at").values_list("call", "closes_at"))
    awards = ChairStep.objects.filter(kind="awarded", chair__call__isnull=False).values_list(
        "chair__call", "happened_on"
    )
    assert [call for call, day in awards if closing[call].date() > day] == []
    selected = dict(CallStage.objects.filter(selected__isnull=False).values_list("call", "selected"))
    born = Counter(Chair.objects.filter(call__isnull=False).values_list("call", flat=True))
    assert born == {call: selected[call] for call in born}


def test_no_commitment_gives_chairs_and_contracts_more_than_it_has():
    given = defaultdict(Decimal)
    for row in ChairFunding.objects.filter(amount__isnull=False):
        given[row.commitment_id] += row.amount
    for row in Coverage.objects.filter(amount__isnull=False):
        given[row.commitment_id] += row.amount * (row.last_month - row.first_month + 1)
    amounts = {one.pk: one.step_amount for one in Commitment.objects.with_step_on(LAST_DAY)}
    assert given
    assert [key for key, amount in given.items() if amount > amounts[key]] == []


def test_calls_are_over_open_and_to_come_on_the_last_day():
    states = {call.title_fr: call.state for call in Call.objects.with_state_at(EVENING)}
    assert set(states.values()) == set(Call.State)
    chairs = Call.objects.filter(kind__in=["chairs", "international_chairs"]).with_state_at(EVENING)
    assert Counter(call.state for call in chairs) == {"closed": 4, "open": 1, "planned": 1}


def test_communities_are_led_and_some_members_have_left():
    for community in Community.objects.all():
        assert CommunityLead.objects.filter(community=community).exists()
        assert CommunityMember.objects.filter(community=community).count() > 10
    assert CommunityMember.objects.filter(ends_on__isnull=False).count() > 20
    assert Community.objects.filter(ends_on__lt=LAST_DAY).count() == 1
    early = CommunityMember.objects.select_related("community")
    assert [row for row in early if row.starts_on < row.community.starts_on] == []


def test_events_are_in_every_state_and_their_attendance_is_announced_counted_or_unknown():
    states = Event.objects.with_state_on(LAST_DAY).values_list("state", flat=True)
    assert set(states) == set(Event.State)
    assert Event.objects.unconfirmed_on(LAST_DAY).count() == 2
    assert set(Event.objects.filter(took_place=True).values_list("attendance_basis", flat=True)) == set(Event.Basis)
    assert Event.objects.filter(took_place=True, attendance__isnull=True).exists()
    assert [event.is_attendance_protected for event in Event.objects.all()].count(True) == 1
    assert EventOrganiser.objects.filter(organisation__kind="foreign").exists()
    assert set(EventOrganiser.objects.values_list("event", flat=True)) == {event.pk for event in Event.objects.all()}
    assert Event.objects.filter(ends_on__isnull=False).count() > 20


def test_releases_count_the_records_from_the_day_on_which_they_are_complete():
    complete = dict(Completeness.objects.values_list("indicator", "complete_from"))
    assert complete.keys() >= MEASURED
    for release in Release.objects.all():
        found = figures(release)
        by_records = {code for code in MEASURED if found[code]["origin"] == "records"}
        assert by_records == {code for code in MEASURED if complete[code] <= release.day}


def test_last_release_says_what_the_records_say():
    found = figures(Release.objects.latest_published())
    assert (found["RES-1"]["value"], found["RES-2"]["value"]) == (
        str(Chair.objects.awarded_by(LAST_DAY).count()),
        str(Community.objects.active_on(LAST_DAY).count()),
    )
    assert found["TRA-4"]["value"] == str(Event.objects.held_by(LAST_DAY).count())
