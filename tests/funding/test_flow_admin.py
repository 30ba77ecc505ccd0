"""The forms of the money that follows commitments: what is refused, asked about, approved, and said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from funding.actions import approve_receipt
from funding.models import Expenditure, Instalment, PaymentCall, Receipt
from tests import make
from tests.make import DAY
from tests.page import plain
from tests.sending import coordinator, errors_of, follow, form_of, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/funding/receipt/add/"
IN_KIND = {"form": "in_kind", "quantity": "12,5", "unit": "jours", "rate": "400", "evidence": "Feuilles de temps"}


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def bruno(db):
    """The browser of another one."""
    return coordinator("Bruno")


@pytest.fixture
def firm(db):
    """A signed commitment of 100 € with one instalment of 60 €."""
    commitment = make.commitment(kind="agreement", amount=100)
    make.instalment(commitment=commitment, amount=60)
    return commitment


def change(row):
    """The address of a row's form."""
    return reverse(f"admin:funding_{row._meta.model_name}_change", args=[row.pk])


def add(client, address=ADD, **typed):
    """Sends a form of a new row of the usual day."""
    return send(client, address, **{"received_on": "20/05/2025", **typed})


def test_receipt_is_recorded_and_leads_to_its_account(anne, firm):
    response = add(anne, f"{ADD}?commitment={firm.pk}", amount="25,50", reference="T-12")
    assert response.status_code == 302
    receipt = Receipt.objects.get()
    assert (receipt.amount, receipt.commitment, receipt.valued_by) == (Decimal("25.50"), firm, None)
    assert reverse("office-commitment", args=[firm.pk]) in anne.get(change(receipt)).content.decode()


def test_receipt_beyond_its_instalment_is_asked_about_and_nothing_typed_is_lost(anne, firm):
    plan = firm.instalments.get()
    make.receipt(commitment=firm, instalment=plan, amount=40)
    make.receipt(commitment=firm, instalment=plan, amount=1000, cancelled_on=DAY, note="erreur")
    typed = {"commitment": firm.pk, "instalment": plan.pk, "amount": "20,01"}
    response = add(anne, **typed)
    (asked,) = errors_of(response)["note"]
    assert plain(asked) == (
        "Cela fait 60,01 € reçus d’une échéance de 60 €, due le 20 mai 2025 : dites pourquoi dans la note."
    )
    assert form_of(response)["amount"] == "20,01"
    assert add(anne, **typed | {"note": "Intérêts de retard"}).status_code == 302
    assert add(anne, **typed | {"amount": "20", "instalment": ""}).status_code == 302
    assert Receipt.objects.count() == 4


def test_receipt_that_fills_its_instalment_is_not_asked_about(anne, firm):
    plan = firm.instalments.get()
    assert add(anne, commitment=firm.pk, instalment=plan.pk, amount="60").status_code == 302


def test_instalment_of_another_commitment_is_refused_in_words(anne, firm):
    other = make.instalment(commitment=make.commitment(title_fr="Autre", organisation=make.organisation(name="Ville")))
    response = add(anne, commitment=firm.pk, instalment=other.pk, amount="1")
    assert errors_of(response) == {"instalment": ["C’est une échéance d’un autre engagement : Ville – Autre."]}


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"amount": "-5"}, ["amount"]),
        ({"amount": "1.234"}, ["amount"]),
        ({"received_on": "31/02/2026"}, ["received_on"]),
        ({"received_on": "20/05/1925"}, ["received_on"]),
        ({"quantity": "2"}, ["quantity"]),
        ({"approves": "on"}, ["approves"]),
        ({"form": "in_kind", "amount": "5"}, ["quantity"]),
        ({"cancelled_on": "21/05/2025"}, ["note"]),
        ({"commitment": "1000000000"}, ["commitment"]),
        ({"instalment": "x"}, ["instalment"]),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_on_screen(anne, firm, typed, fields):
    response = add(anne, **{"commitment": firm.pk, **typed})
    assert list(errors_of(response)) == fields
    assert {name: form_of(response)[name] for name in typed if name != "approves"} == {
        name: value for name, value in typed.items() if name not in ("approves", "commitment", "instalment")
    } | {name: "" for name in typed if name in ("commitment", "instalment")}
    assert Receipt.objects.count() == 0


def test_day_still_to_come_is_refused_and_today_is_not(anne, firm):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    response = add(anne, commitment=firm.pk, received_on=tomorrow.strftime("%d/%m/%Y"))
    assert list(errors_of(response)) == ["received_on"]
    assert add(anne, commitment=firm.pk, received_on=today.strftime("%d/%m/%Y")).status_code == 302


def test_contribution_in_kind_is_valued_by_one_and_approved_by_another(anne, bruno, firm):
    assert add(anne, commitment=firm.pk, **IN_KIND).status_code == 302
    receipt = Receipt.objects.get()
    assert (receipt.amount, str(receipt.valued_by), receipt.approved_by) == (Decimal(5000), "Anne", None)
    assert not Receipt.objects.received_by(timezone.localdate()).exists()
    response = send(anne, change(receipt), approves="on")
    assert said(follow(anne, response))[0] == (
        "Un apport en nature est validé par une autre personne que celle qui l’a valorisé."
    )
    send(bruno, change(receipt), approves="on")
    receipt.refresh_from_db()
    assert (str(receipt.approved_by), receipt.approved_on) == ("Bruno", timezone.localdate())
    assert Receipt.objects.received_by(timezone.localdate()).get() == receipt


def test_what_is_valued_anew_is_to_be_approved_anew(anne, bruno, firm):
    add(anne, commitment=firm.pk, **IN_KIND)
    receipt = Receipt.objects.get()
    send(bruno, change(receipt), approves="on")
    send(bruno, change(receipt), evidence="Relevés")
    receipt.refresh_from_db()
    assert str(receipt.approved_by) == "Bruno"
    send(bruno, change(receipt), rate="500")
    receipt.refresh_from_db()
    assert (receipt.amount, str(receipt.valued_by), receipt.approved_by) == (Decimal(6250), "Bruno", None)


def test_approval_is_refused_where_it_means_nothing():
    anne, bruno = (make.user(is_staff=True, is_superuser=True) for _time in range(2))
    cash, kind = make.receipt(amount=5), make.receipt(form="in_kind", quantity=2, rate=3, valued_by=anne)
    for receipt, by, code in ((cash, bruno, "not_valued"), (kind, anne, "same_person")):
        with pytest.raises(ValidationError) as refused:
            approve_receipt(receipt=receipt, by=by, on=DAY)
        assert refused.value.code == code
    with pytest.raises(PermissionDenied):
        approve_receipt(receipt=kind, by=make.user(), on=DAY)
    approve_receipt(receipt=kind, by=bruno, on=DAY)
    with pytest.raises(ValidationError) as refused:
        approve_receipt(receipt=kind, by=bruno, on=DAY)
    assert refused.value.code == "approved"


def test_once_figures_are_published_rows_of_their_days_say_why(anne, launch):
    commitment = make.commitment(kind="agreement", amount=100)
    response = add(anne, commitment=commitment.pk, amount="5")
    assert list(errors_of(response)) == ["change_reason"]
    assert "Publication n°\u00a01" in errors_of(response)["change_reason"][0]
    assert add(anne, commitment=commitment.pk, amount="5", change_reason="Reçu tard").status_code == 302
    assert add(anne, commitment=commitment.pk, amount="5", received_on="21/05/2025").status_code == 302
    receipt = Receipt.objects.get(received_on=DAY)
    assert receipt.history.get().history_change_reason == "Reçu tard"
    assert list(errors_of(send(anne, change(receipt), amount="6"))) == ["change_reason"]


def test_once_figures_are_published_a_step_of_their_days_says_why(anne, launch):
    commitment = make.commitment()
    address = reverse("admin:funding_commitment_change", args=[commitment.pk])
    typed = {"steps-0-kind": "agreement", "steps-0-happened_on": "20/05/2025", "steps-0-amount": "5"}
    assert list(errors_of(send(anne, address, **typed))) == ["steps-0-reason"]
    assert send(anne, address, **typed | {"steps-0-reason": "Convention retrouvée"}).status_code == 302
    assert commitment.steps.get().reason == "Convention retrouvée"
    example = make.commitment(organisation=make.organisation(is_example=True))
    address = reverse("admin:funding_commitment_change", args=[example.pk])
    assert send(anne, address, **typed).status_code == 302


def test_plan_is_entered_with_its_commitment_numbered_and_its_difference_said(anne, firm):
    address = reverse("admin:funding_commitment_change", args=[firm.pk])
    sent = form_of(anne.get(address))
    assert (sent["instalments-0-number"], sent["instalments-1-number"]) == ("1", "2")
    response = send(anne, address, **{"instalments-1-due_on": "31/12/2026", "instalments-1-amount": "30"})
    assert plain(said(follow(anne, response))[0]) == "Les échéances font 90 €, et 100 € sont conventionnés."
    assert list(Instalment.objects.values_list("number", "amount")) == [(1, 60), (2, 30)]
    response = send(anne, address, **{"instalments-2-due_on": "31/12/2027", "instalments-2-amount": "10"})
    assert [message for message in said(follow(anne, response)) if "échéances" in message] == []


def test_form_of_a_commitment_left_as_it_is_adds_no_instalment(anne, firm):
    address = reverse("admin:funding_commitment_change", args=[firm.pk])
    assert send(anne, address, title_en="Gift").status_code == 302
    assert Instalment.objects.count() == 1


def test_call_for_payment_and_expenditure_are_recorded(anne, firm):
    college = make.organisation(kind="higher_education")
    typed = {"commitment": firm.pk, "called_on": "20/05/2025", "amount": "60", "instalment": firm.instalments.get().pk}
    assert send(anne, "/admin/funding/paymentcall/add/", **typed).status_code == 302
    year = timezone.localdate().year
    typed = {"commitment": firm.pk, "institution": college.pk, "heading": "staff", "amount": "10"}
    address = "/admin/funding/expenditure/add/"
    response = send(anne, address, **typed, spent_on=f"31/12/{year + 1}")
    assert list(errors_of(response)) == ["spent_on"]
    assert send(anne, address, **typed, spent_on=f"31/12/{year}").status_code == 302
    assert "déjà déclarée" in errors_of(send(anne, address, **typed, spent_on=f"31/12/{year}"))[""][0]
    assert (PaymentCall.objects.count(), Expenditure.objects.get().spent_on) == (1, date(year, 12, 31))


@pytest.mark.parametrize("kind", ["instalment", "payment_call", "receipt", "expenditure", "transfer"])
def test_row_is_never_deleted_even_by_an_administrator(anne, client, firm, kind):
    row = getattr(make, kind)(commitment=firm)
    client.force_login(make.user(is_staff=True, is_superuser=True))
    for browser in (anne, client):
        assert [ask(f"{change(row)[:-7]}delete/").status_code for ask in (browser.get, browser.post)] == [403, 403]
        assert 'class="deletelink"' not in browser.get(change(row)).content.decode()
    rows = change(row).removesuffix(f"{row.pk}/change/")
    assert "delete_selected" not in client.get(rows).content.decode()
    client.post(rows, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()


def test_instalment_is_not_deleted_in_the_form_of_its_commitment(client, firm):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    address = reverse("admin:funding_commitment_change", args=[firm.pk])
    assert "-DELETE" not in client.get(address).content.decode()
    assert send(client, address, **{"instalments-0-DELETE": "on"}).status_code == 302
    assert firm.instalments.count() == 1
