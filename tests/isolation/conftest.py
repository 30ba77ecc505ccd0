"""One world for the tests of a module, which leave it as it was; what is refused fills no log."""

import logging

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.isolation.world import build

ZEAL = "zeal.middleware.zeal_middleware"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The partners and the accounts, until the last test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
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
    with override_settings(MIDDLEWARE=others, ACCOUNT_RATE_LIMITS=False):
        yield
