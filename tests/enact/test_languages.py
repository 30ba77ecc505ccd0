"""Texts in both languages."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from enact.languages import Text, alphabetical, both, text_of
from tests import make


def test_text_is_in_the_language_of_the_reader_and_french_by_default():
    text = Text("chaire", "chair")
    for language, said in (("fr", "chaire"), ("en", "chair"), (None, "chaire")):
        with translation.override(language):
            assert str(text) == said


def test_text_without_english_is_in_french():
    with translation.override("en"):
        assert str(Text("chaire", "")) == "chaire"
    assert Text("chaire", "").as_json() == {"en": "chaire", "fr": "chaire"}


def test_text_of_a_row_is_in_its_two_fields(db):
    source = make.source(said_by_fr="la coordination", said_by_en="the coordination")
    assert text_of(source, "said_by") == Text("la coordination", "the coordination")


def test_translated_text_is_known_in_both_languages():
    assert both(_("company")) == Text("entreprise", "company")


def test_accents_and_capitals_do_not_count_in_the_order_of_words():
    words = ["Zinc", "État", "eau", "Œuvre", "Épinal", "École"]
    assert sorted(words, key=alphabetical) == ["eau", "École", "Épinal", "État", "Œuvre", "Zinc"]
