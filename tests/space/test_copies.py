"""Copies of signed papers that are not here: the partner is asked for one, sends it, and it stands with its step."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from funding.models import CommitmentStep
from space.actions import accept_paper
from space.models import SignedPaper
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import form_of, said
from tests.sources.corpus import sent
from tests.space.test_papers import decides, faults, place, sends
from tests.space.test_turns import told

pytestmark = pytest.mark.django_db
PEOPLE = "la présidente et le recteur"
KINDS = ["letter", "agreement", "amendment"]


@pytest.fixture
def paper_only(alpha):
    """A function that makes a commitment whose last step is a paper of a kind, of 5,000 €, of which there is no copy."""

    def made(kind):
        commitment = make.commitment(organisation=alpha, title_fr="Chaire")
        said = {"document_reference": "C-12", "source": make.source()}
        make.commitment_step(
            commitment=commitment, kind=kind, amount=5000, qualifier="about", precision="month", **said
        )
        return commitment

    return made


@pytest.mark.parametrize("kind", KINDS)
def test_copy_that_is_asked_for_can_be_sent_and_is_then_the_turn_of_the_coordination(manager, alpha, paper_only, kind):
    commitment = paper_only(kind)
    mine, _ours = told(manager, alpha)
    assert mine.startswith("Nous n’avons pas d’exemplaire signé de ")
    page = manager.get(place(commitment, ""))
    assert place(commitment) in Page(page).links
    choices = manager.get(place(commitment)).context["form"].fields["kind"].choices
    assert choices[0][0] == kind
    assert sends(manager, commitment).status_code == 302
    mine, ours = told(manager, alpha)
    assert (mine, ours.count("Nous lisons ")) == ("", 1)
    assert "Nous lisons " in Page(manager.get(place(commitment, ""))).text


@pytest.mark.parametrize("kind", KINDS)
def test_accepted_copy_is_the_step_again_with_its_file(coordinator, manager, alpha, paper_only, kind):
    commitment = paper_only(kind)
    before = commitment.steps.get()
    sends(manager, commitment, signed_on="2025-01-02", amount="9")
    assert decides(coordinator, SignedPaper.objects.get(), decision="copy").status_code == 302
    step = CommitmentStep.objects.exclude(pk=before.pk).get()
    kept = ("kind", "happened_on", "precision", "amount", "qualifier", "document_reference", "source")
    assert [getattr(step, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (step.replaces, step.file, step.signatories) == (before, SignedPaper.objects.get().file, PEOPLE)
    assert (before.is_completed, step.is_completed, told(manager, alpha)[0]) == (True, False, "")
    page = Page(manager.get(place(commitment, ""))).text
    assert ("avec l’exemplaire signé qui manquait" in page, "par erreur" in page) == (True, False)
    assert manager.get(place(commitment)).status_code == (200 if kind == "letter" else 404)


def test_another_paper_of_the_same_kind_is_a_step_of_its_own(coordinator, manager, paper_only):
    commitment = paper_only("amendment")
    sends(manager, commitment, amount="9")
    assert decides(coordinator, SignedPaper.objects.get(), decision="accept").status_code == 302
    assert [(step.amount, step.replaces) for step in commitment.steps.order_by("pk")] == [(5000, None), (9, None)]


def test_copy_that_is_missing_no_more_is_refused_in_words(coordinator, manager, paper_only):
    commitment = paper_only("agreement")
    sends(manager, commitment)
    paper = SignedPaper.objects.get()
    typed = form_of(coordinator.get(f"/admin/space/signedpaper/{paper.pk}/change/"))
    make.commitment_step(commitment=commitment, kind="amendment", amount=5000, file=make.file())
    with pytest.raises(ValidationError) as refused:
        accept_paper(
            paper=paper, by=make.user(is_superuser=True), at=timezone.now(), on=timezone.localdate(), is_copy=True
        )
    response = coordinator.post(f"/admin/space/signedpaper/{paper.pk}/change/", typed | {"decision": "copy"})
    assert (refused.value.code, response.status_code, commitment.steps.count()) == ("no_copy", 200, 2)


def test_amount_that_changed_while_the_form_was_open_is_told_before_it_is_sent(manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="award", amount=100)
    opened = form_of(manager.get(place(commitment))) | {"signed_on": "21/05/2025", "signatories": PEOPLE}
    make.commitment_step(commitment=commitment, kind="award", amount=150, happened_on=DAY + timedelta(days=1))
    response = manager.post(place(commitment), opened | {"file": sent()})
    assert (response.status_code, SignedPaper.objects.count()) == (200, 0)
    assert "150\u00a0€ maintenant" in faults(response)["__all__"][0].replace("\u202f", "\u00a0")
    assert manager.post(place(commitment), form_of(response) | {"file": sent()}).status_code == 302


def test_agreement_after_a_letter_without_a_copy_is_a_step_of_its_own(coordinator, manager, paper_only):
    commitment = paper_only("letter")
    sends(manager, commitment, kind="agreement")
    decides(coordinator, SignedPaper.objects.get(), decision="accept")
    assert [(step.kind, step.replaces) for step in commitment.steps.order_by("pk")] == [
        ("letter", None),
        ("agreement", None),
    ]


@pytest.fixture
def many_histories():
    """Commitments of others that were saved often: the keys of histories are not those of commitments."""
    for _each in range(3):
        other = make.commitment(kind="letter", amount=9)
        for _time in range(3):
            other.save()


@pytest.mark.usefixtures("many_histories")
def test_amount_that_changed_since_it_was_sent_is_asked_of_whoever_accepts(coordinator, manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=100)
    sends(manager, commitment)
    paper = SignedPaper.objects.get()
    make.commitment_step(commitment=commitment, kind="award", amount=150, happened_on=DAY + timedelta(days=1))
    response = decides(coordinator, paper, decision="accept")
    (error,) = response.context["adminform"].form.errors["total"]
    assert "(100\u00a0€)" in error.replace("\u202f", "\u00a0")
    assert commitment.steps.count() == 2
    assert decides(coordinator, paper, decision="accept", total="100").status_code == 302
    assert CommitmentStep.objects.get(signed_paper=paper).amount == 100


@pytest.mark.usefixtures("many_histories")
def test_amount_that_did_not_change_is_that_of_the_step(coordinator, manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="award", amount=100)
    sends(manager, commitment)
    assert decides(coordinator, SignedPaper.objects.get(), decision="accept").status_code == 302
    assert CommitmentStep.objects.get(kind="agreement").amount == 100


def test_amendment_is_taken_and_accepted_after_an_agreement_alone(coordinator, manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="award", amount=100)
    assert list(faults(sends(manager, commitment, kind="amendment"))) == ["kind"]
    paper = make.signed_paper(commitment=commitment, kind="amendment", amount=110)
    response = decides(coordinator, paper, decision="accept")
    assert "avenant vient après une convention" in str(response.context["adminform"].form.errors)
    make.commitment_step(commitment=commitment, kind="agreement", amount=100, happened_on=DAY - timedelta(days=1))
    make.commitment_step(commitment=commitment, kind="amendment", amount=105, file=make.file())
    assert decides(coordinator, paper, decision="accept").status_code == 302


def test_amount_given_for_a_copy_is_not_dropped_but_told(coordinator, manager, paper_only):
    commitment = paper_only("agreement")
    sends(manager, commitment)
    response = decides(coordinator, SignedPaper.objects.get(), decision="copy", total="90000")
    assert list(response.context["adminform"].form.errors) == ["total"]
    assert commitment.steps.count() == 1


def test_no_payment_is_announced_of_what_is_given_in_kind(manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="agreement", amount=100, form="in_kind")
    assert manager.get(place(commitment, "announce/")).status_code == 404
    assert place(commitment, "announce/") not in Page(manager.get(place(commitment, ""))).links


@pytest.mark.parametrize(("total", "status"), [("0", 200), ("-1", 200), ("120,50", 302), ("", 302)])
def test_amount_that_whoever_accepts_gives_is_that_of_the_step(coordinator, manager, alpha, total, status):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=100)
    sends(manager, commitment, kind="agreement", amount="110")
    response = decides(coordinator, SignedPaper.objects.get(), decision="accept", total=total)
    assert response.status_code == status
    found = [str(step.amount) for step in CommitmentStep.objects.filter(kind="agreement")]
    assert found == ([] if status == 200 else ["120.50" if total else "110.00"])


def test_what_was_sent_of_what_is_anothers_by_now_is_not_accepted(coordinator, manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=100)
    sends(manager, commitment)
    paid = make.payment_announcement(commitment=commitment)
    proposed = make.correction(organisation=alpha, commitment=commitment, field="title_fr", seen="x", proposed="y")
    commitment.organisation = make.organisation(name="Beta")
    commitment.save()
    for model, row, typed in [
        ("signedpaper", SignedPaper.objects.get(), {}),
        ("paymentannouncement", paid, {"received_on": DAY.isoformat(), "came": "100"}),
        ("correction", proposed, {}),
    ]:
        response = decides(coordinator, row, model, decision="accept", answer="Bien reçu.", **typed)
        assert response.status_code == 302
        found = said(coordinator.get(response.url))
        assert "est devenu celui d’une autre organisation" in found[0]
        assert found[1].endswith("Bien reçu.")
        assert decides(coordinator, row, model, decision="refuse", answer="Autre partenaire.").status_code == 302
        row.refresh_from_db()
        assert row.is_accepted is False
    assert commitment.steps.count() == 1


def test_correction_of_what_has_become_anothers_is_shown_to_neither(manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=100, title_fr="Ancien titre")
    make.correction(organisation=alpha, commitment=commitment, field="title_fr", seen="x", proposed="y")
    make.correction(organisation=alpha, step=commitment.steps.get(), field="amount", seen="100.00", proposed="1.00")
    make.correction(organisation=alpha)
    address = f"/fr/space/{alpha.pk}/answers/"
    assert len(manager.get(address).context["sent"]) == 3
    commitment.organisation, commitment.title_fr = make.organisation(), "Titre de Beta"
    commitment.save()
    response = manager.get(address)
    assert (len(response.context["sent"]), "Titre de Beta" in Page(response).text) == (1, False)


def test_payment_of_no_instalment_names_none(manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="agreement", amount=100)
    make.payment_announcement(commitment=commitment)
    (row,) = manager.get(f"/fr/space/{alpha.pk}/answers/").context["sent"]
    assert [str(name) for name, _value in row.facts] == ["Montant", "Effectué le"]


def test_payment_that_is_still_to_come_is_noted_and_not_looked_for(manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="agreement", amount=100, title_fr="Chaire")
    make.commitment_step(commitment=commitment, kind="amendment", amount=100, file=make.file())
    expected = timezone.localdate() + timedelta(days=60)
    make.payment_announcement(commitment=commitment, is_made=False, paid_on=expected)
    assert told(manager, alpha)[1].startswith("Nous avons noté le versement que vous prévoyez")


def test_wrong_total_is_told_in_its_field(coordinator, manager, alpha):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=100)
    sends(manager, commitment)
    response = decides(coordinator, SignedPaper.objects.get(), decision="accept", total="0")
    assert list(response.context["adminform"].form.errors) == ["total"]
