"""What a partner reads of its payments: what is to be paid, what was paid, what is late, on any day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud
from tests.space.test_commitments import file_rows, titles
from tests.space.test_home import sentence, visited

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def agreed(alpha):
    """A commitment of 100 € that is agreed, to be paid in two instalments, of which 30 € were paid a day after."""
    commitment = make.commitment(organisation=alpha, title_fr="Chaire", kind="agreement", amount=100)
    first = make.instalment(commitment=commitment, amount=60, due_on=DAY + ONE, condition="Rapport remis")
    make.instalment(commitment=commitment, amount=40, due_on=date(2026, 3, 1), precision="month")
    make.payment_call(commitment=commitment, instalment=first, amount=60)
    received = {"amount": 30, "received_on": DAY + ONE, "reference": "R-1"}
    make.receipt(
        commitment=commitment, instalment=first, institution=make.organisation(name="Établissement"), **received
    )
    return commitment


def listed(partner, alpha, page, **asked):
    """A list of the space."""
    return partner.get(f"/fr/space/{alpha.pk}/{page}/", asked)


@pytest.mark.usefixtures("agreed")
def test_sentence_lists_all_that_is_waited_for(partner, alpha):
    for kind in ("discussion", "letter"):
        make.commitment(organisation=alpha, kind=kind, amount=5)
    assert sentence(partner, alpha, on=DAY + 2 * ONE).partition("ensuite : ")[2] == (
        "1 lettre d’engagement, 1 convention à signer, 1 échéance en retard et une échéance à venir (mars 2026)."
    )


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize(
    ("on", "words"),
    [
        (
            DAY,
            "signé des conventions pour 100 € ; rien n’est encore versé ; ensuite : une échéance à venir (21 mai 2025).",
        ),
        (
            DAY + 2 * ONE,
            "signé des conventions pour 100 € et versé 30 € ; ensuite : 1 échéance en retard et une échéance à venir "
            "(mars 2026).",
        ),
        (date(2026, 3, 2), "signé des conventions pour 100 € et versé 30 € ; ensuite : 2 échéances en retard."),
    ],
)
def test_sentence_says_what_was_paid_and_what_is_to_be(partner, alpha, on, words):
    assert sentence(partner, alpha, on=on).partition("vous avez ")[2] == words


def test_what_is_to_be_paid_comes_first_by_its_day(partner, alpha, agreed):
    page = read_aloud(partner.get(f"/fr/space/{alpha.pk}/", {"on": DAY + 3 * ONE}))
    assert (
        "Échéance n° 1, 21 mai 2025 : 60 €, dont 30 € versés · 2 jours de retard · Condition : Rapport remis Chaire "
        "Échéance n° 2, mars 2026 : 40 €"
    ) in page


def test_sum_of_what_was_paid_leads_to_the_rows_that_make_it(partner, alpha, agreed):
    make.receipt(commitment=agreed, amount=7, cancelled_on=DAY + 2 * ONE, note="Doublon")
    valued = {"form": "in_kind", "quantity": 2, "rate": 10, "unit": "jours", "valued_by": make.user()}
    make.receipt(commitment=agreed, **valued)
    make.receipt(commitment=agreed, approved_by=make.user(), approved_on=DAY + ONE, **valued)
    make.receipt(commitment=make.commitment(kind="agreement"), amount=1000)
    for on, paid, rows in [(DAY, "7.00", 1), (DAY + ONE, "57.00", 3), (DAY + 2 * ONE, "50.00", 2)]:
        page = visited(partner, alpha, on=on)
        assert page.figures["received"] == {paid}
        assert f"/fr/space/{alpha.pk}/payments/?on={on}" in page.links
        found = listed(partner, alpha, "payments", on=on)
        assert found.context["count"] == rows
        assert sum(float(value) for key, values in Page(found).figures.items() for value in values) == float(paid)


def test_unknown_payment_is_not_nothing(partner, alpha, agreed):
    make.receipt(commitment=agreed)
    assert visited(partner, alpha).figures["received"] == {"30.00"}
    assert "versé 30 € et un montant non communiqué ; ensuite" in sentence(partner, alpha, on="2025-06-01")


def test_what_is_not_firm_any_more_is_not_waited_for(partner, alpha, agreed):
    make.commitment_step(commitment=agreed, kind="withdrawal", happened_on=DAY + 2 * ONE)
    assert "rien n’est attendu de vous" in sentence(partner, alpha, on="2025-06-01")
    assert "versé 30 €" in sentence(partner, alpha)
    make.instalment(commitment=make.commitment(organisation=alpha, kind="letter"), amount=5)
    assert "échéance" not in sentence(partner, alpha, on="2025-06-01")


def test_commitment_tells_its_plan_and_its_payments(partner, alpha, agreed):
    address = f"/fr/space/{alpha.pk}/commitments/{agreed.pk}/"
    text = read_aloud(partner.get(address, {"on": DAY + 3 * ONE}))
    assert "Ensuite : échéance n° 1, 21 mai 2025." in text
    assert "Versements Versé : 30 €." in text
    assert "N° 1 21 mai 2025 · 2 jours de retard 60 € 60 € 30 € Rapport remis" in text
    assert "N° 2 mars 2026 40 €" in text
    assert "21 mai 2025 en numéraire 30 € Établissement R-1" in text
    make.receipt(commitment=agreed, instalment=agreed.instalments.get(number=1), amount=30)
    assert "Ensuite : échéance n° 2, mars 2026." in read_aloud(partner.get(address, {"on": DAY + 3 * ONE}))


def test_paid_of_each_commitment_is_a_column_of_the_list(partner, alpha, agreed):
    make.commitment(organisation=alpha, title_fr="Autre", kind="agreement", amount=5)
    header, *rows = file_rows(listed(partner, alpha, "commitments", export="csv", sort="amount"))
    assert [row[header.index("Versé")] for row in rows] == ["", "30,00"]
    assert Page(listed(partner, alpha, "commitments", q="autre")).figures["received"] == {"0"}
    assert Page(listed(partner, alpha, "commitments", q="chaire")).figures["received"] == {"30.00"}


def test_list_of_instalments_says_what_is_late(partner, alpha, agreed):
    found = listed(partner, alpha, "instalments", on=DAY + 3 * ONE, late="is_late")
    assert [(row.number, row.late) for row in found.context["page"].records] == [(1, 2)]
    assert Page(found).figures == {"True:1": {"60.00"}, "True:2": {"60.00"}, "True:3": {"30.00"}}
    assert f"/fr/space/{alpha.pk}/commitments/{agreed.pk}/?on={DAY + 3 * ONE}" in Page(found).links


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize("page", ["instalments", "payments"])
def test_lists_hold_what_is_of_the_partner_and_can_name_no_other(partner, alpha, page):
    theirs = make.commitment(organisation=make.organisation(name="Voisin"), title_fr="Voisin", kind="agreement")
    make.instalment(commitment=theirs, amount=9)
    make.receipt(commitment=theirs, amount=9)
    usual = [record.pk for record in listed(partner, alpha, page).context["page"].records]
    for asked in ({"commitment": theirs.pk}, {"organisation": theirs.organisation_id}, {"columns": "partner"}):
        response = listed(partner, alpha, page, **asked)
        assert [record.pk for record in response.context["page"].records] == usual
        assert "Voisin" not in response.content.decode()
    assert [record.pk for record in listed(partner, alpha, page, q="voisin").context["page"].records] == []


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize("page", ["instalments", "payments"])
def test_invented_partner_reads_its_own_sums(partner, alpha, page):
    alpha.is_example = True
    alpha.save()
    text = Page(listed(partner, alpha, page)).text
    assert ("Exemple inventé." in text, "dans aucune somme" in text) == (True, False)
    assert "Sommes de ce qui est affiché" in text


@pytest.mark.parametrize(
    ("kind", "amount", "paid", "left"),
    [
        ("agreement", 100, [30], "70 €"),
        ("award", 100, [], "100 €"),
        ("agreement", 100, [None, 30], "au plus 70 €"),
        ("agreement", None, [30], "un montant non communiqué"),
        ("agreement", 100, [60, 60], "0 €"),
    ],
)
def test_what_remains_to_pay_is_what_is_granted_or_agreed_less_what_was_paid(partner, alpha, kind, amount, paid, left):
    commitment = make.commitment(organisation=alpha, kind=kind, amount=amount)
    for received in paid:
        make.receipt(commitment=commitment, amount=received)
    text = read_aloud(partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/"))
    assert f"Reste à verser : {left}." in text
    assert f"Reste à verser {left} " in read_aloud(partner.get(f"/fr/space/{alpha.pk}/"))


def test_promise_leaves_nothing_to_pay(partner, alpha):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=100)
    assert "Reste à verser" not in read_aloud(partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/"))
    assert visited(partner, alpha).figures["left"] == {"0"}


def test_what_remains_is_a_column_of_the_list(partner, alpha, agreed):
    make.commitment(organisation=alpha, title_fr="Promis", kind="letter", amount=5)
    make.commitment(organisation=alpha, title_fr="Inconnu", kind="agreement")
    header, *rows = file_rows(listed(partner, alpha, "commitments", export="csv"))
    place, title = header.index("Reste à verser"), header.index("Intitulé – en français")
    assert {row[title]: row[place] for row in rows} == {"Chaire": "70,00", "Promis": "", "Inconnu": ""}


@pytest.mark.parametrize("page", ["", "instalments/", "payments/"])
def test_pages_take_as_many_queries_however_many_payments(partner, alpha, agreed, page):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert partner.get(f"/fr/space/{alpha.pk}/{page}").status_code == 200
        return len(queries)

    asked()  # from here on, the session has begun
    make.receipt(commitment=agreed, amount=1)
    once = asked()
    for _more in range(4):
        instalment = make.instalment(
            commitment=make.commitment(organisation=alpha, kind="agreement", amount=5), amount=5
        )
        make.receipt(commitment=instalment.commitment, instalment=instalment, amount=1)
    assert (asked(), once <= 10) == (once, True)


def test_titles_of_rows_are_those_of_their_commitments(partner, alpha, agreed):
    make.commitment(organisation=alpha, title_fr="Sans versement", kind="agreement", amount=5)
    assert titles(listed(partner, alpha, "commitments", sort="amount")) == ["Sans versement", "Chaire"]
    assert file_rows(listed(partner, alpha, "payments", export="csv"))[1][1:2] == ["Chaire"]


def test_instalments_come_by_their_days_and_payments_the_last_first(partner, alpha):
    commitment = make.commitment(organisation=alpha, kind="agreement", amount=100)
    days = [DAY + 2 * ONE, DAY, DAY + ONE]
    due = [make.instalment(commitment=commitment, due_on=day) for day in days]
    paid = [make.receipt(commitment=commitment, received_on=day) for day in days]
    records = [listed(partner, alpha, page).context["page"].records for page in ("instalments", "payments")]
    assert records == [[due[1], due[2], due[0]], [paid[0], paid[2], paid[1]]]
