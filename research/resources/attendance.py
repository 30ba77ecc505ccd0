"""How many people came, or are announced, as people write it: “150”, “about 150”, “150 personnes environ”, “at least 150”."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import SPACED, CountColumn, plain
from enact.imports.headings import normal
from enact.languages import both
from indicators.measures import Qualifier

CALLED = {
    **dict.fromkeys(("~", "env.", "approximativement", "approximately", "around", "circa"), Qualifier.ABOUT),
    **dict.fromkeys(("minimum", "plus de", "more than", ">", "≥", ">="), Qualifier.AT_LEAST),
    **dict.fromkeys(("maximum", "jusqu’à", "up to", "<", "≤", "<="), Qualifier.AT_MOST),
}
"""Qualifiers by other words than their own."""
UNITS = {"personne", "personnes", "participant", "participants", "participantes", "presents", "people", "attendees"}
"""Words beside a number that say nothing of how it is to be read."""
SAID = re.compile(rf"(?P<before>\D*?)\s*(?P<number>{SPACED.pattern})\s*(?P<after>\D*)")


def qualifiers():
    """The qualifiers by the words that say them in both languages, as they are compared."""
    names = {text: key for key, name in Qualifier.choices for text in both(name)}
    return {normal(words) or words: key for words, key in (CALLED | names).items()}


class AttendanceColumn(CountColumn):
    """How many people, or unknown. What stands beside the number fills the field `qualifier`."""

    allowed = gettext_lazy("whole number, as in 150 or “about 150”; empty when it is not known")

    def __init__(self, *args, qualifier, **options):
        self.qualifier = qualifier
        super().__init__(*args, **options)

    def advice(self):
        return _("Write 150, or “about 150”; leave the cell empty when it is not known.")

    def read(self, cell, context):
        found = SAID.fullmatch(plain(cell))
        said = " ".join(found["before"].split() + found["after"].split()) if found else ""
        words = " ".join(word for word in said.split() if normal(word) not in UNITS)
        known = context.once(qualifiers).get(normal(words) or words)
        if not found or (words and known is None):
            return super().read(cell, context)
        return {self.field: self.value(found["number"], context)} | ({self.qualifier: known} if words else {})
