"""The yearly attestation: a partner sees its figures, confirms or contests them by a deadline, and can answer again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from funding.measures import agreed, amounts_in_talks, granted, promised, received
from funding.models import State
from indicators.measures import Sum, Total
from indicators.sealing import canonical, fingerprint
from partners.models import Access
from space.measures.due import attestation_turns
from space.measures.figures import as_told, figures_of
from space.measures.rounds import asked_in, with_answers
from space.models import Attestation, Round, Signatory
from space.views.visit import Visit
from tests import make
from tests.page import Page
from tests.sending import form_of

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
ON = date(2025, 12, 31)


@pytest.fixture
def asked(db):
    """The round of 2025."""
    return make.round_of(2025, closes_on=TODAY)


@pytest.fixture
def manager(alpha):
    """The browser of a manager of the organisation."""
    user = make.user(name="Manon")
    make.access(user=user, organisation=alpha, role=Access.Role.MANAGER, starts_on=TODAY)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def commitment(alpha):
    """An agreement of the organisation for 100 €, of which 40 were paid."""
    made = make.commitment(organisation=alpha, kind="agreement", amount=100, title_fr="Chaire")
    make.receipt(commitment=made, amount=40)
    return made


def place(organisation, page=""):
    """The address of the figures of 2025."""
    return f"/fr/space/{organisation.pk}/attestations/2025/{page}"


SIGNED = {"name": "Ana Martin", "function": "Directrice"}


def answered(client, organisation, **typed):
    """The answer to the form, sent with what is typed."""
    address = place(organisation, "answer/")
    return client.post(address, form_of(client.get(address)) | SIGNED | typed)


def test_figures_confirmed_are_frozen_with_who_confirmed_them(manager, alpha, asked, commitment):
    assert answered(manager, alpha, verdict="confirmed").status_code == 302
    made = Attestation.objects.get()
    assert made.figures()["commitments"] == [
        {
            "amount": {"qualifier": "exact", "unknowns": 0, "value": "100"},
            "is_published": False,
            "key": commitment.pk,
            "received": {"qualifier": "exact", "unknowns": 0, "value": "40"},
            "state": "agreed",
            "title_en": "",
            "title_fr": "Chaire",
        }
    ]
    assert made.text == canonical(figures_of(alpha, asked))
    assert (made.sha256, made.is_intact) == (fingerprint(made.text), True)
    assert (made.made_by.name, str(made.signatory)) == ("Manon", "Ana Martin, Directrice")
    commitment.title_fr = "Autre"
    commitment.save()
    assert Attestation.objects.get().figures()["commitments"][0]["title_fr"] == "Chaire"
    page = Page(manager.get(place(alpha)))
    assert ("Ana Martin" in page.text, made.sha256 in page.text) == (True, True)


def test_figures_are_those_that_are_published(asked):
    made = [make.organisation(kind=kind) for kind in ("company", "local_authority")]
    for number, organisation in enumerate(made, start=1):
        for kind, amount in [("letter", 1), ("agreement", 10), ("award", None), ("discussion", 7), ("withdrawal", 9)]:
            commitment = make.commitment(organisation=organisation, kind=kind, amount=amount and amount * number)
            make.receipt(commitment=commitment, amount=number)
            make.receipt(commitment=commitment, amount=number, received_on=ON + ONE)
        make.commitment(organisation=organisation, kind="letter", amount=5, happened_on=ON + ONE)
    found = [figures_of(organisation, asked)["sums"] for organisation in made]
    measures = {
        State.IN_DISCUSSION: amounts_in_talks,
        State.PROMISED: promised,
        State.GRANTED: granted,
        State.AGREED: agreed,
        "received": received,
    }
    whole = {
        key: Sum("amount" if key == "received" else "step_amount", "step_qualifier").totals(measure.records(ON))[None]
        for key, measure in measures.items()
    }
    added = {key: sum((total_of(sums[key]) for sums in found), Total()) for key in measures}
    assert {key: as_told(total) for key, total in added.items()} == {
        key: as_told(total) for key, total in whole.items()
    }


def total_of(told):
    """The total of plain values."""
    total = Total() if told["value"] in (None, "0") else Total.of(told["value"], told["qualifier"])
    return total + Total(unknowns=told["unknowns"])


def test_what_is_published_of_each_amount_is_told(alpha, asked, commitment):
    assert figures_of(alpha, asked)["commitments"][0]["is_published"] is False
    commitment.amount_published_since = asked.read_on
    commitment.save()
    assert figures_of(alpha, asked)["commitments"][0]["is_published"] is False
    alpha.name_published_since = asked.read_on
    alpha.save()
    assert figures_of(alpha, asked)["commitments"][0]["is_published"] is True


def test_chairs_and_contracts_are_counted(alpha, asked, commitment):
    hosted, funded = make.chair(host=alpha, kind="awarded"), make.chair(kind="awarded")
    make.chair_funding(chair=funded, commitment=commitment)
    contract = make.doctoral_contract(institution=alpha)
    make.doctoral_step(contract=contract, kind="started")
    make.coverage(contract=contract, commitment=commitment)
    make.chair(host=alpha, kind="planned")
    assert hosted.host == alpha
    assert figures_of(alpha, asked)["counts"] == {
        "chairs_funded": 1,
        "chairs_hosted": 1,
        "contracts_funded": 1,
        "contracts_hosted": 1,
    }


def test_line_is_contested_with_a_value_and_a_reason(manager, alpha, asked, commitment):
    line = f"commitment-{commitment.pk}"
    typed = {f"said-{line}": "120 €", f"reason-{line}": "Avenant de mai."}
    assert answered(manager, alpha, verdict="contested", **typed).status_code == 302
    (contested,) = Attestation.objects.get().contested_lines.all()
    assert (contested.line, contested.name, contested.said, contested.reason) == (
        line,
        "Chaire",
        "120 €",
        "Avenant de mai.",
    )
    assert "Avenant de mai." in Page(manager.get(place(alpha))).text


@pytest.mark.parametrize(
    "typed",
    [
        {"verdict": ""},
        {"verdict": "contested", "words": ""},
        {"verdict": "maybe"},
        {"verdict": "contested", "said-chairs_hosted": "2"},
        {"verdict": "confirmed", "said-chairs_hosted": "2", "reason-chairs_hosted": "Il en manque une."},
        {"verdict": "confirmed", "name": ""},
        {"verdict": "confirmed", "function": " "},
        {"verdict": "confirmed", "name": "x" * 201},
        {"verdict": "confirmed", "name": "\x00"},
        {"verdict": "confirmed", "form_token": ""},
        {"verdict": "confirmed", "seen": ""},
        {"verdict": "confirmed", "seen": "x:y:z"},
    ],
)
def test_what_is_incomplete_is_refused_and_stays_on_screen(manager, alpha, asked, typed):
    typed = {"words": "Une remarque"} | typed
    answer = answered(manager, alpha, **typed)
    assert (answer.status_code, Attestation.objects.count()) == (200, 0)
    assert form_of(answer)["words"] == typed["words"]


def test_figures_that_changed_are_shown_again_with_what_differs(manager, alpha, asked, commitment):
    address = place(alpha, "answer/")
    opened = form_of(manager.get(address)) | SIGNED | {"verdict": "confirmed", "words": "Une remarque"}
    make.commitment_step(commitment=commitment, kind="amendment", amount=150, happened_on=date(2025, 12, 1))
    answer = manager.post(address, opened)
    assert (answer.status_code, Attestation.objects.count()) == (200, 0)
    page = Page(answer)
    assert ("100" in page.text, "150" in page.text, "Une remarque" in page.text) == (True, True, True)
    assert manager.post(address, form_of(answer)).status_code == 302
    assert Attestation.objects.get().figures()["sums"]["agreed"]["value"] == "150"


def test_form_sent_twice_is_one_answer(manager, alpha, asked):
    address = place(alpha, "answer/")
    typed = form_of(manager.get(address)) | SIGNED | {"verdict": "confirmed"}
    assert [manager.post(address, typed).status_code for _time in range(2)] == [302, 302]
    assert Attestation.objects.count() == 1


def test_later_answer_counts_and_all_are_kept(manager, alpha, asked, commitment):
    answered(manager, alpha, verdict="contested", words="Rien ne va")
    answered(manager, alpha, verdict="confirmed")
    assert [each.verdict for each in Attestation.objects.order_by("pk")] == ["contested", "confirmed"]
    assert [each.verdict for each in Attestation.objects.standing()] == ["confirmed"]
    assert list(Attestation.objects.unanswered()) == []


@pytest.mark.parametrize(("closes", "status"), [(TODAY, 302), (TODAY - ONE, 200)])
def test_form_is_closed_once_the_last_day_is_over(manager, alpha, asked, closes, status):
    address = place(alpha, "answer/")
    opened = form_of(manager.get(address)) | SIGNED | {"verdict": "confirmed", "words": "Une longue remarque"}
    asked.closes_on = closes
    asked.save()
    answer = manager.post(address, opened)
    assert (answer.status_code, Attestation.objects.count()) == (status, 1 if status == 302 else 0)
    if status == 200:
        assert "Une longue remarque" in Page(answer).text
        assert 'name="verdict"' not in manager.get(address).content.decode()
        assert manager.get(place(alpha)).status_code == 200


@pytest.mark.parametrize(("opens", "status"), [(TODAY, 200), (TODAY + ONE, 404)])
def test_round_to_come_is_not_there(manager, alpha, opens, status):
    make.round_of(2025, opens_on=opens)
    assert [manager.get(place(alpha, page)).status_code for page in ("", "answer/")] == [status] * 2


def test_viewer_reads_and_does_not_answer(partner, alpha, asked, commitment):
    assert partner.get(place(alpha)).status_code == 200
    assert partner.get(place(alpha, "answer/")).status_code == 403


def test_who_is_asked_has_rows_on_the_day_or_has_answered(alpha, asked, commitment):
    late = make.commitment(kind="letter", amount=5, happened_on=ON + ONE).organisation
    host = make.organisation()
    make.chair(host=host, kind="awarded")
    example = make.organisation(is_example=True)
    make.commitment(organisation=example, kind="letter", amount=5)
    volunteer = make.attestation(round=asked).organisation
    assert set(asked_in(asked)) == {alpha, host, volunteer}
    assert late not in asked_in(asked)
    assert dict(with_answers(asked).values_list("pk", "standing"))[volunteer.pk] == "confirmed"


def test_turns_say_what_is_to_be_confirmed_and_what_is_ours(rf, alpha, access, asked, commitment):
    visit = visited(rf, access.user, alpha)
    assert [(turn.due_on, turn.is_ours) for turn in attestation_turns(visit)] == [(TODAY, False)]
    contest = make.attestation(organisation=alpha, round=asked, verdict="contested")
    assert [(turn.due_on, turn.is_ours) for turn in attestation_turns(visit)] == [(None, True)]
    contest.answered_on, contest.answer = TODAY, "Corrigé."
    contest.save()
    assert [(turn.since, turn.is_ours) for turn in attestation_turns(visit)] == [(TODAY, False)]
    make.attestation(organisation=alpha, round=asked)
    assert list(attestation_turns(visit)) == []


def test_figures_that_changed_since_they_were_confirmed_are_the_partners_turn_while_the_round_is_open(
    rf, manager, alpha, access, asked, commitment, django_assert_max_num_queries
):
    assert answered(manager, alpha, verdict="confirmed").status_code == 302
    visit = visited(rf, access.user, alpha)
    assert list(attestation_turns(visit)) == []
    commitment.title_fr = "Autre"
    commitment.save()
    assert list(attestation_turns(visit)) == []
    make.receipt(commitment=commitment, amount=5)
    with override("en"):
        (turn,) = attestation_turns(visit)
    confirmed = Attestation.objects.get()
    assert (
        turn.words == "Your figures of 2025 have changed since you confirmed them: see what differs, and answer again."
    )
    assert (turn.href, turn.due_on, turn.is_ours) == (place(alpha).replace("/fr/", "/en/"), TODAY, False)
    assert turn.thing == f"changed:{confirmed.pk}"
    home = f"/fr/space/{alpha.pk}/"
    manager.get(home)
    with django_assert_max_num_queries(10):
        assert "Vos chiffres de 2025 ont changé" in Page(manager.get(home)).text
    asked.closes_on = TODAY - ONE
    asked.save()
    assert list(attestation_turns(visit)) == []
    asked.closes_on = TODAY
    asked.save()
    answered(manager, alpha, verdict="confirmed")
    assert list(attestation_turns(visit)) == []


@pytest.mark.parametrize(("days", "says"), [(0, "confirm or contest again by"), (1, "read our answer"), (61, "")])
def test_answer_to_what_is_contested_waits_to_be_read(rf, alpha, access, asked, commitment, days, says):
    asked.closes_on = TODAY - days * ONE
    asked.save()
    told = {"answered_on": TODAY - days * ONE, "answer": "Corrigé."}
    make.attestation(organisation=alpha, round=asked, verdict="contested", **told)
    with override("en"):
        words = [turn.words for turn in attestation_turns(visited(rf, access.user, alpha))]
    assert [says in each for each in words] == [True] * bool(says)


def visited(rf, user, organisation):
    """The visit of an account to a space."""
    request = rf.get("/")
    request.user, request.session = user, {}
    return Visit(request, organisation.pk)


@pytest.mark.parametrize(
    "days",
    [
        {"opens_on": ON - ONE},
        {"closes_on": date(2025, 12, 31), "opens_on": date(2026, 1, 1)},
        {"read_on": date(1999, 12, 31)},
    ],
)
def test_days_of_a_round_that_do_not_fit_are_refused(days):
    usual = {"year": 2025, "read_on": ON, "opens_on": date(2026, 1, 1), "closes_on": date(2026, 3, 1)}
    with pytest.raises(ValidationError):
        Round(**usual | days).full_clean()


def test_signatory_is_erased_and_the_answer_stays(manager, alpha, asked):
    answered(manager, alpha, verdict="confirmed")
    Signatory.objects.get().delete()
    assert Attestation.objects.count() == 1
    assert manager.get(place(alpha)).status_code == 200


def test_figures_ask_as_many_queries_for_many_rows(partner, alpha, asked, commitment, django_assert_max_num_queries):
    for _each in range(3):
        made = make.commitment(organisation=alpha, kind="letter", amount=10)
        make.receipt(commitment=made, amount=1)
        attestation = make.attestation(organisation=alpha, round=asked, verdict="contested")
        make.signatory(attestation=attestation)
        make.contested_line(attestation=attestation)
    partner.get(place(alpha))
    with django_assert_max_num_queries(10):
        partner.get(place(alpha))


def test_answer_to_what_was_confirmed_is_refused_in_words_and_stays_on_screen(coordinator, alpha, asked):
    confirmed = make.attestation(organisation=alpha, round=asked, words="Une remarque")
    address = f"/admin/space/attestation/{confirmed.pk}/change/"
    typed = form_of(coordinator.get(address)) | {"answered_on": TODAY.isoformat(), "answer": "Merci."}
    response = coordinator.post(address, typed)
    assert response.status_code == 200
    assert "on ne répond ici qu’à ce qui est contesté" in Page(response).text
    assert form_of(response)["answer"] == "Merci."


@pytest.mark.parametrize(("verdict", "status"), [("confirmed", 302), ("contested", 200)])
def test_space_that_is_typed_in_a_line_contests_nothing(manager, alpha, asked, verdict, status):
    typed = {"said-chairs_hosted": " ", "reason-chairs_hosted": " "}
    assert answered(manager, alpha, verdict=verdict, **typed).status_code == status


def test_rounds_count_real_partners_alone(asked):
    make.attestation(round=asked)
    make.attestation(round=asked, organisation=make.organisation(is_example=True))
    assert Round.objects.with_counts().values_list("confirmed", "contested").get() == (1, 0)
