"""The facts of the launch: loaded whole or not at all, and twice changes nothing."""

import re
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from enact import launch as facts
from enact.records import recorded_models
from funding.models import Commitment, CommitmentStep, State
from indicators.models import Completeness, Observation, Target
from partners.models import Identity, Membership, Organisation, Responsibility
from research.models import Chair
from sources.models import Source, Statement

pytestmark = pytest.mark.django_db
LAUNCH = date(2025, 5, 20)


def load(**options):
    """Loads the facts, and returns what the command says."""
    out = StringIO()
    call_command("load_launch", stdout=out, **options)
    return out.getvalue()


def everything():
    """Every record with its version and its history."""
    return {
        model._meta.label: (list(model.objects.order_by("pk").values()), model.history.count())
        for model in recorded_models()
    }


@pytest.fixture
def folder(tmp_path):
    """A copy of the facts, to be changed."""
    shutil.copytree(Path(facts.__file__).parent, tmp_path, dirs_exist_ok=True)
    return tmp_path


def change(path, old, new):
    """Writes other facts."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_facts_are_loaded_and_twice_changes_nothing():
    said = load()
    before = everything()
    assert said == f"Launch data: {sum(len(rows) for rows, _history in before.values())} records created.\n"
    assert load() == "Launch data: already there.\n"
    assert everything() == before


def test_money_is_that_of_the_sources():
    load()
    steps = CommitmentStep.objects.order_by("pk").values_list(
        "commitment__organisation__name", "kind", "amount", "happened_on", "precision", "source__key"
    )
    assert list(steps) == [
        ("État (France 2030)", "award", 30_000_000, LAUNCH, "known_by", "aef-coordinator"),
        ("Région Grand Est", "award", 5_000_000, LAUNCH, "known_by", "aef-coordinator"),
        ("Métropole du Grand Nancy", "award", 1_000_000, LAUNCH, "known_by", "aef-coordinator"),
        ("Eurométropole de Strasbourg", "discussion", None, LAUNCH, "known_by", "aef-coordinator"),
        ("Eurométropole de Metz", "discussion", None, LAUNCH, "known_by", "aef-coordinator"),
    ]
    assert Commitment.objects.in_state_on(State.PROMISED, LAUNCH).count() == 0


def test_companies_letters_and_chairs_are_observations_and_no_records():
    load()
    assert Organisation.objects.filter(kind="company").count() == 0
    assert Chair.objects.count() == 0
    observed = Observation.objects.order_by("pk").values_list("indicator", "part", "value", "qualifier", "is_baseline")
    assert list(observed) == [
        ("RES-1", "", 3, "exact", False),
        ("TRA-1", "", 2500, "exact", True),
        ("TRA-2", "", 50, "a_little_over", True),
        ("RES-2", "", None, "exact", False),
        ("PAR-2", "", 50, "about", False),
        ("PAR-2", "grand_est", 40, "about", False),
        ("FIN-0", "", 70_000_000, "about", False),
        ("FIN-2", "", 30_000_000, "about", False),
    ]


def test_promises_are_those_of_the_sources():
    load()
    assert list(Target.objects.order_by("pk").values_list("indicator", "value", "qualifier", "due_on")) == [
        ("RES-1", 18, "exact", date(2029, 12, 31)),
        ("TRA-1", 5000, "exact", date(2029, 12, 31)),
        ("TRA-2", 150, "exact", date(2030, 5, 20)),
        ("TRA-3", 20, "about", None),
    ]


def test_every_record_of_the_launch_has_its_source():
    load()
    for model in (CommitmentStep, Completeness, Membership, Observation, Responsibility, Statement, Target):
        assert model.objects.filter(source__isnull=True).count() == 0
    assert Source.objects.values("document").distinct().count() == 1


def test_statements_are_those_of_the_dispatch_in_both_languages():
    load()
    keys = list(Statement.objects.order_by("key").values_list("key", flat=True))
    assert keys == [f"L{number:02}" for number in (*range(1, 27), *range(30, 37), *range(40, 45), *range(50, 53))]
    assert Statement.objects.filter(text_en="").count() == 0


def test_what_a_coordinator_changed_since_is_left_alone():
    load()
    commitment = Commitment.objects.get(organisation__name="Région Grand Est")
    commitment.nature = Commitment.Nature.CASH_GRANT
    commitment.save()
    assert load() == "Launch data: already there.\n"
    commitment.refresh_from_db()
    assert (commitment.nature, commitment.version) == ("cash_grant", 2)


def test_erased_person_is_not_named_again():
    load()
    Identity.objects.all().delete()
    load()
    assert Identity.objects.count() == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("funding.toml", "amount = 1000000", "amount = -1", "An amount is never negative"),
        ("funding.toml", "Région Grand Est", "Région inconnue", "there is no organisation with"),
        ("figures.toml", "due_on = 2029-12-31", "due = 2029-12-31", "unexpected keyword arguments: 'due'"),
        ("figures.toml", "[[target]]", "[[target", "Nothing was loaded: "),
        ("statements.toml", 'source = "aef-narration"', 'source = "aef-nobody"', "there is no source with"),
    ],
)
def test_facts_with_a_fault_are_not_loaded_at_all(folder, file, old, new, said):
    change(folder / file, old, new)
    with pytest.raises(CommandError) as refused:
        load(folder=folder)
    assert str(refused.value).startswith("Nothing was loaded: ")
    assert said in str(refused.value) or "n’est jamais négatif" in str(refused.value)
    assert {label: rows for label, (rows, _history) in everything().items()} == {label: [] for label in everything()}


def test_launch_release_is_the_one_of_the_readme(launch, settings):
    readme = Path(settings.BASE_DIR, "README.md").read_text("utf-8")
    assert re.findall(r"\b[0-9a-f]{64}\b", readme) == [launch.sha256]
