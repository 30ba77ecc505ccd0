"""The page of the money for the coordination: the six sums on any day, by any criterion; each leads to the rows that make it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from enact.dates import DayField
from enact.spreadsheets import csv_response, xlsx_response
from enact.themes import Themed
from enact.ui.charts import percent
from enact.ui.filters import NONE
from funding.measures.remainders import LEFT, Left, remainders
from funding.measures.waterfall import COLUMNS, CRITERIA, FLOWS, LATE, STATES, waterfall
from funding.models import Commitment, State
from indicators.measures import NOT_SAID, Total
from indicators.models import Completeness, Observation
from indicators.wording import outside_the_programme
from partners.models import Organisation

HEADS = {
    **{state: state.label for state in STATES},
    "called": gettext_lazy("called"),
    "received": gettext_lazy("received"),
    "spent": gettext_lazy("spent"),
    LATE: gettext_lazy("overdue"),
}
"""The names of the sums."""
CODES = dict(zip((*STATES, "received", "spent"), ("FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6"), strict=True))
"""The indicators that publish the sums; what is called is published nowhere."""
ENVELOPE, ITEMISED = "FIN-0", (State.AGREED, State.GRANTED, State.PROMISED)
"""The envelope announced, and the sums that make it up."""
BY = {
    "source": gettext_lazy("Partner"),
    "kind": gettext_lazy("Kind of partner"),
    "pillar": gettext_lazy("Pillar"),
    "theme": gettext_lazy("Theme"),
    "year": gettext_lazy("Year"),
    "form": gettext_lazy("Cash or in kind"),
}
"""The names of the criteria."""
ROUTES = {
    "called": "office-payment-calls",
    "received": "office-receipts",
    "spent": "office-expenditure",
    LATE: "office-instalments",
}
"""The lists of the rows that make a sum, but for the states', which are commitments."""
LEFT_WORDS = {
    "to_call": gettext_lazy("Agreed or granted, and not called"),
    "to_receive": gettext_lazy("Called, and not received"),
    "to_spend": gettext_lazy("Received, and not spent"),
}


class AskedMoney(forms.Form):
    """What the address asks: a day, a criterion, a file."""

    on = DayField(required=False)
    by = forms.ChoiceField(required=False, choices=list(BY.items()))
    export = forms.ChoiceField(required=False, choices=[("csv", "CSV"), ("xlsx", "XLSX")])


class Cell(NamedTuple):
    """A sum: its column and its name, its total, and the address of the list of the records that make it."""

    column: str
    name: str
    total: Total
    address: str


class Bar(NamedTuple):
    """A sum of all, the length of its bar, and what a source states of it, with its total, where records are not complete."""

    cell: Cell
    width: str
    stated: Observation | None
    total_stated: Total | None


class MoneyPage(View):
    """The six sums that never merge, of all and by a criterion; what is left between them; what the envelope leaves open."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        """The page, or its table as a file."""
        self.asked = AskedMoney(request.GET)
        self.is_wrong = not self.asked.is_valid()
        given = self.asked.cleaned_data
        self.today = timezone.localdate()
        self.on, self.by = given.get("on") or self.today, given.get("by") or "source"
        if not self.is_wrong:
            self.whole, self.parts = waterfall(self.on, CRITERIA[self.by])
        if given.get("export") and not self.is_wrong:
            respond = {"csv": csv_response, "xlsx": xlsx_response}[given["export"]]
            return respond(f"enact-{_('money')}-{self.on}", *self.exported())
        return render(
            request, "funding/money.html", self.get_context_data(), status=400 if given.get("export") else 200
        )

    @cached_property
    def rows(self):
        """The keys of the criterion in the order of their names, each with its name and its cells."""
        names = names_of(self.by, self.parts)
        found = sorted(self.parts, key=lambda key: (str(key) in ("", NOT_SAID), names[key]))
        return [(names[key], [self.cell(column, self.parts[key][column], key) for column in COLUMNS]) for key in found]

    def cell(self, column, total, key=None):
        """A sum of a key, or of all, that leads to its rows."""
        return Cell(column, capfirst(HEADS[column]), total, self.address(column, key))

    def address(self, column, key=None):
        """The address of the list of the records that make a sum, on the same day."""
        asked = {"on": self.on.isoformat()} if self.on != self.today else {}
        if column in STATES:
            asked["state"] = column
        if column == LATE:
            asked["late"] = "is_late"
        if key is not None:
            asked |= question(self.by, column, key)
        return f"{reverse(ROUTES.get(column, 'office-commitments'))}?{urlencode(asked)}"

    @cached_property
    def stated(self):
        """The latest statement of each figure of money whose records are not declared complete, by its code."""
        complete = Completeness.objects.filter(complete_from__lte=self.on).values("indicator")
        found = Observation.objects.known_on(self.on).filter(part="", indicator__in=(ENVELOPE, *CODES.values()))
        found = found.exclude(indicator__in=complete).select_related("source__document")
        return {row.indicator: row for row in reversed(found)}

    def bars(self):
        """The sums of all, the greatest of them as long as the frame."""
        most = max((total.known for total in self.whole.values()), default=0) or Decimal(1)
        for column in (*STATES, *FLOWS):
            total, stated = self.whole[column], self.stated.get(CODES.get(column))
            said = stated and Total.of(stated.value, stated.qualifier)
            yield Bar(self.cell(column, total), percent(total.known / most), stated, said)

    def envelope(self):
        """The envelope announced, and what the sums leave of it; `None` where none is known."""
        found = self.stated.get(ENVELOPE)
        if found is None or found.value is None:
            return None
        announced = Total.of(found.value, found.qualifier)
        itemised = sum((self.whole[state] for state in ITEMISED), Total())
        left = replace(
            announced.less(itemised), unknowns=announced.unknowns
        )  # what is not known of the sums comes off it
        return {"observation": found, "announced": announced, "itemised": itemised, "left": left}

    def left(self):
        """What is left between the sums, each with its words and the address of the rows behind it."""
        day = {"on": self.on.isoformat()} if self.on != self.today else {}
        found = remainders(self.on)
        for name in LEFT:
            address = f"{reverse('office-commitments')}?{urlencode({'left': name} | day)}"
            yield name, LEFT_WORDS[name], found[name], address
        late = self.whole[LATE]
        found = Left(late.known, late.knowns + late.unknowns, late.unknowns)
        yield LATE, _("Due, and overdue"), found, self.address(LATE)

    def exported(self):
        """The table as typed rows: one a key and a sum."""
        header = [
            BY[self.by],
            _("State"),
            _("Amount"),
            _("to be read as"),
            _("known"),
            _("unknown"),
            _("State on the day"),
        ]
        rows = [
            [name, str(HEADS[cell.column]), *said_of(cell.total), self.on]
            for name, cells in self.rows
            for cell in cells
            if cell.total != Total()
        ]
        return [str(head) for head in header], rows

    def get_context_data(self):
        """What the template is given; nothing is told where the question cannot be read."""
        notes = [
            self.asked.cleaned_data.get("on") and outside_the_programme(self.on),
            self.on > self.today and _("That day is to come."),
        ]
        context = {"page": self, "title": _("Money"), "criteria": BY.items(), "notes": [note for note in notes if note]}
        if self.is_wrong:
            return context
        return context | {
            "bars": list(self.bars()),
            "columns": [capfirst(HEADS[column]) for column in COLUMNS],
            "rows": self.rows,
            "heading": BY[self.by],
            "left": list(self.left()),
            "envelope": self.envelope(),
            "files": {name: f"?{urlencode({**self.kept(), 'export': name})}" for name in ("csv", "xlsx")},
        }

    def kept(self):
        """What is asked, for the addresses of the page."""
        return {"by": self.by} | ({"on": self.on.isoformat()} if self.on != self.today else {})


def said_of(total):
    """A total as typed cells: its known part, how it is to be read, how many values are known and how many are not."""
    return total.value, str(total.qualifier.label), total.knowns, total.unknowns


def names_of(by, keys):
    """The names of the keys of a criterion, in the language of the reader."""
    if by == "source":
        return {key: str(found) for key, found in Organisation.objects.in_bulk(list(keys)).items()}
    if by == "theme":
        names = {name: str(Themed._meta.get_field(name).verbose_name) for name in Themed.THEMES}
        return names | {NOT_SAID: _("not said")}
    if by == "year":
        return {key: str(key) for key in keys}
    choices = {"kind": Organisation.Kind, "pillar": Commitment.Pillar, "form": Commitment.Form}[by]
    return {key: str(choices(key).label) for key in keys}


def question(by, column, key):
    """What a list is asked so that it shows the rows of a key of a criterion, as names and values."""
    if by == "year":
        name = {LATE: "due"}.get(column, column if column in FLOWS else "step")
        return {f"{name}_from": date(key, 1, 1).isoformat(), f"{name}_to": date(key, 12, 31).isoformat()}
    if by == "theme":
        return {"theme": NONE if key == NOT_SAID else key}
    return {{"source": "organisation"}.get(by, by): key}
