"""Texts that several indicators share."""

from enact.languages import Text, both

COORDINATION = Text("Coordination d’ENACT", "ENACT coordination")
CONSORTIUM = Text("Le programme ENACT dans son ensemble", "The ENACT programme as a whole")


def choice(choices):
    """The label of a value of a field with choices, in both languages."""
    return lambda value: both(choices(value).label)
