"""The coordination's lists of observations and of releases: on a day, as known on a day, with what replaced what."""

import csv
import io
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from enact.dates import end_of
from indicators.actions import publish_release
from indicators.models import Observation
from tests import make
from tests.indicators.test_actions import NOW, REASON
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
OBSERVATIONS, RELEASES = "/office/observations/", "/office/releases/"
ONE = timedelta(days=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def shown(response, *fields):
    """Some fields of the rows."""
    return [tuple(getattr(record, field) for field in fields) for record in response.context["page"].records]


def table(response):
    """The rows of a CSV file in French."""
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def last_row(response, head):
    """The words of the last row of a page, whose last column has a head."""
    return Page(response).text.split(f" {head} ")[-1].split(" Données Plan du site")[0]


def test_observation_says_its_value_its_days_and_its_source_and_leads_to_the_form(anne):
    source = make.source()
    made = make.observation(indicator="FIN-3", value=1500, qualifier="about", precision="month", source=source)
    response = anne.get(OBSERVATIONS)
    assert f"/admin/indicators/observation/{made.pk}/change/" in Page(response).links
    assert last_row(response, "Remplacée").endswith(
        "– aucune environ 1 500 € mai 2025 20 mai 2025 coordination – Éditeur, 20 mai 2025 – aucune"
    )


def test_what_is_not_known_of_an_observation_is_said(anne):
    make.observation(value=None)
    assert last_row(anne.get(OBSERVATIONS), "Remplacée").endswith(
        "– aucune non communiqué 20 mai 2025 20 mai 2025 non communiqué – aucune"
    )


def test_observations_of_a_file_have_their_codes_and_units(anne):
    made = make.observation(value=3)
    assert table(anne.get(OBSERVATIONS, {"columns": ["value", "holds"], "export": "csv"})) == [
        [
            *("id", "Indicateur", "Indicateur – nom", "Valeur", "Valeur – à lire comme", "Valeur – unité"),
            *("Valable au", "Valable au – précision"),
        ],
        [
            str(made.pk),
            "RES-1",
            "Chaires de recherche et d’innovation attribuées",
            "3,00",
            "exact",
            "chaires",
            "2025-05-20",
            "jour exact",
        ],
    ]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (DAY - ONE, []),
        (DAY, [(3, False)]),
        (DAY + ONE, [(4, False), (3, True)]),
        (DAY + 2 * ONE, [(4, False), (3, True)]),
    ],
)
def test_observations_of_a_day_are_those_stated_by_then(anne, on, found):
    first = make.observation(value=3)
    make.observation(value=4, stated_on=DAY + ONE, supersedes=first)
    assert shown(anne.get(OBSERVATIONS, {"on": on}), "value", "is_superseded") == found


@pytest.mark.parametrize(
    ("known", "found"), [(DAY - ONE, []), (DAY, [(3, False)]), (DAY + ONE, [(4, False), (3, True)])]
)
def test_observations_known_on_a_day_are_those_recorded_by_its_end(anne, known, found):
    first = Observation(indicator="RES-1", value=3, holds_on=DAY, stated_on=DAY)
    second = Observation(indicator="RES-1", value=4, holds_on=DAY, stated_on=DAY, supersedes=first)
    for day, made in [(DAY, first), (DAY + ONE, second)]:
        made._history_date = end_of(day)
        made.save()
    assert shown(anne.get(OBSERVATIONS, {"known": known}), "value", "is_superseded") == found


@pytest.mark.parametrize("days", [{}, {"known": timezone.localdate()}])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"indicator": "PAR-1"}, [None]),
        ({"indicator": ["PAR-1", "RES-1"], "value": "known"}, [4, 3]),
        ({"value": "unknown"}, [None]),
        ({"standing": "superseded"}, [3]),
        ({"standing": "standing", "indicator": "RES-1"}, [4]),
        ({"source": "none"}, [None, 3]),
        ({"source": "given"}, [4]),
        ({"source": ["given", "none"], "sort": "-value"}, [4, 3, None]),
        ({"sort": "indicator"}, [4, 3, None]),
        ({"sort": "superseded", "value": "known"}, [4, 3]),
        ({"q": "chaires attribuees"}, [4, 3]),
        ({"q": "par-1"}, [None]),
        ({"q": "partner"}, [None]),
        ({"q": "nothing"}, []),
        ({"holds_from": DAY, "value": "known"}, [4, 3]),
        ({"holds_from": DAY + ONE}, []),
        ({"holds_to": DAY - ONE}, []),
    ],
)
def test_observations_are_those_asked_for(anne, days, asked, found):
    first = make.observation(value=3)
    make.observation(value=4, supersedes=first, source=make.source())
    make.observation(indicator="PAR-1", value=None)
    assert [value for (value,) in shown(anne.get(OBSERVATIONS, days | asked), "value")] == found


@pytest.fixture
def releases(db):
    """A release, published by somebody, and its correction on the next day by nobody."""
    make.programme()
    first = publish_release(day=DAY, by=make.user(name="Anne Martin"), at=NOW)
    make.observation(value=5, stated_on=DAY)
    return [first, publish_release(day=DAY, by=None, at=NOW + ONE, reason=REASON)]


def test_release_says_who_published_it_and_what_corrects_it_and_leads_to_its_page(anne, releases):
    first, second = releases
    response = anne.get(RELEASES)
    assert {f"/admin/indicators/release/{made.pk}/change/" for made in releases} <= set(Page(response).links)
    assert last_row(response, "SHA-256") == " ".join(
        [
            f"n° 2 20 mai 2025 1er juillet 2025 à 14 h (heure de Paris) La machine n° 1 – aucune {second.sha256[:12]}…",
            f"n° 1 20 mai 2025 30 juin 2025 à 14 h (heure de Paris) Anne Martin – aucune n° 2 {first.sha256[:12]}…",
        ]
    )


def test_files_of_releases_hold_whole_fingerprints(anne, releases):
    first, second = releases
    asked = {"columns": ["corrects", "sha256"], "export": "csv"}
    assert table(anne.get(RELEASES, asked)) == [
        ["id", "Numéro", "Corrige", "SHA-256"],
        [str(second.pk), "2", "1", second.sha256],
        [str(first.pk), "1", "", first.sha256],
    ]
    book = ZipFile(io.BytesIO(anne.get(RELEASES, asked | {"export": "xlsx"}).content))
    assert first.sha256 in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(("on", "found"), [(DAY - ONE, []), (DAY, [(2,), (1,)]), (DAY + ONE, [(2,), (1,)])])
def test_releases_of_a_day_are_those_of_that_day_or_before(anne, releases, on, found):
    assert shown(anne.get(RELEASES, {"on": on}), "number") == found


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (NOW.date() - ONE, []),
        (NOW.date(), [(1, None)]),
        (NOW.date() + ONE, [(2, None), (1, 2)]),
    ],
)
def test_releases_known_on_a_day_are_those_published_by_its_end(anne, releases, known, found):
    assert shown(anne.get(RELEASES, {"known": known}), "number", "correction_number") == found


@pytest.mark.parametrize(("day", "found"), [(30, []), (31, [(1,)])])
def test_end_of_a_day_is_that_of_paris(anne, day, found):
    make.programme()
    publish_release(day=DAY, by=None, at=datetime(2025, 7, 30, 22, 30, tzinfo=UTC))
    assert shown(anne.get(RELEASES, {"known": f"2025-07-{day}"}), "number") == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"correction": "none"}, [(2,)]),
        ({"correction": "corrected"}, [(1,)]),
        ({"sort": "number"}, [(1,), (2,)]),
        ({"q": "²"}, []),
        ({"q": "0" * 12}, []),
        ({"day_from": DAY + ONE}, []),
        ({"day_to": DAY}, [(2,), (1,)]),
        ({"sort": "-corrects"}, [(2,), (1,)]),
        ({"sort": "corrected"}, [(1,), (2,)]),
        ({"sort": "published"}, [(1,), (2,)]),
    ],
)
def test_releases_are_those_asked_for(anne, releases, asked, found):
    assert shown(anne.get(RELEASES, asked), "number") == found


def test_release_is_found_by_its_fingerprint(anne, releases):
    assert shown(anne.get(RELEASES, {"q": releases[0].sha256[:12].upper()}), "number") == [(1,)]


def test_release_is_found_by_its_number(anne, releases):
    assert (2,) in shown(anne.get(RELEASES, {"q": "2"}), "number")  # beside one whose fingerprint begins so
