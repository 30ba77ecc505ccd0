"""The one page of a list: of the coordination, of a partner, of the public.

    class ChairList(ListPage):
        title = _("Chairs")
        table_class = ChairTable            # a ListTable: columns, and the order, which should follow an index
        filterset_class = ChairFilter       # a ListFilter
        template_name = "…"                 # generic/list.html where nothing else is said: it states its blocks

        def get_queryset(self):
            return Chair.objects.with_step_on(self.on).select_related("host")

The address says what is shown, and can be passed on: `?q=` searches, `?sort=-amount` sorts by a column, `?columns=` (as
often as needed) chooses columns, `?page=`, `?on=` and `?known=` (YYYY-MM-DD) ask for a day where the list knows days,
`?export=csv` or `xlsx` gives all rows of the screen as a file, and the filters go by their names. A wrong value is said in
words, what was typed stays on screen; a wrong filter or day shows no rows; a file asked for with anything wrong answers 400.
What a form sends empty is left out of the address: the reader is led to the one without it.
"""

from functools import lru_cache
from itertools import islice

from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from enact.dates import in_words
from enact.spreadsheets import csv_response, xlsx_response
from enact.ui.asking import FORMATS, Asked, Fault
from enact.ui.filters import Asking, Option
from enact.ui.tables import Heading, drawn_rows, exported_rows
from enact.ui.unchanged import while_unchanged

CHUNK = 2000
"""How many records of a file are held at once."""
MOST_CHIPS = 30
"""Of so many values of one filter, each can be taken away; of more, all at once: a page of their addresses would be heavy."""


@lru_cache(maxsize=500)
def drawn_asking(title, orders, askings, days, choosable, chips, _language):
    """The form of what is asked of a list, in a language; it follows from what it is given alone, and is kept."""
    folded = [asking for asking in askings if asking.name != "q" and not asking.is_hidden]
    context = {
        "title": title,
        "hidden": [asking for asking in askings if asking.is_hidden and asking.typed],
        "orders": orders,
        "searches": [asking for asking in askings if asking.name == "q"],
        "days": days,
        "choices": [asking for asking in folded if asking.options],
        "texts": [asking for asking in folded if not asking.options],
        "is_open": any(asking.faults for asking in folded),
        "choosable": choosable,
        "chips": chips,
    }
    return render_to_string("generic/asking.html", context)


class ListPage(View):
    """A list of records. `rows` are those asked for, `records` those of the page shown.

    `title` and `intro` (may be empty) head the page. `knows_days`: which of "on" and "known" can be asked. `base` is the
    template of the door: its masthead and its way back. `has_sums`: whether `summed` costs more than a count. `adds`: the
    model of which whoever may do so adds a record from here.
    """

    title = ""
    intro = ""
    base = "base.html"
    template_name = "generic/list.html"
    table_class = None
    filterset_class = None
    knows_days = ("on",)
    per_page = 50
    has_sums = False
    adds = None
    http_method_names = ["get", "head", "options"]

    def get_queryset(self):
        """The records that the reader may see, as they are on the day `self.on`, as known at the end of `self.known`."""
        raise NotImplementedError

    def get_day_note(self):
        """What the reader must know of the day asked for, in words; "" for nothing."""
        return ""

    def get_address_of(self):
        """The function that says where the row of a record leads; `None` when rows lead nowhere."""

    def get_choosing(self):
        """Where the rows that are ticked are sent, as an address; "" where none is ticked."""
        return ""

    def get_adding(self):
        """The address of the form that adds a record; "" for whoever may not, and where none is added."""
        if self.adds is None:
            return ""
        name = f"{self.adds._meta.app_label}_{self.adds._meta.model_name}_add"
        may = self.request.user.has_perm(f"{self.adds._meta.app_label}.add_{self.adds._meta.model_name}")
        return reverse(f"admin:{name}") if may else ""

    def completed(self, records):
        """Some records of a page or a file, with what their columns read of them besides their fields."""
        return records

    def summed(self, rows):
        """How many rows there are, as `count`, and the sums of what is shown for the template, as `totals`, if any.

        Where `has_sums`, it is kept while no record changes, in every language: plain values only.
        """
        return {"count": rows.count(), "totals": None}

    def get(self, request, **kwargs):
        """The page, or the file."""
        self.read(request.GET)
        if self.asked.has_blanks and not self.asked.export:
            return redirect(f"{request.path}?{self.asked.plain_address}".removesuffix("?"))
        if self.asked.export and not self.faults:
            return self.file()
        return render(request, self.template_name, self.get_context_data(), status=400 if self.asked.export else 200)

    def read(self, typed):
        """Reads what is asked."""
        names = list(self.filterset_class.base_filters)
        self.today = timezone.localdate()
        self.asked = Asked(typed, table_class=self.table_class, filter_names=names, day_names=self.knows_days)
        self.refuse_days_to_come()
        self.on, self.known = self.asked.on or self.today, self.asked.known

    def refuse_days_to_come(self):
        """Nobody knows today what will be known."""
        if self.asked.known and self.asked.known > self.today:
            self.asked.faults.append(Fault("known", _("What will be known on a day to come is not known today.")))
            self.asked.known, self.asked.misses = None, True

    @cached_property
    def filterset(self):
        """The filters with what is asked."""
        return self.filterset_class(self.asked.typed, queryset=self.get_queryset(), request=self.request)

    @cached_property
    def faults(self):
        """What is wrong with what is asked."""
        fields = self.filterset.form.fields
        wrong = [
            Fault(name, f"{fields[name].label} – {message}")
            for name, messages in self.filterset.errors.items()
            for message in messages
        ]
        return [*self.asked.faults, *wrong]

    @cached_property
    def is_missed(self):
        """Whether nothing is shown, because what was asked for cannot be told."""
        return self.asked.misses or not self.filterset.is_valid()

    @cached_property
    def rows(self):
        """The records asked for, in the order asked for."""
        found = self.filterset.qs
        return found.none() if self.is_missed else found.order_by(*self.table_class.ordering(self.asked.sort))

    @cached_property
    def counted(self):
        """How many rows there are, and their sums."""
        if self.is_missed:
            return {"count": 0, "totals": None}
        unordered = self.rows.order_by()
        if not self.has_sums:
            return self.summed(unordered)
        return while_unchanged(unordered, lambda: self.summed(unordered), type(self).__name__)

    @cached_property
    def last_page(self):
        """The number of the last page."""
        return max(1, -(-self.counted["count"] // self.per_page))

    @cached_property
    def page(self):
        """The number of the page shown: the last one for what is beyond."""
        return min(self.asked.page, self.last_page)

    @cached_property
    def records(self):
        """The records of the page: first which, by what the order needs alone, then all that is shown of them."""
        if self.is_missed:
            return []
        start = (self.page - 1) * self.per_page
        keys = list(self.rows.values_list("id", flat=True)[start : start + self.per_page])
        found = {record.id: record for record in self.rows.order_by().filter(id__in=keys)}
        return self.completed([found[key] for key in keys if key in found])

    def every_record(self):
        """The records of all pages, one after the other."""
        rows = self.rows.iterator(chunk_size=CHUNK)
        while records := list(islice(rows, CHUNK)):
            yield from self.completed(records)

    def file(self):
        """All rows as a file: the same rows, filters, columns and order as on screen."""
        header, rows = exported_rows(self.table_class, self.asked.columns, self.every_record())
        respond = {"csv": csv_response, "xlsx": xlsx_response}[self.asked.export]
        return respond(f"enact-{slugify(self.title)}-{self.on}", header, rows)

    @cached_property
    def headings(self):
        """The heads of the columns shown."""
        sortable, found = self.table_class.sortable(), []
        for name in self.asked.columns:
            column = self.table_class.base_columns[name]
            direction = {name: "ascending", f"-{name}": "descending"}.get(self.asked.sort, "")
            other = f"-{name}" if direction == "ascending" else name
            address = self.asked.address(sort=[other]) if name in sortable else ""
            found.append(Heading(column.header, column.is_number, address, direction))
        return found

    @cached_property
    def askings(self):
        """The filters as they are drawn."""
        return self.filterset.askings()

    @cached_property
    def day_askings(self):
        """The days that can be asked for, as they are drawn."""
        labels = {"on": _("State on the day"), "known": _("As known at the end of the day")}
        faults = {fault.name: (fault.words,) for fault in self.asked.faults}
        return [
            Asking(name, labels[name], ", ".join(self.asked.typed.getlist(name)), faults.get(name, ()))
            for name in self.knows_days
        ]

    @cached_property
    def chips(self):
        """What is asked for, each with the address of the list without it."""
        found = []
        days = {"on": in_words(self.asked.on), "known": in_words(self.asked.known)}
        for asking in [*self.askings, *self.day_askings]:
            names = {option.key: option.name for option in asking.options}
            values = self.asked.typed.getlist(asking.name)
            if len(values) > MOST_CHIPS:
                words = _("%(filter)s: %(count)s values") % {"filter": asking.label, "count": len(values)}
                found.append((words, self.asked.address(**{asking.name: []})))
                continue
            for value in values:
                shown = days.get(asking.name) or names.get(value, value)
                words = _("%(filter)s: %(value)s") % {"filter": asking.label, "value": shown}
                found.append((words, self.asked.without(asking.name, value)))
        return found

    def drawn_asking(self):
        """What is asked, as a form, and each with the way to take it away."""
        fixed, shown = self.table_class.fixed_columns(), self.asked.columns
        columns = self.table_class.base_columns.items()
        choosable = [(name, column.header, name in shown) for name, column in columns if name not in fixed]
        asked = (tuple(self.askings), tuple(self.day_askings), tuple(choosable), tuple(self.chips))
        return drawn_asking(str(self.title), tuple(self.orders()), *asked, get_language())

    def orders(self):
        """The orders that can be asked for, as choices: each column upwards and downwards."""
        for name in self.table_class.sortable():
            header = capfirst(self.table_class.base_columns[name].header)
            for key, words in ((name, _("%(column)s, ascending")), (f"-{name}", _("%(column)s, descending"))):
                yield Option(key, words % {"column": header}, key == self.asked.sort)

    def turned(self):
        """The addresses of the other pages, by what leads there."""
        numbers = {"first": 1, "previous": self.page - 1, "next": self.page + 1, "last": self.last_page}
        return {name: self.asked.address(page=[str(number)]) for name, number in numbers.items()}

    def get_context_data(self):
        """What the template is given."""
        choosing = self.get_choosing()
        shown = (self.table_class, self.asked.columns, self.records, self.get_address_of())
        return {
            "page": self,
            "adding": self.get_adding(),
            "base": self.base,
            "body": drawn_rows(*shown, is_chosen=bool(choosing)),
            "choosing": choosing,
            "asking": self.drawn_asking(),
            "count": self.counted["count"],
            "totals": self.counted["totals"],
            "files": {name: self.asked.address(export=[name]) for name in FORMATS},
            "turned": self.turned(),
        }
