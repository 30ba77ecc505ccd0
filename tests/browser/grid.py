"""In which languages, widths and colour schemes a page is looked at: a few each time, all of them in the drill."""

from itertools import product

import pytest

LANGUAGES = ("fr", "en")
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark", "forced")
EVERY_TIME = {("fr", 320, "dark"), ("en", 1280, "light")}
"""Each language, each width, day and night are among them; the other combinations are looked at by `make drill`."""
GRID = [
    pytest.param(*place, marks=[] if place in EVERY_TIME else pytest.mark.drill)
    for place in product(LANGUAGES, WIDTHS, SCHEMES)
]
OFFICE_GRID = [
    pytest.param(
        width, scheme, marks=[] if (width, scheme) in {place[1:] for place in EVERY_TIME} else pytest.mark.drill
    )
    for width, scheme in product(WIDTHS, SCHEMES)
]
"""The back office speaks the language of the account."""
