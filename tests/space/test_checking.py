"""The page on which a statement is checked: it confirms, in words that tell nothing else, and keeps nothing of who asks."""

import re

import pytest
from django.core.cache import cache

from space.models.statement import LENGTH, LETTERS, code_in, new_code
from tests import make
from tests.page import Page, plain

pytestmark = pytest.mark.django_db
ADDRESS, HERE = "/fr/statements/check/", {"Origin": "http://testserver"}
GENUINE, NONE, NO_CODE = "Un état portant ce code a été établi", "Aucun état n’a été établi", "Ce n’est pas un code"


@pytest.fixture
def statement(db):
    """A statement with an amount, of an organisation with a name."""
    alpha = make.organisation(name="Alpha Secrète")
    make.commitment(organisation=alpha, kind="agreement", amount=123456)
    return make.issued_statement(organisation=alpha)


def asked(client, code, language="fr"):
    """The answer to a code that stands in the address."""
    return client.get(ADDRESS.replace("/fr/", f"/{language}/"), {"code": code})


def typed(client, code, headers=HERE):
    """The answer to a code that is typed into the form."""
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(ADDRESS).content.decode())[1]
    return client.post(ADDRESS, {"stamp": stamp, "code": code}, headers=headers)


def said(response):
    """Which of the three answers a page gives."""
    text = plain(Page(response).text)
    return [words for words in (GENUINE, NONE, NO_CODE) if words in text]


def test_code_of_a_statement_is_confirmed_with_its_number_its_days_and_its_fingerprint_alone(client, statement):
    for response in (asked(client, statement.code_in_groups), typed(client, statement.code_in_groups)):
        text = plain(Page(response).text)
        words = "établi le 1er juillet 2026 : n° 2026-0001, état au 20 mai 2025."
        assert (words in text, statement.sha256[:16] in text, statement.sha256[:17] in text) == (True, True, False)
        chance = rf'{statement.sha256[:16]}|name="stamp" value="[^"]+"'  # whose digits may be those of the amount
        beside = re.sub(chance, "", response.content.decode())
        assert [secret in beside for secret in ("Secr", "123", statement.issued_by.email)] == [False] * 3
        assert (response.status_code, dict(response.cookies)) == (200, {})


def test_code_that_is_right_is_not_said_to_show_that_the_amounts_are(client, statement):
    words = "Cela ne montre pas que les montants de votre exemplaire sont ceux qui ont été établis"
    found = [words in plain(Page(asked(client, code)).text) for code in (statement.code, "2" * LENGTH, "")]
    assert found == [True, False, False]


def test_page_is_in_both_languages(client, statement):
    assert "A statement with this code was issued on 1 July 2026" in Page(asked(client, statement.code, "en")).text


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code.replace('-', ' ')} "]
)
def test_hyphens_and_capitals_do_not_count(client, statement, change):
    code = change(statement.code_in_groups)
    assert [said(asked(client, code)), said(typed(client, code))] == [[GENUINE], [GENUINE]]


def test_unknown_code_and_what_is_no_code_differ_in_words_alone(client, statement):
    unknown = typed(client, "2" * LENGTH)
    shapeless = [typed(client, code) for code in ("2" * (LENGTH - 1), "0" * LENGTH, "<b>", "é" * LENGTH, "2026-0001")]
    assert said(unknown) == [NONE]
    assert {(answer.status_code, *said(answer)) for answer in shapeless} == {(unknown.status_code, NO_CODE)}
    assert (said(asked(client, "x" * 5000)), said(client.get(ADDRESS)), said(asked(client, ""))) == ([NO_CODE], [], [])


def test_what_does_not_come_from_here_is_refused(client, statement):
    assert typed(client, statement.code, headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_whoever_asks_too_often_waits(client, statement):
    cache.clear()
    answers = [asked(client, "2" * LENGTH).status_code for _time in range(61)]
    assert (answers.count(200), answers[-1]) == (60, 429)
    assert said(asked(client, statement.code)) == []
    assert client.get(ADDRESS).status_code == 200


def test_codes_have_more_than_a_hundred_bits_and_no_letter_that_is_taken_for_another():
    assert len(LETTERS) ** LENGTH > 2**100
    assert set("01ILOU") & set(LETTERS) == set()
    code = new_code()
    assert (code_in(code), len({new_code() for _time in range(100)})) == (code, 100)
