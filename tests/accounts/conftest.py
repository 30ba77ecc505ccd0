"""Signing in and out reads a session once more, when Django gives it a new key or deletes it."""

import pytest
from zeal import zeal_ignore

from tests.sending import READ_TO_SIGN_OUT


@pytest.fixture(autouse=True)
def _sessions_change():
    with zeal_ignore(READ_TO_SIGN_OUT):
        yield
