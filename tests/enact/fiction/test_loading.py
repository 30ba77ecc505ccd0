"""Loading the fictional programme: always the same, into an empty database and no other, as long and as large as asked."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from enact.demonstration import PARTNER, open_demonstration_accounts
from enact.fiction.book import Book
from enact.fiction.cast import TRIED
from enact.fiction.loading import LAST_DAY, STAFF, load
from enact.fiction.truth import UNSAID, UNTRUE, contradiction, refuse_contradiction
from enact.management.commands.prepare import Command
from funding.models import Commitment, CommitmentStep
from indicators.models import Release
from partners.models import Organisation, Programme
from research.models import Chair, ChairStep, Community, Event
from sources.models import Document, File, stored_names
from tests import make
from tests.enact.fiction.conftest import digest
from training.models import DoctoralContract, DoctoralStep

pytestmark = pytest.mark.django_db
OTHER_END = date(2028, 12, 31)


@pytest.fixture
def house(settings, tmp_path):
    """A folder of this test's own to write to, of a house that is said to be fictional."""
    settings.VAR_DIR, settings.FICTIONAL = tmp_path, True
    return tmp_path


def test_same_words_are_always_the_same_rows():
    digests = []
    for last in (False, True):
        with transaction.atomic():
            load()
            digests.append(digest())
            transaction.set_rollback(not last)
    assert digests[0] == digests[1]


def test_story_ends_with_the_day_that_is_asked_for():
    load(until=OTHER_END, releases=False)
    programme = Programme.objects.get()
    assert (programme.starts_on, programme.ends_on) == (date(2025, 1, 1), date(2029, 12, 31))
    assert CommitmentStep.objects.filter(happened_on__range=(programme.starts_on, OTHER_END)).count() > 500
    assert CommitmentStep.objects.exclude(happened_on__range=(programme.starts_on, OTHER_END)).count() == 0
    assert (Commitment.objects.count(), Release.objects.count()) == (200, 0)
    for step in (ChairStep, DoctoralStep):
        assert step.objects.exclude(happened_on__range=(programme.starts_on, OTHER_END)).count() == 0
    assert counts_beside_the_money() == [20, 160, 12, 60]


def counts_beside_the_money():
    """How many chairs, doctoral contracts, communities and events there are: always as many."""
    return [model.objects.count() for model in (Chair, DoctoralContract, Community, Event)]


@pytest.mark.parametrize(
    ("until", "first", "last", "count"),
    [
        (date(2026, 6, 30), date(2022, 12, 31), date(2026, 6, 30), 8),
        (date(2026, 6, 29), date(2022, 12, 31), date(2025, 12, 31), 7),
        (date(2024, 2, 29), date(2020, 6, 30), date(2023, 12, 31), 8),
    ],
)
def test_half_years_end_within_the_story(until, first, last, count):
    found = Book(until, None, None).half_years()
    assert (found[0], found[-1], len(found)) == (first, last, count)


def test_files_of_a_loading_that_fails_are_taken_away(monkeypatch):
    monkeypatch.setattr("enact.fiction.loading.publish_release", raising)
    before = stored_names()
    with pytest.raises(ZeroDivisionError):
        load()
    assert stored_names() - before == set()


def raising(**fields):
    """A release that cannot be published."""
    raise ZeroDivisionError


def test_loading_again_finds_the_files_of_one_that_was_killed():
    for _time in range(2):
        with transaction.atomic():
            load(releases=False)
            files = {file.pk: file.content_as_sent() for file in File.objects.all()}
            transaction.set_rollback(True)
    assert None not in files.values()


def test_benches_ask_for_more_of_the_same_and_no_release():
    load(times=2, releases=False)
    assert (
        File.objects.filter(name__contains="letter").count()
        == CommitmentStep.objects.filter(kind="letter", file__isnull=False).count()
    )
    assert not CommitmentStep.objects.filter(file__isnull=False, commitment__title_fr__contains="n° 201").exists()
    assert (Organisation.objects.count(), Commitment.objects.count(), Release.objects.count()) == (70, 400, 0)
    assert counts_beside_the_money() == [20, 160, 12, 60]


@pytest.mark.parametrize("make_one", [make.document, make.programme, make.organisation, make.person])
def test_database_that_holds_anything_is_refused(house, make_one):
    make_one()
    with pytest.raises(CommandError, match=r"Nothing was loaded. .* a database of its own, and this one holds"):
        call_command("load_fiction")
    assert (Organisation.objects.count(), User.objects.count()) == (int(make_one is make.organisation), 0)


def test_programme_is_loaded_once(house, fiction):
    with pytest.raises(CommandError, match="this one holds documents"):
        call_command("load_fiction")
    assert (Document.objects.count(), User.objects.count()) == (1, len(STAFF))


def test_fiction_is_loaded_only_where_every_page_will_say_so():
    with pytest.raises(CommandError, match="set FICTIONAL=true"):
        call_command("load_fiction")
    assert not Programme.objects.exists()


def test_facts_of_the_launch_never_enter_a_fiction(house, fiction, settings):
    for said in (True, False):
        settings.FICTIONAL = said
        with pytest.raises(CommandError, match="facts have no place in a fictional programme"):
            call_command("load_launch")
    assert Organisation.objects.count() == 70


@pytest.mark.parametrize(
    ("fictional", "said", "found"),
    [(True, True, ""), (False, False, ""), (True, False, UNSAID), (False, True, UNTRUE)],
)
def test_setting_and_database_must_agree(settings, client, fictional, said, found):
    make.programme(is_fictional=fictional)
    settings.FICTIONAL = said
    assert contradiction() == found
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (
        (503, "fiction and fact are mixed\n") if found else (200, "ready\n")
    )
    if found:
        with pytest.raises(ImproperlyConfigured, match=found):
            refuse_contradiction()
        with pytest.raises(CommandError, match=found):
            Command().migrate()
    else:
        refuse_contradiction()


@pytest.mark.parametrize("said", [True, False])
def test_empty_database_contradicts_nothing(settings, said):
    settings.FICTIONAL = said
    assert contradiction() == ""


def test_partner_of_the_demonstration_is_a_company_of_the_fiction(house, fiction):
    lines = open_demonstration_accounts()
    (access,) = User.objects.get(email=PARTNER).accesses.all()
    assert (len(lines), access.organisation.name) == (3, TRIED)
    assert access.starts_on == Programme.objects.get().starts_on
    assert open_demonstration_accounts() == []


def test_preparing_a_fictional_house_loads_it_once(house):
    out = StringIO()
    for _time in range(2):
        Command(stdout=out).publish()
    said = r"Loading the fictional programme, .*\nFictional programme: \d{4} rows written, up to 2026-06-30.\n"
    assert re.fullmatch(said, out.getvalue())
    assert [release.day for release in Release.objects.order_by("number")][-1] == LAST_DAY
