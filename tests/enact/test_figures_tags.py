"""Figures on a page: for people and for machines, with their qualifier, and words for what is not known."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from enact.dates import Precision
from enact.ui.templatetags.figures import (
    amount,
    day,
    excess,
    figure,
    full_amount,
    qualified,
    said,
    said_by,
    signed,
    unit_of,
)

CHAIRS = {
    "unit": {"key": "chairs", "one": {"fr": "chaire", "en": "chair"}, "many": {"fr": "chaires", "en": "chairs"}},
}
MONEY = {"unit": {"key": "EUR", "one": {"fr": "euro", "en": "euro"}, "many": {"fr": "euros", "en": "euros"}}}
RELEASE = {"sources": {"aef": {"said_by": {"fr": "coordinateur", "en": "coordinator"}}}}


def found(value, *, qualifier="exact", unknowns=0, protected=False):
    """A figure as a release holds it."""
    return {"value": value, "qualifier": qualifier, "unknowns": unknowns, "protected": protected}


def written(figure, unit="EUR", key="FIN-3", beside=None):
    """A figure as a French page writes it, with single spaces."""
    with override("fr"):
        page = Template("{% load figures %}{% figure figure unit key beside=beside %}").render(
            Context({"figure": figure, "unit": unit, "key": key, "beside": beside})
        )
    return " ".join(page.replace("\u00a0", "~").split()).replace("~", "\u00a0")


@pytest.mark.parametrize(("language", "words"), [("fr", "chaire"), ("en", "chair")])
def test_text_is_said_in_the_language_of_the_reader(language, words):
    with override(language):
        assert said({"fr": "chaire", "en": "chair"}) == words


def test_text_without_english_is_said_in_french():
    with override("en"):
        assert said({"fr": "chaire", "en": ""}) == "chaire"


def test_no_text_says_nothing():
    assert said(None) == ""


@pytest.mark.parametrize(("key", "words"), [("aef", "coordinateur"), ("lost", ""), (None, "")])
def test_source_is_named_by_its_key(key, words):
    with override("fr"):
        assert said_by(key, RELEASE) == words


def test_day_is_no_more_precise_than_it_is_known():
    with override("fr"):
        assert day("2025-05-20") == "20 mai 2025"
        assert day("2025-05-20", Precision.MONTH) == "mai 2025"
        assert day("2025-05-20", Precision.YEAR) == "2025"
        assert day(None) == ""


@pytest.mark.parametrize(
    ("when", "words"),
    [(date(2025, 1, 1), "1er janvier 2025"), (datetime(2025, 6, 30, 22, 30, tzinfo=UTC), "1er juillet 2025")],
)
def test_day_of_a_record_is_in_words_where_the_reader_is(when, words):
    with override("fr"):
        assert Template("{% load figures %}{{ when|in_words }}").render(Context({"when": when})) == words


@pytest.mark.parametrize(
    ("value", "unit", "short", "full"),
    [
        ("36000000", "EUR", "36\u00a0M€", "36\u202f000\u202f000\u00a0€"),
        ("1234.5", "EUR", "1\u202f234,50\u00a0€", "1\u202f234,50\u00a0€"),
        ("2500", "students", "2\u202f500", "2\u202f500"),
        ("1.37", "chairs", "1,37", "1,37"),
        ("0", "chairs", "0", "0"),
        (None, "EUR", "non communiqué", "non communiqué"),
        ("", "chairs", "non communiqué", "non communiqué"),
    ],
)
def test_amount_is_short_or_full_and_unknown_is_said_in_words(value, unit, short, full):
    with override("fr"):
        assert (amount(value, unit), full_amount(value, unit)) == (short, full)


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [
        ("about", "about"),
        ("at_least", "at least"),
        ("at_most", "at most"),
        ("a_little_over", "a little over"),
        ("exact", ""),
    ],
)
def test_qualifier_goes_before_the_value(qualifier, words):
    with override("en"):
        assert qualified(qualifier) == words


@pytest.mark.parametrize(
    ("language", "value", "unit"),
    [
        ("fr", "0", "chaire"),
        ("fr", "1", "chaire"),
        ("fr", "1.5", "chaire"),
        ("fr", "2", "chaires"),
        ("fr", None, "chaires"),
        ("en", "0", "chairs"),
        ("en", "1", "chair"),
        ("en", "2", "chairs"),
    ],
)
def test_unit_is_one_or_several_as_each_language_counts(language, value, unit):
    with override(language):
        assert unit_of(CHAIRS, value) == unit


def test_money_carries_its_own_unit():
    assert unit_of(MONEY, "36000000") == ""


@pytest.mark.parametrize(
    ("qualifier", "opposed"),
    [
        ("exact", "exact"),
        ("about", "about"),
        ("at_least", "at_most"),
        ("at_most", "at_least"),
        ("a_little_over", "about"),
    ],
)
def test_remainder_below_zero_is_an_excess(qualifier, opposed):
    remainder = {"value": "-16000000", "qualifier": qualifier, "unknowns": 1}
    assert excess(remainder) == {"value": "16000000", "signed": "-16000000", "qualifier": opposed, "unknowns": 1}


@pytest.mark.parametrize("remainder", [None, {"value": "0"}, {"value": "4000000"}])
def test_nothing_exceeds_while_something_remains(remainder):
    assert excess(remainder) is None


def test_figure_is_a_value_for_machines():
    assert written(found("36000000")) == '<data value="36000000" data-figure="FIN-3">36\u00a0M€</data>'


def test_figure_has_its_qualifier_before_and_its_unknowns_after():
    assert written(found("4000000", qualifier="about", unknowns=2)) == (
        '<span class="qualifier">environ</span> <data value="4000000" data-figure="FIN-3">4\u00a0M€</data> '
        '<span class="unknowns" data-figure="FIN-3:unknowns">+ 2 non communiqués</span>'
    )


def test_zero_is_a_value():
    assert written(found("0"), "chairs", "RES-1") == '<data value="0" data-figure="RES-1">0</data>'


def test_unknown_is_said_in_words():
    assert written(found(None, unknowns=1)) == '<span class="unknown" data-figure="FIN-3">non communiqué</span>'


@pytest.mark.parametrize(
    ("one", "beside", "key", "words"),
    [
        (found(None, unknowns=1), found(None, unknowns=2), "FIN-3:unknowns", "1 non communiqué"),
        (found(None, unknowns=3), found(None, unknowns=2), "FIN-3:unknowns", "3 non communiqués"),
        (found(None, unknowns=2), found(None, unknowns=2), "FIN-3", "non communiqué"),
        (found(None, unknowns=2), found("5", unknowns=1), "FIN-3", "non communiqué"),
        (found(None, unknowns=2), found(None, unknowns=1, protected=True), "FIN-3", "non communiqué"),
        (found(None, unknowns=1, protected=True), found(None, unknowns=2), "FIN-3", "protégé"),
    ],
)
def test_number_of_undisclosed_values_is_said_beside_another_number_of_them(one, beside, key, words):
    assert written(one, beside=beside) == f'<span class="unknown" data-figure="{key}">{words}</span>'


def test_protected_is_said_in_words():
    assert (
        written(found(None, unknowns=1, protected=True)) == '<span class="unknown" data-figure="FIN-3">protégé</span>'
    )


def test_target_which_counts_no_unknowns_is_a_figure():
    assert figure({"value": "18", "qualifier": "exact"}, "chairs", "RES-1:target")["unknowns"] == ""


SHARE = {"unit": {"key": "percent", "one": {"fr": "%", "en": "%"}, "many": {"fr": "%", "en": "%"}}}


@pytest.mark.parametrize(("language", "words"), [("fr", "49,5\u202f%"), ("en", "49.5%")])
def test_percentage_has_its_sign_wherever_it_stands(language, words):
    with override(language):
        assert (amount("49.5", "percent"), full_amount("49.5", "percent"), unit_of(SHARE, "49.5")) == (words, words, "")


@pytest.mark.parametrize(("value", "words"), [("2.5", "+2,5 pt"), ("-1", "−1 pt"), ("0", "0 pt")])
def test_difference_of_percentages_is_in_points(value, words):
    with override("fr"):
        assert signed(Decimal(value), "percent") == words
