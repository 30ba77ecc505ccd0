"""In which languages, widths and colour schemes a page is looked at: a few each time, the others in the drill."""

from itertools import product

import pytest

EVERY_TIME = [("fr", 320, "dark"), ("en", 1280, "light")]
"""Each language, each width, day and night are among them."""
IN_THE_DRILL = [("fr", 320, "light"), ("fr", 1280, "forced"), ("en", 320, "forced"), ("en", 1280, "dark")]
"""With those, every two of a language, a width and a scheme are looked at together."""
GRID = [
    *(pytest.param(*place) for place in EVERY_TIME),
    *(pytest.param(*place, marks=pytest.mark.drill) for place in IN_THE_DRILL),
]
OFFICE_GRID = [
    pytest.param(
        width, scheme, marks=[] if (width, scheme) in {place[1:] for place in EVERY_TIME} else pytest.mark.drill
    )
    for width, scheme in product((1280, 320), ("light", "dark", "forced"))
]
"""The back office speaks the language of the account."""
