"""What a release says of days before its own stands beside what the one before it said, or is restated."""

import json
import re
from datetime import UTC, date, datetime

import pytest

import verify_release
from indicators.actions import publish_release
from indicators.models import Observation, Release
from indicators.sealing import canonical, fingerprint, sealed
from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.indicators.test_releases import publish_on
from tests.make import DAY
from tests.verifying import saved

pytestmark = pytest.mark.django_db
LATER, MUCH_LATER = date(2025, 6, 30), date(2025, 7, 1)
UNCOMPARED = "Past values of 2025-06-30 in release 5 are not compared: release 4 is of a day before."


@pytest.fixture
def texts(launch):
    """The texts of the launch, of a release of a later day, and of its correction."""
    make.observation(value=4, stated_on=LATER, holds_on=LATER)
    second = publish_on(LATER)
    make.observation(value=5, stated_on=LATER, holds_on=LATER)
    return [launch.text, second.text, publish(day=LATER, reason=REASON).text]


@pytest.fixture
def verify(tmp_path, capsys):
    """A function that verifies texts: what differs, and what is said not to be compared."""

    def verify(*texts):
        verify_release.verify(saved.put(tmp_path, **{f"{n}_json": text.encode() for n, text in enumerate(texts)}))
        return re.findall(r"(?:DIFFERS: \S+json: |^)(\S+:published.+|Past values.+)", capsys.readouterr().out, re.M)

    return verify


def with_past(text, change, **more):
    """A text with the series of its first indicator changed, sealed as if it had been published so."""
    document = json.loads(text)
    change(document["indicators"][0]["series"])
    return canonical(sealed(document | more))


def of_three(points):
    """Tells another value for the first day of a series."""
    points[0]["value"] = "2"


def test_past_as_it_was_published_is_fine(texts, verify):
    assert verify(*texts) == verify(*reversed(texts)) == []


def test_past_value_told_otherwise_is_found_in_spite_of_the_seal(texts, verify):
    forged = with_past(texts[1], of_three)
    assert verify(texts[0], forged) == ["RES-1:published:2025-05-20, as release 1 says it should be 3, but is 2"]
    assert verify(forged, texts[0]) == verify(texts[0], forged)


def test_past_value_that_a_correction_tells_otherwise_is_found(texts, verify):
    (said,) = verify(texts[1], with_past(texts[2], of_three))
    assert said == "RES-1:published:2025-05-20, as release 2 says it should be 3, but is 2"


def test_past_value_that_is_gone_or_new_is_found(texts, verify):
    gone = verify(texts[0], with_past(texts[1], lambda points: points.pop(0)))
    assert "RES-1:published:2025-05-20, as release 1 says it should be 3, but is None" in gone
    added = verify(texts[0], with_past(texts[1], lambda points: points.insert(0, points[0] | {"day": "2025-05-01"})))
    assert "RES-1:published:2025-05-01, as release 1 says it should be None, but is 3" in added


def restated(texts, was):
    """The second text, with another value of the first day and an entry that says what it was and what it is."""
    points = json.loads(texts[1])["indicators"][0]["series"]
    row = {"code": "RES-1", "part": "", "day": DAY.isoformat(), "cause": "correction", "reason": {"fr": "", "en": ""}}
    row |= {"from": points[0] | {"value": was}, "to": points[0] | {"value": "2"}}
    return with_past(texts[1], of_three, restatements=[row])


def test_past_value_that_is_restated_with_old_and_new_is_fine(texts, verify):
    assert verify(texts[0], restated(texts, "3")) == []


def test_past_value_restated_from_another_than_was_published_is_found(texts, verify):
    assert len(verify(texts[0], restated(texts, "1"))) == 1


def test_past_beside_a_release_of_a_later_day_is_said_not_to_be_compared(texts, verify):
    late = json.loads(texts[1]) | {"day": "2025-05-01"}
    late["previous"] = {"number": 1, "sha256": fingerprint(texts[0])}
    assert verify(texts[0], canonical(sealed(late))) == []


@pytest.fixture
def corrected(texts):
    """After those texts, that of a correction of the first day, and of a release of another later day."""
    make.observation(value=2, supersedes=Observation.objects.filter(indicator="RES-1").order_by("pk").first())
    older = publish(reason=REASON).text
    return [*texts, older, publish_last(MUCH_LATER).text]


def publish_last(day, **order):
    """Publishes the figures of a day after all others, whether or not they read as before."""
    return publish_release(day=day, by=None, at=datetime(2025, 7, 9, 12, tzinfo=UTC), still_true=True, **order)


def test_correction_of_an_older_day_is_taken_up_in_later_releases(corrected, verify):
    points = json.loads(corrected[-1])["indicators"][0]["series"]
    assert [(point["day"], point["value"]) for point in points] == [
        ("2025-05-20", "2"),
        ("2025-06-30", "5"),
        ("2025-07-01", "5"),
    ]
    assert verify(*corrected) == [UNCOMPARED]


def test_past_value_that_a_correction_of_an_older_day_tells_otherwise_is_found(corrected, verify):
    forged = with_past(corrected[4], lambda points: points[0].update(value="3"))
    assert verify(*corrected[:4], forged) == [
        UNCOMPARED,
        "RES-1:published:2025-05-20, as release 4 says it should be 2, but is 3",
    ]


def test_corrections_of_several_days_are_taken_up_whatever_their_order(corrected, verify):
    make.observation(value=6, stated_on=LATER, holds_on=LATER)
    publish(day=LATER, reason=REASON)
    make.observation(value=1, supersedes=Observation.objects.get(indicator="RES-1", value=2))
    publish(reason=REASON)
    last = json.loads(publish_last(date(2025, 7, 2), reason=REASON).text)
    assert [point["value"] for point in last["indicators"][0]["series"]] == ["1", "6", "5", "6"]
    said = verify(*(each.text for each in Release.objects.order_by("number")))
    assert [line for line in said if not line.startswith("Past values of")] == []
