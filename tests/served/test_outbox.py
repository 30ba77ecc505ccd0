"""The worker in a process of its own hands over the mails of the outbox; killed while it does, another one never sends twice."""

import pytest

from tests.post.server import HANG, mail_server
from tests.served.database import database
from tests.served.house import House, within
from tests.served.test_worker import SET_UP, worker

SEND = """
from django.core.mail import send_mail
send_mail("Objet", "Corps", None, ["ada@example.org"])
"""
FOUND = """
from office.models import Mail
mail = Mail.objects.with_standing().latest("pk")
print(mail.standing, mail.tries, bool(mail.handed_at))
"""
LATER = """
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from office.models import Mail
Mail.objects.update(next_at=timezone.now())
DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A prepared copy, and the mail server that its worker finds."""
    folder = tmp_path_factory.mktemp("outbox")
    with database(folder) as (address, _server), mail_server() as server:
        house = House(folder, address)
        house.variables["EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
        house.run("manage.py", "prepare")
        yield house, server


@pytest.fixture
def house(prepared):
    """That copy, with one more mail to send, and its server, to which nobody has spoken yet."""
    house, server = prepared
    server.box.mails.clear()
    server.box.heard.clear()
    house.run("-c", SET_UP + SEND)
    return prepared


def found(house):
    """How the mail stands."""
    return house.run("-c", SET_UP + FOUND).strip()


@pytest.mark.parametrize(
    ("phase", "left", "then", "arrived"),
    [("RCPT", "tried 1 False", "sent 2 True", 1), ("TEXT", "tried 1 True", "uncertain 1 True", 1)],
)
def test_killed_worker_leaves_a_mail_that_another_one_finds_and_never_sends_twice(house, phase, left, then, arrived):
    house, server = house
    server.behaves(**{phase: HANG})
    killed = worker(house)
    within(60, lambda: phase in server.box.heard)
    killed.kill()
    killed.wait()
    assert found(house) == left
    server.behaves()
    assert worker(house, "--batch").wait(60) == 0
    assert found(house) == left
    house.run("-c", SET_UP + LATER)
    assert worker(house, "--batch").wait(60) == 0
    assert (found(house), len(server.box.mails)) == (then, arrived)
