"""PDFs and pictures of a release: they say what its pages say, to everybody who reads, and are kept."""

import io
import re
import struct

import pytest
from django.test import override_settings
from django.utils.translation import override
from pypdf import PdfReader

from enact.pages.typeset.cards import indicator_card
from indicators import published
from indicators.shown import renew
from indicators.texts import told
from tests import make
from tests.drawn import restart
from tests.indicators.test_actions import REASON, publish
from tests.page import plain, read_aloud

pytestmark = pytest.mark.django_db
LANGUAGES = ["fr", "en"]


def reader_of(response):
    """A PDF that was answered."""
    return PdfReader(io.BytesIO(response.content))


def read(response):
    """What a PDF says, one space between its words."""
    return plain(" ".join(page.extract_text() for page in reader_of(response).pages))


def figures_in(response):
    """Every figure of a page as readers see it: its value, and what stands in place of one."""
    html = response.content.decode()
    found = re.findall(r"<data [^>]*>([^<]*)</data>|<span class=\"unknown\"[^>]*>([^<]*)</span>", html)
    return {plain(value or words) for value, words in found}


def elements(node, found):
    """The elements of a tree of tags, as kinds with their alternative texts."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            elements(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append((node["/S"], node.get("/Alt", "")))
        elements(node.get("/K", []), found)
    return found


def tags_of(response):
    """The tags of a PDF, each with its alternative text."""
    return elements(reader_of(response).trailer["/Root"]["/StructTreeRoot"]["/K"], [])


def size_of(content):
    """How wide and how high a picture is."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", content[16:24])


@pytest.fixture
def codes(launch):
    """The codes of the indicators of the launch."""
    return [entry["code"] for entry in told(launch.text)["indicators"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_document_of_an_indicator_says_every_figure_of_its_page(client, codes, language):
    missing = {}
    for code in codes:
        text = read(client.get(f"/{language}/releases/1/indicators/{code}.pdf"))
        figures = figures_in(client.get(f"/{language}/indicators/{code}/"))
        assert figures
        missing[code] = {figure for figure in figures if figure not in text}
    assert missing == {code: set() for code in codes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_says_every_figure_of_the_list_of_the_money_and_of_the_programme(client, launch, language):
    text = read(client.get(f"/{language}/releases/1.pdf"))
    pages = [client.get(f"/{language}/{page}") for page in ("", "indicators/")]
    assert {figure for page in pages for figure in figures_in(page) if figure not in text} == set()


def test_report_says_where_each_indicator_stands_and_who_said_it(client, launch):
    text = read(client.get("/en/releases/1.pdf"))
    row = "Chairs of research and innovation awarded (RES-1) 3 chairs 18 by 31 December 2029"
    assert f"{row} ▲ Ahead of the trajectory 20 May 2025" in text
    assert "Release no. 1, state on 20 May 2025." in text
    assert launch.sha256 in text.replace(" ", "")


@pytest.mark.parametrize(("language", "known"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_documents_are_tagged_named_and_say_their_language(client, launch, language, known):
    for address in ("1.pdf", "1/indicators/RES-1.pdf"):
        answered = client.get(f"/{language}/releases/{address}")
        reader = reader_of(answered)
        root = reader.trailer["/Root"]
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
            known,
            True,
            True,
        )
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
        assert reader.metadata.title
        assert reader.metadata.creation_date.date() == launch.day


def test_report_has_headings_tables_and_charts_in_words(client, launch):
    tags = tags_of(client.get("/en/releases/1.pdf"))
    kinds = [kind for kind, _alt in tags]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"} <= set(kinds)
    charts = [alt for kind, alt in tags if kind == "/Figure"]
    assert "" not in charts
    assert [alt for alt in charts if alt.startswith("Trajectory:")] == [
        f"Trajectory: {name}. The values drawn are those of the table below."
        for name in (
            "Chairs of research and innovation awarded",
            "Students trained in AI",
            "AI doctorates a year, at the two universities",
            "Academic doctoral contracts funded by ENACT",
        )
    ]


def test_documents_open_in_the_browser_under_a_name_that_says_what_they_are(client, launch):
    answered = client.get("/en/releases/1/indicators/RES-1.pdf")
    assert answered.headers["Content-Type"] == "application/pdf"
    assert answered.headers["Content-Disposition"] == 'inline; filename="enact-1-RES-1-en.pdf"'


@override_settings(FICTIONAL=True)
def test_fiction_is_marked_on_every_page(client, launch):
    for address in ("1.pdf", "1/indicators/RES-1.pdf"):
        answered = client.get(f"/fr/releases/{address}")
        pages = [plain(page.extract_text()) for page in reader_of(answered).pages]
        assert ["Programme fictif." in page for page in pages] == [True] * len(pages)
        assert 'filename="fictif-enact-1' in answered.headers["Content-Disposition"]


def test_replaced_release_says_so_and_the_correction_says_why(client):
    make.programme()
    make.target()
    publish()
    make.observation(value=3)
    publish(reason=REASON)
    replaced, correction = (read(client.get(f"/en/releases/{number}.pdf")) for number in (1, 2))
    assert "Release no. 1 is replaced by release no. 2, which corrects it." in replaced
    assert "It corrects release no. 1. Reason given: A chair had been forgotten." in correction
    assert "is replaced by" not in correction


# Pictures


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_of_the_size_of_networks_and_light(client, codes, language):
    addresses = [f"/{language}/card.png", *(f"/{language}/releases/1/indicators/{code}.png" for code in codes)]
    pictures = [client.get(address).content for address in addresses]
    assert {size_of(content) for content in pictures} == {(1200, 630)}
    assert max(map(len, pictures)) <= 100_000


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"protected": True, "value": None}, "protected"),
        ({"value": None}, "not disclosed"),
    ],
)
def test_figure_that_is_not_told_is_said_in_words_on_its_picture(launch, known, said):
    release = published.latest_document(renew())
    entry = release["indicators"][0]
    with override("en"):
        words = indicator_card(entry | {"figure": entry["figure"] | known}, release)
    assert words["figure"] == {"known": False, "qualifier": "", "value": said, "unknowns": ""}
    assert words["unit"] == ""


def shared(response):
    """What a page tells networks."""
    html = response.content.decode()
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html)
    return dict(found)


@override_settings(SITE_ADDRESS="https://enact.example.org")
def test_page_of_an_indicator_tells_networks_its_figure(client, launch):
    found = shared(client.get("/en/indicators/TRA-2/"))
    said = (
        "AI doctorates a year, at the two universities: a little over 50 doctorates a year. Starting point. "
        "Release no. 1, state on 20 May 2025."
    )
    assert found == {
        "og:type": "website",
        "og:site_name": "ENACT",
        "og:locale": "en_GB",
        "og:url": "https://enact.example.org/en/indicators/TRA-2/",
        "og:title": "AI doctorates a year, at the two universities",
        "og:description": said,
        "og:image": "https://enact.example.org/en/releases/1/indicators/TRA-2.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": said,
        "twitter:card": "summary_large_image",
    }


@override_settings(SITE_ADDRESS="https://enact.example.org")
def test_home_tells_networks_the_four_promises(client, launch):
    found = shared(client.get("/fr/"))
    assert found["og:image"] == "https://enact.example.org/fr/card.png?release=1"
    assert found["og:image:alt"].startswith("Chaires de recherche et d’innovation attribuées\u00a0: 3 chaires.")
    assert found["og:title"] == "Où en est ENACT\u202f?"
    assert client.get("/fr/card.png?release=1").status_code == 200


# Kept


def test_all_are_drawn_at_publication_and_ask_the_database_nothing(client, codes, django_assert_num_queries):
    assert published.draw_pages() == []
    restart()
    endings = [
        "card.png",
        "releases/1.pdf",
        *(f"releases/1/indicators/{code}.{kind}" for code in codes for kind in ("pdf", "png")),
    ]
    with django_assert_num_queries(0):
        for language in LANGUAGES:
            for ending in endings:
                assert client.get(f"/{language}/{ending}").status_code == 200


@pytest.mark.parametrize(
    "ending",
    [
        "2.pdf",
        "0.pdf",
        "1/indicators/NONE.pdf",
        "1/indicators/NONE.png",
        "2/indicators/RES-1.pdf",
        "2/indicators/RES-1.png",
    ],
)
def test_unknown_release_or_indicator_is_not_found(client, launch, ending):
    assert client.get(f"/fr/releases/{ending}").status_code == 404


def test_before_the_first_release_there_is_no_picture(client):
    assert client.get("/fr/card.png").status_code == 404


def test_pages_lead_to_their_documents(client, launch):
    page = client.get("/fr/indicators/RES-1/").content.decode()
    assert 'href="/fr/releases/1/indicators/RES-1.pdf"' in page
    assert 'href="/fr/releases/1.pdf"' in page
    assert 'href="/fr/releases/1.pdf"' in client.get("/fr/about/").content.decode()
    assert "À imprimer (PDF)" in read_aloud(client.get("/fr/indicators/RES-1/"))
