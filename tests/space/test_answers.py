"""What an organisation has sent and how each stands: on its page, on any day, and as turns."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from space.measures.answers import LONG, answered, sent_on
from space.views.visit import Visit
from tests import make
from tests.make import DAY
from tests.make.space import MOMENT

pytestmark = pytest.mark.django_db
REFUSED = {"is_accepted": False, "answer": "Non."}
LATER = datetime(2025, 6, 2, 10, tzinfo=UTC)


@pytest.fixture
def commitment(alpha):
    """A commitment of the partner's for which an agreement is waited for."""
    return make.commitment(organisation=alpha, kind="letter", amount=5000, title_fr="Chaire")


def visit_of(access, **asked):
    """A visit of an account to the space of its organisation."""
    request = RequestFactory().get("/", asked)
    request.user, request.session = access.user, {}
    return Visit(request, access.organisation_id)


def refused(**fields):
    """What a row has that was refused at a moment, by somebody."""
    return {"decided_by": make.user(), **REFUSED, **fields}


def test_answers_stand_as_they_stood_on_the_day(access, commitment):
    make.signed_paper(commitment=commitment, **refused(decided_at=LATER))
    asked = ("2025-05-19", "2025-05-20", "2025-06-01", "2025-06-02")
    found = {day: [(row.is_accepted, row.answer) for row in sent_on(visit_of(access, on=day))] for day in asked}
    assert found == {
        "2025-05-19": [],
        "2025-05-20": [(None, "")],
        "2025-06-01": [(None, "")],
        "2025-06-02": [(False, "Non.")],
    }


def test_page_of_a_commitment_shows_its_own_alone(access, alpha, commitment):
    step = commitment.steps.get()
    own = [
        make.signed_paper(commitment=commitment),
        make.payment_announcement(commitment=commitment, sent_at=MOMENT - timedelta(1)),
        make.correction(
            organisation=alpha,
            step=step,
            field="amount",
            seen="5000.00",
            proposed="1.00",
            sent_at=MOMENT - timedelta(2),
        ),
    ]
    make.signed_paper(commitment=make.commitment(organisation=alpha, kind="letter"))
    make.correction(organisation=alpha)
    visit = visit_of(access)
    keys = [f"{row._meta.model_name}-{row.pk}" for row in own]
    assert [row.key for row in sent_on(visit, commitment)] == keys
    assert len(sent_on(visit)) == 5


def test_correction_of_what_has_become_anothers_is_not_told_any_more(access, alpha, commitment):
    make.correction(organisation=alpha, step=commitment.steps.get(), field="amount", seen="5000.00", proposed="1.00")
    assert [str(row.about) for row in sent_on(visit_of(access))] == ["Chaire"]
    commitment.organisation = make.organisation()
    commitment.save()
    assert sent_on(visit_of(access)) == []


def turns(access):
    """The turns of what was sent: whose, of which thing, since when."""
    return sorted((turn.is_ours, turn.thing, turn.about, turn.since) for turn in answered(visit_of(access)))


def test_what_waits_is_the_turn_of_the_coordination_in_place_of_the_partners(access, alpha, commitment):
    instalment = make.instalment(commitment=commitment)
    make.signed_paper(commitment=commitment)
    made = make.payment_announcement(commitment=commitment, instalment=instalment)
    expected = make.payment_announcement(commitment=commitment, instalment=instalment, is_made=False)
    correction = make.correction(organisation=alpha)
    assert turns(access) == [
        (True, f"copy:{commitment.pk}", "Chaire", DAY),
        (True, f"instalment:{instalment.pk}", "Chaire", DAY),
        (True, f"sent:correction:{correction.pk}", "", DAY),
        (True, f"sent:planned:{expected.pk}", "Chaire", DAY),
    ]
    assert made.is_made


def test_what_was_refused_is_the_turn_of_the_partner_until_something_else_is_sent(access, commitment):
    paper = make.signed_paper(commitment=commitment, **refused(decided_at=now()))
    assert turns(access) == [(False, f"sent:letter:{paper.pk}", "Chaire", localdate())]
    make.signed_paper(commitment=commitment, kind="agreement")
    assert turns(access) == [(True, f"signature:{commitment.pk}", "Chaire", DAY)]


def test_what_was_accepted_or_refused_long_ago_is_nobodys_turn(access, alpha, commitment):
    make.signed_paper(commitment=commitment, **refused(decided_at=now() - LONG - timedelta(1)))
    by = {"decided_at": now(), "decided_by": make.user()}
    make.payment_announcement(commitment=commitment, is_accepted=True, **by)
    make.correction(organisation=alpha, is_accepted=False, answer="Non.", **by)
    assert turns(access) == []


def test_turns_of_another_are_not_told(access, commitment):
    make.signed_paper()
    make.payment_announcement()
    make.correction()
    assert turns(access) == []


@pytest.mark.parametrize(("page", "most"), [("answers/", 10), ("commitments/{}/", 10), ("", 10)])
def test_pages_ask_as_often_whatever_was_sent(manager, alpha, commitment, page, most):
    address, counts = f"/fr/space/{alpha.pk}/{page.format(commitment.pk)}", []
    for _time in range(4):
        with CaptureQueriesContext(connection) as asked:
            assert manager.get(address).status_code == 200
        counts.append(len(asked))
        instalment = make.instalment(commitment=commitment, amount=5)
        make.receipt(commitment=commitment, instalment=instalment, amount=1)
        make.signed_paper(commitment=commitment)
        make.payment_announcement(commitment=commitment, instalment=instalment)
        for fields in ({"instalment": instalment, "field": "amount"}, {"field": "commune"}):
            make.correction(organisation=alpha, proposed="2.00", **fields)
    assert counts[2:] == [counts[2]] * 2
    assert counts[2] <= most
