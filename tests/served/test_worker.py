"""The worker does large imports beside the server; killed in the middle, it leaves the state before or the state after."""

import os
import subprocess
import sys
import time

import pytest

from tests.programs import ROOT
from tests.served.database import database
from tests.served.house import House

ROWS = 4_000
SET_UP = "import django; django.setup()\n"
SEND = f"""
from django.utils import timezone
from accounts.models import User
from funding.resources import CommitmentResource
from office import actions
from office.tasks import work_on_import
from partners.models import Organisation
by = User.objects.get(is_superuser=True)
Organisation.objects.get_or_create(name="Organisation inventée", kind="company", is_example=True)
row = "Organisation inventée;Engagement {{}};{{}};20/05/2025;5\\n"
rows = "".join(row.format(number // 2, ("letter", "agreement")[number % 2]) for number in range({ROWS}))
content = ("organisation;title_fr;step_kind;step_day;step_amount\\n" + rows).encode()
sent = actions.send_import(resource=CommitmentResource, name="x.csv", content=content, by=by, at=timezone.localtime())
actions.do(sent=sent, clock=timezone.localtime)
actions.confirm_import(sent=sent, reason="Reprise", by=by, at=timezone.localtime())
actions.ask(sent, at=timezone.localtime())
work_on_import.enqueue(sent.pk)
"""
FOUND = """
from datetime import timedelta
from django.utils import timezone
from funding.models import Commitment, CommitmentStep
from office.models import Import
sent, later = Import.objects.get(), timezone.now() + timedelta(seconds=61)
print(Commitment.objects.filter(title_fr__startswith="Engagement").count(), end=" ")
print(CommitmentStep.history.filter(commitment__title_fr__startswith="Engagement").count(), sent.state_at(later))
"""
AGAIN = """
from django.utils import timezone
from office import actions
from office.models import Import
from office.tasks import work_on_import
sent = Import.objects.get()
if not sent.imported_at:
    actions.ask(sent, at=timezone.localtime())
    work_on_import.enqueue(sent.pk)
"""


@pytest.fixture
def house(tmp_path):
    """A prepared copy in which an import waits for the worker."""
    with database(tmp_path) as (address, _server):
        house = House(tmp_path, address)
        house.run("manage.py", "prepare")
        house.run("-c", SET_UP + SEND)
        yield house


def worker(house, *words):
    """A worker of the house, at work."""
    variables = os.environ | {name: str(value) for name, value in house.variables.items()}
    command = [sys.executable, "manage.py", "db_worker", "--verbosity", "0", "--no-startup-delay", *words]
    return subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.DEVNULL)


@pytest.mark.drill
def test_killed_worker_leaves_the_state_before_or_after_and_the_import_can_be_started_again(house):
    before, after = "0 0", f"{ROWS // 2} {ROWS}"
    for seconds in (1, 1.5, 2, 2.5, 3, 3.5):
        killed = worker(house)
        time.sleep(seconds)
        killed.kill()
        killed.wait()
        found = house.run("-c", SET_UP + FOUND).strip()
        assert found in (f"{before} waiting", f"{before} interrupted", f"{after} imported")
        house.run("-c", SET_UP + AGAIN)
    assert worker(house, "--batch").wait(120) == 0
    assert house.run("-c", SET_UP + FOUND).strip() == f"{after} imported"
