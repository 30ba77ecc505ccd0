"""Whose turn it is: what a partner is expected to do, what it may expect, on the first page of its space."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from space import turns
from space.measures.awaited import SOON
from space.turn import Turn
from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
MINE, OURS, NEXT = "À vous de jouer", "À nous de jouer", "Qui contacter"


def told(client, organisation, **asked):
    """What stands under each of the two headings of turns; "" where there is none."""
    text = read_aloud(client.get(f"/fr/space/{organisation.pk}/", asked))
    found = re.search(rf"(?:{MINE} (.*?))?(?:{OURS} (.*?))?{NEXT}", text)
    return tuple((part or "").strip() for part in found.groups())


def paper():
    """A signed paper, as a file."""
    return make.file(b"%PDF-1.7\n%%EOF\n", "lettre.pdf")


@pytest.mark.parametrize(
    ("kind", "side", "words"),
    [
        (
            "discussion",
            0,
            "Nous en parlons ensemble. Si vous souhaitez aller plus loin, envoyez-nous une lettre d’engagement.",
        ),
        ("interest", 0, "Nous attendons votre lettre d’engagement signée."),
        (
            "letter",
            1,
            "Nous avons votre lettre d’engagement : à nous de préparer la convention à signer par nous deux.",
        ),
        ("award", 0, "Vous l’avez accordé : nous attendons la convention signée par vous."),
    ],
)
def test_commitment_waits_for_a_letter_or_a_signature_of_one_side(partner, alpha, kind, side, words):
    commitment = make.commitment(organisation=alpha, title_fr="Chaire")
    make.commitment_step(commitment=commitment, kind=kind, file=paper())
    expected = ["", ""]
    expected[side] = f"{words} Chaire · depuis : 20 mai 2025"
    assert told(partner, alpha) == tuple(expected)
    assert f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/" in Page(partner.get(f"/fr/space/{alpha.pk}/")).links


@pytest.mark.parametrize("kind", ["agreement", "amendment"])
def test_agreement_without_a_file_is_asked_for_and_with_one_is_not(partner, alpha, kind):
    commitment = make.commitment(organisation=alpha, title_fr="Chaire")
    step = make.commitment_step(commitment=commitment, kind=kind, amount=5)
    assert told(partner, alpha)[0].startswith("Nous n’avons pas d’exemplaire signé de ")
    make.commitment_step(commitment=commitment, kind=kind, amount=5, replaces=step, reason="Papier", file=paper())
    assert told(partner, alpha) == ("", "")


@pytest.mark.parametrize("kind", ["withdrawal", "completion"])
def test_nothing_is_waited_for_of_what_is_over(partner, alpha, kind):
    commitment = make.commitment(organisation=alpha, kind="letter", amount=5)
    make.commitment_step(commitment=commitment, kind=kind, happened_on=DAY + ONE, amount=None)
    assert told(partner, alpha) == ("", "")
    text = read_aloud(partner.get(f"/fr/space/{alpha.pk}/"))
    assert "Rien n’est attendu de vous aujourd’hui. Dès que ce sera le cas, vous le lirez ici, avec sa date." in text


@pytest.fixture
def agreed(alpha):
    """A commitment of 100 €, agreed and signed on paper."""
    commitment = make.commitment(organisation=alpha, title_fr="Chaire")
    make.commitment_step(commitment=commitment, kind="agreement", amount=100, file=paper())
    return commitment


@pytest.mark.parametrize(
    ("due_in", "words"),
    [
        (timedelta(-2), " · 2 jours de retard"),
        (timedelta(-1), " · 1 jour de retard"),
        (timedelta(0), ""),
        (SOON, ""),
        (SOON + ONE, None),
    ],
)
def test_instalment_is_told_from_some_time_before_its_day_on(partner, alpha, agreed, due_in, words):
    make.instalment(commitment=agreed, amount=60, due_on=TODAY + due_in, condition="Rapport remis")
    mine, ours = told(partner, alpha)
    if words is None:
        assert (mine, ours) == ("", "")
        assert "Plus tard" in Page(partner.get(f"/fr/space/{alpha.pk}/")).text
    else:
        assert mine.startswith("Échéance n° 1 à verser : 60 €. Condition : Rapport remis Chaire · échéance : ")
        assert mine.endswith(words or str((TODAY + due_in).year))


def test_instalment_tells_what_is_left_of_it_and_nothing_once_it_is_paid(partner, alpha, agreed):
    instalment = make.instalment(commitment=agreed, amount=60, due_on=TODAY)
    make.receipt(commitment=agreed, instalment=instalment, amount=20)
    assert told(partner, alpha)[0].startswith("Échéance n° 1 à verser : 40 €. ")
    make.receipt(commitment=agreed, instalment=instalment, amount=40)
    assert told(partner, alpha) == ("", "")


def test_instalment_of_an_amount_that_is_not_known_is_told_without_it(partner, alpha, agreed):
    make.instalment(commitment=agreed, due_on=TODAY)
    assert told(partner, alpha)[0].startswith("Échéance n° 1 à verser : montant non communiqué. ")


def test_contribution_in_kind_waits_for_its_evidence_then_for_approval_then_for_nothing(partner, alpha, agreed):
    valued = {"form": "in_kind", "quantity": 2, "rate": 10, "unit": "jours", "valued_by": make.user()}
    receipt = make.receipt(commitment=agreed, **valued)
    mine, ours = told(partner, alpha)
    assert (mine.startswith("Il nous manque un justificatif de votre apport en nature"), ours) == (True, "")
    receipt.evidence = "Relevé d’heures"
    receipt.save()
    mine, ours = told(partner, alpha)
    assert (mine, ours.startswith("Votre apport en nature attend notre validation")) == ("", True)
    receipt.approved_by, receipt.approved_on = make.user(), TODAY
    receipt.save()
    assert told(partner, alpha) == ("", "")


def test_contribution_that_does_not_count_is_listed_where_its_turn_leads(partner, alpha, agreed):
    valued = {"form": "in_kind", "quantity": 2, "rate": 10, "unit": "jours", "valued_by": make.user()}
    make.receipt(commitment=agreed, **valued)
    make.receipt(commitment=agreed, evidence="Relevé", **valued)
    later = {"approved_by": make.user(), "approved_on": TODAY}
    make.receipt(commitment=agreed, evidence="Relevé", **valued, **later)
    home = partner.get(f"/fr/space/{alpha.pk}/").context
    (way,) = {turn.href.partition("#")[0] for turn, _late in [*home["mine"], *home["ours"]]}
    page = partner.get(way)
    assert [words.partition(" ")[0] for _row, words in page.context["waiting"]] == ["Il", "Votre"]
    assert [row.approved_on for row in page.context["receipts"]] == [TODAY]
    text = read_aloud(page)
    assert "Apporté en nature, et pas encore compté" in text
    assert text.count("20 mai 2025 20 €") == 2
    waiting = partner.get(f"{way}?on={TODAY - ONE}").context["waiting"]
    assert [words.startswith("validé le ") for _row, words in waiting] == [False, False, True]


def test_turns_are_those_of_the_partner_alone(partner, alpha):
    other = make.commitment(organisation=make.organisation(), kind="letter", title_fr="Voisin")
    make.instalment(commitment=make.commitment(organisation=other.organisation, kind="agreement", amount=5), amount=5)
    make.receipt(commitment=other, form="in_kind", quantity=1, rate=1, valued_by=make.user())
    assert told(partner, alpha) == ("", "")


def test_member_of_two_partners_reads_the_turns_and_sums_of_each_in_its_space(partner, access, alpha, agreed):
    beta = make.access(user=access.user, organisation=make.organisation(name="Bêta")).organisation
    make.instalment(commitment=agreed, amount=60, due_on=TODAY)
    make.receipt(commitment=agreed, amount=7)
    make.receipt(commitment=agreed, form="in_kind", quantity=1, rate=1, valued_by=make.user())
    make.commitment(organisation=beta)
    assert told(partner, beta) == ("", "")
    figures = Page(partner.get(f"/fr/space/{beta.pk}/")).figures
    assert {value for values in figures.values() for value in values} == {"0"}


@pytest.mark.usefixtures("agreed")
def test_another_day_tells_no_turn_and_says_so(partner, alpha):
    make.commitment(organisation=alpha, kind="interest")
    for on in (TODAY - ONE, TODAY + ONE):
        page = Page(partner.get(f"/fr/space/{alpha.pk}/", {"on": on}))
        assert (MINE in page.text, "Vous lisez un autre jour." in page.text) == (False, True)
        assert f"/fr/space/{alpha.pk}/" in page.links
    assert MINE in Page(partner.get(f"/fr/space/{alpha.pk}/", {"on": TODAY})).text


def test_summary_counts_what_waits_and_what_is_late(partner, alpha, agreed):
    def summary():
        return re.search(r"Alpha (\d+ chose[^.]*\.)", read_aloud(partner.get(f"/fr/space/{alpha.pk}/")))[1]

    make.instalment(commitment=agreed, number=1, amount=6, due_on=TODAY)
    assert summary() == "1 chose vous attend."
    make.instalment(commitment=agreed, number=2, amount=6, due_on=TODAY - ONE)
    assert summary() == "2 choses vous attendent, dont une en retard."
    make.instalment(commitment=agreed, number=3, amount=6, due_on=TODAY - ONE)
    assert summary() == "3 choses vous attendent, dont 2 en retard."


def test_nearest_day_comes_first_and_what_is_many_is_folded(partner, alpha, agreed):
    make.commitment(organisation=alpha, kind="interest", title_fr="Lettre")
    for number in range(1, 6):
        make.instalment(commitment=agreed, number=number, amount=number, due_on=TODAY - number * ONE)
    mine, _ours = told(partner, alpha)
    assert re.findall(r"Échéance n° (\d)", mine) == ["5", "4", "3", "2", "1"]
    assert "et 1 autre Nous attendons votre lettre d’engagement signée." in mine
    assert "details" in Page(partner.get(f"/fr/space/{alpha.pk}/")).tags


class Today:
    """A visit of today, as far as turns look at it."""

    on = today = TODAY


def test_of_two_turns_of_one_thing_the_coordinations_stands(monkeypatch):
    ask, answered = Turn("Envoyez", "", thing="signature:1"), Turn("Reçu", "", is_ours=True, thing="signature:1")
    others = [Turn("Autre", "", thing="signature:2"), Turn("Sans", ""), Turn("À nous", "", is_ours=True)]
    monkeypatch.setattr(turns, "SAYS", (lambda visit: [ask, *others], lambda visit: [answered]))
    assert turns.turns_of(Today) == [*others, answered]


def test_contact_is_told_with_its_address(partner, alpha):
    person = make.person(family_name="Contact")
    person.identity.email = "contact@example.org"
    person.identity.save()
    make.responsibility(contact_of=alpha, person=person, function_fr="Chargée de partenariats")
    page = Page(partner.get(f"/fr/space/{alpha.pk}/"))
    assert (NEXT in page.text, "Chargée de partenariats" in page.text) == (True, True)
    assert "mailto:contact@example.org" in page.links


def test_partner_without_any_commitment_reads_what_it_can_do(partner, alpha, settings):
    settings.OPERATOR = settings.OPERATOR | {"contact": "nous@example.org"}
    page = Page(partner.get(f"/fr/space/{alpha.pk}/"))
    assert "Aucun engagement de votre part n’est enregistré" in page.text
    assert "Rien n’est attendu de vous aujourd’hui." in page.text
    assert page.figures == {}
    ways = {"mailto:nous@example.org", *(f"/fr/space/{alpha.pk}/{path}/" for path in ("around", "chairs"))}
    assert ways <= set(page.links)
