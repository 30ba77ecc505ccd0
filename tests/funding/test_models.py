"""Commitments: their state and amount on any day follow from their dated steps."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from funding.measures import PUBLISHED, commitments_in
from funding.models import Commitment, CommitmentStep, State
from indicators.measures import Total
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
Kind = CommitmentStep.Kind


def state_of(commitment, day):
    """The state in which a commitment is found on a day; `None` when it is in none."""
    found = [state for state in State if Commitment.objects.in_state_on(state, day).filter(pk=commitment.pk).exists()]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Kind.DISCUSSION, State.IN_DISCUSSION),
        (Kind.INTEREST, State.PROMISED),
        (Kind.LETTER, State.PROMISED),
        (Kind.AWARD, State.GRANTED),
        (Kind.AGREEMENT, State.AGREED),
        (Kind.AMENDMENT, State.AGREED),
        (Kind.COMPLETION, State.AGREED),
        (Kind.WITHDRAWAL, State.WITHDRAWN),
    ],
)
def test_step_leads_to_a_state_from_its_day_on(kind, state):
    commitment = make.commitment(kind=kind)
    assert state_of(commitment, YESTERDAY) is None
    assert state_of(commitment, DAY) == state
    assert state_of(commitment, TOMORROW) == state
    assert commitment.steps.get().state == state


def test_letter_that_became_an_agreement_is_no_longer_promised():
    commitment = make.commitment(kind="letter", amount=100)
    make.commitment_step(commitment=commitment, kind="agreement", amount=90, happened_on=TOMORROW)
    assert (state_of(commitment, DAY), state_of(commitment, TOMORROW)) == (State.PROMISED, State.AGREED)


def test_of_two_steps_on_one_day_the_later_recorded_decides():
    commitment = make.commitment(kind="letter", amount=100)
    make.commitment_step(commitment=commitment, kind="letter", amount=120)
    assert Commitment.objects.with_step_on(DAY).get().step_amount == 120


def test_step_recorded_later_for_an_earlier_day_does_not_decide_today():
    commitment = make.commitment(kind="agreement", amount=100)
    make.commitment_step(commitment=commitment, kind="letter", amount=80, happened_on=YESTERDAY)
    assert state_of(commitment, DAY) == State.AGREED
    assert state_of(commitment, YESTERDAY) == State.PROMISED


def test_amount_of_a_step_is_the_new_total_and_none_is_unknown():
    commitment = make.commitment(kind="letter", amount=100)
    make.commitment_step(commitment=commitment, kind="amendment", happened_on=TOMORROW)
    assert Commitment.objects.with_step_on(DAY).get().step_amount == 100
    assert Commitment.objects.with_step_on(TOMORROW).get().step_amount is None
    assert list(Commitment.objects.with_step_on(TOMORROW).without_amount()) == [commitment]


def test_replaced_step_counts_on_no_day():
    commitment = make.commitment(kind="letter", amount=100)
    wrong = commitment.steps.get()
    make.commitment_step(commitment=commitment, kind="letter", amount=10, replaces=wrong, reason="Faute de frappe")
    assert Commitment.objects.with_step_on(DAY).get().step_amount == 10
    assert wrong.is_replaced
    assert list(commitment.steps.standing().values_list("amount", flat=True)) == [10]


def test_withdrawal_leaves_every_sum():
    commitment = make.commitment(kind="agreement", amount=100)
    make.commitment_step(commitment=commitment, kind="withdrawal", happened_on=TOMORROW)
    sums = [PUBLISHED.totals(commitments_in(state, TOMORROW))[None] for state in list(State)[:4]]
    assert sums == [Total()] * 4


def test_single_amounts_of_partners_are_published_with_their_agreement_only():
    public = make.organisation(kind="local_authority", name="Ville")
    make.commitment(amount=5, organisation=public)
    make.commitment(
        amount=7,
        amount_published_since=DAY,
        organisation=make.organisation(name="Volontaire", name_published_since=DAY),
    )
    make.commitment(amount=11)
    make.commitment(amount=13)
    rows = commitments_in(State.PROMISED, DAY)
    assert PUBLISHED.totals(rows)[None] == Total(Decimal(12), 2, 2)
    assert {name: total.value for name, total in PUBLISHED.totals(rows, "published_as").items()} == {
        "Ville": 5,
        "Volontaire": 7,
        "": None,
    }


def test_amounts_of_three_partners_are_published_together():
    for amount in (11, 13, 17):
        make.commitment(amount=amount)
    rows = commitments_in(State.PROMISED, DAY)
    assert PUBLISHED.totals(rows, "published_as") == {"": Total(Decimal(41), 3)}


def test_unknown_amounts_of_others_do_not_hide_a_single_known_one():
    make.commitment(amount=123)
    make.commitment(kind="letter")
    make.commitment(kind="letter")
    assert PUBLISHED.totals(commitments_in(State.PROMISED, DAY))[None] == Total(unknowns=3)


def test_three_commitments_of_two_partners_are_not_published():
    twice = make.organisation()
    make.commitment(amount=11, organisation=twice)
    make.commitment(amount=13, organisation=twice)
    make.commitment(amount=17)
    assert PUBLISHED.totals(commitments_in(State.PROMISED, DAY))[None] == Total(unknowns=3)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"amount": Decimal(-5)}, "amount_is_not_negative"),
        ({"happened_on": date(1999, 12, 31)}, "happened_since_2000"),
    ],
)
def test_database_refuses_a_step_that_makes_no_sense(fields, constraint):
    commitment = make.commitment()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.commitment_step(commitment=commitment, **fields)


def test_database_refuses_a_replacement_without_reason():
    wrong = make.commitment_step()
    with pytest.raises(IntegrityError, match="replacement_has_a_reason"), transaction.atomic():
        make.commitment_step(commitment=wrong.commitment, replaces=wrong)


def test_database_refuses_a_second_replacement_of_one_step():
    wrong = make.commitment_step()
    make.commitment_step(commitment=wrong.commitment, replaces=wrong, reason="Faute")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.commitment_step(commitment=wrong.commitment, replaces=wrong, reason="Faute")


def test_database_refuses_a_commitment_that_ends_before_it_starts():
    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        make.commitment(starts_on=DAY, ends_on=YESTERDAY)
    assert make.commitment(starts_on=DAY, ends_on=DAY).pk


def test_texts_of_records_name_them():
    commitment = make.commitment(kind="letter", title_fr="Soutien", organisation=make.organisation(name="Ville"))
    assert str(commitment) == "Ville – Soutien"
    assert str(commitment.steps.get()) == "lettre d’engagement, 20 mai 2025"


steps = st.lists(
    st.tuples(st.sampled_from(Kind), st.integers(0, 6), st.none() | st.decimals(0, 10**6, places=2)), max_size=6
)


class AnyHistory(TestCase):
    """Any steps, on any day, against an obvious and slow reading of them."""

    @given(st.lists(steps, min_size=1, max_size=4), st.integers(-1, 7))
    def test_sums_are_what_a_slow_reading_gives(self, histories, offset):
        public = make.organisation(kind="state")
        for history in histories:
            commitment = make.commitment(organisation=public)
            for kind, after, amount in history:
                make.commitment_step(
                    commitment=commitment, kind=kind, amount=amount, happened_on=DAY + timedelta(days=after)
                )
        expected = slow_sums(histories, offset)
        day = DAY + timedelta(days=offset)
        assert {state: PUBLISHED.totals(commitments_in(state, day))[None] for state in State} == expected


def slow_sums(histories, offset):
    """The total of each state, read step by step."""
    sums = dict.fromkeys(State, Total())
    for history in histories:
        taken = [(after, order, kind, amount) for order, (kind, after, amount) in enumerate(history) if after <= offset]
        if taken:
            _after, _order, kind, amount = max(taken, key=lambda step: step[:2])
            sums[CommitmentStep.LEADS_TO[kind]] += Total.of(amount)
    return sums


@pytest.mark.parametrize(("days", "name"), [(-1, ""), (0, "Forge"), (1, "Forge")])
def test_amount_is_public_from_the_day_of_the_agreement_on(days, name):
    forge = make.organisation(name="Forge", kind="company", name_published_since=DAY - timedelta(days=9))
    make.commitment(organisation=forge, kind="letter", amount=7, amount_published_since=DAY)
    day = DAY + timedelta(days=days)
    assert Commitment.objects.with_publicity(day).get().published_as == name
