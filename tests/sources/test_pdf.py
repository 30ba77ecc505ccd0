"""What may be kept: whole PDFs in which nothing runs by itself, under names that are safe. All else is refused in words."""

import pytest
from django.core.exceptions import ValidationError

from sources.forms import PdfField
from sources.pdf import LARGEST, WORDS, check_pdf, safe_name
from tests.sources.corpus import ODD_NAMES, REFUSED, packed, pdf, sent


def test_corpus_holds_25_files():
    assert len(REFUSED) == 25


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_file_is_refused_in_words(what):
    name, content = REFUSED[what]
    with pytest.raises(ValidationError) as refused:
        PdfField().clean(sent(content, name))
    (words,) = refused.value.messages
    assert words.endswith(".")
    assert "%(" not in words


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        pdf(end=b"%%EOF"),
        pdf(end=b"%%EOF\r\n\x00\x00"),
        pdf(head=b"%PDF-2.0"),
        pdf(packed(b"2 0 << /Type /Page >>")),
        pdf(b"2 0 obj\n<< /OpenAction 3 0 R /JavaScripting true /Launcher 1 >>\nendobj"),
        pdf(b"2 0 obj\n<< /Type /ObjStm >>\nstream\nnot packed at all\nendstream\nendobj"),
    ],
)
def test_whole_pdf_is_taken(content):
    check_pdf(content)


def test_pdf_of_10_mb_is_taken():
    content = pdf()
    full = content[:-6] + b"%" + b" " * (LARGEST - len(content) - 2) + b"\n%%EOF\n"
    assert len(full) == LARGEST
    check_pdf(full)


@pytest.mark.parametrize("name", WORDS)
def test_each_thing_that_runs_is_refused_wherever_it_stands(name):
    thing = f"2 0 obj\n<</S/{name}>>\nendobj".encode()
    for content in (pdf(thing), pdf(packed(thing)), pdf(packed(b" " * 100_000 + thing))):
        with pytest.raises(ValidationError) as refused:
            check_pdf(content)
        assert (refused.value.code, refused.value.params) == ("active", {"what": WORDS[name]})


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_name_becomes_a_safe_one(name):
    assert safe_name(name) == ODD_NAMES[name]
    assert safe_name(ODD_NAMES[name]) == ODD_NAMES[name]


def test_what_the_browser_says_of_a_file_counts_for_nothing():
    assert PdfField().clean(sent(kind="text/html")).name == "lettre.pdf"
    with pytest.raises(ValidationError):
        PdfField().clean(sent(b"<script>", kind="application/pdf"))


def test_field_reads_a_file_as_it_will_be_kept():
    file = PdfField().clean(sent(pdf(), "Lettre.PDF"))
    assert (file.pk, file.name, file.size) == (None, "Lettre.pdf", len(pdf()))
    assert file.content.read() == pdf()


def test_nothing_sent_leaves_what_is_there_and_what_is_taken_away_is_none():
    field, there = PdfField(), object()
    assert [field.clean(data, there) for data in (None, False)] == [there, None]
    assert field.clean(None, None) is None
