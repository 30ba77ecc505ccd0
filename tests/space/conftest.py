"""What the tests of the space find: somebody signed in who has access to an organisation among others."""

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, sending


@pytest.fixture
def access(db):
    """The access of an account to an organisation, since today."""
    return make.access(organisation=make.organisation(name="Alpha"), starts_on=timezone.localdate())


@pytest.fixture
def alpha(access):
    """That organisation."""
    return access.organisation


@pytest.fixture
def partner(access):
    """The browser of that account."""
    client = Client()
    client.force_login(access.user)
    return client


@pytest.fixture
def manager(access):
    """The browser of an account that answers for the organisation."""
    access.role = access.Role.MANAGER
    access.save()
    client = Client()
    client.force_login(access.user)
    return client


@pytest.fixture
def coordinator(db):
    """The browser of a coordinator."""
    return sending.coordinator("Camille")
