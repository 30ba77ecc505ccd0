"""Texts that several indicators share."""

from enact.languages import Text, both
from enact.themes import Themed
from indicators.catalogue import Unit
from indicators.measures import NOT_SAID

COORDINATION = Text("Coordination d’ENACT", "ENACT coordination")
CONSORTIUM = Text("Le programme ENACT dans son ensemble", "The ENACT programme as a whole")
ORGANISATIONS = Unit("organisations", Text("organisation", "organisation"), Text("organisations", "organisations"))


def choice(choices):
    """The label of a value of a field with choices, in both languages."""
    return lambda value: both(choices(value).label)


def theme(name):
    """The label of a theme by the name of its field, whatever leads to it."""
    if name == NOT_SAID:
        return Text("Thème non précisé", "Theme not said")
    return both(Themed._meta.get_field(name.rpartition("__")[2]).verbose_name)


def year(value):
    """The label of a year."""
    return Text(str(value), str(value))


def institution(name):
    """The label of an institution."""
    return Text(name, name)


IN_SEVERAL_THEMES = Text(
    "Un événement peut relever de plusieurs thèmes : ces parties ne s’additionnent pas.",
    "An event may belong to several themes: these parts do not add up.",
)
