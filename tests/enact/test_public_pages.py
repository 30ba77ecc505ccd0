"""What every public page owes its reader: no trace, few questions to the database, the same in both languages."""

import json
import re

import pytest
from django.conf import settings
from django.test import override_settings

from indicators import shown
from indicators.formula import TOLERANCE
from sources.models import Statement
from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.make import DAY
from tests.page import Page, plain

pytestmark = pytest.mark.django_db

PAGES = [
    "",
    "about/",
    "accessibility/",
    "data/",
    "funding/",
    "indicators/",
    "indicators/RES-1/",
    "legal/",
    "partners/map/",
    "privacy/",
    "releases/",
    "releases/1/",
    "releases/1/indicators/RES-1/",
    "sitemap/",
]
UNLISTED = ("indicators/RES-1/", "releases/1/indicators/RES-1/", "sitemap/")
"""Those that the site map does not name, or not by this list: the page of a release leads to its indicators."""
FILES = ["funding.csv", "indicators/RES-1.csv", "releases/feed.atom"]
DATA = [
    *("/data/indicators/RES-1.json", "/data/releases/1.json", "/data/releases/latest.json"),
    *("/data/releases/1.zip", "/data/releases/latest.zip", "/data/releases/1/figures.fr.csv", "/data/catalog.jsonld"),
    *("/data/releases/latest/datapackage.json", "/api/", "/api/openapi.json", "/api/releases/1/indicators/RES-1/"),
    *("/data/verify_release.py", "/robots.txt", "/healthz", "/readyz", "/"),
]
ADDRESSES = [f"/{language}/{page}" for language in ("fr", "en") for page in PAGES + FILES] + DATA
DRAWN = [
    address for address in ADDRESSES if not address.startswith(("/robots", "/healthz", "/readyz")) and address != "/"
]
COMPLETE = {
    "address": "34 cours Exemple\n54000 Nancy",
    "director": "Présidente de l’établissement",
    "host": "Hébergeur <SA>",
    "contact": "contact@example.org",
    "data_protection": "dpo@example.org",
}
TO_COMPLETE = "To be completed by the operator of this site."


# What no public page does


def test_no_page_sets_a_cookie_or_looks_at_one(client, launch):
    client.force_login(make.user(is_staff=True))
    client.cookies["django_language"] = "en"
    before = {name: morsel.value for name, morsel in client.cookies.items()}
    for address in ADDRESSES:
        response = client.get(address)
        assert response.cookies == {}, address
        assert "Cookie" not in response.headers.get("Vary", ""), address
    assert {name: morsel.value for name, morsel in client.cookies.items()} == before


def test_pages_are_the_same_for_everyone(client, launch):
    for address in DRAWN:
        alone = client.get(address).getvalue()
        client.force_login(make.user(is_staff=True, is_superuser=True))
        assert client.get(address).getvalue() == alone, address
        client.logout()


def test_pages_ask_the_database_little_and_then_nothing(
    client, launch, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(make.user())
    shown.renew()
    for address in DRAWN:
        with django_assert_max_num_queries(3):
            assert client.get(address).status_code == 200
        with django_assert_num_queries(0):
            assert client.get(address).status_code == 200


READ, ASKED = "GET, HEAD", "GET, HEAD, POST"
"""How these pages are asked, and how the site is: other methods are refused before any page is looked for."""


@pytest.mark.parametrize(
    ("method", "allowed"), [("post", READ), *((other, ASKED) for other in ("put", "patch", "delete", "options"))]
)
def test_pages_are_only_read(client, launch, method, allowed):
    for address in ADDRESSES:
        response = getattr(client, method)(address)
        assert (response.status_code, response.headers["Allow"]) == (405, allowed), address


def test_head_says_what_get_says_but_for_the_content(client, launch):
    for address in ADDRESSES:
        full, bare = client.get(address), client.head(address)
        assert (bare.status_code, bare.getvalue()) == (full.status_code, b""), address
        assert bare.headers["Content-Type"] == full.headers["Content-Type"]


def test_what_comes_after_the_question_mark_changes_nothing(client, launch):
    for address in DRAWN:
        assert client.get(f"{address}?page=2&lang=%00&q=<script>").getvalue() == client.get(address).getvalue(), address


def test_nothing_comes_from_elsewhere_and_nothing_runs(client, launch):
    for language in ("fr", "en"):
        for page in PAGES:
            text = client.get(f"/{language}/{page}").content.decode()
            fetched = re.findall(
                r"<(?:link(?! rel=\"(?:alternate|canonical)\")|img|script|iframe|source|use)\b[^>]*?\b(?:href|src)=\"([^\"]*)\"",
                text,
            )
            assert [address for address in fetched if not address.startswith("/static/")] == []
            assert re.findall(r"<script|<style|<form(?! class=.asking)|\sstyle=|\son\w+=", text) == []


# What every public page does


def test_pages_are_in_the_language_of_their_address(client, launch):
    for language in ("fr", "en"):
        for page in PAGES:
            shown = Page(client.get(f"/{language}/{page}", headers={"accept-language": "de"}))
            assert (shown.language, shown.tags.count("h1"), shown.tags.count("main")) == (language, 1, 1)


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("fr-FR,fr;q=0.9", "fr"),
        ("en-US,en;q=0.8,fr;q=0.5", "en"),
        ("de", "fr"),
        ("", "fr"),
        ("*", "fr"),
        ("x" * 900, "fr"),
    ],
)
def test_front_door_leads_to_the_language_of_the_browser(client, preferred, language):
    response = client.get("/", headers={"accept-language": preferred})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response.headers["Vary"]


def test_each_page_has_its_twin_in_the_other_language(client, launch):
    for page in PAGES:
        assert f"/en/{page}" in Page(client.get(f"/fr/{page}")).links
        assert f"/fr/{page}" in Page(client.get(f"/en/{page}")).links


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_leads_somewhere(client, launch, language):
    waiting, seen, ids = [f"/{language}/"], {}, {}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        seen[address] = response.status_code
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        shown = Page(response)
        ids[address] = shown.ids
        for link in shown.links:
            path, _mark, place = link.partition("#")
            inside = path or address
            if inside.startswith("/") and inside not in seen and inside not in waiting:
                waiting.append(inside)
            if place:
                ids.setdefault("places", set()).add((inside, place))
    assert {address: status for address, status in seen.items() if status != 200} == {}
    assert {(page, place) for page, place in ids.pop("places") if place not in ids[page]} == set()
    assert {f"/{language}/{page}" for page in PAGES + FILES} <= seen.keys()


def test_site_map_names_every_page_and_every_file(client, launch):
    links = set(Page(client.get("/en/sitemap/")).links)
    codes = [entry["code"] for entry in json.loads(launch.text)["indicators"]]
    assert links >= {
        *(f"/en/{page}" for page in PAGES if page not in UNLISTED),
        *(f"/en/indicators/{code}/" for code in codes),
        *(f"/en/indicators/{code}.csv" for code in codes),
        *(f"/data/indicators/{code}.json" for code in codes),
        *("/en/funding.csv", "/data/releases/1.json", "/data/releases/latest.json", "/data/verify_release.py"),
    }


def test_robots_may_read_what_is_public(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/accounts/",
        "Disallow: /*/space/",
        "Disallow: /office/",
    ]


# About the figures


def test_about_gives_the_numbers_of_the_rules(client, launch):
    text = Page(client.get("/en/about/")).text
    assert f"within {TOLERANCE * 100:.0f}% of the whole way" in text
    assert "Counts of people from 1 to 4 read “protected”" in text
    assert "at least 3 of them" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_about_tells_what_the_sources_said(client, launch, language):
    shown = Page(client.get(f"/{language}/about/"))
    statements = json.loads(launch.text)["statements"]
    assert len(statements) == Statement.objects.count()
    for statement in statements:
        assert statement["key"] in shown.ids
        assert plain(statement["text"][language]) in shown.text


def test_about_says_what_to_type_and_what_it_prints(client, launch):
    text = Page(client.get("/en/about/")).text
    assert "python3 verify_release.py 1.json" in text
    assert (
        f"1.json: release 1, state on 2025-05-20, SHA-256 {launch.sha256} Totals: 9 recomputed, 0 protected. Nothing differs."
        in text
    )


def test_about_lists_the_releases_and_says_which_is_replaced(client):
    make.programme()
    first = publish()
    make.observation(value=3)
    second = publish(reason=REASON)
    shown = Page(client.get("/en/about/"))
    assert f"no. 2 20 May 2025 shown on this site {second.sha256} 2.json" in shown.text
    assert f"no. 1 20 May 2025 replaced by no. 2 {first.sha256} 1.json" in shown.text
    assert {"/data/releases/1.json", "/data/releases/2.json"} <= set(shown.links)


def test_about_says_what_a_correction_changed_and_why(client):
    make.programme()
    make.observation(value=3)
    publish()
    make.observation(value=4)
    publish(reason=REASON)
    shown = Page(client.get("/en/about/"))
    assert f"It corrects release no. 1. Reason given: {REASON.en or REASON.fr}" in shown.text
    assert (shown.figures["change:RES-1:from"], shown.figures["change:RES-1:to"]) == ({"3"}, {"4"})


def test_about_says_that_a_figure_is_published_for_the_first_time(client):
    make.programme()
    publish()
    make.completeness()
    make.chair(kind="awarded")
    publish(reason=REASON)
    assert "RES-1 · Chairs of research and innovation awarded, " in Page(client.get("/en/about/")).text
    assert "not published 1" in Page(client.get("/en/about/")).text


def test_about_says_that_nothing_changed(client):
    make.programme()
    publish()
    make.statement(text_fr="Un autre fait.")
    publish(reason=REASON)
    assert "No figure reads differently from the release before." in Page(client.get("/en/about/")).text


def test_about_says_that_a_release_is_the_first(client, launch):
    assert "It is the first: nothing was published before it." in Page(client.get("/en/about/")).text


def test_about_shows_a_statement_without_source_or_day(client):
    make.programme()
    make.statement(key="S99", text_fr="Sans source.")
    publish()
    assert "S99 Sans source. fact not said no source is recorded" in Page(client.get("/en/about/")).text


# The money, on the home page


@pytest.mark.parametrize(("funders", "more"), [(6, []), (7, ["and one other"]), (9, ["and 3 others"])])
def test_home_names_the_greatest_funders_and_leads_to_the_others(client, funders, more):
    make.programme()
    for rank in range(funders):
        region = make.organisation(name=f"Region {rank}", kind="local_authority")
        make.commitment(amount=100 + rank, kind="agreement", happened_on=DAY, organisation=region)
    make.completeness(indicator="FIN-4")
    publish()
    page = Page(client.get("/en/"))
    named = [key for key in page.figures if key.startswith("FIN-4:funder:")]
    assert named == [f"FIN-4:funder:Region {rank}" for rank in reversed(range(funders))][:6]
    assert re.findall(r"and (?:one|\d+) others?", page.text) == more
    assert ("/en/indicators/FIN-4/#parts" in page.links) == bool(more)
    assert len(re.findall("FIN-4:funder:", client.get("/en/releases/1/").content.decode())) >= funders


# What the law asks for


@override_settings(OPERATOR=dict.fromkeys(COMPLETE, ""))
def test_what_the_operator_has_not_said_is_to_be_completed(client):
    texts = {page: Page(client.get(f"/en/{page}/")).text for page in ("legal", "privacy", "accessibility")}
    assert [text.count(TO_COMPLETE) for text in texts.values()] == [4, 1, 1]


@override_settings(OPERATOR=COMPLETE)
def test_what_the_operator_says_is_shown(client):
    legal, privacy, accessibility = (Page(client.get(f"/en/{page}/")) for page in ("legal", "privacy", "accessibility"))
    assert "34 cours Exemple 54000 Nancy" in legal.text
    assert "Hébergeur <SA>" in legal.text
    assert "Présidente de l’établissement" in legal.text
    assert "mailto:contact@example.org" in legal.links
    assert "mailto:dpo@example.org" in privacy.links
    assert "mailto:contact@example.org" in accessibility.links
    assert TO_COMPLETE not in legal.text + privacy.text + accessibility.text


def test_pages_of_law_say_who_publishes_and_how_far_they_comply(client):
    assert "Université de Lorraine, leader of the ENACT programme" in Page(client.get("/en/legal/")).text
    assert "No cookie is set" in Page(client.get("/en/privacy/")).text
    statement = Page(client.get("/en/accessibility/"))
    assert (
        "not compliant with the French general framework for improving accessibility (RGAA), version 4.1"
        in statement.text
    )
    assert settings.SITE_ADDRESS in statement.text
    assert "https://formulaire.defenseurdesdroits.fr/" in statement.links


def test_pages_of_law_ask_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        for page in ("legal", "privacy", "accessibility"):
            assert client.get(f"/fr/{page}/").headers["Cache-Control"] == "public, max-age=60"


def test_pages_of_a_programme_of_which_nothing_is_known_are_shown(client):
    make.programme()
    publish()
    for page in PAGES:
        assert client.get(f"/fr/{page}").status_code == 200
