"""What somebody typed in the space or about it before the session ended stands under the words of its form."""

import pytest
from django.test import Client
from django.urls import resolve

from space.urls import pages
from space.views.answering import AnswerPage
from tests import make
from tests.page import plain
from tests.sending import form_of
from tests.space.test_queries import APART, PAGES, World

pytestmark = pytest.mark.django_db
VIEWS = {page.name: page.callback for page in pages}
ANSWERS = {name for name, view in VIEWS.items() if issubclass(getattr(view, "view_class", object), AnswerPage)}
OTHERS = {"space-calendar", "space-mail"}
"""The other pages of the space to which something is sent, besides those that are open to strangers."""


@pytest.fixture
def world(access, manager):
    """The organisation of a manager, with something of each kind."""
    return World(access.organisation, access.user)


def told(address, typed):
    """What is shown to somebody who sent what was typed after the session had ended: pairs of a field and what it held."""
    response = Client().post(address, typed)
    assert (response.status_code, response.templates[0].name) == (403, "signed_out.html")
    return [(plain(str(name)), plain(str(words))) for name, words in response.context["typed"]]


def lost(address, names):
    """What the fields are called into each of which two words were typed."""
    return [name for name, _words in told(address, dict.fromkeys(names, "deux mots"))]


def test_every_page_to_which_something_is_sent_is_known(manager, world):
    taking = {
        name
        for name, path in PAGES.items()
        if manager.post(f"/fr/space/{path.format(**world.keys)}", {"do": "nothing"}).status_code != 405
    }
    assert taking == ANSWERS | OTHERS
    assert {*APART} - ANSWERS == {*APART}


@pytest.mark.parametrize("name", sorted((ANSWERS | OTHERS) & {*PAGES}))
def test_every_field_is_called_as_its_form_calls_it(manager, world, name):
    address = f"/fr/space/{PAGES[name].format(**world.keys)}"
    assert callable(resolve(address).func.__dict__.get("field_of") or resolve(address).func.view_class.field_of)
    form = manager.get(address).context.get("form")
    names = [field.html_name for field in form.visible_fields()] if form else []
    shown = lost(address, names) if names else []
    assert (len(shown), {*shown} & {*names}) == (len(names), set())


@pytest.mark.parametrize("page", ["look", "statements"])
def test_fields_of_what_the_coordination_does_for_a_partner_are_called_so_too(coordinator, alpha, page):
    address = f"/office/partners/{alpha.pk}/{page}/"
    names = [field.html_name for field in coordinator.get(address).context["form"].visible_fields()]
    shown = lost(address, names)
    assert (len(shown), {*shown} & {*names}) == (1, set())


@pytest.mark.parametrize(
    ("subject", "name", "label"),
    [("instalment", "due_on", "Échéance"), ("organisation", "name", "Nom"), ("nothing", "name", "name")],
)
def test_figures_that_are_corrected_are_called_as_their_records_call_them(alpha, subject, name, label):
    assert lost(f"/fr/space/{alpha.pk}/correct/{subject}/1/", [name]) == [label]


def test_lines_and_amounts_are_told_from_each_other(alpha):
    address = f"/fr/space/{alpha.pk}/attestations/2025/answer/"
    assert lost(address, ["said-commitment-7", "reason-chairs_hosted", "words"]) == [
        "Engagement (n° 7 dans son adresse) – La valeur que vous indiquez",
        "Chaires que vous accueillez – Pourquoi",
        "Ce que vous contestez dans l’ensemble, ou souhaitez dire",
    ]
    address = f"/fr/space/{alpha.pk}/profile/publication/"
    assert lost(address, ["name", "amount-7"]) == [
        "Notre organisme peut être nommé en public",
        "Le montant de l’engagement qui porte le n° 7 dans son adresse peut être publié",
    ]


def test_choices_are_in_words_boxes_are_ticked_and_records_are_to_be_chosen_again(alpha):
    commitment = make.commitment(organisation=alpha)
    address = f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/announce/"
    typed = {"instalment": "7", "is_made": "on", "amount": "1 000", "seen_excess": "1 2 3", "last_seen": "4"}
    assert told(address, typed) == [
        ("Pour quelle échéance ?", "choisi dans une liste : à choisir de nouveau"),
        ("Le versement est déjà effectué", "oui"),
        ("Montant en euros", "1 000"),
    ]
    typed = {"kind": "agreement", "signatories": "la présidente"}
    assert told(address.replace("announce", "sign"), typed)[0] == ("Qu’avez-vous signé ?", "convention")


def test_box_that_is_no_longer_ticked_is_told(alpha):
    commitment = make.commitment(organisation=alpha)
    address = f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/announce/"
    assert told(address, {"amount": "5"}) == [("Montant en euros", "5"), ("Le versement est déjà effectué", "non")]


@pytest.mark.parametrize("kind", ["signedpaper", "paymentannouncement", "correction"])
def test_decision_about_what_was_sent_is_in_words(coordinator, kind):
    made = {
        "signedpaper": make.signed_paper,
        "paymentannouncement": make.payment_announcement,
        "correction": make.correction,
    }[kind]()
    address = f"/admin/space/{kind}/{made.pk}/change/"
    assert "decision" not in form_of(coordinator.get(address))  # nothing is chosen beforehand
    decision, answer = told(address, {"decision": "refuse", "answer": "Non"})
    assert (decision[0], decision[1] != "refuse", answer) == ("Décision", True, ("Réponse au partenaire", "Non"))
