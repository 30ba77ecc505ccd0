"""The document of a release: canonical, sealed, complete, and the same for the same records."""

import hashlib
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from enact.launch.loading import LAUNCH
from indicators.catalogue import indicators
from indicators.document import content_on, differences, next_update
from indicators.sealing import canonical, fingerprint, sealed
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db


def entries(content):
    """The indicators of a document by code."""
    return {entry["code"]: entry for entry in content["indicators"]}


def entry(code, day=DAY, earlier=None):
    """What a release of a day would say of an indicator."""
    make.programme()
    return entries(content_on(day, earlier))[code]


def test_text_is_canonical_json_with_both_languages_in_utf_8():
    assert canonical({"b": "é", "a": [1]}) == '{\n "a": [\n  1\n ],\n "b": "é"\n}\n'


def test_seal_is_the_hash_of_the_rest():
    document = sealed({"day": "2025-05-20"})
    rest = canonical({"day": "2025-05-20"})
    assert document["seal"] == hashlib.sha256(rest.encode()).hexdigest() == fingerprint(rest)
    assert sealed(document) == document


def test_document_names_the_programme_and_its_leader():
    programme = make.programme(name_fr="Centre", name_en="Centre (en)")
    make.membership(programme=programme, role="leader", organisation=make.organisation(name="Université"))
    make.membership(
        programme=programme,
        role="leader",
        organisation=make.organisation(name="Plus tard"),
        starts_on=LAUNCH + timedelta(1),
    )
    assert content_on(DAY)["programme"] == {
        "ends_on": "2029-12-31",
        "leaders": ["Université"],
        "name": {"fr": "Centre", "en": "Centre (en)"},
        "short_name": "ENACT",
        "starts_on": "2025-01-01",
        "starts_on_precision": "exact",
    }


def test_document_holds_every_indicator_in_the_order_of_the_catalogue(launch):
    assert [entry["code"] for entry in json.loads(launch.text)["indicators"]] == list(indicators())


def test_launch_reads_as_it_was_stated(launch):
    found = entries(json.loads(launch.text))
    assert {code: (row["figure"]["value"], row["figure"]["qualifier"]) for code, row in found.items()} == {
        "RES-1": ("3", "exact"),
        "TRA-1": ("2500", "exact"),
        "TRA-2": ("50", "a_little_over"),
        "TRA-3": (None, "exact"),
        "TRA-4": (None, "exact"),
        "RES-2": (None, "exact"),
        "PAR-1": ("14", "exact"),
        "PAR-2": ("50", "about"),
        "FIN-0": ("70000000", "about"),
        "FIN-1": ("2", "exact"),
        "FIN-2": ("30000000", "about"),
        "FIN-3": ("36000000", "exact"),
        "FIN-4": (None, "exact"),
        "FIN-5": (None, "exact"),
        "FIN-6": (None, "exact"),
        "INT-1": (None, "exact"),
        "EQU-1": (None, "exact"),
    }


def test_launch_is_judged_against_the_trajectory_of_its_day(launch):
    found = entries(json.loads(launch.text))
    passed = Decimal((LAUNCH - date(2025, 1, 1)).days)
    chairs = (18 * passed / (date(2029, 12, 31) - date(2025, 1, 1)).days).quantize(Decimal("0.01"))
    doctorates = (50 + 100 * passed / (date(2030, 5, 20) - date(2025, 1, 1)).days).quantize(Decimal("0.01"))
    assert found["RES-1"]["progress"] == {
        "status": "ahead",
        "on": "2025-05-20",
        "expected": str(chairs),
        "share": "0.1667",
    }
    assert found["TRA-2"]["progress"] == {
        "status": "starting_point",
        "on": "2025-05-20",
        "expected": str(doctorates),
        "share": "0",
    }
    assert found["TRA-3"]["progress"] == {"status": "unknown", "on": "2025-05-20", "expected": None, "share": None}
    assert found["PAR-2"]["progress"] == {"status": "no_target", "on": None, "expected": None, "share": None}


def test_launch_shows_what_is_not_itemised(launch):
    found = entries(json.loads(launch.text))
    assert found["FIN-0"]["remainder"] == {"qualifier": "about", "unknowns": 1, "value": "4000000"}
    assert [code for code, row in found.items() if row["remainder"]] == ["FIN-0"]


def test_remainder_of_an_unknown_envelope_is_not_known():
    assert entry("FIN-0")["remainder"] is None


def test_remainder_of_a_part_that_is_at_least_so_much_is_at_most_the_rest():
    make.observation(indicator="FIN-0", value=10)
    make.observation(indicator="FIN-3", value=4, qualifier="at_least")
    assert entry("FIN-0")["remainder"] == {"qualifier": "at_most", "unknowns": 2, "value": "6"}


def test_remainder_may_be_less_than_nothing_and_says_so():
    make.observation(indicator="FIN-0", value=10)
    make.observation(indicator="FIN-3", value=12)
    assert entry("FIN-0")["remainder"] == {"qualifier": "exact", "unknowns": 2, "value": "-2"}


def test_trajectory_runs_from_the_baseline_at_the_start_of_the_programme_to_the_targets():
    make.observation(indicator="TRA-1", value=2500, is_baseline=True)
    make.target(indicator="TRA-1", value=5000, due_on=date(2029, 12, 31))
    make.target(indicator="TRA-1", value=3000, due_on=date(2026, 12, 31))
    assert entry("TRA-1")["trajectory"] == [
        {"on": "2025-01-01", "value": "2500"},
        {"on": "2026-12-31", "value": "3000"},
        {"on": "2029-12-31", "value": "5000"},
    ]


def test_trajectory_of_what_is_counted_since_the_start_begins_at_zero():
    make.target()
    assert entry("RES-1")["trajectory"][0] == {"on": "2025-01-01", "value": "0"}


def test_statement_is_judged_on_the_day_that_it_is_about():
    make.target()
    make.observation(value=3)
    judged = entry("RES-1")["progress"]
    assert entry("RES-1", DAY + timedelta(days=100))["progress"] == judged
    assert (judged["on"], judged["status"]) == ("2025-05-20", "ahead")


def test_statement_older_than_its_rhythm_is_not_judged():
    make.target()
    make.observation(value=3)
    assert entry("RES-1", date(2025, 11, 20))["progress"]["status"] == "ahead"
    assert entry("RES-1", date(2025, 11, 21))["progress"]["status"] == "outdated"


def test_complete_records_are_judged_on_the_day_of_the_release():
    make.target()
    make.chair(kind="awarded")
    make.completeness()
    found = entry("RES-1", date(2026, 11, 1))["progress"]
    assert (found["on"], found["status"], found["expected"]) == ("2026-11-01", "behind", "6.6")


def test_protected_figure_is_not_judged():
    make.target(indicator="TRA-3", value=20, due_on=date(2025, 12, 31))
    make.observation(indicator="TRA-3", value=4)
    assert entry("TRA-3")["progress"] == {"status": "protected", "on": None, "expected": None, "share": None}


def test_every_source_that_a_release_names_is_in_it():
    make.observation(source=make.source(key="tard", document=make.document(published_on=date(2025, 9, 1))))
    make.target(source=make.source(key="cible"))
    make.source(key="muette")
    make.programme()
    assert content_on(DAY)["sources"].keys() == {"tard", "cible"}


def test_trajectory_without_baseline_has_none():
    make.target(indicator="PAR-2")
    assert entry("PAR-2")["trajectory"] == [{"on": "2029-12-31", "value": "18"}]


def test_target_without_a_day_is_due_at_the_end_of_each_year():
    make.target(indicator="TRA-3", value=20, due_on=None)
    found = entry("TRA-3")
    assert found["trajectory"] == [{"on": f"{year}-12-31", "value": "20"} for year in range(2025, 2030)]
    assert [target["due_on"] for target in found["targets"]] == [None]


def test_target_stated_later_is_not_in_an_earlier_release():
    make.target(stated_on=DAY + timedelta(days=1))
    assert entry("RES-1")["targets"] == []


def test_next_update_is_due_a_rhythm_after_the_figure_was_stated():
    indicator = indicators()["RES-1"]
    assert next_update(indicator, {"stated_on": "2025-03-31"}, DAY) == "2025-09-30"
    assert next_update(indicator, {"stated_on": None}, DAY) == "2025-11-20"


def test_series_keeps_what_earlier_releases_published_and_replaces_the_same_day():
    make.programme()
    make.observation(value=3)
    first = content_on(DAY)
    make.observation(value=5, holds_on=DAY + timedelta(days=9), stated_on=DAY + timedelta(days=9))
    second = content_on(DAY + timedelta(days=9), first)
    assert [(point["day"], point["value"]) for point in entries(second)["RES-1"]["series"]] == [
        ("2025-05-20", "3"),
        ("2025-05-29", "5"),
    ]
    again = content_on(DAY + timedelta(days=9), second)
    assert entries(again)["RES-1"]["series"] == entries(second)["RES-1"]["series"]


def test_observations_stand_beside_one_another():
    make.observation(value=3, source=make.source(key="un"))
    make.observation(value=4, qualifier="about", source=make.source(key="deux"), stated_on=DAY + timedelta(days=1))
    assert [(row["value"], row["qualifier"], row["source"]) for row in entry("RES-1")["observations"]] == [
        ("4", "about", "deux"),
        ("3", "exact", "un"),
    ]


def test_statements_of_later_days_are_not_published_nor_their_sources():
    make.programme()
    make.statement(key="tard", stated_on=DAY + timedelta(days=1), source=make.source(key="tard"))
    content = content_on(DAY)
    assert (content["sources"], content["statements"]) == ({}, [])


def test_document_of_the_launch_holds_every_statement_with_its_source(launch):
    document = json.loads(launch.text)
    assert len(document["statements"]) == 41
    assert {row["source"] for row in document["statements"]} <= document["sources"].keys()


def test_document_holds_no_personal_name(launch):
    assert "Vincent" not in launch.text
    assert "Lagrange" not in launch.text


def test_differences_are_told_figure_by_figure():
    make.programme()
    old = content_on(DAY)
    make.observation(value=3)
    make.observation(indicator="PAR-2", part="grand_est", value=40)
    unknown = {"protected": False, "qualifier": "exact", "unknowns": 1, "value": None}
    new = content_on(DAY)
    assert differences(new, old) == [
        {"code": "RES-1", "part": "", "from": unknown, "to": unknown | {"unknowns": 0, "value": "3"}},
        {"code": "PAR-2", "part": "grand_est", "from": None, "to": unknown | {"unknowns": 0, "value": "40"}},
    ]
    assert differences(old, new)[1]["to"] is None
    assert differences(new, new) == []


def test_differences_look_into_breakdowns():
    make.chair(kind="awarded")
    make.completeness()
    make.programme()
    old = content_on(DAY)
    make.chair(kind="awarded")
    assert [(row["code"], row["part"], row["to"]["value"]) for row in differences(content_on(DAY), old)] == [
        ("RES-1", "", "2"),
        ("RES-1", "kind:not_said", "2"),
        ("RES-1", "theme:not_said", "2"),
        ("RES-1", "host:", "2"),
        ("RES-1", "year:2025", "2"),
    ]
