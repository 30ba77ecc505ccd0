"""Typst, as we use it: the same bytes everywhere, no fonts but ours, nothing of the words is code."""

import hashlib
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import typst
from django.conf import settings
from django.utils.translation import override
from pypdf import PdfReader

from enact.pages.typeset.cards import indicator_card
from enact.pages.typeset.sheets import sheet
from enact.pages.typeset.views import framed
from enact.ui.typesetting import FOLDER, document, fonts, picture
from indicators import published, shown
from tests.page import plain

ELSEWHERE = """
import django, hashlib, json, sys
django.setup()
from enact.ui.typesetting import document, picture
for kind, template, words in json.load(sys.stdin):
    print(hashlib.sha256((document if kind == "pdf" else picture)(template, words, words["day"])).hexdigest())
"""


def words_of(name, **changes):
    """The words of a document of one indicator, whose name is ours."""
    release = published.latest_document(shown.renew())
    entry = release["indicators"][0] | {"name": {"fr": name, "en": name}} | changes
    framing = framed(release, name)
    citation = {"title": "Citer", "text": "", "licence": "", "name": "", "address": "https://example.org"}
    return framing | {"sheet": sheet(entry, release), "citation": citation}


def read(content):
    """What a PDF says, one space between its words."""
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_another_process_makes_the_same_bytes(launch):
    release = published.latest_document(shown.renew())
    card = framed(release, "Chaires") | indicator_card(release["indicators"][0], release)
    asked = [("pdf", "indicator.typ", words_of("Chaires")), ("png", "card.typ", card | {"marks": []})]
    ours = [
        hashlib.sha256((document if kind == "pdf" else picture)(template, words, words["day"])).hexdigest()
        for kind, template, words in asked
    ]
    theirs = subprocess.run(
        [sys.executable, "-W", "error", "-c", ELSEWHERE],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
        env={
            "DEMO": "true",
            "VAR_DIR": str(settings.VAR_DIR),
            "DJANGO_SETTINGS_MODULE": "enact.settings",
            "TZ": "Asia/Tokyo",
        },
    )
    assert theirs.stdout.split() == ours


def test_threads_share_nothing(launch):
    names = [f"Indicateur {number}" for number in range(8)]
    asked = [words_of(name) for name in names]
    alone = [document("indicator.typ", words, words["day"]) for words in asked]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda words: document("indicator.typ", words, words["day"]), asked))
    assert together == alone
    assert [name in read(content) for name, content in zip(names, together, strict=True)] == [True] * 8


@pytest.mark.parametrize("name", ['#panic("x")', "*gras* _it_ $x$ `c` @ref <b>", "\\ \" ' // /* #{", "#sys.inputs"])
def test_words_are_never_code(launch, name):
    words = words_of(name)
    assert name in read(document("indicator.typ", words, words["day"]))


def test_letters_that_source_sans_lacks_are_those_of_typst(launch, caplog):
    words = words_of("Δ Ж ⇒ ∑")
    assert "Δ Ж ⇒ ∑" in read(document("indicator.typ", words, words["day"]))
    assert caplog.text == ""


def test_letter_that_no_font_has_is_told_by_the_log_and_hinders_nothing(launch, caplog):
    words = words_of("日本")
    content = document("indicator.typ", words, words["day"])
    assert b"pdfuaid" not in content
    assert "without claiming PDF/UA-1" in caplog.text


def test_fault_of_a_template_is_raised(caplog):
    with pytest.raises(typst.TypstError):
        document("indicator.typ", {}, "2025-05-20")


def test_fonts_are_those_that_are_installed_with_the_software():
    families = set(fonts().families())
    assert "Source Sans 3" in families
    assert all(font.path is None or "fontpkg_source_sans_3" in font.path for font in fonts().fonts())


def test_templates_take_nothing_from_elsewhere():
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.typ")]
    assert [word for text in texts for word in ("@preview", "@local", "http", "datetime.today") if word in text] == []


def test_words_are_in_the_language_of_the_reader(launch):
    with override("en"):
        words = words_of("Chairs")
    reader = PdfReader(io.BytesIO(document("indicator.typ", words, words["day"])))
    assert (reader.trailer["/Root"]["/Lang"], words["page"]) == ("en-GB", "page {number} of {all}")
