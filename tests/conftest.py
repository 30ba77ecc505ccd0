"""What every test finds: empty caches, static files without a manifest, pages that may not ask the database in a loop."""

import os
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import override
from hypothesis import settings as profiles
from hypothesis.internal.conjecture import providers
from zeal.constants import initialize_app_registry
from zeal.patch import patch

from enact.launch.loading import LAUNCH
from indicators.actions import publish_release
from indicators.models import Release
from partners.models import Programme
from tests import proven  # noqa: F401 (has those who sign in by force give a second factor)
from tests.drawn import forget_pages
from tests.flushing import lifted_for_flushing
from tests.selection import asks_the_database, some_cases
from tests.snapshot import Snapshot

# The same examples at every run: a failure here is a failure everywhere.
profiles.register_profile("house", derandomize=True, deadline=None, database=None, print_blob=True)
profiles.load_profile("house")
providers.is_local_module_file = lambda _file: False  # else examples hold numbers of whatever code happens to be loaded

IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
OVERRIDES = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],  # quick: strength is not what is tested
    "MIDDLEWARE": ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE],
    "SECOND_FACTOR_REQUIRED": True,  # as in production; tests.proven has whoever signs in by force give one
    "SESSION_WRITTEN_EVERY": 10**12,  # once: the moment of a test decides about no query
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    "CACHES": {name: {"BACKEND": IN_MEMORY, "LOCATION": name} for name in ("default", "lists")},
    "STORAGES": settings.STORAGES
    | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, what asks no database is not run again: it says the same as on SQLite.

    `CASES` of each test are run, and `REPEATS` of each whose cases prove the same again.
    """
    chosen, seed = items[:], config.getoption("randomly_seed", default=0)
    if connection.vendor == "postgresql":
        chosen = [item for item in items if asks_the_database(item)]
    if number := int(os.environ.get("CASES", "0")):
        chosen = some_cases(chosen, number, seed)
    if number := int(os.environ.get("REPEATS", "0")):
        repeated = [item for item in chosen if item.get_closest_marker("repeats")]
        left = {*repeated} - {*some_cases(repeated, number, seed)}
        chosen = [item for item in chosen if item not in left]
    kept = set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = chosen


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """With TEST_DATABASE_FILE, the database of the tests is that file: `--reuse-db` finds it again."""
    if file := os.environ.get("TEST_DATABASE_FILE"):
        settings.DATABASES["default"]["TEST"]["NAME"] = file


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests():
    initialize_app_registry()
    patch()
    with override_settings(**OVERRIDES):
        yield


@pytest.fixture(scope="session", autouse=True)
def lift_append_only():
    """Tables that the database refuses to empty are emptied between tests that commit; during tests they refuse."""
    with lifted_for_flushing():
        yield


@pytest.fixture(autouse=True)
def _language_of_the_house():
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _empty_caches():
    for cache in caches.all(initialized_only=False):
        cache.clear()
    forget_pages()


@pytest.fixture(scope="session")
def launched():
    """The snapshot of the launch, once a test has made it."""
    return []


@pytest.fixture
def launch(db, launched):
    """The facts of the launch, and the first release, which it returns. They are loaded once, then put back."""
    is_empty = not Programme.objects.exists()
    if launched and is_empty:
        launched[0].put_back()
        return Release.objects.get()
    call_command("load_launch", verbosity=0, stdout=StringIO())
    release = publish_release(day=LAUNCH, by=None, at=timezone.localtime())
    if is_empty:  # what a test has recorded before is its own
        recorded = [model for model in apps.get_models() if model._meta.app_label in settings.COORDINATED_APPS]
        launched.append(Snapshot.of(recorded))
    return release
