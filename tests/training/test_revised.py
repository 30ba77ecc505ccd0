"""Figures of a year that were revised after they were published: what concerns fewer than five people waits, and says so."""

import json
from datetime import UTC, date, datetime

import pytest

import verify_release
from enact.pages.today.figures import changed_since
from indicators.actions import publish_release
from indicators.catalogue import indicators
from indicators.ledger import Ledger
from indicators.models import Release
from tests import make
from tests.indicators.test_actions import REASON
from tests.page import Page
from tests.sending import coordinator
from tests.training.test_trained import institution, stated
from training.models import DoctoralContract

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD, NEXT = date(2024, 10, 10), date(2024, 11, 10), date(2024, 12, 10), date(2025, 2, 10)
"""The days of releases: three that tell the same year, and one that tells the next."""
STARTED = date(2023, 9, 1)


@pytest.fixture(autouse=True)
def university():
    """The one university of a programme that began in 2023."""
    programme = make.programme(starts_on=date(2023, 1, 1))
    found = make.organisation(kind="higher_education", name="Lorraine")
    make.membership(programme=programme, organisation=found, starts_on=date(2023, 1, 1))
    return found


def start(count, at, started_on=STARTED, **fields):
    """So many doctorates that start at a university."""
    for _number in range(count):
        make.doctoral_contract(institution=at, started_on=started_on, **fields)


def publish(day, code="TRA-2"):
    """What the release of a day says of an indicator."""
    at = datetime(2026, 12, 1, 12, tzinfo=UTC)
    document = json.loads(publish_release(day=day, by=None, at=at, reason=REASON, still_true=True).text)
    return next(entry for entry in document["indicators"] if entry["code"] == code)


def value(entry):
    """The value that an entry publishes, and whether a revision of it waits."""
    return entry["figure"]["value"], entry.get("waiting", False)


def parts(entry, of):
    """The values of the parts of a breakdown, by key; `None` for what is protected."""
    (found,) = [each for each in entry["breakdowns"] if each["key"] == of]
    return {part["key"]: part["value"] for part in found["parts"]}


def told(entry):
    """All that an entry says, but for the days of the release itself."""
    days = ("evidence", "forecast", "next_update_on", "series", "waiting")
    figures = [entry["figure"], *(part["figure"] for part in entry["parts"])]
    return [
        {key: said for key, said in entry.items() if key not in (*days, "figure", "parts")},
        *({key: said for key, said in figure.items() if key != "stated_on"} for figure in figures),
    ]


def complete(code="TRA-2", since=FIRST):
    """Declares the records of an indicator complete."""
    make.completeness(indicator=code, complete_from=since)


def test_revision_of_two_waits_until_it_is_of_five(university):
    start(36, university)
    complete()
    make.target(indicator="TRA-2", value=60, due_on=date(2026, 12, 31), stated_on=FIRST)
    first = publish(FIRST)
    start(2, university)
    second = publish(SECOND)
    start(3, university)
    third = publish(THIRD)
    assert [value(entry) for entry in (first, second, third)] == [("36", False), ("36", True), ("41", False)]
    assert told(second) == told(first)
    assert [point["value"] for point in third["series"]] == ["36", "36", "41"]
    assert {part["key"]: part["figure"]["value"] for part in second["parts"]}["starts"] == "36"
    assert parts(third, "kind") == {"academic": "41"}


def test_release_in_which_a_revision_waits_changes_nothing_and_is_verified(university, tmp_path):
    start(36, university)
    complete()
    for day in (FIRST, SECOND):
        publish(day)
        start(2, university)
    files = [tmp_path / f"{number}.json" for number in (1, 2)]
    texts = Release.objects.order_by("number").values_list("text", flat=True)
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, "utf-8", newline="")
    assert json.loads(texts[1])["changes"] == []
    assert verify_release.verify([str(path) for path in files]) == 0


def test_reader_is_told_that_a_revision_waits_in_both_languages(university, client):
    start(36, university)
    complete()
    publish(FIRST)
    start(2, university)
    publish(SECOND)
    for language, words in (
        ("fr", "Une révision portant sur moins de cinq personnes attend : elle sera publiée avec les suivantes."),
        ("en", "A revision of fewer than five people waits: it will be published with those that follow."),
    ):
        assert words in Page(client.get(f"/{language}/indicators/TRA-2/")).text
        assert words not in Page(client.get(f"/{language}/indicators/TRA-3/")).text
    values = [row.split(";")[4] for row in client.get("/fr/indicators/TRA-2.csv").content.decode().splitlines()[1:]]
    assert ("36" in values, "38" in values) == (True, False)


def test_revision_of_what_runs_makes_the_whole_wait(university):
    start(36, university)
    complete()
    publish(FIRST)
    start(2, university, started_on=date(2022, 9, 1))
    assert value(publish(SECOND)) == ("36", True)


def test_part_that_has_become_small_waits_where_all_others_are_known():
    for name, people in (("Alpha", 40), ("Bêta", 60), ("Gamma", 9)):
        last = stated(institution(name), people)
    complete("TRA-1")
    assert value(publish(FIRST, "TRA-1")) == ("109", False)
    make.student_figure(study_programme=last.study_programme, enrolled=3, stated_on=SECOND)
    second = publish(SECOND, "TRA-1")
    assert (value(second), parts(second, "institution")) == (("109", True), {"Alpha": "40", "Bêta": "60", "Gamma": "9"})


def test_new_institution_of_three_is_told_with_another_of_two_hundred_and_waits_alone():
    for name, people in (("Alpha", 40), ("Bêta", 60)):
        stated(institution(name), people)
    complete("TRA-1")
    publish(FIRST, "TRA-1")
    stated(institution("Gamma"), 3, stated_on=SECOND)
    second = publish(SECOND, "TRA-1")
    assert (value(second), parts(second, "institution")) == (("100", True), {"Alpha": "40", "Bêta": "60"})
    assert second["figure"]["perimeter"]["en"] == "Academic year 2023-2024, all institutions (2)"
    stated(institution("Delta"), 200, stated_on=THIRD)
    third = publish(THIRD, "TRA-1")
    assert value(third) == ("303", False)
    assert parts(third, "institution") == {"Alpha": "40", "Bêta": "60", "Delta": None, "Gamma": None}


def test_revision_of_two_among_what_a_table_hides_waits():
    made = [
        stated(institution(name), people).study_programme
        for name, people in (("Alpha", 40), ("Bêta", 60), ("Gamma", 3))
    ]
    complete("TRA-1")
    first = publish(FIRST, "TRA-1")
    assert parts(first, "institution") == {"Alpha": None, "Bêta": "60", "Gamma": None}
    for taught, people in zip(made, (42, 70), strict=False):
        make.student_figure(study_programme=taught, enrolled=people, stated_on=SECOND)
    second = publish(SECOND, "TRA-1")
    assert (value(second), parts(second, "institution")) == (("103", True), parts(first, "institution"))


def test_year_that_is_told_again_in_later_releases_is_revised_by_five_at_least(university):
    start(36, university)
    start(20, university, started_on=date(2024, 9, 1))
    complete()
    assert parts(publish(FIRST), "year") == {"2023": "36"}
    start(4, university)
    later = publish(NEXT)
    (years,) = [each for each in later["breakdowns"] if each["key"] == "year"]
    assert (value(later), parts(later, "year"), years["waiting"]) == (("20", False), {"2023": "36", "2024": "20"}, True)
    start(1, university)
    last = publish(date(2026, 2, 10))
    assert parts(last, "year") == {"2023": "41", "2024": "20"}
    assert [each for each in last["breakdowns"] if "waiting" in each] == []


def test_year_that_was_hidden_stays_hidden_in_later_releases(university):
    start(3, university)
    start(20, university, started_on=date(2024, 9, 1))
    complete()
    assert parts(publish(FIRST), "year") == {"2023": None}
    start(6, university)
    assert parts(publish(NEXT), "year") == {"2023": None, "2024": "20"}


def test_records_so_far_are_revised_by_five_at_least_too(university):
    make.observation(indicator="TRA-2", value=50, holds_on=FIRST, stated_on=FIRST)
    start(36, university)
    told = [publish(FIRST)]
    for count, day in ((2, SECOND), (3, THIRD), (2, date(2024, 12, 20))):
        start(count, university)
        told.append(publish(day))
    assert [entry["figure"]["recorded"]["value"] for entry in told] == ["36", "36", "41", "41"]
    assert [value(entry) for entry in told] == [("50", False), ("50", True), ("50", False), ("50", True)]


def test_records_that_are_declared_complete_tell_no_revision_of_two(university):
    make.observation(indicator="TRA-2", value=50, holds_on=FIRST, stated_on=FIRST)
    start(36, university)
    publish(FIRST)
    start(2, university)
    complete(since=SECOND)
    second = publish(SECOND)
    assert (value(second), second["figure"]["origin"]) == (("36", True), "records")
    assert (second["figure"]["recorded"]["value"], second["breakdowns"], second["parts"]) == ("36", [], [])
    start(3, university)
    third = publish(THIRD)
    assert (value(third), parts(third, "kind")) == (("41", False), {"academic": "41"})


def test_records_of_another_year_are_told_however_little_they_differ(university):
    start(36, university)
    start(38, university, started_on=date(2024, 9, 1))
    make.observation(indicator="TRA-2", value=50, holds_on=FIRST, stated_on=FIRST)
    assert publish(FIRST)["figure"]["recorded"]["value"] == "36"
    assert publish(NEXT)["figure"]["recorded"]["value"] == "38"
    complete(since=date(2026, 1, 1))
    assert value(publish(date(2026, 2, 10))) == ("0", False)


def test_correction_of_a_day_revises_by_five_at_least_and_the_next_day_tells_the_rest(university):
    abroad = make.organisation(kind="foreign", country="DE")
    start(11, university, cotutelle=abroad)
    complete("INT-1")
    publish(FIRST, "INT-1")
    start(2, university, cotutelle=abroad)
    assert value(publish(FIRST, "INT-1")) == ("11", True)
    assert value(publish(SECOND, "INT-1")) == ("13", False)


def test_correction_of_an_older_day_is_read_beside_what_was_published_since(university):
    start(36, university)
    complete()
    publish(FIRST)
    start(5, university)
    assert value(publish(SECOND)) == ("41", False)
    start(3, university)
    assert value(publish(FIRST)) == ("41", True)


def test_coordinator_sees_that_a_revision_waits_before_publishing_and_is_not_asked_to_publish_it(university):
    start(36, university)
    complete()
    publish(FIRST)
    start(2, university)
    assert changed_since(Release.objects.get(), Ledger(SECOND)) == []
    response = coordinator("Anne").get(f"/admin/publish/?day={SECOND}")
    found = {entry["entry"]["code"]: entry["waits"] for entry in response.context["entries"]}
    assert (response.context["changes"], [code for code, is_waiting in found.items() if is_waiting]) == (0, ["TRA-2"])
    assert Page(response).text.count("Une révision portant sur moins de cinq personnes attend") == 1
    start(3, university)
    assert changed_since(Release.objects.get(), Ledger(SECOND)) == [indicators()["TRA-2"]]


def test_restated_day_counts_as_told_when_it_is_corrected(university):
    start(14, university)
    complete("INT-1", FIRST)
    for contract in DoctoralContract.objects.all():
        contract.cotutelle = make.organisation(kind="foreign", country="DE")
        contract.save()
    publish(SECOND, "INT-1")
    abroad = make.organisation(kind="foreign", country="DE")
    start(6, university, cotutelle=abroad)
    publish(THIRD, "INT-1")
    restated = json.loads(Release.objects.latest_published().text)["restatements"]
    assert [row["to"]["value"] for row in restated if (row["code"], row["part"]) == ("INT-1", "")] == ["20"]
    start(2, university, cotutelle=abroad)
    assert value(publish(SECOND, "INT-1")) == ("20", True)
