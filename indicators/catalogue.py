"""What an indicator is. The list of those that are published is wired by the setting `CATALOGUE`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.languages import NO_TEXT, Text
from indicators.forecast import Outlook
from indicators.measures import Measure, Share


class Kind(models.TextChoices):
    """How values of different days relate."""

    STOCK = "stock", _("stock: the state on a day")
    CUMULATIVE = "cumulative", _("cumulative: since the start of the programme")
    YEARLY = "yearly", _("yearly: over one year")


class Better(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
    NEITHER = "neither", _("neither higher nor lower is better")


class Pillar(models.TextChoices):
    """The three pillars of action, and what carries them."""

    RESEARCH = "research", _("Research")
    TRAINING = "training", _("Training")
    INNOVATION = "innovation", _("Innovation")
    PARTNERS = "partners", _("Partners")
    FUNDING = "funding", _("Funding")


@dataclass(frozen=True)
class Unit:
    """What is counted, as one and as several. Money is in euros."""

    key: str
    one: Text
    many: Text


EUROS = Unit("EUR", Text("euro", "euro"), Text("euros", "euros"))


@dataclass(frozen=True)
class Breakdown:
    """A figure's parts by the values of a field of its records, or by several fields that each hold yes or no.

    `label` names a value in both languages. `measure` and `unit` stand for those of the indicator unless given. `note` says
    what the reader must know of the parts. `counts_people`: parts from 1 to 4 are not published; `None`: as for the indicator.
    `is_lasting`: each part is of a period of its own, and is told again in every release.
    """

    key: str
    name: Text
    by: str | tuple[str, ...]
    label: Callable[[object], Text]
    measure: Measure | None = None
    unit: Unit | None = None
    note: Text = NO_TEXT
    counts_people: bool | None = None
    is_lasting: bool = False


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A published indicator: its definition, and the measure that its records give once they are complete.

    `parts` names the "of which" that sources state, by key; once records are complete, `part_measures` give them.
    `composition` lists the codes of indicators whose figures make up this one; what they leave unexplained is shown as not
    itemised. `counts_people`: values from 1 to 4 are not published. `rhythm` is in months. `counted` says in words what its
    measure counts; `outlook` gives the dated facts of its forecast. `version` is that of its definition: it grows when figures
    of another meaning follow, and `versions` says of each, from the second on, what it changed.
    """

    code: str
    name: Text
    definition: Text
    unit: Unit
    kind: Kind
    pillar: Pillar
    perimeter: Text
    collected: Text
    owner: Text
    rhythm: int
    limits: Text = NO_TEXT
    better: Better = Better.HIGHER
    measure: Measure | Share | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    parts: dict[str, Text] = field(default_factory=dict)
    part_measures: dict[str, Measure | Share] = field(default_factory=dict)
    composition: tuple[str, ...] = ()
    counts_people: bool = False
    counted: Text = NO_TEXT
    outlook: Outlook | None = None
    version: int = 1
    versions: dict[int, Text] = field(default_factory=dict)

    @property
    def breakdowns_of_people(self):
        """Those of its breakdowns whose parts count people."""
        own = [(each, each.counts_people) for each in self.breakdowns]
        return [each for each, said in own if (self.counts_people if said is None else said)]


@cache
def indicators():
    """The published indicators by code, in the order in which the public reads them."""
    return {indicator.code: indicator for indicator in import_module(settings.CATALOGUE).INDICATORS}


def programme_on(day):
    """What a release says of the programme itself on a day."""
    return import_module(settings.CATALOGUE).programme_on(day)


def agreements_on(day):
    """The grant agreements that a release of a day tells one by one, sorted."""
    return import_module(settings.CATALOGUE).agreements_on(day)


def attestations_on(day):
    """What a release of a day tells of the rounds in which partners attested their figures; nothing where there was none."""
    return import_module(settings.CATALOGUE).attestations_on(day)


def attesters_on(day):
    """The partners that a release of a day may name as having attested their figures, each with the year."""
    return import_module(settings.CATALOGUE).attesters_on(day)


def programme_period():
    """The first and the last day of the programme."""
    return import_module(settings.CATALOGUE).programme_period()


def code_choices():
    """The codes to choose from, each with its name."""
    return [(code, f"{code} – {indicator.name}") for code, indicator in indicators().items()]
