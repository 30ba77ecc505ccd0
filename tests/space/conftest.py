"""What the tests of the space find: somebody signed in who has access to an organisation among others."""

import pytest
from django.test import Client
from django.utils import timezone

from enact.ui import session
from tests import make


@pytest.fixture
def access(db):
    """The access of an account to an organisation, since today."""
    return make.access(organisation=make.organisation(name="Alpha"), starts_on=timezone.localdate())


@pytest.fixture
def alpha(access):
    """That organisation."""
    return access.organisation


@pytest.fixture
def partner(access, monkeypatch):
    """The browser of that account. Its session is written once, at its first page, however long a test takes."""
    monkeypatch.setattr(session, "EVERY", 10**12)
    client = Client()
    client.force_login(access.user)
    return client
