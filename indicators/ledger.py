"""What is known of all indicators on a day, and the figure of each: its latest observation, until its records are complete; then
what they measure."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.utils.functional import cached_property

from enact.languages import alphabetical
from indicators.catalogue import indicators
from indicators.figures import HIDDEN, adds_up, counting, measured, observed, protected, unknown
from indicators.heldback import WHOLE, Books, name_of
from indicators.measures import Total, readings_on
from indicators.models import Completeness, Observation, Target
from indicators.protection import hidden_parts, records_of, sums_of
from indicators.revisions import as_read, hidden_in, known_sums, repeated, settled, told_in, waits


class Ledger:
    """What is known of all indicators on a day, read once.

    `published`: the documents of releases that readers have already, in the order in which they were published. `salt` goes
    into the hashes of evidence. `books`: what those releases said of amounts that partners keep; `None` where nothing is to be
    published.
    """

    def __init__(self, day, published=(), salt="", books=None):
        self.day, self.published, self.salt, self.books = day, as_read(published), salt, Books(day, books)
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

    def reading(self, indicator):
        """What the records of an indicator say: of amounts that partners keep, as may be told beside earlier releases."""
        account, found = self.account(indicator), self.readings[indicator.code]
        return replace(found, total=account.whole()) if account else found

    def recorded(self, indicator):
        """The total of the records of an indicator; `None` where it has no measure, or nothing to tell."""
        return self.reading(indicator).total if indicator.measure else None

    def figure(self, indicator):
        """The figure that the indicator publishes, with what its records hold so far beside it."""
        recorded = self.recorded(indicator)
        told = (protected(recorded, indicator) | self.held_back(indicator)) if recorded else None
        if not self.is_complete(indicator):
            return self.latest(indicator) | {"recorded": told}
        return self.measured(indicator, self.reading(indicator)) | {"recorded": told} | self.held_back(indicator)

    def held_back(self, indicator, breakdown=None, key=WHOLE):
        """The mark of a sum, the whole or a part, in which what partners keep stays as it was told before; nothing otherwise."""
        account, table = self.account(indicator, breakdown), WHOLE if breakdown is None else name_of(breakdown.by)
        return {"held_back": True} if account and account.keeps(table, key) else {}

    def account(self, indicator, breakdown=None):
        """The account of an indicator, or of a breakdown with a measure of its own; `None` where nobody keeps its amounts."""
        own = breakdown and breakdown.measure
        key = f"{indicator.code}:{breakdown.key}" if own else indicator.code
        measure = own or indicator.measure
        return self.books.of(key, measure) if measure else None

    def split(self, indicator, breakdown):
        """The totals of the parts of a breakdown, by key."""
        account = self.account(indicator, breakdown)
        if account:
            return account.split(name_of(breakdown.by))
        return (breakdown.measure or indicator.measure).split(self.day, breakdown.by)

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
        totals = self.split(indicator, breakdown)
        counted = counting(indicator, breakdown)
        parts = {
            str(value): {"name": breakdown.label(value).as_json(), **protected(total, counted)}
            | self.held_back(indicator, breakdown, value)
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
