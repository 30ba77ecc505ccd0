"""Amounts: typed as people write them, refused in words, shown as their language writes them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enact.amounts import LARGEST, AmountFormField, money, number, short_money


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,5 €", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1234.5", "1234.50"),
        ("1\u202f234\u00a0€", "1234.00"),
        ("12’345", "12345.00"),
        ("1.234.567", "1234567.00"),
        ("1,234,567", "1234567.00"),
        ("EUR 30000000", "30000000.00"),
        ("30 000 000 euros", "30000000.00"),
        ("0", "0.00"),
        ("€ 5", "5.00"),
        ("12 345,6 EUR", "12345.60"),
        ("0,5", "0.50"),
        ("0.500", "0.50"),
        ("999 999 999 999,99", "999999999999.99"),
    ],
)
def test_amount_is_read_as_people_write_it(typed, amount):
    assert AmountFormField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-5", "negative"),
        ("−5,50 €", "negative"),
        ("abc", "invalid"),
        ("€", "invalid"),
        ("12 abc", "invalid"),
        ("1,2,3", "invalid"),
        ("1.23.456", "invalid"),
        ("٣٠", "invalid"),
        ("1e5", "invalid"),
        ("NaN", "invalid"),
        ("1 234 5", "invalid"),
        ("12€34", "invalid"),
        ("12 34", "invalid"),
        ("1234 567", "invalid"),
        ("€ 5 €€", "invalid"),
        ("-1 234", "negative"),
        ("100000000000000000000", "too_large"),
        ("1000000000000", "too_large"),
        ("1.234", "ambiguous"),
        ("1,234 €", "ambiguous"),
        ("1,2345", "too_precise"),
    ],
)
def test_amount_that_makes_no_sense_is_refused_in_words(typed, code):
    with translation.override("fr"), pytest.raises(ValidationError) as refused:
        AmountFormField().clean(typed)
    assert [error.code for error in refused.value.error_list] == [code]
    assert f"«\xa0{typed}\xa0»" in refused.value.messages[0]


def test_amount_may_be_unknown_and_is_then_none():
    assert AmountFormField(required=False).clean("") is None


def test_amount_may_be_required():
    with pytest.raises(ValidationError):
        AmountFormField().clean("")


@given(st.decimals(0, LARGEST, places=2))
def test_amount_that_is_shown_in_french_can_be_typed_again(amount):
    with translation.override("fr"):
        assert AmountFormField().clean(money(amount)) == amount


def test_amount_has_changed_when_it_is_another():
    field = AmountFormField()
    assert field.has_changed(Decimal("1234.50"), "1 234,5") is False
    assert field.has_changed(Decimal("1234.50"), "1 234,6") is True
    assert field.has_changed(Decimal("1234.50"), "abc") is True
    assert field.has_changed(None, "") is False


@pytest.mark.parametrize(
    ("language", "value", "whole", "short", "plain"),
    [
        ("fr", "30000000", "30\u202f000\u202f000\u00a0€", "30\u00a0M€", "30\u202f000\u202f000"),
        ("en", "30000000", "€30,000,000", "€30M", "30,000,000"),
        ("fr", "1234.50", "1\u202f234,50\u00a0€", "1\u202f234,50\u00a0€", "1\u202f234,5"),
        ("en", "1234.50", "€1,234.50", "€1,234.50", "1,234.5"),
        ("fr", "1370000", "1\u202f370\u202f000\u00a0€", "1,37\u00a0M€", "1\u202f370\u202f000"),
        ("fr", "-4000000", "−4\u202f000\u202f000\u00a0€", "−4\u00a0M€", "−4\u202f000\u202f000"),
    ],
)
def test_values_are_shown_as_the_language_writes_them(language, value, whole, short, plain):
    with translation.override(language):
        assert (money(Decimal(value)), short_money(Decimal(value)), number(Decimal(value))) == (whole, short, plain)
