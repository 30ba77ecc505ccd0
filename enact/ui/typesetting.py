"""Documents and pictures that readers take away: our Typst templates, set with words that are ready to be read.

The same words give the same bytes on every machine: only the fonts that are installed with the software are known, the day
stands in place of the clock, and nothing comes from the network. Templates get their words as JSON, and never as code.
"""

import json
import logging
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import typst
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates" / "typeset"
"""Where the templates are."""
ACCESSIBLE = "ua-1"
"""The standard of documents that everybody can read: ISO 14289-1."""
PICTURE = 72
"""Pixels per inch of a picture, so that a point of a template is a pixel."""

logger = logging.getLogger(__name__)


@cache
def fonts():
    """The fonts: Source Sans 3, and for letters that it lacks those that come with Typst."""
    folder = Path(fontpkg_source_sans_3.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def document(template, words, day):
    """A PDF that everybody can read (PDF/UA-1), of a day in ISO 8601. `words`: what the template sets, as JSON can hold it.

    Where no font has a letter, the document is set without claiming the standard, which the log says.
    """
    try:
        return compiled(template, words, day, format="pdf", pdf_standards=[ACCESSIBLE])
    except typst.TypstError as error:
        logger.warning("%s is set without claiming PDF/UA-1: %s", template, error.message)
        return compiled(template, words, day, format="pdf")


def picture(template, words, day):
    """A PNG of a day in ISO 8601, a pixel for each point of its template."""
    return compiled(template, words, day, format="png", ppi=PICTURE)


def compiled(template, words, day, **options):
    """What Typst makes of a template. Each call has a compiler of its own, so that threads share nothing but fonts."""
    compiler = typst.Compiler(
        FOLDER / template,
        root=FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False, sort_keys=True)},
    )
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return compiler.compile(timestamp=moment, **options)
