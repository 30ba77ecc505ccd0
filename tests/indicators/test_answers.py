"""How a kept page is given: in the encoding that the reader takes, or not at all to whoever has it already."""

import gzip

import brotli
import pytest

pytestmark = pytest.mark.django_db
ADDRESS = "/fr/indicators/RES-1/"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
ALL = "gzip, deflate, br, zstd"


@pytest.fixture
def ask(client, launch):
    """A function that asks for the page of an indicator with some headers."""

    def ask(encoding=ALL, known=None, method="get", address=ADDRESS):
        headers = {"accept-encoding": encoding} | ({"if-none-match": known} if known else {})
        return getattr(client, method)(address, headers=headers)

    return ask


def packing(response):
    """What an answer says of its encoding."""
    return [response.headers.get(name) for name in ("Content-Encoding", "Vary", "Content-Length")]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [(ALL, "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0", None), ("gzip;q=0", None), ("", None)],
)
def test_page_comes_in_the_encoding_that_is_asked_for(ask, accepted, encoding):
    response = ask(accepted)
    assert packing(response) == [encoding, "Accept-Encoding", str(len(response.content))]
    assert UNPACKED[encoding](response.content) == ask("").content


def test_mark_differs_with_the_encoding_and_with_the_page(ask):
    marks = {ask(encoding).headers["ETag"] for encoding in ("br", "gzip", "")}
    marks |= {ask(encoding, address="/en/indicators/RES-1/").headers["ETag"] for encoding in ("br", "gzip", "")}
    assert len(marks) == 6
    assert all(mark[0] == mark[-1] == '"' and len(mark) <= 40 for mark in marks)


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', '"other",W/{} , "x"', "*", " * "])
@pytest.mark.parametrize("method", ["get", "head"])
def test_reader_who_has_the_page_is_told_that_it_has_not_changed(ask, known, method):
    first = ask()
    response = ask(known=known.format(first.headers["ETag"]), method=method)
    assert (response.status_code, response.content) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control"):
        assert response.headers[name] == first.headers[name]
    assert {"Content-Length", "Content-Type", "Content-Encoding"} & response.headers.keys() == set()


@pytest.mark.parametrize("known", ['"other"', "other", "W/", ",", '"{}"', "{}x", "\x00", "é" * 3000])
def test_reader_who_has_another_page_gets_this_one(ask, known):
    first = ask()
    response = ask(known=known.format(first.headers["ETag"]))
    assert (response.status_code, response.content) == (200, first.content)


def test_reader_who_has_it_in_another_encoding_gets_it_in_this_one(ask):
    assert ask("gzip", known=ask("br").headers["ETag"]).status_code == 200


def test_head_says_what_get_says(ask):
    full, bare = ask(), ask(method="head")
    assert (bare.status_code, bare.content, dict(bare.headers)) == (200, b"", dict(full.headers))


def test_page_is_fresh_for_seconds(ask):
    assert ask().headers["Cache-Control"] == "public, max-age=5"


def test_published_data_is_given_in_the_same_way(ask, launch):
    first = ask(address="/data/releases/1.json")
    assert brotli.decompress(first.content) == launch.text.encode()
    assert first.headers["Vary"] == "Accept-Encoding, Accept-Language"
    assert ask(known=first.headers["ETag"], address="/data/releases/1.json").status_code == 304


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip", "gzip"), (ALL, "gzip"), ("br", None), ("", None), ("gzip;q=0", None)]
)
def test_pages_that_are_not_kept_are_compressed_for_whoever_takes_it(client, accepted, encoding):
    response = client.get("/fr/legal/", headers={"accept-encoding": accepted})
    assert (response.headers.get("Content-Encoding"), response.headers["Vary"]) == (encoding, "Accept-Encoding")
