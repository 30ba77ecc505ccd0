"""Which compression a reader takes."""

import gzip

import brotli
import pytest

from enact.ui.kept.encodings import encoded, preferred


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("", ["identity"]),
        ("gzip, deflate, br, zstd", ["br", "gzip", "identity"]),
        ("GZIP", ["gzip", "identity"]),
        ("br;q=0.5, gzip;q=0.8", ["gzip", "br", "identity"]),
        ("br;q=0, gzip", ["gzip", "identity"]),
        ("gzip;q=0", ["identity"]),
        ("gzip;q=0.0, br; q=0", ["identity"]),
        ("*", ["br", "gzip", "identity"]),
        ("*;q=0", ["identity"]),
        ("br;q=0, *", ["gzip", "identity"]),
        ("identity", ["identity"]),
        ("identity, gzip;q=0.5", ["identity"]),
        ("identity;q=0.5, gzip", ["gzip", "identity"]),
        ("identity;q=0", ["identity"]),
        ("gzip;level=9", ["identity"]),
        ("gzip;q=much", ["identity"]),
        ("gzip;q=7", ["gzip", "identity"]),
        ("gzip;q=-1", ["identity"]),
        ("gzip;q=nan", ["identity"]),
        (",,;;==,", ["identity"]),
        ("x" * 5000, ["identity"]),
    ],
)
def test_reader_gets_what_it_prefers_and_never_what_it_refuses(accepted, best):
    assert list(preferred(accepted)) == best


def test_body_is_kept_in_each_encoding():
    bodies = encoded(b"enact " * 100)
    assert bodies["identity"] == brotli.decompress(bodies["br"]) == gzip.decompress(bodies["gzip"]) == b"enact " * 100


def test_compression_that_makes_a_body_no_smaller_is_not_kept():
    assert encoded(b"enact") == {"identity": b"enact"}


def test_same_body_is_compressed_to_the_same_bytes():
    assert encoded(b"enact " * 100) == encoded(b"enact " * 100)
