"""Totals: what is known, what is not, and how to read it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enact.amounts import LARGEST
from enact.themes import Themed
from funding.measures import PUBLISHED, amounts_in_talks, commitments_in, granted, promised, talks
from funding.models import State
from indicators.measures import Measure, Qualifier, Ratio, Reading, Total, readings_on
from research.measures import attendance
from tests import make
from tests.make import DAY

EXACT, ABOUT, AT_LEAST, AT_MOST, A_LITTLE_OVER = Qualifier
qualifiers = st.sampled_from(Qualifier)
values = st.none() | st.decimals(0, LARGEST, places=2)
totals = st.lists(st.builds(Total.of, values, qualifiers), max_size=5).map(lambda found: sum(found, Total()))


def test_total_of_nothing_is_zero():
    assert Total().value == 0


def test_total_of_unknowns_alone_is_unknown():
    assert (Total.of(None) + Total.of(None)).value is None


def test_total_counts_what_it_does_not_know_beside_what_it_does():
    assert Total.of(5) + Total.of(None) + Total.of(None) == Total(Decimal(5), 1, 2, EXACT)


def test_total_of_a_known_zero_and_an_unknown_is_zero_and_one_unknown():
    total = Total.of(0) + Total.of(None)
    assert (total.value, total.unknowns) == (0, 1)


def test_total_adds_to_nothing_but_totals():
    with pytest.raises(TypeError):
        5 + Total.of(5)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (EXACT, EXACT, EXACT),
        (EXACT, ABOUT, ABOUT),
        (ABOUT, EXACT, ABOUT),
        (EXACT, A_LITTLE_OVER, A_LITTLE_OVER),
        (AT_LEAST, AT_LEAST, AT_LEAST),
        (AT_LEAST, A_LITTLE_OVER, AT_LEAST),
        (A_LITTLE_OVER, AT_LEAST, AT_LEAST),
        (AT_LEAST, AT_MOST, ABOUT),
        (AT_MOST, A_LITTLE_OVER, ABOUT),
        (AT_MOST, ABOUT, ABOUT),
    ],
)
def test_qualifier_of_a_sum_is_what_is_true_of_both(one, other, joined):
    assert one.joined(other) == joined


@pytest.mark.parametrize(
    ("qualifier", "opposite"),
    [(EXACT, EXACT), (ABOUT, ABOUT), (AT_LEAST, AT_MOST), (AT_MOST, AT_LEAST), (A_LITTLE_OVER, AT_MOST)],
)
def test_what_is_taken_away_turns_its_qualifier(qualifier, opposite):
    assert qualifier.opposite == opposite


@given(totals, totals, totals)
def test_totals_add_up_in_any_order(one, two, three):
    assert (one + two) + three == one + (two + three)
    assert one + two == two + one
    assert one + Total() == one


@given(st.lists(st.tuples(values, qualifiers), max_size=8))
def test_total_is_the_slow_and_obvious_sum(pairs):
    total = sum((Total.of(value, qualifier) for value, qualifier in pairs), Total())
    known = [value for value, _qualifier in pairs if value is not None]
    assert total.known == sum(known)
    assert (total.knowns, total.unknowns) == (len(known), len(pairs) - len(known))
    assert (total.value is None) == (bool(pairs) and not known)


@pytest.mark.django_db
def test_measure_sums_to_the_cent_where_floats_would_not():
    for amount in ("0.10", "0.20", "999999999.99"):
        make.commitment(amount=Decimal(amount), organisation=make.organisation(kind="state"))
    assert promised.on(DAY) == Total(Decimal("1000000000.29"), 3, 0, EXACT)


@pytest.mark.django_db
def test_measure_of_no_rows_is_zero():
    assert promised.on(DAY) == Total()


@pytest.mark.django_db
def test_measure_of_unknown_amounts_is_unknown():
    make.commitment(kind="discussion")
    make.commitment(kind="discussion")
    assert talks.on(DAY) == Total(Decimal(2), 2)
    assert amounts_in_talks.on(DAY) == Total(unknowns=2)


@pytest.mark.django_db
def test_measure_joins_the_qualifiers_of_its_rows():
    for qualifier in ("exact", "about"):
        commitment = make.commitment(organisation=make.organisation(kind="state"))
        make.commitment_step(commitment=commitment, amount=5, qualifier=qualifier)
    assert promised.on(DAY) == Total(Decimal(10), 2, 0, ABOUT)


@pytest.mark.django_db
def test_measure_counts_the_rows_that_it_shows():
    shown = make.commitment(kind="discussion")
    make.commitment(amount=5)
    assert list(talks.records(DAY)) == [shown]


@pytest.mark.django_db
def test_measure_split_adds_up_to_the_whole():
    for kind, amount in (("state", 5), ("state", None), ("local_authority", 7)):
        make.commitment(amount=amount, kind="award", organisation=make.organisation(kind=kind))
    parts = granted.split(DAY, "organisation__kind")
    assert parts == {"state": Total(Decimal(5), 1, 1), "local_authority": Total(Decimal(7), 1)}
    assert sum(parts.values(), Total()) == granted.on(DAY)


@pytest.mark.django_db
def test_ratio_is_the_part_of_the_whole():
    make.commitment(kind="discussion", form="cash")
    make.commitment(kind="discussion", form="in_kind")
    cash = Measure(lambda day: talks.records(day).filter(form="cash"))
    assert Ratio(cash, talks).on(DAY) == Decimal("0.5")


@pytest.mark.parametrize(
    ("whole", "part", "left"),
    [
        (Total(Decimal(10), 1), Total(Decimal(4), 2), Total(Decimal(6), 3)),
        (Total(Decimal(10), 1, 0, ABOUT), Total(Decimal(4), 1), Total(Decimal(6), 2, 0, ABOUT)),
        (Total(Decimal(10), 1), Total(Decimal(4), 1, 2), Total(Decimal(6), 2, 2)),
        (Total(Decimal(10), 1), Total(Decimal(4), 1, 0, AT_LEAST), Total(Decimal(6), 2, 0, AT_MOST)),
        (Total(Decimal(4), 1), Total(Decimal(10), 1), Total(Decimal(-6), 2)),
        (Total(unknowns=1), Total(Decimal(4), 1), Total(unknowns=1)),
        (Total(), Total(), Total()),
    ],
)
def test_what_is_left_of_a_whole(whole, part, left):
    assert whole.less(part) == left


@pytest.mark.django_db
def test_ratio_of_nothing_is_unknown():
    assert Ratio(talks, talks).on(DAY) is None


@pytest.mark.django_db
def test_ratio_of_an_unknown_is_unknown():
    make.commitment(kind="letter")
    make.commitment(amount=5, organisation=make.organisation(kind="state"))
    everything = Measure(lambda day: commitments_in(State.PROMISED, day), PUBLISHED)
    assert Ratio(promised, everything).on(DAY) is None


def test_sum_names_what_it_adds_up():
    assert (PUBLISHED.amount, PUBLISHED.qualifier) == ("step_amount", "step_qualifier")


@pytest.mark.django_db
def test_rows_are_counted_by_each_of_several_fields_and_where_none_holds():
    make.commitment(kind="discussion", digital_health=True, transverse=True)
    make.commitment(kind="discussion", transverse=True)
    make.commitment(kind="discussion")
    found = talks.split(DAY, Themed.THEMES)
    assert {key: total.value for key, total in found.items()} == {"digital_health": 1, "transverse": 2, "not_said": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("partners", [0, 1, 2, 3])
def test_totals_read_at_once_hold_back_what_each_does(partners):
    for _number in range(partners):
        for amount in (5, None):
            make.commitment(kind="letter", amount=amount)
    agreed = make.organisation(name_published_since=DAY)
    make.commitment(kind="letter", amount=7, amount_published_since=DAY, organisation=agreed)
    asked = {"promised": promised, "granted": granted, "talks": talks}
    found = {name: reading.total for name, reading in readings_on(DAY, asked).items()}
    assert found == {name: measure.on(DAY) for name, measure in asked.items()}
    assert found["promised"].known == (22 if partners == 3 else 7)


def test_totals_of_nothing_ask_nothing():
    assert readings_on(DAY, {}) == {}


@pytest.mark.django_db
def test_sums_read_together_are_those_read_alone():
    make.event(attendance=12, attendance_basis="counted", took_place=True)
    found = readings_on(make.DAY, {"attendance": attendance})
    assert found == {"attendance": Reading(attendance.on(make.DAY), make.DAY)}
