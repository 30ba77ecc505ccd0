"""What a release says of an indicator, as rows for a spreadsheet; the columns of observations and releases."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.languages import Text, text_of
from enact.ui.columns import (
    UNKNOWN,
    AmountColumn,
    ChoiceColumn,
    DayColumn,
    ListColumn,
    MomentColumn,
    ToldColumn,
    YesColumn,
    named,
)
from enact.ui.tables import ListTable
from enact.ui.templatetags.figures import full_amount, qualified
from indicators.catalogue import code_choices, indicators
from indicators.measures import Qualifier


def header():
    """The columns of an indicator's CSV."""
    return [
        _("indicator"),
        _("what"),
        _("part"),
        _("day"),
        _("value"),
        _("qualifier"),
        _("number of unknowns"),
        _("unit"),
        _("source"),
        _("release"),
        _("fingerprint (SHA-256)"),
    ]


def rows(entry, release):
    """The figure of an indicator, its parts, what they leave, its values at each release, its targets and its trajectory."""
    unit, day = entry["unit"]["key"], release["day"]
    found = [(_("published value"), "", entry["figure"]["holds_on"] or day, entry["figure"], unit)]
    found += [(_("of which"), said(part["name"]), day, part["figure"], unit) for part in entry["parts"]]
    for breakdown in entry["breakdowns"]:
        name = said(breakdown["name"])
        found += [(name, said(part["name"]), day, part, breakdown["unit"]) for part in breakdown["parts"]]
    if entry["remainder"]:
        found.append((_("remainder, not itemised"), "", day, entry["remainder"], unit))
    found += [(_("value at a release"), "", point["day"], point, unit) for point in entry["series"]]
    found += [(_("target"), "", target["due_on"] or _("each year"), target, unit) for target in entry["targets"]]
    found += [(_("trajectory"), "", point["on"], point, unit) for point in entry["trajectory"]]
    units = units_of(release)
    return [row(entry["code"], *one, release=release, units=units) for one in found]


def row(code, what, part, day, figure, unit, *, release, units):
    """One row; what a figure does not hold is empty, and so is the qualifier of what is not known."""
    value = None if figure["value"] is None else Decimal(figure["value"])
    qualifier = None if value is None else Qualifier(figure.get("qualifier", Qualifier.EXACT)).label
    source = release["sources"].get(figure.get("source"))
    said_by = said(source["said_by"]) if source else ""
    unknowns = figure.get("unknowns", 0)
    place = release["number"], release["sha256"]
    return [code, what, part, day, value, qualifier, unknowns, units[unit], said_by, *place]


def units_of(release):
    """The names of the units of a release, as several, by their keys; money is in EUR.

    Of the units that a breakdown alone has, a release tells the key: their names are those of the catalogue.
    """
    own = [each.unit for indicator in indicators().values() for each in indicator.breakdowns if each.unit]
    told = {entry["unit"]["key"]: said(entry["unit"]["many"]) for entry in release["indicators"]}
    return {unit.key: str(unit.many) for unit in own} | told | {"EUR": "EUR"}


def said(text):
    """A text of a release in the language of the reader."""
    return str(Text(text["fr"], text["en"]))


class Codes:
    """The published indicators as choices, read when they are asked for: the catalogue is wired by a setting."""

    @property
    def choices(self):
        """The codes, each with its name."""
        return code_choices()


class IndicatorColumn(ChoiceColumn):
    """An indicator by its code and name, which stand apart in a spreadsheet; sorted as the public reads them."""

    def __init__(self, verbose_name, **options):
        super().__init__(verbose_name, names=Codes(), **options)

    def headers(self):
        return [self.header, named(self.header, _("name"))]

    def values(self):
        read = self.reader
        names = {code: str(indicator.name) for code, indicator in indicators().items()}
        return lambda record: (read(record), names.get(read(record)))


class ValueColumn(AmountColumn):
    """A value of an indicator in its unit, with its qualifier. `None` is an unknown value."""

    def words(self):
        read = self.reader

        def words(record):
            value = read(record)
            if value is None:
                return UNKNOWN
            unit = unit_of(record)
            said = full_amount(value, unit and unit.key)
            return f"{qualified(record.qualifier)} {said}".strip()

        return words

    def headers(self):
        """In a spreadsheet, the unit stands beside it too."""
        return [*super().headers(), named(self.header, _("unit"))]

    def values(self):
        values = super().values()
        return lambda record: (*values(record), str(getattr(unit_of(record), "many", "")))


def unit_of(observation):
    """The unit of an observation: that of its indicator; `None` once that has left the catalogue."""
    found = indicators().get(observation.indicator)
    return found and found.unit


def part_of(observation):
    """The name of the "of which" that an observation is about; its key where the catalogue has none, `None` for the whole."""
    found = indicators().get(observation.indicator)
    return (found.parts.get(observation.part) if found else observation.part) or None


class ObservationTable(ListTable):
    """What sources stated by a day."""

    indicator = IndicatorColumn(gettext_lazy("indicator"))
    part = ListColumn(gettext_lazy("part"), part_of, order_by="part")
    value = ValueColumn(gettext_lazy("value"), qualifier="qualifier")
    holds = DayColumn(gettext_lazy("holds on"), "holds_on", precision="precision")
    stated = DayColumn(gettext_lazy("stated on"), "stated_on")
    source = ToldColumn(gettext_lazy("source"), lambda row: str(row.source) if row.source else "")
    superseded = YesColumn(gettext_lazy("superseded"), "is_superseded")
    starting = YesColumn(gettext_lazy("starting point"), "is_baseline", visible=False)
    perimeter = ListColumn(gettext_lazy("perimeter"), lambda row: str(text_of(row, "perimeter")), visible=False)
    note = ListColumn(gettext_lazy("note"), lambda row: str(text_of(row, "note")), visible=False)

    class Meta:
        order_by = ("indicator", "part", "-holds_on", "-id")


class OrdinalColumn(ListColumn):
    """The number of a release."""

    is_nullable = True

    def words(self):
        read, numbered = self.reader, _("no. %(number)s")

        def words(record):
            found = read(record)
            return None if found is None else numbered % {"number": found}

        return words


class HashColumn(ListColumn):
    """A fingerprint: its first letters on screen, all of it in a spreadsheet."""

    def words(self):
        read = self.reader
        return lambda record: f"{read(record)[:12]}…"


class ReleaseTable(ListTable):
    """What was published, the latest first."""

    number = OrdinalColumn(gettext_lazy("number"))
    day = DayColumn(gettext_lazy("day"))
    published = MomentColumn(gettext_lazy("published at"), "published_at")
    by = ListColumn(gettext_lazy("published by"), lambda row: str(row.published_by or _("The machine")))
    corrects = OrdinalColumn(gettext_lazy("corrects"), "corrects__number")
    corrected = OrdinalColumn(gettext_lazy("corrected by"), "correction_number")
    sha256 = HashColumn("SHA-256", orderable=False)

    class Meta:
        order_by = ("-number",)
