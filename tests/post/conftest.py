"""What the tests of mail find: the outbox in its place, the queue of the worker, a mail server of their own."""

import pytest

from tests.post.server import mail_server


@pytest.fixture
def outbox(settings, db):
    """Mail is written into the outbox, and the worker's work into its queue."""
    settings.EMAIL_BACKEND = "office.outbox.Backend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(scope="session")
def one_server():
    """A mail server for all tests."""
    with mail_server() as server:
        yield server


@pytest.fixture
def server(one_server, settings, outbox):
    """The mail server that the outbox hands its mails to, empty and well-behaved."""
    one_server.box.mails.clear()
    one_server.box.heard.clear()
    one_server.behaves()
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", one_server.port, 10
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return one_server
