"""A turn: something that the partner, or the coordination, is expected to do."""

from datetime import date
from typing import NamedTuple

from enact.dates import Precision


class Turn(NamedTuple):
    """Something that somebody is expected to do, in words for the partner, and where it is done: "" for not on these pages.

    `due_on` is the day by which it is, `None` for no day; `since` the day from which it has waited, `None` where that is not
    told. `precision` is that of the one of them. `is_ours` tells the coordination's turns from the partner's. `about` names
    what it is about, as the title of a commitment. Of two turns of one `thing`, that of the coordination stands: the partner
    has answered.
    """

    words: str
    href: str
    due_on: date | None = None
    is_ours: bool = False
    about: str = ""
    since: date | None = None
    precision: str = Precision.EXACT
    thing: str = ""

    def late_on(self, day):
        """For how many days it has been late on a day; `None`: it is not, or has no day."""
        return (day - self.due_on).days if self.due_on and self.due_on < day else None


def thing(kind, record):
    """What names a thing that turns are of: a kind of it, and the row that it is of."""
    return f"{kind}:{record.pk}"
