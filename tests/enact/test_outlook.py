"""The dated facts of each forecast, and how a release tells them with the evidence behind its figures."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from enact.languages import Text
from funding.measures import instalments_ahead
from indicators.catalogue import indicators
from indicators.document import content_on, described
from indicators.ledger import Ledger
from research.measures import chairs_ahead
from tests import make
from training.measures.ahead import academic_starts_ahead, ai_starts_ahead

pytestmark = pytest.mark.django_db
DAY, UNTIL, CLOSES = date(2026, 6, 30), date(2029, 12, 31), date(2026, 10, 1)


def told(facts):
    """Facts as day, sureness and value."""
    return sorted((fact.on, str(fact.sure), fact.value) for fact in facts if fact.value != 0)


def closing(day, **fields):
    """A call that closes on the last minute of a day, in Paris."""
    at = datetime(day.year, day.month, day.day, 23, 59, tzinfo=ZoneInfo("Europe/Paris"))
    return make.call(opens_at=at - timedelta(60), closes_at=at, **fields)


# Chairs


def test_places_of_a_call_for_chairs_are_possible_and_planned_chairs_planned():
    call = closing(CLOSES, kind="chairs", places=5)
    make.chair("planned", call=call)
    make.chair("awarded", call=call)
    make.chair("withdrawn", call=call)
    assert told(chairs_ahead(DAY, UNTIL)) == [(CLOSES, "planned", 1), (CLOSES, "possible", 3)]


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        (DAY, {"kind": "chairs"}),
        (CLOSES, {"kind": "doctoral_contracts"}),
        (CLOSES, {"kind": "chairs", "published_on": None}),
        (CLOSES, {"kind": "chairs", "published_on": DAY + timedelta(1)}),
        (UNTIL + timedelta(1), {"kind": "chairs"}),
    ],
)
def test_call_that_has_closed_is_of_something_else_or_not_published_leads_to_no_chair(day, fields):
    closing(day, places=5, **fields)
    assert told(chairs_ahead(DAY, UNTIL)) == []


def test_call_that_closes_on_the_next_day_counts_and_one_without_places_has_none():
    closing(DAY + timedelta(1), kind="international_chairs", places=2)
    closing(CLOSES, kind="chairs", places=None)
    make.call(kind="chairs", places=4)
    assert told(chairs_ahead(DAY, UNTIL)) == [(DAY + timedelta(1), "possible", 2)]


# Doctorates


@pytest.fixture
def university():
    """A university of the consortium."""
    institution = make.organisation(kind="higher_education")
    make.membership(organisation=institution, role="member", starts_on=date(2025, 1, 1))
    return institution


def contract(university, *kinds, **fields):
    """A contract with steps on the day before that of the forecast."""
    made = make.doctoral_contract(institution=university, **fields)
    for kind in kinds:
        make.doctoral_step(contract=made, kind=kind, happened_on=DAY - timedelta(1))
    return made


def test_contracts_that_have_started_are_engaged_selected_ones_planned_proposed_ones_possible(university):
    contract(university, "started")
    contract(university, "selected", planned_start_on=CLOSES)
    contract(university, "proposed", planned_start_on=CLOSES)
    assert told(ai_starts_ahead(DAY, UNTIL)) == [
        (DAY - timedelta(1), "engaged", 1),
        (CLOSES, "planned", 1),
        (CLOSES, "possible", 1),
    ]


def test_start_that_should_have_been_is_expected_today_and_one_without_a_day_never(university):
    contract(university, "selected", planned_start_on=DAY - timedelta(40))
    contract(university, "selected")
    contract(university, "selected", "stopped", planned_start_on=CLOSES)
    contract(university, "selected", planned_start_on=UNTIL + timedelta(1))
    assert told(ai_starts_ahead(DAY, UNTIL)) == [(DAY, "planned", 1)]


def test_starts_elsewhere_or_in_a_complete_year_are_not_to_come(university):
    contract(make.organisation(kind="research"), "started")
    make.doctoral_contract(institution=university, started_on=date(2025, 12, 31))
    make.doctoral_contract(institution=university, started_on=date(2026, 1, 1))
    assert told(ai_starts_ahead(DAY, UNTIL)) == [(date(2026, 1, 1), "engaged", 1)]


def test_contracts_without_enact_funding_are_expected_of_the_universities_alone(university):
    contract(university, "selected", planned_start_on=CLOSES, funded_by_enact=True)
    contract(university, "selected", planned_start_on=CLOSES, funded_by_enact=None)
    contract(university, "selected", planned_start_on=CLOSES, kind="cifre")
    assert told(academic_starts_ahead(DAY, UNTIL)) == [(CLOSES, "planned", 1)]
    assert told(ai_starts_ahead(DAY, UNTIL)) == [(CLOSES, "planned", 1)] * 3


def test_places_that_no_contract_has_taken_are_possible(university):
    call = closing(CLOSES, kind="doctoral_contracts", places=3)
    contract(university, "selected", planned_start_on=CLOSES, call=call)
    closing(CLOSES, kind="doctoral_contracts", places=None)
    full = closing(CLOSES, kind="doctoral_contracts", places=1)
    contract(university, "started", call=full)
    assert told(ai_starts_ahead(DAY, UNTIL))[1:] == [(CLOSES, "planned", 1), (CLOSES, "possible", 2)]


# Instalments


def public_commitment(kind, **fields):
    """A commitment of a public body, whose amount is public."""
    return make.commitment(1000, kind, organisation=make.organisation(kind="local_authority"), **fields)


@pytest.mark.parametrize(
    ("kind", "sure"),
    [
        ("agreement", "engaged"),
        ("award", "planned"),
        ("letter", "possible"),
        ("discussion", None),
        ("withdrawal", None),
    ],
)
def test_instalment_is_as_sure_as_the_state_of_its_commitment(kind, sure):
    make.instalment(commitment=public_commitment(kind), due_on=CLOSES, amount=400)
    assert told(instalments_ahead(DAY, UNTIL)) == ([(CLOSES, sure, 400)] if sure else [])


def test_what_was_received_of_an_instalment_is_not_to_come_again():
    commitment = public_commitment("agreement")
    instalment = make.instalment(commitment=commitment, due_on=CLOSES, amount=400)
    make.receipt(commitment=commitment, instalment=instalment, received_on=DAY, amount=150)
    assert told(instalments_ahead(DAY, UNTIL)) == [(CLOSES, "engaged", 250)]


def test_instalment_that_was_due_was_cancelled_or_is_after_the_programme_is_not_to_come():
    commitment = public_commitment("agreement")
    make.instalment(commitment=commitment, due_on=DAY, amount=1)
    make.instalment(commitment=commitment, due_on=CLOSES, amount=2, cancelled_on=DAY, note="Avenant")
    make.instalment(commitment=commitment, due_on=UNTIL + timedelta(1), amount=4)
    assert told(instalments_ahead(DAY, UNTIL)) == []


def test_amount_of_a_partner_that_is_not_public_is_unknown():
    make.instalment(commitment=make.commitment(1000, "agreement"), due_on=CLOSES, amount=400)
    assert [fact.value for fact in instalments_ahead(DAY, UNTIL)] == [None]


# As a release tells them


def entry(code, day=DAY, earlier=None, salt=""):
    """What a release of a day says of an indicator."""
    return next(one for one in content_on(day, earlier, salt=salt)["indicators"] if one["code"] == code)


@pytest.fixture
def chairs():
    """A programme with six chairs that are complete, and a call with four places."""
    make.programme(ends_on=UNTIL)
    make.completeness(indicator="RES-1", complete_from=date(2025, 5, 20))
    make.target(indicator="RES-1", value=18, due_on=UNTIL, stated_on=date(2025, 5, 20))
    for _number in range(6):
        make.chair("awarded")
    closing(CLOSES, kind="chairs", places=4)


def test_forecast_of_chairs_is_told_with_its_facts(chairs):
    forecast = entry("RES-1")["forecast"]
    assert [(point["on"], point["low"]["value"], point["high"]["value"]) for point in forecast["points"]] == [
        (f"{year}-12-31", "6", "10") for year in (2026, 2027, 2028, 2029)
    ]
    assert [(fact["on"], fact["sure"], fact["value"]) for fact in forecast["facts"]] == [
        ("2026-10-01", "possible", "4")
    ]
    assert forecast["reached"] == {"low": None, "central": None, "high": None}
    assert forecast["needed"] == {"a_year": "3.42", "until": "2029-12-31"}


def test_nothing_is_foreseen_of_what_a_source_stated(chairs):
    make.programme(ends_on=UNTIL)
    make.target(indicator="TRA-1", value=5000, due_on=UNTIL, stated_on=date(2025, 5, 20))
    make.observation(indicator="TRA-1", value=2500, holds_on=DAY, stated_on=DAY)
    forecast = entry("TRA-1")["forecast"]
    assert (forecast["points"], forecast["facts"], forecast["method"]) == ([], None, None)
    assert forecast["needed"].keys() == {"more_each_year", "until"}


def test_indicator_without_target_and_facts_has_no_forecast(chairs):
    assert entry("PAR-1")["forecast"] is None


# Evidence


def test_evidence_says_how_many_records_there_are_and_changes_with_each_of_them(chairs):
    before = entry("RES-1")["evidence"]
    assert before["records"] == 6
    assert before == entry("RES-1")["evidence"]
    assert before["sha256"] != entry("RES-1", salt="another")["evidence"]["sha256"]
    make.chair("awarded", title_fr="Autre chaire")
    after = entry("RES-1")["evidence"]
    assert (after["records"], after["sha256"] == before["sha256"]) == (7, False)


def test_few_people_have_no_evidence(university):
    make.programme(ends_on=UNTIL)
    for _number in range(4):
        make.doctoral_contract(institution=university, started_on=date(2025, 9, 1))
    hidden = entry("TRA-2")["evidence"]
    assert (hidden["records"], hidden["sha256"]) == (None, None)
    make.doctoral_contract(institution=university, started_on=date(2025, 9, 1))
    assert entry("TRA-2")["evidence"]["records"] == 5


def test_share_of_people_never_says_of_how_many():
    make.programme(ends_on=UNTIL)
    assert entry("EQU-1")["evidence"]["records"] is None


# Definitions


def test_definition_that_changed_breaks_its_series(chairs):
    earlier = content_on(DAY)
    what = Text("Les chaires retirées comptent.", "Chairs withdrawn count.")
    changed = replace(indicators()["RES-1"], version=2, versions={2: what})
    programme = earlier["programme"]
    next_day = DAY + timedelta(1)
    found = described(changed, Ledger(next_day), programme, earlier)
    broken = {"day": next_day.isoformat(), "from": 1, "to": 2, "what": what.as_json()}
    assert (found["definition_version"], found["series_breaks"]) == (2, [broken])
    later = described(changed, Ledger(next_day + timedelta(1)), programme, earlier | {"indicators": [found]})
    assert later["series_breaks"] == [broken]


def test_indicator_that_is_new_begins_without_a_break(chairs):
    earlier = content_on(DAY)
    earlier["indicators"] = [one for one in earlier["indicators"] if one["code"] != "RES-1"]
    found = entry("RES-1", DAY + timedelta(1), earlier)
    assert (found["series_breaks"], [point["day"] for point in found["series"]]) == ([], ["2026-07-01"])


def test_every_version_of_a_definition_says_what_it_changed():
    assert {
        indicator.code: sorted(indicator.versions)
        for indicator in indicators().values()
        if sorted(indicator.versions) != list(range(2, indicator.version + 1))
    } == {}


def test_every_measure_is_said_in_words():
    assert [one.code for one in indicators().values() if one.measure and not (one.counted.fr and one.counted.en)] == []
