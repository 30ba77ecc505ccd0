"""Signed letters and agreements: sent by a partner, read by the coordination, a step once they are accepted."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from funding.models import CommitmentStep
from sources.models import File, stored_names
from space.actions import accept_paper, refuse, send
from space.models import SignedPaper
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import form_of, said
from tests.sources.corpus import REFUSED, pdf, sent

pytestmark = pytest.mark.django_db
TYPED = {"signed_on": "21/05/2025", "signatories": "la présidente et le recteur"}


def place(commitment, page="sign/"):
    """A page of a commitment in the space."""
    return f"/fr/space/{commitment.organisation_id}/commitments/{commitment.pk}/{page}"


def sends(client, commitment, **typed):
    """The answer to a signed paper that is sent, filled in as a page asks it."""
    typed = form_of(client.get(place(commitment))) | TYPED | {"file": sent()} | typed
    return client.post(place(commitment), typed)


def faults(response):
    """The faults of the form on a page, by field."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


@pytest.fixture
def promised(alpha):
    """A commitment of the partner's for which an agreement is waited for."""
    return make.commitment(organisation=alpha, kind="award", amount=5000)


def test_signed_paper_is_kept_and_changes_nothing(manager, promised, access):
    response = sends(manager, promised, amount="6 000,50", note="Bonjour")
    assert response.status_code == 302, faults(response)
    assert response.url == f"{place(promised, '')}#answers"
    paper = SignedPaper.objects.get()
    assert (paper.organisation, paper.commitment, paper.sent_by) == (access.organisation, promised, access.user)
    assert (paper.kind, str(paper.signed_on), str(paper.amount)) == ("agreement", "2025-05-21", "6000.50")
    assert (paper.file.content_as_sent(), paper.file.sent_by) == (pdf(), access.user)
    assert paper.history.get().history_user == access.user
    assert promised.steps.count() == 1
    assert "Convention, 21 mai 2025 : en attente de la coordination" in Page(manager.get(place(promised, ""))).text


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        ("discussion", ["letter", "agreement"]),
        ("interest", ["letter", "agreement"]),
        ("letter", ["agreement"]),
        ("award", ["agreement"]),
        *((kind, None) for kind in ("agreement", "amendment", "withdrawal", "completion")),
    ],
)
def test_page_is_there_while_a_signature_is_waited_for(manager, alpha, kind, kinds):
    commitment = make.commitment(organisation=alpha)
    make.commitment_step(commitment=commitment, kind=kind, file=make.file())
    response = manager.get(place(commitment))
    found = response.context["form"].fields["kind"].choices if response.status_code == 200 else None
    assert (found and [value for value, _words in found]) == kinds


def test_paper_is_taken_of_a_commitment_that_waited_for_it_when_the_page_was_opened(manager, promised):
    typed = form_of(manager.get(place(promised))) | TYPED
    make.commitment_step(commitment=promised, kind="agreement", amount=5000)
    assert manager.post(place(promised), typed | {"file": sent()}).status_code == 302
    assert SignedPaper.objects.get().is_waiting


def test_commitment_of_which_nothing_has_happened_has_no_page_to_sign(manager, alpha):
    assert manager.get(place(make.commitment(organisation=alpha))).status_code == 404


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_file_is_refused_and_nothing_is_kept(manager, promised, what):
    name, content = REFUSED[what]
    response = sends(manager, promised, file=sent(content, name))
    assert (response.status_code, list(faults(response))) == (200, ["file"])
    assert (SignedPaper.objects.count(), File.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"file": ""}, ["file"]),
        ({"signed_on": ""}, ["signed_on"]),
        ({"signed_on": "21/05/25"}, ["signed_on"]),
        ({"signatories": ""}, ["signatories"]),
        ({"amount": "0"}, ["amount"]),
        ({"amount": "-5"}, ["amount"]),
        ({"kind": "award"}, ["kind"]),
        ({"form_token": ""}, ["__all__"]),
        ({"note": "x" * 1001}, ["note"]),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(manager, promised, typed, wrong):
    response = sends(manager, promised, **typed)
    assert (response.status_code, list(faults(response))) == (200, wrong)
    kept = form_of(response)
    assert {name: kept[name] for name in TYPED if name not in typed} == {
        name: TYPED[name] for name in TYPED if name not in typed
    }
    assert SignedPaper.objects.count() == 0


def test_day_of_signature_is_not_still_to_come(manager, promised):
    today = timezone.localdate()
    days = [today + timedelta(1), today]
    found = [sends(manager, promised, signed_on=day.isoformat()).status_code for day in days]
    assert found == [200, 302]


def test_file_that_was_chosen_is_asked_for_again_when_something_else_is_wrong(manager, promised):
    before = stored_names()
    response = sends(manager, promised, signatories="")
    assert "Le fichier « lettre.pdf » n’a pas été conservé" in Page(response).text.replace("\u00a0", " ")
    assert stored_names() == before


def test_form_sent_twice_makes_one_answer(manager, promised):
    typed = form_of(manager.get(place(promised))) | TYPED
    first, second = (manager.post(place(promised), typed | {"file": sent()}) for _time in range(2))
    assert [first.status_code, second.status_code] == [302, 302]
    assert (SignedPaper.objects.count(), File.objects.count()) == (1, 1)


def test_second_manager_is_told_that_another_has_answered_meanwhile(manager, promised, access):
    typed = form_of(manager.get(place(promised))) | TYPED
    colleague = make.access(user=make.user(name="Anne"), organisation=access.organisation, role="manager")
    send_paper(promised, colleague.user)
    response = manager.post(place(promised), typed | {"file": sent()})
    assert response.status_code == 200
    assert "Anne a fait un envoi le" in faults(response)["__all__"][0]
    assert SignedPaper.objects.count() == 1
    assert manager.post(place(promised), form_of(response) | {"file": sent()}).status_code == 302
    assert SignedPaper.objects.count() == 2


def send_paper(commitment, by):
    """A letter that somebody sends now."""
    paper = SignedPaper(
        organisation=commitment.organisation,
        commitment=commitment,
        kind="agreement",
        signed_on=DAY,
        signatories="la présidente",
        file=make.file(),
    )
    send(sent=paper, by=by, at=timezone.now(), on=timezone.localdate())
    return paper


def test_only_who_answers_for_the_organisation_sends(partner, access, promised):
    assert [partner.get(place(promised)).status_code, partner.post(place(promised), TYPED).status_code] == [403, 403]
    with pytest.raises(PermissionDenied):
        send_paper(promised, access.user)
    assert SignedPaper.objects.count() == 0


def test_partner_reads_its_own_files_and_answers_and_no_other(manager, promised, alpha):
    own = make.signed_paper(commitment=promised)
    other = make.signed_paper()
    moved = make.signed_paper(organisation=alpha)  # of a commitment that has become another's
    files = f"/fr/space/{alpha.pk}/files/"
    assert [manager.get(f"{files}{row.file_id}/").status_code for row in (own, other, moved)] == [200, 404, 404]
    page = manager.get(f"/fr/space/{alpha.pk}/answers/")
    assert [row.key for row in page.context["sent"]] == [f"signedpaper-{own.pk}"]


def decides(client, row, model="signedpaper", **typed):
    """The answer to a decision that is sent."""
    address = f"/admin/space/{model}/{row.pk}/change/"
    return client.post(address, form_of(client.get(address)) | typed)


def test_accepted_paper_becomes_a_step_with_its_file_day_signatories_and_source(coordinator, promised):
    paper = make.signed_paper(commitment=promised, kind="agreement")
    source = make.source()
    typed = {"decision": "accept", "answer": "Merci.", "source": source.pk, "document_reference": "C-12"}
    assert decides(coordinator, paper, **typed).status_code == 302
    paper.refresh_from_db()
    step = CommitmentStep.objects.get(signed_paper=paper)
    assert (step.kind, step.happened_on, step.amount, step.qualifier) == ("agreement", DAY, 5000, "exact")
    assert (step.file, step.signatories) == (paper.file, "la présidente")
    assert (step.source, step.document_reference) == (source, "C-12")
    assert (paper.is_accepted, paper.answer, step.recorded_by) == (True, "Merci.", paper.decided_by)
    assert step.history.get().history_change_reason == "Envoyé par le partenaire dans son espace, le 20 mai 2025."
    assert paper.history.first().history_change_reason == "Accepté"


def test_amount_of_the_paper_is_that_of_its_step(coordinator, promised):
    paper = make.signed_paper(commitment=promised, kind="agreement", amount="4000.50")
    decides(coordinator, paper, decision="accept")
    assert str(CommitmentStep.objects.get(signed_paper=paper).amount) == "4000.50"


def test_refusal_says_why_and_changes_nothing(coordinator, promised):
    paper = make.signed_paper(commitment=promised)
    response = decides(coordinator, paper, decision="refuse")
    assert response.context["adminform"].form.errors == {
        "answer": ["Dites pourquoi c’est refusé\u00a0: le partenaire le lit."]
    }
    assert decides(coordinator, paper, decision="refuse", answer="La page 2 manque.").status_code == 302
    paper.refresh_from_db()
    assert (paper.is_accepted, paper.answer, paper.step, promised.steps.count()) == (
        False,
        "La page 2 manque.",
        None,
        1,
    )


def test_whoever_sent_it_is_told_in_their_language_and_reads_it_in_the_space(coordinator, manager, promised, access):
    access.user.language = "en"
    access.user.save()
    paper = make.signed_paper(commitment=promised, sent_by=access.user)
    decides(coordinator, paper, decision="refuse", answer="La page 2 manque.")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        [access.user.email],
        "About what you sent: letter of commitment, 20 May 2025",
    )
    assert "La page 2 manque." in letter.body
    assert f"/en/space/{access.organisation_id}/answers/" in letter.body
    text = Page(manager.get(place(promised, ""))).text
    assert "envoi refusé La coordination répond : La page 2 manque." in text


def test_whoever_reads_the_space_no_more_gets_no_mail(coordinator, promised):
    decides(coordinator, make.signed_paper(commitment=promised), decision="accept")
    assert mail.outbox == []


def test_second_coordinator_is_told_who_has_decided(coordinator, promised):
    paper = make.signed_paper(commitment=promised)
    address = f"/admin/space/signedpaper/{paper.pk}/change/"
    typed = form_of(coordinator.get(address)) | {"decision": "accept"}
    other = make.user(name="Paul", is_superuser=True)
    refuse(sent=paper, answer="Non.", by=other, at=timezone.now(), on=timezone.localdate())
    response = coordinator.post(address, typed, follow=True)
    assert said(response)[0].startswith("Paul y a déjà répondu, le ")
    assert promised.steps.count() == 1


def test_decision_is_made_once_by_whoever_may(promised):
    paper, at, on = make.signed_paper(commitment=promised), timezone.now(), timezone.localdate()
    for rights in ([], ["change_signedpaper"], ["add_commitmentstep"]):
        by = make.user(is_staff=True)
        by.user_permissions.set(Permission.objects.filter(codename__in=rights))
        with pytest.raises(PermissionDenied):
            accept_paper(paper=paper, by=by, at=at, on=on)
    by = make.user(is_superuser=True)
    accept_paper(paper=paper, by=by, at=at, on=on)
    with pytest.raises(ValidationError) as refused:
        accept_paper(paper=paper, by=by, at=at, on=on)
    assert refused.value.code == "decided"
    assert promised.steps.count() == 2


def test_coordination_is_told_of_what_waits(coordinator, promised):
    make.signed_paper(commitment=promised)
    make.signed_paper(commitment=make.commitment(organisation=make.organisation(is_example=True)))
    needs = {need.title: need for need in coordinator.get("/admin/").context["needs"]}
    need = needs["Lettres et conventions signées à lire"]
    assert (need.count, need.rows[0][0]) == (1, "Alpha")
    assert coordinator.get(need.address).status_code == 200
