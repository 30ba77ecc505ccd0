"""Corrections that partners propose: beside our value, told when it changed meanwhile, accepted or refused with an answer."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from funding.models import CommitmentStep
from indicators.models import Release
from space.actions import accept_correction, refuse
from space.models import Correction
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import form_of, said
from tests.space.test_papers import decides, faults

pytestmark = pytest.mark.django_db
WHY = {"reason": "Voir le relevé.", "source": "Relevé 12, page 3"}


def place(organisation, subject, record):
    """Where a correction of a record is proposed."""
    return f"/fr/space/{organisation.pk}/correct/{subject}/{record.pk}/"


def proposes(client, organisation, subject, record, **typed):
    """The answer to a correction that is sent."""
    address = place(organisation, subject, record)
    return client.post(address, form_of(client.get(address)) | WHY | typed)


@pytest.fixture
def commitment(alpha):
    """An agreement of the partner's."""
    return make.commitment(organisation=alpha, kind="agreement", amount=5000, title_fr="Chaire")


@pytest.fixture
def instalment(commitment):
    """An instalment of it, in May 2025, of which the day is not known."""
    return make.instalment(commitment=commitment, amount=1000, precision="month")


def test_form_shows_our_values_beside(manager, alpha, instalment):
    fields = manager.get(place(alpha, "instalment", instalment)).context["form"].fields
    ours = {name: field.help_text for name, field in fields.items() if field.help_text and name != "source"}
    assert ours == {
        "amount": "Chez nous\u00a0: 1\u202f000\u00a0€",
        "due_on": "Chez nous\u00a0: mai 2025",
        "condition": "Chez nous\u00a0: –",
    }


def test_each_value_that_is_proposed_is_a_correction_and_changes_nothing(manager, access, alpha, instalment):
    response = proposes(manager, alpha, "instalment", instalment, amount="1 200", due_on="01/06/2025")
    assert (response.status_code, response.url) == (302, f"/fr/space/{alpha.pk}/answers/")
    found = [(row.field, row.seen, row.proposed, row.about) for row in Correction.objects.order_by("field")]
    assert found == [
        ("amount", "1000.00", "1200.00", instalment),
        ("due_on", "2025-05-20", "2025-06-01", instalment),
    ]
    assert {(row.reason, row.source, row.sent_by) for row in Correction.objects.all()} == {(*WHY.values(), access.user)}
    instalment.refresh_from_db()
    assert (instalment.amount, instalment.due_on) == (1000, DAY)
    words = [(row.words, row.is_accepted) for row in manager.get(response.url).context["sent"]]
    assert sorted(words) == [
        ("correction de\u00a0: Montant en euros – échéance n° 1, mai 2025", None),
        ("correction de\u00a0: Échéance – échéance n° 1, mai 2025", None),
    ]


def test_what_is_ours_already_is_no_correction(manager, alpha, instalment):
    response = proposes(manager, alpha, "instalment", instalment, amount="1000,00")
    assert faults(response) == {"amount": ["C’est la valeur que nous avons."]}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, ["__all__"]),
        ({"amount": "mille"}, ["amount"]),
        ({"amount": "5", "reason": ""}, ["reason"]),
        ({"amount": "5", "form_token": ""}, ["__all__"]),
        ({"due_on": "1/6/25"}, ["due_on"]),
        ({"condition": "x" * 301}, ["condition"]),
    ],
)
def test_what_cannot_be_read_is_refused(manager, alpha, instalment, typed, wrong):
    assert list(faults(proposes(manager, alpha, "instalment", instalment, **typed))) == wrong
    assert Correction.objects.count() == 0


def test_value_that_changed_meanwhile_is_told_beside_the_one_seen_and_what_was_typed_stays(manager, alpha, instalment):
    typed = form_of(manager.get(place(alpha, "instalment", instalment))) | WHY | {"amount": "1300"}
    instalment.amount = 1200
    instalment.save()
    response = manager.post(place(alpha, "instalment", instalment), typed)
    (fault,) = faults(response)["amount"]
    assert "c’était 1\u202f000\u00a0€, c’est maintenant 1\u202f200\u00a0€" in fault
    again = form_of(response)
    assert (again["amount"], again["seen_amount"], again["reason"]) == ("1300", "1200.00", WHY["reason"])
    assert Correction.objects.count() == 0
    assert manager.post(place(alpha, "instalment", instalment), again).status_code == 302
    assert Correction.objects.get().seen == "1200.00"


@pytest.mark.parametrize("seen", ["", "abc", "99999999999999999999999", "NaN"])
def test_value_seen_that_is_none_of_ours_is_told_and_breaks_nothing(manager, alpha, instalment, seen):
    response = proposes(manager, alpha, "instalment", instalment, amount="5", seen_amount=seen)
    assert (response.status_code, list(faults(response))) == (200, ["amount"])


def test_form_sent_twice_makes_one_correction(manager, alpha, instalment):
    typed = form_of(manager.get(place(alpha, "instalment", instalment))) | WHY | {"amount": "1300"}
    codes = [manager.post(place(alpha, "instalment", instalment), typed).status_code for _time in range(2)]
    assert (codes, Correction.objects.count()) == ([302, 302], 1)


def test_second_manager_is_told_that_another_has_proposed_meanwhile(manager, alpha, instalment):
    typed = form_of(manager.get(place(alpha, "instalment", instalment))) | WHY | {"amount": "1300"}
    make.correction(organisation=alpha, instalment=instalment, field="due_on", proposed="2026-01-01")
    response = manager.post(place(alpha, "instalment", instalment), typed)
    assert "après l’ouverture de cette page" in faults(response)["__all__"][0]
    assert manager.post(place(alpha, "instalment", instalment), form_of(response)).status_code == 302


def test_each_kind_of_record_can_be_contested_where_it_is_ones_own(manager, alpha, commitment, instalment):
    step = commitment.steps.get()
    receipt = make.receipt(commitment=commitment)
    chair, contract = make.chair(host=alpha), make.doctoral_contract(employer=alpha)
    own = {"step": step, "instalment": instalment, "receipt": receipt, "commitment": commitment}
    own |= {"chair": chair, "contract": contract, "organisation": alpha}
    codes = {subject: manager.get(place(alpha, subject, record)).status_code for subject, record in own.items()}
    assert codes == dict.fromkeys(own, 200)


def test_step_that_was_replaced_meanwhile_is_told_with_the_one_that_counts(manager, alpha, commitment):
    step = commitment.steps.get()
    typed = form_of(manager.get(place(alpha, "step", step))) | WHY | {"amount": "4000"}
    new = make.commitment_step(commitment=commitment, replaces=step, reason="Erreur", kind="agreement", amount=4500)
    response = manager.post(place(alpha, "step", step), typed)
    assert "c’était 5\u202f000\u00a0€, c’est maintenant 4\u202f500\u00a0€" in faults(response)["amount"][0]
    assert manager.post(place(alpha, "step", step), form_of(response)).status_code == 302
    assert Correction.objects.get().step == new


def test_row_that_was_cancelled_meanwhile_is_left_to_the_coordination(manager, alpha, instalment):
    typed = form_of(manager.get(place(alpha, "instalment", instalment))) | WHY | {"amount": "4000"}
    instalment.cancelled_on, instalment.note = DAY, "Erreur"
    instalment.save()
    assert manager.post(place(alpha, "instalment", instalment), typed).status_code == 302
    assert Correction.objects.get().about == instalment


def test_what_is_anothers_or_counts_no_more_cannot_be_contested(manager, alpha, commitment):
    other = make.commitment(kind="letter")
    today = timezone.localdate()
    cancelled = make.instalment(commitment=commitment, cancelled_on=today, note="Erreur")
    found = {
        "step": [
            other.steps.get(),
            make.commitment_step(commitment=commitment, happened_on=today + timedelta(1)),
        ],
        "instalment": [cancelled, make.instalment()],
        "receipt": [make.receipt()],
        "commitment": [other],
        "chair": [make.chair(host=make.organisation())],
        "contract": [make.doctoral_contract()],
        "organisation": [other.organisation],
        "user": [alpha],
    }
    codes = {manager.get(place(alpha, subject, row)).status_code for subject, rows in found.items() for row in rows}
    assert codes == {404}


def test_accepted_correction_changes_the_record_and_its_history_says_why(coordinator, alpha, instalment):
    user = make.user(name="Anne")
    row = make.correction(
        organisation=alpha,
        instalment=instalment,
        field="due_on",
        seen="2025-05-20",
        proposed="2025-06-01",
        sent_by=user,
    )
    page = coordinator.get(f"/admin/space/correction/{row.pk}/change/")
    assert [words for words in ("mai 2025", "1er juin 2025") if words not in Page(page).text] == []
    assert decides(coordinator, row, "correction", decision="accept").status_code == 302
    instalment.refresh_from_db()
    assert (instalment.due_on, instalment.precision) == (date(2025, 6, 1), "exact")
    assert instalment.history.first().history_change_reason == (
        f"Proposé par le partenaire (correction n°\u00a0{row.pk}) le 20 mai 2025, accepté\u00a0: Nous avons déménagé."
    )


def test_accepted_correction_of_a_step_replaces_it(coordinator, alpha, commitment):
    step = commitment.steps.get()
    row = make.correction(organisation=alpha, step=step, field="amount", seen="5000.00", proposed="4000.00")
    decides(coordinator, row, "correction", decision="accept")
    step.refresh_from_db()
    new = step.replaced_by
    assert (new.amount, new.qualifier, new.kind, new.happened_on) == (4000, "exact", "agreement", DAY)
    assert new.reason.startswith(f"Proposé par le partenaire (correction n°\u00a0{row.pk})")


def test_what_is_so_already_is_accepted_without_a_change(coordinator, alpha):
    alpha.commune = "Nancy"
    alpha.save()
    row = make.correction(organisation=alpha)
    decides(coordinator, row, "correction", decision="accept")
    row.refresh_from_db()
    assert (row.is_accepted, alpha.history.count()) == (True, 2)


@pytest.mark.parametrize(
    ("subject", "field", "proposed", "words"),
    [
        ("receipt", "amount", "5.00", "Un apport en nature"),
        ("receipt", "received_on", "2999-01-01", "Ce jour est à venir"),
        ("commitment", "ends_on", "2024-01-01", "La fin précède le début"),
        ("commitment", "title_fr", "Autre", "Cette organisation a déjà un engagement de ce titre"),
        ("organisation", "website", "nulle part", "URL valide"),
    ],
)
def test_what_our_records_cannot_hold_is_told_to_the_coordination(coordinator, alpha, subject, field, proposed, words):
    own = make.commitment(organisation=alpha, starts_on=DAY)
    make.commitment(organisation=alpha, title_fr="Autre")
    receipt = make.receipt(commitment=own, form="in_kind", quantity=2, rate=5, unit="jours")
    about = {"receipt": receipt, "commitment": own, "organisation": alpha}[subject]
    named = {} if subject == "organisation" else {subject: about}
    row = make.correction(organisation=alpha, field=field, proposed=proposed, **named)
    response = decides(coordinator, row, "correction", decision="accept")
    assert response.status_code == 200
    assert words in str(response.context["adminform"].form.errors)
    row.refresh_from_db()
    assert row.is_waiting


def test_coordination_is_told_when_our_value_changed_while_it_looked(coordinator, alpha):
    row = make.correction(organisation=alpha)
    address = f"/admin/space/correction/{row.pk}/change/"
    typed = form_of(coordinator.get(address)) | {"decision": "accept"}
    alpha.commune = "Metz"
    alpha.save()
    response = coordinator.post(address, typed)
    assert "c’est maintenant Metz" in str(response.context["adminform"].form.errors)
    assert coordinator.post(address, form_of(response) | {"decision": "accept"}).status_code == 302
    alpha.refresh_from_db()
    assert alpha.commune == "Nancy"


def test_value_that_changes_while_the_decision_is_made_is_told_and_not_overwritten(monkeypatch, coordinator, alpha):
    row = make.correction(organisation=alpha)

    def overtaken(**given):
        type(alpha).objects.filter(pk=alpha.pk).update(commune="Metz")
        accept_correction(**given)

    monkeypatch.setattr("space.forms.deciding.accept_correction", overtaken)
    response = decides(coordinator, row, "correction", decision="accept")
    assert "c’est maintenant Metz" in said(coordinator.get(response.url))[0]
    row.refresh_from_db()
    assert (row.is_waiting, len(mail.outbox)) == (True, 0)


def test_value_that_whoever_accepts_has_not_seen_stays(alpha):
    row = make.correction(organisation=alpha)
    alpha.commune = "Metz"
    alpha.save()
    by = make.user(is_staff=True, is_superuser=True)
    with pytest.raises(ValidationError):
        accept_correction(correction=row, official_seen="", by=by, at=timezone.now(), on=timezone.localdate())
    alpha.refresh_from_db()
    row.refresh_from_db()
    assert (alpha.commune, row.is_waiting) == ("Metz", True)


def test_record_that_was_replaced_meanwhile_is_refused_not_changed(coordinator, alpha, commitment):
    step = commitment.steps.get()
    row = make.correction(organisation=alpha, step=step, field="amount", seen="5000.00", proposed="4000.00")
    make.commitment_step(commitment=commitment, replaces=step, reason="Erreur", kind="agreement", amount=4500)
    response = decides(coordinator, row, "correction", decision="accept")
    assert "il ne compte plus" in str(response.context["adminform"].form.errors)
    assert decides(coordinator, row, "correction", decision="refuse", answer="Déjà corrigé.").status_code == 302


def test_refusal_is_told_with_its_words(coordinator, manager, access, alpha):
    row = make.correction(organisation=alpha, sent_by=access.user)
    assert decides(coordinator, row, "correction", decision="refuse", answer=" ").status_code == 200
    decides(coordinator, row, "correction", decision="refuse", answer="Le siège est à Metz.")
    assert "Le siège est à Metz." in mail.outbox[0].body
    assert "envoi refusé La coordination répond : Le siège est à Metz." in Page(
        manager.get(f"/fr/space/{alpha.pk}/answers/")
    ).text.replace("\u00a0", " ")


def test_only_who_may_change_the_record_accepts(alpha):
    row, at, on = make.correction(organisation=alpha), timezone.now(), timezone.localdate()
    clerk = make.user(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename="change_correction"))
    with pytest.raises(PermissionDenied):
        accept_correction(correction=row, official_seen="Nancy", by=clerk, at=at, on=on)
    refuse(sent=row, answer="Non.", by=clerk, at=at, on=on)
    row.refresh_from_db()
    assert row.is_accepted is False


def test_published_releases_stay_as_they_are(launch, coordinator):
    text = launch.text
    step = CommitmentStep.objects.filter(amount__isnull=False).first()
    row = make.correction(
        organisation=step.commitment.organisation, step=step, field="amount", seen=str(step.amount), proposed="1.00"
    )
    assert decides(coordinator, row, "correction", decision="accept").status_code == 302
    assert (Release.objects.get().text, step.replaced_by.amount) == (text, 1)


def test_page_of_a_commitment_leads_to_what_can_be_contested(manager, partner, alpha, commitment, instalment):
    receipt = make.receipt(commitment=commitment)
    address = f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/"
    links = [link for link in Page(manager.get(address)).links if "/correct/" in link]
    records = {"step": commitment.steps.get(), "instalment": instalment, "receipt": receipt, "commitment": commitment}
    assert links == [place(alpha, subject, record) for subject, record in records.items()]
    assert said(manager.get(address)) == []


def test_viewer_is_offered_nothing_to_send(partner, alpha, commitment, instalment):
    text = partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/").content.decode()
    assert [word for word in ("/correct/", "/sign/", "/announce/") if word in text] == []
