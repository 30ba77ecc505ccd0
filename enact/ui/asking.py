"""What the address of a list asks: read once, with what is wrong with it in words."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from enact.dates import DayField

FORMATS = ("csv", "xlsx")
OWN = ("on", "known", "sort", "columns", "page", "export")
"""The names that a list reads itself; the others are those of its filters."""
LONGEST = 60
"""In characters: of a wrong value, no more is repeated in a message."""


class Fault(NamedTuple):
    """Something wrong in an address: of which name, and why, in words."""

    name: str
    words: str


def readable(text):
    """A text without what no database keeps and no page can show."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def short(text):
    """A text as a message repeats it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class DayAsked(NamedTuple):
    """The day that an address asks of a page: as typed, what is wrong with it, and the day, today where it cannot be read."""

    typed: str
    fault: str
    on: date
    is_today: bool


def day_asked(asked, today):
    """The day of `?on=`; without one, today."""
    typed, fault, on = readable(asked.get("on", "")).strip(), "", today
    try:
        on = DayField(required=False).clean(typed) or today
    except ValidationError as error:
        fault = short(error.messages[0])
    return DayAsked(typed, fault, on, on == today)


class Asked:
    """What an address asks of a list whose columns are those of a table and whose filters have some names.

    `faults` says what is wrong; then `on` and `known` are `None`, `sort` is "" and `columns` and `page` are the usual ones.
    `has_blanks` is whether a form has sent something that was left empty, as browsers do.
    `misses` is whether what is wrong would show more than was asked for: then the list shows nothing.
    """

    def __init__(self, typed, *, table_class, filter_names, day_names=()):
        self.table_class = table_class
        self.names = [name for name in OWN if name not in ("on", "known") or name in day_names] + list(filter_names)
        self.typed = QueryDict(mutable=True)
        self.has_blanks = False
        for name, values in typed.lists():
            self.has_blanks |= not all(value.strip() for value in values)
            kept = [readable(value) for value in values if value.strip()]
            if kept:
                self.typed.setlist(readable(name), kept)
        self.faults = []
        self.misses = False
        self.refuse_unknown_names()
        self.on, self.known = self.day("on"), self.day("known")
        self.sort, self.columns = self.read_sort(), self.read_columns()
        self.page, self.export = self.read_page(), self.read_export()

    def refuse(self, of, words, **values):
        """Notes what is wrong."""
        self.faults.append(Fault(of, words % {key: short(value) for key, value in values.items()}))

    def refuse_unknown_names(self):
        """Says which names mean nothing here."""
        for name in self.typed:
            if name not in self.names:
                self.refuse(name, _("“%(name)s” is not something that this list can be asked."), name=name)

    def one(self, name):
        """The value of a name that takes one; "" for none. Of several, the last; that there are several is wrong."""
        values = self.typed.getlist(name) if name in self.names else []
        if len(values) > 1:
            self.refuse(name, _("“%(name)s” is asked several times: the last one counts."), name=name)
        return values[-1].strip() if values else ""

    def day(self, name):
        """A day; `None` when none is asked for, or none that can be read."""
        typed = self.one(name)
        try:
            return DayField(required=False).clean(short(typed))
        except ValidationError as error:
            self.faults.append(Fault(name, error.messages[0]))
            self.misses = True
            return None

    def read_sort(self):
        """The column by which to sort, with "-" before it for the reverse; "" for the usual order."""
        sort = self.one("sort")
        if sort and sort.removeprefix("-") not in self.table_class.sortable():
            self.refuse("sort", _("The list cannot be sorted by “%(name)s”: it is in its usual order."), name=sort)
            return ""
        return sort

    def read_columns(self):
        """The names of the columns to show, in the order of the table, those always shown among them."""
        known = list(self.table_class.base_columns)
        asked = self.typed.getlist("columns")
        for name in asked:
            if name not in known:
                self.refuse("columns", _("There is no column “%(name)s”."), name=name)
        return self.table_class.shown_columns([name for name in known if name in asked])

    def read_page(self):
        """The number of the page, from 1."""
        typed = self.one("page")
        if typed and not (typed.isascii() and typed.isdigit() and typed.strip("0")):
            self.refuse("page", _("“%(value)s” is not the number of a page: this is the first one."), value=typed)
            return 1
        return int(typed.lstrip("0")[:9] or 1)

    def read_export(self):
        """The format of the file asked for; "" for the page."""
        export = self.one("export")
        if export and export not in FORMATS:
            self.refuse("export", _("There is no file of the kind “%(value)s”."), value=export)
        return export

    @property
    def kept(self):
        """What links of the list keep, as lists of values by name: all but the page and what is usual."""
        kept = {name: values for name, values in self.typed.lists() if name in self.names}
        if self.columns == self.table_class.shown_columns([]):
            kept.pop("columns", None)
        return {name: values for name, values in kept.items() if name not in ("page", "export")}

    @property
    def plain_address(self):
        """The query string of the same page without what was left empty or is usual; "" when nothing is asked."""
        asked = dict(self.typed.lists())
        if "columns" in asked and not any(fault.name == "columns" for fault in self.faults):
            asked = {name: values for name, values in asked.items() if name != "columns" or name in self.kept}
        return urlencode(asked, doseq=True)

    def address(self, **changes):
        """The address of the same list with other values for some names; an empty one takes the name away."""
        values = {name: found for name, found in (self.kept | changes).items() if found}
        return f"?{urlencode(values, doseq=True)}"

    def without(self, name, value):
        """The address of the same list without one value of a name."""
        return self.address(**{name: [kept for kept in self.kept.get(name, []) if kept != value]})
