"""Observed until complete: an indicator publishes what was stated, until its records stand for themselves."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from indicators.catalogue import indicators
from indicators.figures import plain, protected
from indicators.ledger import Ledger
from indicators.measures import Qualifier, Total
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
CHAIRS = "RES-1"


def figure(code=CHAIRS, day=DAY):
    """The figure of an indicator on a day."""
    return Ledger(day).figure(indicators()[code])


def shown(found):
    """What a reader sees first of a figure."""
    return {key: found[key] for key in ("origin", "value", "unknowns", "qualifier")}


def test_indicator_of_which_nothing_was_said_is_unknown():
    assert shown(figure()) == {"origin": "none", "value": None, "unknowns": 1, "qualifier": "exact"}


def test_indicator_publishes_its_latest_observation_from_its_day_on():
    make.observation(value=3)
    make.observation(value=5, qualifier="about", holds_on=TOMORROW, stated_on=TOMORROW)
    assert figure(day=YESTERDAY)["origin"] == "none"
    assert shown(figure()) == {"origin": "observation", "value": "3", "unknowns": 0, "qualifier": "exact"}
    assert shown(figure(day=TOMORROW)) == {"origin": "observation", "value": "5", "unknowns": 0, "qualifier": "about"}


def test_observation_carries_its_day_source_and_note():
    source = make.source(key="rapport")
    make.observation(source=source, precision="known_by", note_fr="Selon le rapport", perimeter_fr="Deux universités")
    assert {key: figure()[key] for key in ("holds_on", "stated_on", "precision", "source", "note", "perimeter")} == {
        "holds_on": "2025-05-20",
        "stated_on": "2025-05-20",
        "precision": "known_by",
        "source": "rapport",
        "note": {"fr": "Selon le rapport", "en": "Selon le rapport"},
        "perimeter": {"fr": "Deux universités", "en": "Deux universités"},
    }


def test_of_two_observations_of_a_day_the_later_stated_is_published_and_both_are_kept():
    make.observation(value=3)
    make.observation(value=4, stated_on=TOMORROW)
    assert figure()["value"] == "4"
    assert [row.value for row in Ledger(DAY).observations_of(indicators()[CHAIRS])] == [4, 3]


def test_superseded_observation_is_published_on_no_day():
    wrong = make.observation(value=30)
    make.observation(value=3, supersedes=wrong, stated_on=TOMORROW)
    assert [row.value for row in Ledger(TOMORROW).observations_of(indicators()[CHAIRS])] == [3]


def test_superseded_observation_stands_on_the_days_before_the_one_that_supersedes_it():
    first = make.observation(value=3)
    make.observation(value=6, holds_on=TOMORROW, stated_on=TOMORROW, supersedes=first)
    assert (figure()["value"], figure(day=TOMORROW)["value"]) == ("3", "6")


def test_database_refuses_observations_that_supersede_each_other():
    first = make.observation(value=3)
    second = make.observation(value=6, supersedes=first)
    first.supersedes = second
    with pytest.raises(IntegrityError, match="supersedes_an_earlier_one"), transaction.atomic():
        first.save()


def test_observation_of_an_unknown_is_unknown_and_has_a_source():
    make.observation(value=None, source=make.source(key="rapport"))
    assert (figure()["value"], figure()["unknowns"], figure()["source"]) == (None, 1, "rapport")


def test_records_stand_beside_the_observation_and_are_never_added_to_it():
    make.observation(value=3)
    make.chair(kind="awarded")
    assert (figure()["value"], figure()["recorded"]["value"]) == ("3", "1")


def test_indicator_publishes_its_records_from_the_day_on_which_they_are_complete():
    make.observation(value=3, holds_on=YESTERDAY)
    make.chair(kind="awarded", happened_on=YESTERDAY)
    make.completeness(source=make.source(key="registre"))
    assert shown(figure(day=YESTERDAY)) == {"origin": "observation", "value": "3", "unknowns": 0, "qualifier": "exact"}
    assert shown(figure()) == {"origin": "records", "value": "1", "unknowns": 0, "qualifier": "exact"}
    assert (figure()["complete_from"], figure()["source"]) == ("2025-05-20", "registre")
    assert figure()["note"] == {"fr": "Registre tenu à jour.", "en": "Registre tenu à jour."}


def test_complete_records_without_any_are_zero_which_is_not_unknown():
    make.completeness()
    assert shown(figure()) == {"origin": "records", "value": "0", "unknowns": 0, "qualifier": "exact"}


def test_indicator_without_measure_publishes_observations_whatever_is_declared():
    make.completeness(indicator="TRA-1")
    make.observation(indicator="TRA-1", value=2500)
    assert shown(figure("TRA-1")) == {"origin": "observation", "value": "2500", "unknowns": 0, "qualifier": "exact"}


def test_parts_are_those_that_sources_state():
    assert Ledger(DAY).parts(indicators()["PAR-2"]) == []
    make.observation(indicator="PAR-2", part="grand_est", value=40, qualifier="about")
    found = Ledger(DAY).parts(indicators()["PAR-2"])
    assert [(part["key"], part["figure"]["value"]) for part in found] == [("grand_est", "40")]


def test_breakdowns_are_published_once_the_records_are_complete():
    make.chair(kind="awarded")
    assert Ledger(DAY).breakdowns(indicators()[CHAIRS]) == []
    make.completeness()
    breakdown, *others = Ledger(DAY).breakdowns(indicators()[CHAIRS])
    assert [each["key"] for each in (breakdown, *others)] == ["kind", "theme", "host", "year"]
    assert [(part["key"], part["value"]) for part in breakdown["parts"]] == [("not_said", "1")]
    assert (breakdown["is_partition"], breakdown["unit"]) == (True, "chairs")


def test_breakdown_with_a_measure_of_its_own_is_no_partition():
    make.commitment(kind="discussion", organisation=make.organisation(kind="state", name="Ville"))
    make.completeness(indicator="FIN-1")
    (breakdown,) = Ledger(DAY).breakdowns(indicators()["FIN-1"])
    assert (breakdown["is_partition"], breakdown["unit"]) == (False, "EUR")
    assert [(part["key"], part["value"], part["unknowns"]) for part in breakdown["parts"]] == [("Ville", None, 1)]


def test_parts_of_a_breakdown_are_in_alphabetical_order_in_french():
    for name in ("Zone", "État", "Épinal"):
        make.commitment(kind="award", amount=1, organisation=make.organisation(kind="state", name=name))
    make.completeness(indicator="FIN-3")
    names = [part["name"]["fr"] for part in Ledger(DAY).breakdowns(indicators()["FIN-3"])[0]["parts"]]
    assert names == ["Épinal", "État", "Zone"]


@pytest.mark.parametrize(("value", "published"), [(0, "0"), (1, None), (4, None), (5, "5"), (None, None)])
def test_counts_of_one_to_four_people_are_not_published(value, published):
    people = replace(indicators()[CHAIRS], counts_people=True)
    found = protected(Total.of(value), people)
    assert (found["value"], found["protected"]) == (published, value in (1, 4))


def test_counts_of_things_are_published_however_small():
    assert protected(Total.of(3), indicators()[CHAIRS]) == {
        "protected": False,
        "qualifier": "exact",
        "unknowns": 0,
        "value": "3",
    }


def test_baseline_is_the_latest_that_was_said_to_be_one():
    make.observation(value=3)
    assert Ledger(DAY).starting_point(indicators()[CHAIRS]) is None
    baseline = make.observation(value=2, is_baseline=True, holds_on=date(2024, 1, 1))
    assert Ledger(DAY).starting_point(indicators()[CHAIRS]) == baseline
    assert Ledger(DAY).stands_at_start(indicators()[CHAIRS]) is False


def test_baseline_of_one_to_four_people_is_not_published():
    make.observation(indicator="TRA-1", value=4, is_baseline=True)
    assert Ledger(DAY).starting_point(indicators()["TRA-1"]) is None


def test_indicator_stands_at_its_start_while_the_baseline_is_what_it_publishes():
    make.observation(value=3, is_baseline=True)
    assert Ledger(DAY).stands_at_start(indicators()[CHAIRS]) is True
    make.completeness()
    assert Ledger(DAY).stands_at_start(indicators()[CHAIRS]) is False


@pytest.mark.parametrize(
    ("number", "text"),
    [("36000000.00", "36000000"), ("1.50", "1.5"), ("0", "0"), ("0.00", "0"), ("1E+3", "1000"), ("-4", "-4")],
)
def test_numbers_are_written_plainly(number, text):
    assert plain(Decimal(number)) == text


def test_ledger_reads_each_kind_of_row_once(django_assert_num_queries):
    make.observation()
    with django_assert_num_queries(3):
        ledger = Ledger(DAY)
        for indicator in indicators().values():
            ledger.latest(indicator)
            ledger.starting_point(indicator)
            ledger.targets_of(indicator)


def test_qualifiers_of_a_release_are_plain_words():
    assert protected(Total.of(5, Qualifier.ABOUT), indicators()[CHAIRS])["qualifier"] == "about"
