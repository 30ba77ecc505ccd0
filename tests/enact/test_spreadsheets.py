"""Rows as spreadsheets of each language read them."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from enact.spreadsheets import cell, csv_response

HEADER = ["code", "value"]
ROWS = [["FIN-3", Decimal("1234567.50")], ["a;b,c", None], ['say "so"', "two\nlines"]]


@pytest.mark.parametrize(("language", "written"), [("fr", "0,5"), ("en", "0.5")])
def test_number_has_the_decimal_mark_of_the_language(language, written):
    with override(language):
        assert cell(Decimal("0.5")) == written


def test_number_is_never_written_with_an_exponent():
    assert cell(Decimal("1E+6")) == "1000000"


def test_unknown_is_an_empty_cell():
    assert cell(None) == ""


def test_zero_is_not_empty():
    assert (cell(0), cell(Decimal(0))) == ("0", "0")


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1"]
)
def test_text_that_a_spreadsheet_would_run_is_quoted(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["1=1", "a+b", "Grand Est", "", "’"])
def test_other_text_stays_as_it_is(text):
    assert cell(text) == text


def test_negative_number_stays_a_number():
    with override("fr"):
        assert cell(Decimal("-4.5")) == "-4,5"


def test_file_is_french():
    with override("fr"):
        response = csv_response("chiffres", HEADER, ROWS)
    assert response.content.decode("utf-8") == (
        '\ufeffcode;value\r\nFIN-3;1234567,50\r\n"a;b,c";\r\n"say ""so""";"two\nlines"\r\n'
    )


def test_file_is_english():
    with override("en"):
        response = csv_response("figures", HEADER, ROWS)
    assert response.content.decode("utf-8") == (
        '\ufeffcode,value\r\nFIN-3,1234567.50\r\n"a;b,c",\r\n"say ""so""","two\nlines"\r\n'
    )


def test_file_has_a_name_and_a_type():
    response = csv_response("enact-FIN-3", HEADER, [])
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="enact-FIN-3.csv"',
    )
