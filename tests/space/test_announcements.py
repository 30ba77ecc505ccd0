"""Payments that partners announce: they count for nothing until a receipt is recorded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from funding.models import Receipt
from indicators.measures import Total
from space.actions import accept_payment
from space.models import PaymentAnnouncement
from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud
from tests.sending import at_the_same_moment, form_of, writers_wait
from tests.space.test_papers import decides, faults, place

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
TYPED = {"paid_on": "20/05/2025", "is_made": "on", "amount": "1 000", "reference": "VIR-7"}


@pytest.fixture
def commitment(alpha):
    """An agreement of the partner's with an instalment of 1,000 euros."""
    made = make.commitment(organisation=alpha, kind="agreement", amount=5000)
    make.instalment(commitment=made, amount=1000)
    return made


def announces(client, commitment, **typed):
    """The answer to an announced payment that is sent."""
    address = place(commitment, "announce/")
    return client.post(address, form_of(client.get(address)) | TYPED | typed)


def test_announced_payment_is_kept_and_counts_for_nothing(manager, access, commitment):
    instalment = commitment.instalments.get()
    response = announces(manager, commitment, instalment=instalment.pk)
    assert (response.status_code, response.url) == (302, f"{place(commitment, '')}#answers")
    row = PaymentAnnouncement.objects.get()
    assert (row.commitment, row.instalment, row.amount, row.paid_on) == (commitment, instalment, 1000, DAY)
    assert (row.is_made, row.reference, row.sent_by) == (True, "VIR-7", access.user)
    assert Receipt.objects.count() == 0
    text = Page(manager.get(place(commitment, ""))).text.replace("\u00a0", " ")
    assert manager.get(place(commitment, "")).context["paid"] == Total()
    assert "Versement annoncé pour le 20 mai 2025 : en attente de la coordination" in text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"amount": ""}, ["amount"]),
        ({"amount": "0"}, ["amount"]),
        ({"amount": "-1"}, ["amount"]),
        ({"paid_on": ""}, ["paid_on"]),
        ({"paid_on": (TODAY + ONE).isoformat()}, ["paid_on"]),
        ({"is_made": "", "paid_on": (TODAY - ONE).isoformat()}, ["paid_on"]),
        ({"reference": "x" * 61}, ["reference"]),
        ({"instalment": "999999"}, ["instalment"]),
    ],
)
def test_what_is_wrong_is_said(manager, commitment, typed, wrong):
    typed = {name: value for name, value in (TYPED | typed).items() if value or name != "is_made"}
    address = place(commitment, "announce/")
    sent = {name: value for name, value in form_of(manager.get(address)).items() if name != "is_made"}
    response = manager.post(address, sent | typed)
    assert (response.status_code, list(faults(response))) == (200, wrong)
    assert PaymentAnnouncement.objects.count() == 0


@pytest.mark.parametrize(("is_made", "day"), [("on", TODAY), ("", TODAY), ("", TODAY + ONE)])
def test_payment_is_made_until_today_or_expected_from_today_on(manager, commitment, is_made, day):
    assert announces(manager, commitment, is_made=is_made, paid_on=day.isoformat()).status_code == 302
    assert PaymentAnnouncement.objects.get().is_made == bool(is_made)


def test_instalment_of_another_commitment_is_no_choice(manager, alpha, commitment):
    other = make.instalment(commitment=make.commitment(organisation=alpha, kind="agreement"))
    assert list(faults(announces(manager, commitment, instalment=other.pk))) == ["instalment"]


def test_instalment_of_the_address_is_chosen(manager, commitment):
    key = commitment.instalments.get().pk
    form = form_of(manager.get(place(commitment, f"announce/?instalment={key}")))
    assert form["instalment"] == str(key)
    assert manager.get(place(commitment, "announce/?instalment=x%00")).status_code == 200


@pytest.mark.parametrize(("kind", "code"), [("letter", 200), ("completion", 200), ("withdrawal", 404), (None, 404)])
def test_nothing_is_announced_of_what_is_withdrawn_or_has_not_begun(manager, alpha, kind, code):
    commitment = make.commitment(organisation=alpha, kind=kind)
    assert manager.get(place(commitment, "announce/")).status_code == code


def test_form_sent_twice_announces_once(manager, commitment):
    typed = form_of(manager.get(place(commitment, "announce/"))) | TYPED
    codes = [manager.post(place(commitment, "announce/"), typed).status_code for _time in range(2)]
    assert (codes, PaymentAnnouncement.objects.count()) == ([302, 302], 1)


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_of_two_sendings_at_the_same_moment_the_second_is_told(manager, commitment):
    address = place(commitment, "announce/")
    one = form_of(manager.get(address)) | TYPED
    assert at_the_same_moment(manager, address, one, one) == [302, 302]
    assert PaymentAnnouncement.objects.count() == 1
    one, other = (form_of(manager.get(address)) | TYPED for _form in range(2))
    assert at_the_same_moment(manager, address, one, other) == [200, 302]
    assert PaymentAnnouncement.objects.count() == 2


def test_coordination_sees_it_beside_the_instalments_and_records_what_came(coordinator, commitment):
    row = make.payment_announcement(commitment=commitment, instalment=commitment.instalments.get(), reference="VIR-7")
    page = Page(coordinator.get(f"/admin/space/paymentannouncement/{row.pk}/change/"))
    assert "Échéance n° 1, 20 mai 2025 : 1 000 €" in page.text.replace("\u00a0", " ").replace("\u202f", " ")
    typed = {"decision": "accept", "received_on": "22/05/2025", "came": "99,50"}
    assert decides(coordinator, row, "paymentannouncement", **typed).status_code == 302
    row.refresh_from_db()
    receipt = row.receipt
    assert (receipt.commitment, receipt.instalment, str(receipt.amount)) == (commitment, row.instalment, "99.50")
    assert (str(receipt.received_on), receipt.reference, receipt.form) == ("2025-05-22", "VIR-7", "cash")
    assert row.is_accepted


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"received_on": ""}, ["received_on"]),
        ({"came": ""}, ["came"]),
        ({"received_on": (TODAY + ONE).isoformat()}, ["received_on"]),
        ({"came": "1000,01"}, ["receipt_note"]),
        ({"decision": ""}, ["decision"]),
        ({"decision": "refuse"}, ["answer"]),
    ],
)
def test_what_was_not_received_so_is_refused_in_words(coordinator, commitment, typed, wrong):
    row = make.payment_announcement(commitment=commitment, instalment=commitment.instalments.get())
    response = decides(coordinator, row, "paymentannouncement", **{"decision": "accept"} | typed)
    assert list(response.context["adminform"].form.errors) == wrong
    assert Receipt.objects.count() == 0


def test_reference_that_is_there_already_is_told(coordinator, commitment):
    make.receipt(commitment=commitment, reference="VIR-7")
    row = make.payment_announcement(commitment=commitment, reference="VIR-7")
    response = decides(coordinator, row, "paymentannouncement", decision="accept")
    assert "une ligne de cette référence" in str(response.context["adminform"].form.errors)


def test_partner_is_told_that_it_has_not_come(coordinator, manager, access, commitment):
    row = make.payment_announcement(commitment=commitment, sent_by=access.user)
    decides(coordinator, row, "paymentannouncement", decision="refuse", answer="Rien au 30 juin.")
    assert "Rien au 30 juin." in mail.outbox[0].body
    assert "Rien au 30 juin." in Page(manager.get(place(commitment, ""))).text


def test_receipt_is_recorded_once_by_whoever_may(commitment):
    row = make.payment_announcement(commitment=commitment)
    came = {"received_on": DAY, "amount": 100, "at": timezone.now(), "on": TODAY}
    with pytest.raises(PermissionDenied):
        accept_payment(announcement=row, by=make.user(is_staff=True), **came)
    by = make.user(is_superuser=True)
    accept_payment(announcement=row, by=by, **came)
    with pytest.raises(ValidationError):
        accept_payment(announcement=row, by=by, **came)
    assert Receipt.objects.count() == 1


WAITS = "annoncé comme versé le 20 mai 2025 (1 000 €) : en attente d’enregistrement par la coordination"


def test_instalment_that_is_announced_as_paid_waits_for_the_coordination_and_is_late_no_more(manager, commitment):
    instalment, page = commitment.instalments.get(), place(commitment, "")
    announced = make.payment_announcement(commitment=commitment, instalment=instalment, amount=1000)
    texts = [read_aloud(manager.get(address)) for address in (page, place(commitment, "announce/"))]
    assert [("de retard" in text, WAITS in text) for text in texts] == [(False, True)] * 2
    assert "Ensuite : échéance" not in texts[0]
    announced.decided_at = announced.sent_at + ONE
    announced.decided_by, announced.is_accepted, announced.answer = make.user(), False, "Rien reçu."
    announced.save()
    text = read_aloud(manager.get(page))
    assert ("de retard" in text, WAITS in text, "Ensuite : échéance n° 1" in text) == (True, False, True)
    before = read_aloud(manager.get(f"{page}?on={DAY}"))  # it was decided a day later
    assert ("de retard" in before, WAITS in before) == (False, True)


@pytest.mark.parametrize("whose", ["planned", "another's", "of no instalment"])
def test_instalment_stays_late_unless_its_own_payment_is_made(manager, alpha, commitment, whose):
    instalment = commitment.instalments.get()
    other = make.commitment(organisation=alpha, kind="agreement", amount=5)
    about = {
        "planned": {"commitment": commitment, "instalment": instalment, "is_made": False},
        "another's": {"commitment": other, "instalment": make.instalment(commitment=other)},
        "of no instalment": {"commitment": commitment},
    }
    make.payment_announcement(**about[whose])
    assert "de retard" in read_aloud(manager.get(place(commitment, "")))


def test_list_of_instalments_and_other_days_tell_what_is_announced(manager, alpha, commitment):
    make.payment_announcement(commitment=commitment, instalment=commitment.instalments.get(), amount=1000)
    address = f"/fr/space/{alpha.pk}/instalments/"
    (row,) = manager.get(address).context["page"].records
    assert (row.late, row.announced_on, row.announced) == (None, DAY, 1000)
    assert manager.get(address, {"late": "is_late"}).context["count"] == 0
    home = read_aloud(manager.get(f"/fr/space/{alpha.pk}/?on={DAY + ONE}"))
    assert ("en retard" in home, WAITS in home) == (False, True)


def test_rest_of_an_instalment_that_is_announced_in_part_is_still_late(manager, alpha, commitment):
    instalment, address = commitment.instalments.get(), f"/fr/space/{alpha.pk}/instalments/"
    make.receipt(commitment=commitment, instalment=instalment, amount=300)
    for amount, is_late in ((1, True), (698, True), (1, False)):
        make.payment_announcement(commitment=commitment, instalment=instalment, amount=amount)
        text = read_aloud(manager.get(place(commitment, "")))
        assert ("annoncé comme versé" in text, "de retard" in text, "Ensuite : échéance n° 1" in text) == (
            True,
            is_late,
            is_late,
        )
        assert manager.get(address, {"late": "is_late"}).context["count"] == int(is_late)


def test_no_more_is_announced_of_an_instalment_than_is_left_of_its_commitment_unless_it_is_meant(manager, commitment):
    make.payment_announcement(commitment=commitment, amount=4500)
    response = announces(manager, commitment, amount="500,01", instalment=commitment.instalments.get().pk)
    assert "reste à verser : 500 € (l’engagement entier)" in read_aloud(response)
    assert announces(manager, commitment, amount="500", instalment=commitment.instalments.get().pk).status_code == 302


def test_day_that_is_asked_for_changes_nothing_of_what_is_left(manager, commitment):
    instalment = commitment.instalments.get()
    make.payment_announcement(commitment=commitment, instalment=instalment, amount=1000)
    address = f"{place(commitment, 'announce/')}?on={DAY - 99 * ONE}"
    response = manager.post(address, form_of(manager.get(address)) | TYPED | {"instalment": instalment.pk})
    assert "reste à verser : 0 €" in read_aloud(response)


@pytest.mark.parametrize(
    ("kind", "of_instalment", "amount", "left"),
    [
        ("agreement", True, "600,01", "600 €"),
        ("agreement", True, "600", ""),
        ("agreement", False, "4500,01", "4 500 €"),
        ("agreement", False, "4500", ""),
        ("letter", False, "9000", ""),
    ],
)
def test_more_than_is_left_to_pay_is_asked_about_once_and_taken_when_it_is_sent_again(
    manager, alpha, kind, of_instalment, amount, left
):
    commitment = make.commitment(organisation=alpha, kind=kind, amount=5000)
    instalment = make.instalment(commitment=commitment, amount=1000)
    make.receipt(commitment=commitment, instalment=instalment, amount=300)
    make.receipt(commitment=commitment, amount=100)
    make.payment_announcement(commitment=commitment, instalment=instalment)
    make.payment_announcement(commitment=commitment, instalment=instalment, is_made=False)
    response = announces(manager, commitment, amount=amount, instalment=instalment.pk if of_instalment else "")
    assert response.status_code == (200 if left else 302)
    if left:
        assert f"C’est plus que ce qui reste à verser : {left} (" in read_aloud(response)
        assert PaymentAnnouncement.objects.count() == 2
        other = manager.post(place(commitment, "announce/"), form_of(response) | {"amount": "9000"})
        assert list(faults(other)) == ["amount"]
        assert manager.post(place(commitment, "announce/"), form_of(other)).status_code == 302
    assert PaymentAnnouncement.objects.count() == 3
