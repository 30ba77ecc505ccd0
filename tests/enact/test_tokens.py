"""The colours of the house: text is read on every ground, by day and by night."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "enact/ui/static/enact/tokens.css").read_text()
PAIRS = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", TOKENS)}
TEXTS = ["ink", "soft", "accent", "promise", "good", "bad"]
GROUNDS = ["paper", "sheet", "tint"]


def luminance(colour):
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
def test_text_is_read_on_every_ground(text, ground, scheme):
    assert contrast(PAIRS[text][scheme], PAIRS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["#ffffff", "#b9d3cd", "#f2bc57"])
def test_text_is_read_on_the_band(text, scheme):
    assert text in TOKENS
    assert contrast(text, PAIRS["band"][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("drawing", ["accent", "accent-2", "promise"])
def test_drawing_is_seen_on_paper(drawing, scheme):
    assert contrast(PAIRS[drawing][scheme], PAIRS["paper"][scheme]) >= 3
