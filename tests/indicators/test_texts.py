"""What pages read of the text of a release: little of a large one, and never another than the one that was published."""

import json

import pytest

from enact.ui.kept import files
from indicators import shown, texts
from indicators.models import Release
from indicators.sealing import canonical, is_sealed, sealed
from tests import make
from tests.drawn import AN_HOUR
from tests.enact.test_audit import behind_triggers
from tests.indicators.test_actions import REASON, publish
from tests.make import DAY
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def released():
    """What readers are told of a release with two agreements."""
    make.membership(programme=make.programme(), role="leader", organisation=make.organisation(name="Université"))
    for title in ("Région", "Métropole"):
        organisation = make.organisation(name=title, kind="local_authority")
        make.commitment(amount=300_000, kind="agreement", happened_on=DAY, organisation=organisation, title_fr=title)
    publish()
    return shown.renew()[0]


def forge(text="{}"):
    """Gives each release another text, in the database and in the files that are kept."""
    behind_triggers("UPDATE indicators_release SET text = %s", text)
    for file in (files.root() / texts.FOLDER).glob("*"):
        file.write_text(text, "utf-8")


def ages(monkeypatch):
    """A moment passes: what was found sound is to be compared again."""
    monkeypatch.setattr(texts.Known, "sound", {})


def test_document_leaves_the_agreements_in_the_text_until_somebody_goes_through_them(released):
    told = json.loads(Release.objects.get().text)
    document = texts.document_of(released)
    agreements = document.pop("agreements")
    assert (len(agreements), list(agreements)) == (2, told.pop("agreements"))
    assert document == told | {"attestations": [], "sha256": released.sha256, "corrected_by": None}


def test_agreements_that_were_changed_meanwhile_are_not_told(released):
    agreements = texts.document_of(released)["agreements"]
    forge()
    with pytest.raises(texts.NotAsPublished):
        list(agreements)


def test_text_found_sound_is_read_once_in_a_moment(released, monkeypatch, django_assert_num_queries):
    texts.forget()
    monkeypatch.setattr(texts, "LASTS", AN_HOUR)
    document = texts.document_of(released)
    files.leave_only(set())
    with django_assert_num_queries(0):
        texts.keep([released])
        assert texts.document_of(released).keys() == document.keys()
    ages(monkeypatch)
    with django_assert_num_queries(1):
        texts.document_of(released)


def test_document_is_one_of_its_own_at_each_call(released):
    texts.document_of(released)["indicators"].clear()
    assert len(texts.document_of(released)["indicators"]) > 10


def test_text_changed_after_it_was_found_sound_is_refused_after_a_moment(released, monkeypatch):
    texts.document_of(released)
    forge()
    ages(monkeypatch)
    with pytest.raises(texts.NotAsPublished):
        texts.document_of(released)


def test_page_that_is_not_kept_says_that_a_text_was_changed_once_a_moment_has_passed(client, released, monkeypatch):
    assert client.get("/fr/").status_code == 200
    forge(Release.objects.get().text.replace('"value": "600000"', '"value": "900000"'))
    ages(monkeypatch)
    page = client.get("/fr/funding/")
    assert (page.status_code, Page(page).figures) == (503, {})


def test_text_of_another_number_is_refused_although_it_was_found_sound(released):
    texts.document_of(released)
    with pytest.raises(texts.NotAsPublished):
        texts.document_of(released._replace(number=2))


def test_what_releases_restate_is_read_once(released, monkeypatch, django_assert_num_queries):
    make.observation(value=4)
    publish(reason=REASON)
    releases = shown.renew()
    texts.forget()
    rows = texts.restated_in(releases)
    assert {(row["code"], row["number"]) for row in rows} == {("RES-1", 2)}
    ages(monkeypatch)
    forge()
    with django_assert_num_queries(0):
        assert texts.restated_in(releases) == rows


def test_bytes_of_a_text_are_read_as_they_are_hashed(released):
    found = Release.objects.values_list(texts.Utf8("text"), flat=True).get()
    assert bytes(found) == Release.objects.get().text.encode()


# The seal


SEALED = sealed({"day": "2025-05-20", "number": 1, "sources": {"é": {"seal": "none"}}})


@pytest.mark.parametrize("document", [SEALED, sealed({"day": "2025-05-20"})], ids=["within", "last"])
def test_seal_is_found_in_the_text_as_it_stands(document):
    assert is_sealed(canonical(document).encode(), document)


@pytest.mark.parametrize(
    "change", [{"number": 2}, {"seal": "0" * 64}, {"seal": None}, {"more": 1}], ids=["number", "seal", "none", "more"]
)
def test_changed_document_has_not_its_seal(change):
    document = SEALED | change
    assert not is_sealed(canonical(document).encode(), document)


def test_document_written_otherwise_has_its_seal_still():
    assert is_sealed(json.dumps(SEALED).encode(), SEALED)


def test_two_seals_in_one_text_are_none():
    text = canonical(SEALED).encode()
    line = b'\n "seal": "' + SEALED["seal"].encode() + b'",'
    twice = text.replace(line, line + b'\n "seal": "' + b"0" * 64 + b'",')
    assert not is_sealed(twice, json.loads(twice))
