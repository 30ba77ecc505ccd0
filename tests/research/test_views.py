"""The public pages of a chair and of a call."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from research.views.calls import every_call
from research.views.chairs import every_chair
from tests import make
from tests.drawn import forget_pages
from tests.page import Page

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OPENS = datetime(2026, 1, 5, 8, tzinfo=UTC)


def test_page_of_a_chair_tells_its_steps_with_their_days_and_sources(client):
    host = make.organisation(name="Université", kind="higher_education")
    chair = make.chair(title_fr="Vision", host=host, digital_health=True, ends_with_programme=True)
    source = make.source(said_by_fr="coordination")
    make.chair_step(chair=chair, kind="awarded", precision="known_by", source=source, signatories="Secrets")
    make.chair_step(chair=chair, kind="started", happened_on=date(2025, 9, 1), precision="month")
    wrong = make.chair_step(chair=chair, kind="ended", happened_on=date(2025, 10, 1))
    make.chair_step(chair=chair, kind="started", happened_on=date(2025, 9, 2), replaces=wrong, reason="Erreur")
    page = Page(client.get(f"/fr/chairs/{chair.pk}/"))
    for words in (
        "Vision Démarrée",
        "Type Non précisé",
        "Établissement d’accueil Université",
        "Thématiques Santé numérique",
        "Dernier jour prévu la fin du programme",
        "Attribuée au plus tard le 20 mai 2025 Coordination – Éditeur, 20 mai 2025",
        "Démarrée septembre 2025 aucune source enregistrée",
        "Démarrée 2 septembre 2025",
    ):
        assert words in page.text
    assert ("Terminée" in page.text, "Secrets" in page.text) == (False, False)


def test_page_of_a_chair_says_what_is_not_known(client):
    chair = make.chair(kind="awarded", ends_on=date(2029, 12, 31))
    text = Page(client.get(f"/fr/chairs/{chair.pk}/")).text
    assert text.count("non communiqué") == 3  # its host, its laboratory, its themes
    assert "Dernier jour prévu 31 décembre 2029" in text


def hours(opens, closes):
    """A stage's hours, told from now, once the test runs."""
    return {"opens_at": opens, "closes_at": closes}


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([], "À venir : l’heure d’ouverture n’est pas communiquée."),
        ([hours(None, None)], "À venir : l’heure d’ouverture n’est pas communiquée."),
        ([hours(HOUR, None)], "À venir : ouvre le"),
        ([hours(-HOUR, None)], "Ouvert : l’heure de fermeture n’est pas communiquée."),
        ([hours(-HOUR, 999 * HOUR)], "Ouvert : ferme le"),
        ([hours(-2 * HOUR, -HOUR)], "Clos : depuis le"),
        ([hours(-2 * HOUR, -HOUR), hours(HOUR, None)], "Entre deux étapes : ouvre le"),
        (
            [hours(-2 * HOUR, -HOUR), hours(None, None)],
            "Entre deux étapes : l’heure d’ouverture n’est pas communiquée.",
        ),
    ],
)
def test_page_of_a_call_says_where_it_stands(client, stages, words):
    call, now = make.call(), timezone.now()
    for stage in stages:
        make.call_stage(call=call, **{name: delay and now + delay for name, delay in stage.items()})
    assert words in Page(client.get(f"/fr/calls/{call.pk}/")).text


def test_page_of_a_call_tells_its_stages_and_what_it_offers(client):
    call = make.call(
        title_fr="Contrats doctoraux",
        places=20,
        budget=3_000_000,
        summary_fr="Une <phrase>.",
        address="https://example.org/appel",
        contact_fr="Direction de la recherche",
        contact_email="recherche@example.org",
    )
    make.call_stage(call=call, opens_at=OPENS, closes_at=OPENS + HOUR, eligibility_fr="Un master.\nOu équivalent.")
    make.call_stage(call=call, title_fr="auditions")
    response = client.get(f"/fr/calls/{call.pk}/")
    page = Page(response)
    assert page.figures == {"places": {"20"}, "budget": {"3000000.00"}}
    assert {"https://example.org/appel", "mailto:recherche@example.org"} <= set(page.links)
    for words in (
        "Places 20",
        "Budget 3 000 000 €",
        "À qui s’adresser Direction de la recherche recherche@example.org",
        "Publié ici le 20 mai 2025",
        "Une <phrase>.",
        "Étape 1 close 5 janvier 2026 à 9 h (heure de Paris) 5 janvier 2026 à 10 h (heure de Paris) Un master. Ou équivalent.",
        "Auditions à venir non communiqué non communiqué non communiqué",
    ):
        assert words in page.text
    assert '<time datetime="2026-01-05T09:00:00+01:00">' in response.content.decode()


def test_page_of_a_call_says_what_is_not_known(client):
    call = make.call()
    page = Page(client.get(f"/fr/calls/{call.pk}/"))
    assert page.text.count("non communiqué") == 5  # places, budget, themes, text, contact
    assert "Ni l’ouverture, ni la fermeture, ni qui peut candidater n’ont été communiqués." in page.text


def test_page_of_a_call_on_the_day_of_its_publication(client):
    today = timezone.localdate()
    calls = [make.call(published_on=day) for day in (today, today + timedelta(days=1), None)]
    assert [client.get(f"/fr/calls/{call.pk}/").status_code for call in calls] == [200, 404, 404]


@pytest.mark.parametrize("kind", ["chairs", "calls"])
def test_what_is_not_told_is_as_what_does_not_exist(client, kind):
    hidden = make.chair(kind="planned") if kind == "chairs" else make.call(published_on=None)
    absent = client.get(f"/fr/{kind}/{hidden.pk + 1}/")
    answers = [client.get(f"/fr/{kind}/{key}/") for key in (hidden.pk, 0, 10**30)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(404, absent.content)] * 3


@pytest.mark.parametrize("kind", ["chairs", "calls"])
def test_pages_read_in_english(client, kind):
    made = make.chair(kind="awarded", title_en="Vision") if kind == "chairs" else make.call(title_en="Vision")
    page = Page(client.get(f"/en/{kind}/{made.pk}/"))
    assert (page.language, "Vision" in page.text, "not disclosed" in page.text) == ("en", True, True)


def test_pages_take_as_many_queries_however_many_their_rows(client):
    chair, call = make.chair(kind="awarded"), make.call()
    counts = []
    for _time in range(2):
        for _row in range(3):
            make.chair_step(chair=chair, source=make.source())
            make.call_stage(call=call, opens_at=OPENS)
        forget_pages()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/fr/chairs/{chair.pk}/")
            client.get(f"/fr/calls/{call.pk}/")
        counts.append(len(captured))
    assert counts == [9, 9]


def test_every_page_that_is_told_is_drawn_beforehand():
    chair, call = make.chair(kind="awarded"), make.call()
    make.chair(kind="planned")
    make.call(published_on=None)
    assert (every_chair(), every_call()) == ([{"pk": chair.pk}], [{"pk": call.pk}])


def test_site_map_and_masthead_lead_to_both(client, launch):
    links = Page(client.get("/fr/sitemap/")).links
    assert (links.count("/fr/chairs/"), links.count("/fr/calls/")) == (2, 2)
