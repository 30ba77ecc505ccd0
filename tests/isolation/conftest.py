"""One world for the tests of a module, which leave it as it was; what is refused fills no log."""

import logging

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.test.client import ClientHandler

from tests.isolation.sizes import PROFILES
from tests.isolation.world import build
from tests.snapshot import Snapshot

ZEAL = "zeal.middleware.zeal_middleware"


@pytest.fixture(scope="session")
def built():
    """The worlds and their rows by their number of partners, once a module has built them."""
    return {}


@pytest.fixture(scope="module")
def number_of_partners():
    """How many partners there are: where their number makes no difference, one of each profile."""
    return PROFILES


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, built, number_of_partners):
    """The partners and the accounts, until the last test of the module. They are built once, then put back."""
    with django_db_blocker.unblock(), transaction.atomic():
        if number_of_partners in built:
            found, snapshot = built[number_of_partners]
            snapshot.put_back()
            for visitor in found.visitors.values():
                visitor.client.handler = ClientHandler(enforce_csrf_checks=False)  # with the middleware of this module
        else:
            empty = [model for model in apps.get_models(include_auto_created=True) if not model._base_manager.exists()]
            built[number_of_partners] = build(number_of_partners), Snapshot.of(empty)
        yield built[number_of_partners][0]
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def as_often_as_asked():
    """Anybody asks as often as need be, and so do pages ask the database: Django’s own do, of what is deleted with a record."""
    others = [name for name in settings.MIDDLEWARE if name != ZEAL]
    with override_settings(MIDDLEWARE=others, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield
