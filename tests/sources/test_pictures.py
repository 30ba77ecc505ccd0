"""Pictures that are sent: only what draws them is kept, and whatever is no picture is refused in words."""

import pytest
from django.core.exceptions import ValidationError

from sources.pictures import LARGEST, read_picture
from tests.pictures import HIDDEN, chunk, jpeg, png, segment

PNG_WITHOUT_POINTS = png()[:33] + chunk(b"IEND", b"")


@pytest.mark.parametrize(("content", "extension"), [(png(), "png"), (jpeg(), "jpg")])
def test_picture_is_read_with_its_sides(content, extension):
    found = read_picture(content)
    assert (found.extension, found.width, found.height) == (extension, 64, 32)


@pytest.mark.parametrize("content", [png(more=b"<script>"), jpeg(more=b"<script>")])
def test_only_what_draws_is_kept(content):
    kept = read_picture(content).content
    assert HIDDEN in content
    assert (HIDDEN in kept, b"<script>" in kept) == (False, False)
    assert read_picture(kept).content == kept


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n%%EOF", "no_picture"),
        (b"GIF89a", "no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "no_picture"),
        (png(more=b"x" * LARGEST), "large"),
        (png()[:-8], "damaged"),
        (png().replace(b"IDAT", b"IDAU"), "damaged"),
        (PNG_WITHOUT_POINTS, "damaged"),
        (png()[:8], "damaged"),
        (jpeg()[:-2], "damaged"),
        (jpeg()[:3], "damaged"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc8"), "damaged"),
        (b"\xff\xd8\xff" + b"\x00" * 50, "damaged"),
        (png(15, 15), "sides"),
        (png(3001, 16), "sides"),
        (jpeg(16, 3001), "sides"),
    ],
)
def test_whatever_is_no_picture_of_a_fit_size_is_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        read_picture(content)
    assert refused.value.code == code


@pytest.mark.parametrize("side", [16, 3000])
def test_sides_at_the_edge_are_accepted(side):
    assert read_picture(png(side, 16)).width == side


@pytest.mark.parametrize(
    "content",
    [
        png()[:-12] + chunk(b"IEND", HIDDEN),
        png()[:33] + chunk(b"gAMA", b"\0\0\0\1" + HIDDEN) + png()[33:],
        png()[:33] + chunk(b"sRGB", b"\0" + HIDDEN) + png()[33:],
        png()[:33] + chunk(b"PLTE", b"\0" * 769) + png()[33:],
    ],
)
def test_chunk_that_is_longer_than_what_it_says_is_refused(content):
    with pytest.raises(ValidationError) as refused:
        read_picture(content)
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        (0xE0, b"JFXX\0\x13" + HIDDEN),
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + HIDDEN),
        (0xEE, b"Adobe\0" + HIDDEN),
        (0xEE, HIDDEN),
    ],
)
def test_segment_that_holds_more_than_how_it_is_drawn_is_left_out(marker, said):
    whole = jpeg()
    kept = read_picture(whole[:2] + segment(marker, said) + whole[2:]).content
    assert kept == read_picture(whole).content


def test_colours_of_adobe_are_kept():
    said = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
    assert said in read_picture(jpeg()[:2] + said + jpeg()[2:]).content
