"""The columns of lists, declared as those of django-tables2: each says how a record reads on screen and in a spreadsheet.

A column is read once for a table, in the language of the reader, into two plain functions of a record: `words()` for the
screen, `values()` for a spreadsheet. They are called for every cell: what can be prepared is prepared before.
"""

from enact.ui.columns.amounts import AmountColumn, NumberColumn, money_in_words
from enact.ui.columns.base import UNKNOWN, ListColumn, WordsColumn, named, reader_of
from enact.ui.columns.days import DayColumn, MomentColumn
from enact.ui.columns.texts import BothColumn, ChoiceColumn, ThemesColumn, ToldColumn, ToldThemesColumn, YesColumn

__all__ = [
    "UNKNOWN",
    "AmountColumn",
    "BothColumn",
    "ChoiceColumn",
    "DayColumn",
    "ListColumn",
    "MomentColumn",
    "NumberColumn",
    "ThemesColumn",
    "ToldColumn",
    "ToldThemesColumn",
    "WordsColumn",
    "YesColumn",
    "money_in_words",
    "named",
    "reader_of",
]
