"""What is counted of doctorates and of students is what a plain count of the same story gives, whatever has happened."""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from enact.themes import Themed
from indicators.catalogue import indicators
from indicators.ledger import Ledger
from indicators.measures import NOT_SAID, Total, readings_on
from tests import make
from training.measures import contracts as measures
from training.measures import students_trained
from training.measures.students import NOT_ANSWERED
from training.models import DoctoralContract, DoctoralStep

ONE = timedelta(days=1)
EDGES = [(1, 1), (8, 31), (12, 30), (12, 31)]
DAYS = [date(year, *edge) for year in (2023, 2024, 2025) for edge in EDGES]
DAY, DAY_OR_NONE = st.sampled_from(DAYS), st.sampled_from([None, *DAYS])
SELDOM = st.sampled_from([False, False, False, True])
PLACES = st.lists(
    st.tuples(
        st.sampled_from(["higher_education", "higher_education", "research"]),
        st.sampled_from(["agreed", "agreed", "in_talks"]),
        st.tuples(DAY, DAY_OR_NONE),
        SELDOM,
    ),
    min_size=2,
    max_size=2,
)
"""Institutions: what they are, how their membership stands and in which period, whether they are invented."""
KINDS = ["defended", "defended", "stopped", "stopped", *DoctoralStep.Kind.values]
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), DAY, st.integers(1, 12), SELDOM), max_size=4)
DOCTORATES = st.lists(
    st.tuples(
        st.sampled_from(["academic", "academic", "cifre"]),
        st.sampled_from([True, True, False, None]),
        st.sampled_from([0, 0, 1, 2]),
        st.sets(st.sampled_from(Themed.THEMES), max_size=2),
        DAY_OR_NONE,
        STEPS,
    ),
    min_size=3,
    max_size=6,
)
"""The kind, who pays, the place, the themes, the start, and what else was recorded: kind, day, months, in place of the last."""
YEARS = (2022, 2023)
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 0, 1, 2, 4]),
        st.sampled_from(YEARS),
        st.sampled_from(DAYS[:6]),
        st.sampled_from([None, None, *DAYS[:6]]),
        st.sampled_from([None, 0, 7, 20, 30, 40]),
        st.sampled_from([None, 0, 7]),
    ),
    min_size=3,
    max_size=6,
)
"""Figures of students: the programme of study, the year, when it was stated, when chosen, who are enrolled, whom others count."""
ASKED = st.dictionaries(
    st.tuples(st.integers(0, 2), st.sampled_from(YEARS)), st.sampled_from([None, *YEARS]), min_size=1, max_size=5
)
"""Who is asked for students, from which academic year, and until which."""


class Place(NamedTuple):
    """An institution, and the days between which it is a university of the consortium."""

    row: object
    is_real: bool
    first: date
    last: date

    def is_university_on(self, day):
        """Whether it is one on a day."""
        return self.first <= day <= self.last


class Doctorate(NamedTuple):
    """A doctorate in plain values: its steps are those that no other replaces, as (kind, day)."""

    kind: str
    funded: bool | None
    place: Place
    themes: set
    steps: list

    def first(self, kind):
        """The day of its first step of a kind; the end of times without one."""
        return min((day for each, day in self.steps if each == kind), default=date.max)

    def runs_on(self, day):
        """Whether it has started, and neither defence nor stop has come."""
        return self.first("started") <= day < min(self.first("defended"), self.first("stopped"))


def placed(kind, standing, period, is_example):
    """Records an institution with its membership."""
    first, last = sorted([period[0], period[1] or date.max])
    row = make.organisation(kind=kind, is_example=is_example)
    ends_on = None if last == date.max else last
    make.membership(organisation=row, standing=standing, starts_on=first, ends_on=ends_on)
    is_university = (kind, standing) == ("higher_education", "agreed")
    return Place(row, not is_example, *((first, last) if is_university else (date.max, date.min)))


def told(places, kind, funded, place, themes, start, later):
    """Records a doctorate: of its steps those that the model accepts, some in place of the one before."""
    place, standing = places[place % len(places)], []
    contract = make.doctoral_contract(
        kind=kind, institution=place.row, funded_by_enact=funded, **dict.fromkeys(themes, True)
    )
    begun = [("started", start, 1, False)] if start else []
    for name, day, months, replaces in [*begun, *later]:
        replaced = standing[-1] if replaces and standing else None
        step = DoctoralStep(contract=contract, kind=name, happened_on=day, replaces=replaced)
        step.reason = "faux" if replaced else ""
        step.months, step.ground = (months, "research") if name == "extended" else (None, "")
        try:
            step.full_clean()
        except ValidationError:
            continue
        step.save()
        standing = [*(each for each in standing if each != replaced), step]
    return Doctorate(kind, funded, place, themes, [(step.kind, step.happened_on) for step in standing])


def all_told(places, doctorates):
    """Records a university, other institutions, and doctorates; the doctorates that are not invented, in plain values."""
    places = [placed(*place) for place in [("higher_education", "agreed", (date(2020, 1, 1), None), False), *places]]
    return [found for found in [told(places, *doctorate) for doctorate in doctorates] if found.place.is_real]


def year_told_on(day):
    """The first and the last day of the last year that has ended by a day, that day included."""
    year = (day + ONE).year - 1
    return date(year, 1, 1), date(year, 12, 31)


def counted_of(doctorates, day):
    """What TRA-2, in its parts, and TRA-3 count on a day: the doctorates of each."""
    first, last = year_told_on(day)
    ours = [each for each in doctorates if each.place.is_university_on(last)]
    funded = [each for each in doctorates if (each.kind, each.funded) == ("academic", True)]
    return {
        "starts": [each for each in ours if first <= each.first("started") <= last],
        "running": [each for each in ours if each.runs_on(last)],
        "defended": [each for each in ours if first <= each.first("defended") <= last],
        "funded": [each for each in funded if first <= each.first("started") <= last],
    }


def parts_of(doctorates, key):
    """How many doctorates are in each part of a breakdown."""
    values = {
        "kind": lambda each: [each.kind],
        "institution": lambda each: [each.place.row.name],
        "theme": lambda each: each.themes or [NOT_SAID],
        "year": lambda each: [each.first("started").year],
    }
    return Counter(value for each in doctorates for value in values[key](each))


class DoctoratesTests(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=40)
    @given(PLACES, DOCTORATES, DAY, DAY)
    def test_flow_is_the_difference_of_two_days_and_what_runs_is_not_over(self, places, all_of, one, other):
        doctorates = all_told(places, all_of)
        first, last = sorted([one, other])
        flows = (("started", measures.started), ("defended", measures.defended))
        for kind, measure in flows:
            flow = getattr(DoctoralContract.objects.real(), f"{kind}_between")(first, last).count()
            slowly = sum(first <= each.first(kind) <= last for each in doctorates)
            assert (flow, measure.on(last).known - measure.on(first - ONE).known) == (slowly, slowly)
        over = [each for each in doctorates if each.first("started") <= last and not each.runs_on(last)]
        assert measures.running.on(last).known == measures.started.on(last).known - len(over)

    @settings(max_examples=40)
    @given(PLACES, DOCTORATES, DAY)
    def test_indicator_of_a_year_is_the_difference_of_its_two_days(self, places, all_of, day):
        doctorates = all_told(places, all_of)
        first, last = year_told_on(day)
        asked = indicators()["TRA-2"].part_measures | {"funded": indicators()["TRA-3"].measure}
        readings = readings_on(day, asked)
        slowly = {key: len(found) for key, found in counted_of(doctorates, day).items()}
        assert {key: reading.total.known for key, reading in readings.items()} == slowly
        assert {reading.holds_on for reading in readings.values()} == {last}
        ours = DoctoralContract.objects.real().at_universities_of_the_consortium(last)
        funded = DoctoralContract.objects.real().filter(kind="academic", funded_by_enact=True)
        for key, rows, by in (
            ("starts", ours, "started"),
            ("defended", ours, "defended"),
            ("funded", funded, "started"),
        ):
            until, before = (getattr(rows, f"{by}_by")(each).count() for each in (last, first - ONE))
            assert asked[key].on(day).known == until - before

    @settings(max_examples=40)
    @given(PLACES, DOCTORATES, DAY)
    def test_parts_of_doctorates_add_up_to_the_whole(self, places, all_of, day):
        doctorates = all_told(places, all_of)
        found, (_first, last) = counted_of(doctorates, day), year_told_on(day)
        since = [each for each in doctorates if each.place.is_university_on(last) and each.first("started") <= last]
        for code, counted in (("TRA-2", found["starts"]), ("TRA-3", found["funded"])):
            make.completeness(indicator=code, complete_from=date(2020, 1, 1))
            indicator = indicators()[code]
            partitions = {each["key"]: each["is_partition"] for each in Ledger(day).breakdowns(indicator)}
            for each in indicator.breakdowns:
                measure = each.measure or indicator.measure
                parts = {value: part.known for value, part in measure.split(day, each.by).items()}
                assert parts == parts_of(since if each.measure else counted, each.key)
                adds_up = sum(parts.values()) == measure.on(day).known
                assert adds_up or each.key == "theme"
                assert partitions[each.key] == (adds_up and not each.measure)
        of_year = measures.starts_by_year.split(day, "start_year").get(last.year, Total())
        assert of_year.known == measures.doctorates_started.on(day).known


class Answer(NamedTuple):
    """A figure of students in plain values, in the order in which they were recorded."""

    place: str
    level: str
    kind: str
    year: int
    stated: date
    chosen: date | None
    people: int | None

    def rank_on(self, day):
        """Of several figures of a programme of study and year, the one with the highest rank counts on a day."""
        is_chosen = self.chosen is not None and self.chosen <= day
        return self.chosen if is_chosen else self.stated, is_chosen, self.stated


def answered(asked, answers):
    """Records three institutions, who of them is asked, and what they answer: the names asked by year, and the answers."""
    places = [make.organisation(kind="higher_education") for _number in range(3)]
    periods = [(places[place], first, last and max(first, last)) for (place, first), last in asked.items()]
    for place, first, last in periods:
        make.respondent(institution=place, first_year=first, last_year=last)
    taught = [
        make.study_programme(institution=place, level=level, kind=kind)
        for place in places
        for level, kind in (("master", "specialist"), ("licence", "specialist"))
    ]
    names = {year: {place.name for place, first, last in periods if first <= year <= (last or year)} for year in YEARS}
    return names, [answer(taught[programme], *rest) for programme, *rest in answers]


def answer(taught, year, stated, chosen, enrolled, elsewhere):
    """Records a figure; those counted elsewhere are some of those enrolled, and a choice is not before what it chooses."""
    elsewhere = None if enrolled is None or elsewhere is None else min(enrolled, elsewhere)
    chosen = chosen and max(chosen, stated)
    make.student_figure(
        study_programme=taught,
        year=year,
        stated_on=stated,
        enrolled=enrolled,
        counted_elsewhere=elsewhere,
        chosen_on=chosen,
        chosen_because="relu" if chosen else "",
    )
    people = None if enrolled is None else enrolled - (elsewhere or 0)
    return Answer(taught.institution.name, taught.level, taught.kind, year, stated, chosen, people)


def students_on(asked, answers, day):
    """The answers that count on a day and the names of who has not answered, for the year that is told; `None` without one."""
    stated = [each for each in answers if each.stated <= day]
    ended = sorted({each.year for each in stated if date(each.year + 1, 8, 31) <= day})
    missing = {year: asked[year] - {each.place for each in stated if each.year == year} for year in ended}
    whole = [year for year in ended if asked[year] and not missing[year]]
    if not ended:
        return None
    told = (whole or ended)[-1]
    counting = {}
    for each in stated:
        kept = counting.get((each.place, each.level))
        if each.year == told and (kept is None or each.rank_on(day) >= kept.rank_on(day)):
            counting[each.place, each.level] = each
    return list(counting.values()), missing[told]


def people_by(counting, missing, by):
    """The people known and the unknowns in each part; those who have not answered are parts of their own, or one together."""
    values = {"institution": "place", "level": "level", "kind": "kind"}
    known, unknown = Counter(), Counter(missing if by == "institution" else [NOT_ANSWERED] * len(missing))
    for each in counting:
        known[getattr(each, values[by])] += each.people or 0
        unknown[getattr(each, values[by])] += each.people is None
    return {key: (known[key], unknown[key]) for key in {**known, **unknown}}


class StudentsTests(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=120)
    @given(ASKED, ANSWERS, st.sampled_from(DAYS[1:]))
    def test_parts_of_students_add_up_to_the_whole(self, asked, answers, day):
        found = students_on(*answered(asked, answers), day)
        whole = students_trained.on(day)
        if found is None:
            assert whole is None
            return
        for breakdown in indicators()["TRA-1"].breakdowns:
            parts = students_trained.split(day, breakdown.by)
            assert {key: (part.known, part.unknowns) for key, part in parts.items()} == people_by(*found, breakdown.key)
            added = sum(parts.values(), Total())
            assert (added.known, added.knowns, added.unknowns) == (whole.known, whole.knowns, whole.unknowns)
        assert readings_on(day, {"TRA-1": students_trained})["TRA-1"].total == whole
