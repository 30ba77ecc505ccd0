"""The figure of an indicator on a day: its latest observation, until its records are complete; then what they measure.

Everything here gives plain values, as a release holds them: texts in both languages, days in ISO 8601, numbers as strings.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property

from enact.dates import Precision
from enact.languages import NO_TEXT, alphabetical
from indicators.catalogue import indicators
from indicators.measures import Qualifier, Total, readings_on
from indicators.models import Completeness, Observation, Target
from indicators.protection import SMALL_COUNTS, hidden_parts, records_of, sums_of
from indicators.revisions import hidden_in, known_sums, repeated, settled, told_in, waits


def plain(number):
    """A number as a release writes it: no exponent, no useless zero; `None` stays."""
    return None if number is None else f"{Decimal(number).normalize():f}"


def total_as_json(total):
    """The published form of a total."""
    return {"qualifier": str(total.qualifier), "unknowns": total.unknowns, "value": plain(total.value)}


def is_small(total):
    """Whether a total counts so few people that it is not published."""
    return total.value is not None and total.value in SMALL_COUNTS


def protected(total, indicator):
    """The published form of a total of an indicator or of a breakdown, without its value where that counts too few people."""
    if indicator.counts_people and is_small(total):
        return HIDDEN
    return total_as_json(total) | {"protected": False}


def counting(indicator, breakdown):
    """Which of the two says whether the parts of a breakdown count people: itself, unless it leaves it to the indicator."""
    return indicator if breakdown.counts_people is None else breakdown


HIDDEN = total_as_json(Total(unknowns=1)) | {"protected": True}
"""The published form of a count that is protected."""


def observed(observation, indicator):
    """The figure that an observation states."""
    return protected(Total.of(observation.value, observation.qualifier), indicator) | {
        "complete_from": None,
        "holds_on": observation.holds_on.isoformat(),
        "note": observation.note.as_json(),
        "origin": "observation",
        "perimeter": observation.perimeter.as_json(),
        "precision": str(observation.precision),
        "source": observation.source.key if observation.source else None,
        "stated_on": observation.stated_on.isoformat(),
    }


def measured(reading, indicator, completeness, day):
    """The figure of an indicator, or of one of its parts, that a reading of complete records gives on a day."""
    return protected(reading.total, indicator) | {
        "complete_from": completeness.complete_from.isoformat(),
        "holds_on": reading.holds_on.isoformat(),
        "note": {"en": completeness.grounds_en or completeness.grounds_fr, "fr": completeness.grounds_fr},
        "origin": "records",
        "perimeter": reading.covers.as_json(),
        "precision": str(Precision.EXACT),
        "source": completeness.source.key if completeness.source else None,
        "stated_on": day.isoformat(),
    }


def unknown():
    """The figure of an indicator of which nobody has said anything, and whose records are not complete."""
    return {
        "complete_from": None,
        "holds_on": None,
        "note": NO_TEXT.as_json(),
        "origin": "none",
        "perimeter": NO_TEXT.as_json(),
        "precision": str(Precision.EXACT),
        "protected": False,
        "qualifier": str(Qualifier.EXACT),
        "source": None,
        "stated_on": None,
        "unknowns": 1,
        "value": None,
    }


def adds_up(totals, whole):
    """Whether the known parts and the unknowns of some totals make up a whole."""
    added = sum(totals, Total())
    return (added.known, added.unknowns) == (whole.known, whole.unknowns)


class Ledger:
    """What is known of all indicators on a day, read once.

    `published`: the documents of releases that readers have already, in the order in which they were published. `salt` goes
    into the hashes of evidence.
    """

    def __init__(self, day, published=(), salt=""):
        self.day, self.published, self.salt = day, published, salt
        self.completeness = {
            row.indicator: row for row in Completeness.objects.filter(complete_from__lte=day).select_related("source")
        }
        self.observations = list(Observation.objects.known_on(day).select_related("source"))

    @cached_property
    def targets(self):
        """The targets stated by the day, in the order of their days; those of each year last."""
        stated = Target.objects.filter(stated_on__lte=self.day).select_related("source")
        return sorted(stated, key=lambda row: row.due_on or date.max)

    @cached_property
    def readings(self):
        """What the records of each indicator say, by its code: all of it is read at once."""
        return readings_on(self.day, {code: one.measure for code, one in indicators().items() if one.measure})

    def targets_of(self, indicator):
        """The targets stated by the day, in the order of their days; those of each year last."""
        return [row for row in self.targets if row.indicator == indicator.code]

    def observations_of(self, indicator, part=""):
        """The standing observations of an indicator or of one of its parts, the latest first."""
        return [row for row in self.observations if (row.indicator, row.part) == (indicator.code, part)]

    def is_complete(self, indicator):
        """Whether the records of an indicator stand for themselves, and something is recorded that can be told."""
        return indicator.code in self.completeness and self.recorded(indicator) is not None

    def recorded(self, indicator):
        """The total of the records of an indicator, counted once; `None` where it has no measure, or nothing to tell."""
        return self.readings[indicator.code].total if indicator.measure else None

    def figure(self, indicator):
        """The figure that the indicator publishes, with what its records hold so far beside it."""
        recorded = self.recorded(indicator)
        is_measured = self.is_complete(indicator)
        figure = self.measured(indicator, self.readings[indicator.code]) if is_measured else self.latest(indicator)
        return figure | {"recorded": protected(recorded, indicator) if recorded else None}

    def measured(self, indicator, reading):
        """What a reading of the records of an indicator, which are complete, comes to as a figure."""
        return measured(reading, indicator, self.completeness[indicator.code], self.day)

    def latest(self, indicator, part=""):
        """The latest observation as a figure; unknown when there is none."""
        found = self.observations_of(indicator, part)
        return observed(found[0], indicator) if found else unknown()

    def starting_point(self, indicator):
        """The observation from which the trajectory starts; `None` when no baseline is known, or may be published."""
        found = next((row for row in self.observations_of(indicator) if row.is_baseline), None)
        return None if found and protected(Total.of(found.value), indicator)["protected"] else found

    def stands_at_start(self, indicator):
        """Whether the figure published is the baseline itself."""
        found = self.observations_of(indicator)
        return not self.is_complete(indicator) and bool(found) and found[0].is_baseline

    def parts(self, indicator):
        """The "of which" that sources state, or that complete records give."""
        if self.is_complete(indicator) and indicator.part_measures:
            return [
                {"figure": self.measured(indicator, reading), "key": key, "name": indicator.parts[key].as_json()}
                for key, reading in readings_on(self.day, indicator.part_measures).items()
            ]
        return [
            {"figure": self.latest(indicator, key), "key": key, "name": name.as_json()}
            for key, name in indicator.parts.items()
            if self.observations_of(indicator, key)
        ]

    def told(self, indicator):
        """The figure, the breakdowns and the "of which" of an indicator; as they were told before where a revision waits."""
        before = self.before(indicator)
        told = [told_in(entry, indicator) for entry in before]
        breakdowns = self.breakdowns(indicator, told)
        now = {"breakdowns": breakdowns or [], "figure": self.figure(indicator), "parts": self.parts(indicator)}
        if breakdowns is None or waits(told, told_in(now, indicator)):
            return repeated(now, before[-1])
        return now

    def before(self, indicator):
        """What releases have said of an indicator for the same period, where it counts people."""
        if not (indicator.counts_people or indicator.breakdowns_of_people):
            return []
        period = self.readings[indicator.code].holds_on
        said = [(document["day"], entry) for document in self.published for entry in document["indicators"]]
        return [
            entry
            for day, entry in said
            if entry["code"] == indicator.code and period_of(indicator, entry, day) == period
        ]

    def breakdowns(self, indicator, before=()):
        """The parts of the figure, once its records are complete; before, they would contradict the observation.

        `None` where a small part would be told by what was told before of the same period.
        """
        if not (indicator.breakdowns and self.is_complete(indicator)):
            return []
        hidden = self.hidden(indicator, before)
        return None if hidden is None else [self.breakdown(indicator, each, hidden) for each in indicator.breakdowns]

    def hidden(self, indicator, before):
        """The parts of counts of people that are not published, by the keys of their breakdown and their own; `None` as above."""
        tables, found = defaultdict(list), set()
        for each in indicator.breakdowns_of_people:
            tables[each.measure or indicator.measure].append(each)
        kept = hidden_in(before) | self.hidden_for_good(indicator)
        for measure, those in tables.items():
            keys = {each.key: ordered(each, measure.split(self.day, each.by)) for each in those}
            records = list(records_of(measure, self.day, {each.key: each.by for each in those}))
            hidden = hidden_parts(records, keys, kept, known_sums(before, sums_of(records)))
            if hidden is None:
                return None
            found |= hidden
        return found

    def hidden_for_good(self, indicator):
        """The parts of lasting breakdowns that a release has not published: they stay so, for they are told again in each."""
        return {
            (each.key, key)
            for each in indicator.breakdowns_of_people
            if each.is_lasting
            for key, former in self.former_parts(indicator, each).items()
            if any(part["protected"] for part in former)
        }

    def former_parts(self, indicator, breakdown):
        """What releases have said of the parts of a breakdown, by key, in the order in which they were published."""
        found = defaultdict(list)
        for document in self.published:
            for entry in document["indicators"]:
                for each in entry["breakdowns"] if entry["code"] == indicator.code else ():
                    for part in each["parts"] if each["key"] == breakdown.key else ():
                        found[part["key"]].append(part)
        return found

    def breakdown(self, indicator, breakdown, hidden):
        """One breakdown, its parts in the order of their names in French. It is a partition where they add up to the whole.

        They do not where a record belongs to several parts, or where amounts are held back from a part that are in the whole.
        """
        totals = (breakdown.measure or indicator.measure).split(self.day, breakdown.by)
        counted = counting(indicator, breakdown)
        parts = {
            str(value): {"name": breakdown.label(value).as_json(), **protected(total, counted)}
            for value, total in totals.items()
        }
        found = {
            "is_partition": breakdown.measure is None and adds_up(totals.values(), self.recorded(indicator)),
            "key": breakdown.key,
            "name": breakdown.name.as_json(),
            "note": breakdown.note.as_json(),
            "parts": [
                {"key": key, **parts[key], **(HIDDEN if (breakdown.key, key) in hidden else {})}
                for key in ordered(breakdown, totals)
            ],
            "unit": (breakdown.unit or indicator.unit).key,
        }
        return settled(found, self.former_parts(indicator, breakdown)) if breakdown.is_lasting else found


def period_of(indicator, entry, day):
    """For which day an entry of a release of a day, in ISO 8601, says what its records come to; `None` where it does not."""
    if entry["figure"]["origin"] == "records":
        return date.fromisoformat(entry["figure"]["holds_on"])
    if not entry["figure"]["recorded"]:
        return None
    pairs, read = indicator.measure.asked(date.fromisoformat(day))
    return read(*(Total() for _pair in pairs)).holds_on


def ordered(breakdown, totals):
    """The keys of the parts of a breakdown, in the order of their names in French."""
    names = {str(value): breakdown.label(value).fr for value in totals}
    return sorted(names, key=lambda key: (alphabetical(names[key]), key))
