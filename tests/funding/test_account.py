"""The account of a commitment: its sums, what is left between them, what is late, and what is missing before it is closed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.measures.account import account_of
from funding.measures.closing import closing
from indicators.measures import Total
from tests import make
from tests.make import DAY
from tests.page import Page, plain, read_aloud
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
DUE = date(2026, 1, 31)
LATER = date(2026, 6, 30)
ONE = timedelta(days=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def firm(db):
    """A signed commitment of 100 €, of which 60 € were called and 25 € received, and 10 € spent."""
    commitment = make.commitment(title_fr="Mécénat")
    make.commitment_step(commitment=commitment, kind="agreement", amount=100, signatories="Direction, présidence")
    plan = make.instalment(commitment=commitment, amount=60, due_on=DUE)
    make.instalment(commitment=commitment, amount=40, due_on=date(2027, 1, 31), condition="Rapport annuel")
    make.payment_call(commitment=commitment, instalment=plan, amount=60)
    make.receipt(commitment=commitment, instalment=plan, amount=25, received_on=date(2026, 2, 1), reference="T1")
    make.expenditure(commitment=commitment, amount=10)
    return commitment


def address(commitment):
    """The address of an account."""
    return reverse("office-commitment", args=[commitment.pk])


def missing(account):
    """What is missing before a commitment is closed, in words."""
    steps = account.commitment.steps.standing().filter(happened_on__lte=account.day)
    return {
        check.name: [plain(str(words)) for words in check.missing] for check in closing(account, steps) if check.missing
    }


def test_sums_are_those_of_the_day(firm):
    account = account_of(firm.pk, LATER)
    assert [account.agreed, account.planned, account.called, account.received, account.spent] == [
        Total(100, 1),
        Total(100, 2),
        Total(60, 1),
        Total(25, 1),
        Total(10, 1),
    ]
    assert [left.value for left in (account.to_call, account.to_receive, account.to_spend)] == [40, 35, 15]
    assert account_of(firm.pk, DAY - ONE).agreed == Total()
    assert account_of(firm.pk, date(2026, 1, 31)).received == Total()


@pytest.mark.parametrize(("day", "late"), [(DUE, None), (DUE + ONE, 1), (LATER, 150)])
def test_instalment_is_late_from_the_day_after_it_was_due(firm, day, late):
    assert [line.late for line in account_of(firm.pk, day).lines] == [late, None]


def test_instalment_that_is_paid_or_cancelled_is_not_late(firm):
    plan = firm.instalments.first()
    make.receipt(commitment=firm, instalment=plan, amount=35, received_on=date(2026, 2, 2))
    assert account_of(firm.pk, LATER).overdue == []
    plan.receipts.update(cancelled_on=date(2026, 3, 1), note="rejet")
    assert [line.left for line in account_of(firm.pk, LATER).overdue] == [60]
    firm.instalments.update(cancelled_on=LATER, note="avenant")
    assert account_of(firm.pk, LATER).lines == []


def test_instalment_of_an_unknown_amount_is_late_while_nothing_is_received():
    instalment = make.instalment(due_on=DUE)
    account = account_of(instalment.commitment_id, LATER)
    assert [(line.late, line.left) for line in account.lines] == [(150, None)]
    make.receipt(commitment=instalment.commitment, instalment=instalment, amount=1)
    assert account_of(instalment.commitment_id, LATER).overdue == []


def test_what_is_in_kind_is_not_called_and_waits_for_its_approval():
    commitment = make.commitment(kind="agreement", amount=30, form="in_kind")
    receipt = make.receipt(commitment=commitment, form="in_kind", quantity=3, rate=10, valued_by=make.user())
    account = account_of(commitment.pk, DAY)
    assert (account.received, [row.pk for row in account.waiting], account.to_call.value) == (Total(), [receipt.pk], 30)
    receipt.approved_by, receipt.approved_on = make.user(), LATER
    receipt.save()
    assert account_of(commitment.pk, LATER - ONE).received == Total()
    account = account_of(commitment.pk, LATER)
    assert (account.received, account.to_call.value, account.to_receive.value) == (Total(30, 1), 0, 0)


def test_what_is_missing_before_it_is_closed_is_listed(firm):
    assert missing(account_of(firm.pk, LATER)) == {
        "La convention et ses avenants sont là, avec leurs signataires": ["convention, 20 mai 2025 : pas de document"],
        "Tout ce qui est conventionné a été appelé, ou apporté en nature": ["60 €, pour 100 € conventionnés"],
        "Tout ce qui est conventionné a été reçu": ["25 €, pour 100 € conventionnés"],
        "Rien n’est en retard": ["échéance n° 1, 31 janvier 2026 : 150 jours de retard"],
    }


def test_nothing_is_missing_of_what_is_signed_called_received_and_proved(firm):
    firm.steps.update(document_reference="Convention 12")
    plan, other = firm.instalments.all()
    make.payment_call(commitment=firm, instalment=other, amount=40)
    make.receipt(commitment=firm, instalment=plan, amount=35, reference="T2")
    make.receipt(commitment=firm, instalment=other, amount=40, file=make.file())
    assert missing(account_of(firm.pk, LATER)) == {}


def test_nothing_is_agreed_of_a_letter_and_signatories_and_evidence_are_asked_for():
    letter = make.commitment(amount=5)
    assert missing(account_of(letter.pk, DAY)) == {"La convention est signée": ["pas de convention signée ce jour-là"]}
    commitment = make.commitment()
    make.commitment_step(commitment=commitment, kind="agreement", document_reference="C")
    make.receipt(commitment=commitment, amount=3)
    assert missing(account_of(commitment.pk, DAY)) == {
        "La convention est signée": ["le montant conventionné n’est pas connu"],
        "La convention et ses avenants sont là, avec leurs signataires": [
            "convention, 20 mai 2025 : signataires non connus"
        ],
        "Chaque versement a son justificatif": ["en numéraire, 20 mai 2025 : pas de justificatif"],
    }


def test_page_shows_the_account_on_the_day_asked_for(anne, firm):
    page = Page(anne.get(address(firm), {"on": LATER.isoformat()}))
    assert {
        name: page.figures[name] for name in ("agreed", "planned", "called", "received", "spent", "to_receive")
    } == {
        "agreed": {"100.00"},
        "planned": {"100.00"},
        "called": {"60.00"},
        "received": {"25.00"},
        "spent": {"10.00"},
        "to_receive": {"35.00"},
    }
    assert "150 jours de retard" in page.text
    assert f"/admin/funding/receipt/add/?commitment={firm.pk}" in page.links
    assert "150 jours" not in Page(anne.get(address(firm), {"on": "2026-01-31"})).text


def test_page_says_how_a_row_is_cancelled_and_parts_what_is_said_of_each(anne, firm):
    receipt = make.receipt(
        commitment=firm, amount=1, reference="T2", note="Solde", institution=make.organisation(name="CNRS")
    )
    response = anne.get(address(firm))
    assert "Une ligne fausse n’est jamais supprimée" in read_aloud(response)
    assert "CNRS · T2 · Solde" in read_aloud(response)
    assert reverse("admin:funding_receipt_change", args=[receipt.pk]) in Page(response).links


def test_page_says_a_wrong_day_and_tells_nothing(anne, firm):
    response = anne.get(address(firm), {"on": "hier"})
    assert (response.status_code, "sums" in response.context) == (200, False)
    assert "« hier » n’est pas une date" in plain(read_aloud(response))


def test_page_of_what_does_not_exist_or_may_not_be_seen_is_not_found(anne, client, firm):
    assert anne.get("/office/commitments/1000000000/").status_code == 404
    client.force_login(make.user(is_staff=True))
    assert client.get(address(firm)).status_code == 404


def test_money_received_of_what_is_withdrawn_is_said(anne, firm):
    make.commitment_step(commitment=firm, kind="withdrawal", happened_on=date(2026, 3, 1))
    words = "Cet engagement est retiré, et quelque chose en a été reçu"
    assert words in read_aloud(anne.get(address(firm), {"on": LATER.isoformat()}))
    assert words not in read_aloud(anne.get(address(firm), {"on": "2026-02-28"}))


def test_page_takes_as_many_queries_however_many_rows(anne, firm, django_assert_max_num_queries):
    anne.get(address(firm))
    for _time in range(3):
        make.receipt(commitment=firm, amount=Decimal(1), institution=make.organisation())
        make.expenditure(commitment=firm, amount=1)
        make.instalment(commitment=firm, amount=1)
        make.transfer(commitment=firm, amount=1)
        make.commitment_step(commitment=firm, kind="amendment", source=make.source())
    with django_assert_max_num_queries(13):
        anne.get(address(firm))
