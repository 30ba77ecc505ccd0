"""The catalogues: complete, up to date, and compiled when they change."""

import os

import pytest
from django.core.management import call_command

from enact import translations
from enact.translations import LANGUAGES, brought_up_to_date, catalogue, path_of, texts_in_code, untranslated

TEMPLATE = """\
{% load i18n %}<h1>{% translate "Hello" %}</h1>
{% blocktranslate trimmed with a=b count n=c %}
  One {{ a }}
  chair
{% plural %}
  {{ n }} chairs, 100% of {{ a }}
{% endblocktranslate %}
{% blocktranslate context "money" %}Granted{% endblocktranslate %}
{% include "a.html" with title=_("It’s \\"said\\"") %}{{ value|default:_("unknown") }}
{% comment %}Translators: a verb{% endcomment %}
{% translate "100 % sure" as sure %}
"""
CODE = """\
from django.utils.translation import gettext_lazy as _, ngettext_lazy, pgettext_lazy
def f(): return _("lazy"), ngettext_lazy("one", "many", 2), pgettext_lazy("where", "there")
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_up_to_date(language):
    assert path_of(language).read_text() == brought_up_to_date(language, texts_in_code()), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete(language):
    assert [message.id for message in untranslated(catalogue(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_of_values(language):
    texts = catalogue(language)
    assert [(message.id, str(error)) for message in texts for error in message.check(texts)] == []


def test_texts_are_found_in_templates_and_in_code(tmp_path):
    (tmp_path / "templates" / "deep").mkdir(parents=True)
    (tmp_path / "templates" / "deep" / "page.html").write_text(TEMPLATE)
    (tmp_path / "views.py").write_text(CODE)
    found = {(message.context, message.id, *message.auto_comments) for message in texts_in_code(tmp_path) if message.id}
    assert found == {
        (None, "Hello"),
        (None, ("One %(a)s chair", "%(n)s chairs, 100%% of %(a)s")),
        ("money", "Granted"),
        (None, 'It’s "said"'),
        (None, "unknown"),
        (None, "100 %% sure", "a verb"),
        (None, "lazy"),
        (None, ("one", "many")),
        ("where", "there"),
    }


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A project without catalogues."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    return texts_in_code(tmp_path)


def test_new_texts_are_their_own_english_and_wait_for_their_french(shelf):
    assert [len(translations.update(language, shelf)) for language in LANGUAGES] == [len(shelf), 0]


def test_updating_keeps_translations_and_drops_what_the_code_no_longer_says(shelf):
    translations.update("fr", shelf)
    french = path_of("fr")
    french.write_text(french.read_text().replace('msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "Bonjour"'))
    translations.update("fr", shelf)
    assert catalogue("fr").get("Hello").string == "Bonjour"
    shelf.delete("Hello")
    translations.update("fr", shelf)
    assert catalogue("fr").get("Hello") is None


def test_catalogues_are_compiled_when_they_change(shelf):
    for language in LANGUAGES:
        translations.update(language, shelf)
    assert translations.compile_catalogues() == ["fr", "en"]
    assert translations.compile_catalogues() == []
    later = path_of("fr", ".mo").stat().st_mtime_ns + 1
    os.utime(path_of("fr"), ns=(later, later))
    assert translations.compile_catalogues() == ["fr"]


def test_command_says_how_many_texts_wait(shelf, capsys):
    call_command("messages")
    count = len(texts_in_code())
    said = capsys.readouterr().out.splitlines()
    assert (said[0], len(said), said[-1]) == (
        f"fr: {count} texts, {count} untranslated",
        count + 2,
        f"en: {count} texts, 0 untranslated",
    )
