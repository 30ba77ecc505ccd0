"""In which languages, widths and colour schemes a page is looked at: a few each time, all of them in the drill."""

from itertools import product

import pytest

LANGUAGES = ("fr", "en")
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark", "forced")
EVERY_TIME = {("fr", 1280, "light"), ("fr", 320, "dark"), ("en", 320, "light"), ("en", 1280, "forced")}
"""Each language, width and scheme is among them; the other combinations are looked at by `make drill`."""
GRID = [
    pytest.param(*place, marks=[] if place in EVERY_TIME else pytest.mark.drill)
    for place in product(LANGUAGES, WIDTHS, SCHEMES)
]
OFFICE_GRID = [
    pytest.param(width, scheme, marks=[] if ("fr", width, scheme) in EVERY_TIME else pytest.mark.drill)
    for width, scheme in product(WIDTHS, SCHEMES)
]
"""The back office speaks the language of the account."""
