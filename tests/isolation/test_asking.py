"""Whatever a list is asked: no fault, no more rows than are the reader's, and nothing told of what is not."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.isolation.crawling import text_of
from tests.isolation.lists import LISTS, address_of, every_list, names_of
from tests.isolation.sizes import PROFILES
from tests.isolation.telling import TOLD_TO_ITSELF, told_in_public
from tests.isolation.words import marks_in, word_of
from tests.isolation.world import NOBODY

pytestmark = [pytest.mark.django_db, pytest.mark.repeats]
READERS = {"office": "coordinator", "space": "viewer"}
REACHING = [
    *(
        "organisation__siren",
        "-organisation__siren",
        "partner__secret",
        "host__name",
        "organisation__accesses__user__email",
    ),
    *(
        "pk",
        "-words",
        "?",
        "-",
        "--title",
        "*",
        "__class__",
        "steps__amount",
        "memberships__source__document__title_fr",
    ),
]
"""Names that mean nothing here, some of which reach into what the rows are related to."""
IDENTIFYING = [
    "organisation",
    "organisation_id",
    "organisation__pk__in",
    "commitment",
    "pk",
    "id",
    "host_id",
    "user",
    "step",
]
ODD = [
    "\0",
    "\ud800",
    "\udfff\0",
    "x" * 5000,
    "' OR 1=1 --",
    "%",
    "_",
    "\\",
    "=1+1",
    "-1",
    "1e9",
    str(10**30),
    "٣",
    " ",
    "None",
    "{}",
]
SOME = ("q", "on", "columns", "sort")
"""Names with which a file is asked for too."""
SEARCHED = {
    *("organisationname", "organisationshortname", "organisationcommune", "chairtitlefr", "chairtitleen"),
    *("commitmenttitlefrfirst", "commitmenttitleensecond", "calltitlefr"),
}
"""Fields whose words searches look for."""
OTHERS = {1, 4, 7, 8, 10, 13, 14, 20, 23, NOBODY}
"""Partners of every profile, and what is nobody's."""


@pytest.fixture(scope="module", params=LISTS)
def asked(request, world):
    """A list as one asks it: what is said to a query of (name, value) pairs, by its reader."""
    reader = next((role for part, role in READERS.items() if part in request.param), "anonymous")
    address = address_of(request.param, world.partners[0].rows["partners.organisation"])

    def ask(*pairs):
        query = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in pairs)
        answer = world.visitors[reader].ask("GET", f"{address}?{query}")
        if answer.status == 302 and answer.headers["Location"].partition("?")[0] == address:  # without what was empty
            answer = world.visitors[reader].ask("GET", answer.headers["Location"])
        return answer

    ask.page, ask.reader = LISTS[request.param], reader
    return ask


def encoded(text):
    """A text in an address; also one that is no text."""
    return quote(str(text), safe="", errors="surrogatepass")


def rows_of(answer):
    """The rows of a page."""
    return re.findall("<tbody>.*?</tbody>", answer.body.decode(), re.DOTALL)


def told_to(reader):
    """What a reader of a list may be told."""
    if reader == "coordinator":
        return None
    if reader == "viewer":
        return {(0, field) for field in TOLD_TO_ITSELF}
    return {(number, field) for number in range(PROFILES) for field in told_in_public(number)}


def faults_of(ask, answer, *typed):
    """What is wrong with an answer to what was typed, in words; what was typed may be said again."""
    if answer.fault or answer.status not in (200, 400):
        yield f"{answer.status} {answer.fault}"
    may, again = told_to(ask.reader), marks_in(" ".join(str(value) for value in typed))
    told = {mark for mark in marks_in(text_of(answer)) if mark[0] <= NOBODY}
    if may is not None and told - may - again:
        yield f"told {sorted(told - may)}"


def test_every_list_has_an_address():
    assert set(LISTS.values()) == every_list()


def test_unknown_orders_leave_the_rows_in_theirs(asked):
    usual = rows_of(asked())
    assert usual != []
    for name in [*REACHING, *ODD]:
        answer = asked(("sort", name))
        assert (name, rows_of(answer), list(faults_of(asked, answer))) == (name, usual, [])


def test_unknown_names_choose_no_rows(asked, world):
    usual = rows_of(asked())
    keys = [world.key(label, "viewer", "another's") for label in ("partners.organisation", "funding.commitment")]
    for name in sorted(set(IDENTIFYING) - set(names_of(asked.page))):
        for key in keys:
            answer = asked((name, key))
            assert (name, rows_of(answer), list(faults_of(asked, answer))) == (name, usual, [])


def test_odd_values_are_no_fault(asked):
    names, wrong = names_of(asked.page), []
    for value in [*REACHING, *ODD]:
        for pairs in ([(name, value) for name in names], [*((name, value) for name in SOME), ("export", "csv")]):
            wrong += [(value, fault) for fault in faults_of(asked, asked(*pairs))]
    assert wrong == []


def test_a_thousand_values_and_the_billionth_page_are_no_fault(asked):
    assert asked(*[("q", "x")] * 1001).status == 400
    many = [asked(*[(name, str(value)) for value in range(999)]) for name in ("q", "kind", "columns", "nowhere")]
    answers = [*many, asked(("page", 10**9)), asked(("page", "9" * 5000)), asked(("q", "nowhere"), ("export", "xlsx"))]
    assert [fault for answer in answers for fault in faults_of(asked, answer)] == []


def test_words_of_others_find_what_words_of_nobody_find(asked):
    wrong = []
    for field in sorted(SEARCHED):
        nothing = said_of(asked, word_of(99, field))
        told = {number for number, of in told_to(asked.reader) or () if of == field} | {0}
        for number in sorted(OTHERS - told if asked.reader != "coordinator" else ()):
            wrong += [(number, field)] if said_of(asked, word_of(number, field)) != nothing else []
    assert wrong == []


def said_of(ask, word):
    """What a list says when a word is searched, but for the word."""
    return text_of(ask(("q", word))).replace(word, "")


@settings(max_examples=60)
@given(st.data())
def test_nothing_asked_together_is_a_fault(asked, data):
    names = st.sampled_from([*names_of(asked.page), *IDENTIFYING]) | st.text(max_size=8)
    values = st.sampled_from([*REACHING, *ODD, "2025-05-20", "letter", "company", "csv", "kanari", "1"]) | st.text()
    pairs = data.draw(st.lists(st.tuples(names, values), max_size=8))
    assert list(faults_of(asked, asked(*pairs), *(value for _name, value in pairs))) == []
