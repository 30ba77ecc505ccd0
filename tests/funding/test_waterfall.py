"""The six sums on a day are what a slow, obvious computation gives, whatever has happened."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from enact.amounts import CENT
from enact.themes import Themed
from funding.measures.remainders import is_left, remainders, with_left_on
from funding.measures.waterfall import COLUMNS, CRITERIA, LATE, STATES, waterfall
from funding.models import Commitment, CommitmentStep, Receipt
from indicators.measures import NOT_SAID, Total
from tests import make
from tests.make import DAY

DAYS = st.integers(0, 5).map(lambda number: DAY + timedelta(days=number * 200))
AMOUNTS = st.none() | st.decimals(0, 1000, places=2)
QUALIFIERS = st.sampled_from(["exact", "about", "at_least"])
KINDS = st.sampled_from(CommitmentStep.Kind.values)
STEPS = st.lists(st.tuples(KINDS, DAYS, AMOUNTS, QUALIFIERS, st.booleans()), max_size=4)
CANCELLED = st.none() | DAYS
FLOWS = st.lists(
    st.tuples(st.sampled_from(["plan", "call", "cash", "kind", "spent"]), DAYS, AMOUNTS, CANCELLED), max_size=4
)
COMMITMENTS = st.lists(
    st.tuples(
        STEPS,
        FLOWS,
        st.sampled_from(["research", "training"]),
        st.sampled_from(["cash", "in_kind", "not_said"]),
        st.sets(st.sampled_from(Themed.THEMES), max_size=2),
    ),
    min_size=1,
    max_size=4,
)


def record(steps, flows, pillar, form, themes):
    """A commitment with its steps, some replacing the one before, and its rows of money."""
    commitment = make.commitment(pillar=pillar, form=form, **dict.fromkeys(themes, True))
    before = None
    for kind, day, amount, qualifier, replaces in steps:
        corrects = {"replaces": before, "reason": "faux"} if replaces and before else {}
        before = make.commitment_step(
            commitment=commitment, kind=kind, happened_on=day, amount=amount, qualifier=qualifier, **corrects
        )
    instalment = None
    for what, day, amount, cancelled in flows:
        row = {
            "commitment": commitment,
            "amount": amount,
            "cancelled_on": cancelled,
            "note": "annulé" if cancelled else "",
        }
        if what == "plan":
            instalment = make.instalment(due_on=day, **row)
        elif what == "call":
            make.payment_call(called_on=day, instalment=instalment, **row)
        elif what == "cash":
            make.receipt(received_on=day, instalment=instalment, **row)
        elif what == "kind":
            valued = {"quantity": None if amount is None else 1, "rate": amount, "form": "in_kind"}
            approved = {"valued_by": make.user(), "approved_by": make.user(), "approved_on": day + timedelta(days=100)}
            make.receipt(received_on=day, **row | valued | approved)
        else:
            make.expenditure(spent_on=day, **row)
    return commitment


def slowly(commitments, day, keys):
    """The same totals, row by row, in the words of the domain."""
    found = defaultdict(lambda: dict.fromkeys(COLUMNS, Total()))
    for commitment in commitments:
        for column, amount, qualifier, of in [*states_of(commitment, day), *flows_of(commitment, day)]:
            for key in keys(commitment, of):
                found[key][column] += Total.of(amount, qualifier)
    return dict(found)


def states_of(commitment, day):
    """What the last standing step of a commitment says on a day: its column, its amount, its qualifier, its day and form."""
    replaced = {step.replaces_id for step in commitment.steps.all()}
    taken = [step for step in commitment.steps.all() if step.pk not in replaced and step.happened_on <= day]
    last = max(taken, key=lambda step: (step.happened_on, step.pk), default=None)
    if last and last.state in STATES:
        yield last.state, last.amount, last.qualifier, (last.happened_on, commitment.form)


def flows_of(commitment, day):
    """The rows of money of a commitment that count on a day, in the same way."""
    for name, day_field, column in (
        ("paymentcalls", "called_on", "called"),
        ("receipts", "received_on", "received"),
        ("expenditures", "spent_on", "spent"),
    ):
        for row in getattr(commitment, name).all():
            on = getattr(row, day_field)
            if on <= day and stands(row, day) and (column != "received" or is_received(row, day)):
                yield column, row.amount, "exact", (on, getattr(row, "form", commitment.form))
    for instalment in commitment.instalments.all():
        left = left_of(instalment, day)
        if stands(instalment, day) and instalment.due_on < day and left != 0:
            yield LATE, left, "exact", (instalment.due_on, commitment.form)


def stands(row, day):
    """Whether nobody had cancelled a row by a day."""
    return row.cancelled_on is None or row.cancelled_on > day


def is_received(row, day):
    """Whether a receipt is cash, or was approved by a day."""
    return row.form == Receipt.Form.CASH or (row.approved_on is not None and row.approved_on <= day)


def left_of(instalment, day):
    """What an instalment leaves to be received: its amount less what was; zero once that is received; `None`: not known."""
    known = [
        row.amount
        for row in instalment.receipts.all()
        if row.received_on <= day and stands(row, day) and is_received(row, day) and row.amount is not None
    ]
    if instalment.amount is None:
        return 0 if known else None
    return max(instalment.amount - sum(known), 0)


KEYS = {
    "source": lambda commitment, of: [commitment.organisation_id],
    "kind": lambda commitment, of: [commitment.organisation.kind],
    "pillar": lambda commitment, of: [commitment.pillar],
    "theme": lambda commitment, of: [name for name in Themed.THEMES if getattr(commitment, name)] or [NOT_SAID],
    "year": lambda commitment, of: [of[0].year],
    "form": lambda commitment, of: [of[1]],
}


class TestSums(TestCase):
    """On any history and any day."""

    @settings(max_examples=60)
    @given(COMMITMENTS, DAYS)
    def test_sums_are_those_of_the_slow_computation(self, histories, day):
        commitments = [record(*history) for history in histories]
        for criterion in CRITERIA.values():
            assert waterfall(day, criterion)[1] == slowly(commitments, day, KEYS[criterion.key])

    @settings(max_examples=30)
    @given(COMMITMENTS, DAYS)
    def test_parts_add_up_and_no_commitment_is_in_two_states(self, histories, day):
        for history in histories:
            record(*history)
        found = {key: waterfall(day, criterion) for key, criterion in CRITERIA.items()}
        whole, _parts = found["source"]
        assert [added for added, _parts in found.values()] == [whole] * len(CRITERIA)
        for key in CRITERIA.keys() - {"theme"}:
            parts = found[key][1].values()
            assert {column: sum((part[column] for part in parts), Total()) for column in COLUMNS} == whole
        counted = sum(whole[state].knowns + whole[state].unknowns for state in STATES)
        assert counted <= len(histories)

    @settings(max_examples=40)
    @given(COMMITMENTS, DAYS)
    def test_what_is_left_is_what_the_list_of_it_shows(self, histories, day):
        for history in histories:
            record(*history)
        for name, left in remainders(day).items():
            rows = with_left_on(Commitment.objects.with_step_on(day), day).filter(is_left(name))
            amounts = [Decimal(amount).quantize(CENT) for amount in rows.values_list(name, flat=True)]
            assert (left.commitments, left.amount) == (len(amounts), sum(amounts))


@pytest.mark.django_db
def test_invented_examples_are_in_no_sum():
    example = make.organisation(is_example=True)
    commitment = make.commitment(amount=5, organisation=example)
    make.receipt(commitment=commitment, amount=3)
    make.payment_call(commitment=commitment, amount=3)
    make.expenditure(commitment=commitment, amount=3)
    assert waterfall(date(2029, 12, 31), CRITERIA["pillar"])[1] == {}


@pytest.mark.django_db
@pytest.mark.parametrize("criterion", CRITERIA)
def test_sums_take_two_queries(criterion, django_assert_num_queries):
    for number in range(3):
        commitment = make.commitment(kind="agreement", amount=Decimal(number))
        make.receipt(commitment=commitment, amount=1)
    with django_assert_num_queries(2):
        waterfall(DAY, CRITERIA[criterion])
