"""A served copy of the application, prepared as a newcomer's is, and a browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config, items):
    """With LOOKS, only one test of so many is run: the same for a seed, others for another."""
    many, seed = int(os.environ.get("LOOKS", "1")), config.getoption("randomly_seed", default=0)
    left = [item for item in items if crc32(f"{item.nodeid} {seed}".encode()) % many]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The folder that a newcomer's copy keeps, before anybody has used it: what is served is a copy of it."""
    folder = tmp_path_factory.mktemp("prepared")
    command = [sys.executable, "manage.py", "prepare"]
    subprocess.run(command, cwd=ROOT, env=variables_of(folder), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def served(prepared, tmp_path_factory):
    """The address of a served copy, and the folder of what it keeps."""
    folder = tmp_path_factory.mktemp("served") / "var"
    with serving(prepared, folder) as address:
        yield address, folder


def variables_of(folder):
    """The environment of a copy that keeps in a folder what it keeps."""
    named = {"DEMO": "true", "ENV_FILE": os.devnull, "VAR_DIR": str(folder), "SECRET_KEY": "browser" * 8}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | named


@contextmanager
def serving(prepared, folder, **more):
    """Serves a copy of what is prepared, from a new folder, under more variables; the address."""
    shutil.copytree(prepared, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        "granian",
        "--interface",
        "wsgi",
        "--blocking-threads",
        "4",
        "--port",
        str(port),
        "enact.wsgi:application",
    ]
    program = Path(sys.executable).parent / command[0]
    server = subprocess.Popen([program, *command[1:]], cwd=ROOT, env=variables_of(folder) | more)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address):
    """Returns once the address answers."""
    for _attempt in range(1200):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (OSError, HTTPException):  # it starts
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def site(served):
    """The address of the site."""
    return served[0]


CHAIR_AND_CALL = """
from datetime import timedelta
from django.utils import timezone
from tests import make
now, source = timezone.now(), make.source()
community = make.community(name_fr="Exemple : communauté", summary_fr="Un résumé.", transverse=True)
host = make.organisation(name="Exemple : université de la chaire", kind="higher_education")
chair = make.chair(kind="awarded", title_fr="Exemple : chaire", transverse=True, community=community)
for consented_on in (None, make.DAY):
    person = make.person(consented_on=consented_on)
    make.chair_holder(chair=chair, person=person, ends_on=make.DAY)
    make.community_lead(community=community, person=person)
paying = make.commitment(kind="award", amount=900_000, organisation=host, title_fr="Exemple : moyens d’une chaire")
make.chair_funding(chair=chair, commitment=paying, amount="123456.78", qualifier="about")
make.community_member(community=community, organisation=host, category="hospital")
make.community_output(community=community, address="https://example.org/" + "productions/" * 8)
for attendance in (None, 3, 150):
    make.community_meeting(community=community, place="Nancy", subject_fr="Un sujet", attendance=attendance)
make.chair_step(chair=chair, kind="started", source=source, precision="month")
address = "https://example.org/" + "appels-a-candidatures/" * 5
call = make.call(title_fr="Exemple : appel", summary_fr="Un résumé.", places=20, budget=5, address=address)
make.call_stage(call=call, opens_at=now, closes_at=now + timedelta(days=30), eligibility_fr="Un master.")
make.call_stage(call=call)
told = {"attendance_basis": "announced", "title_fr": "Exemple : atelier", "published_on": make.DAY}
event = make.event(place="Nancy", address=address, attendance=150, attendance_qualifier="about", **told)
make.event_organiser(event=event, organisation=host)
ways = f"communities/{community.pk}/ communities/{community.pk}/join/"
print(f"chairs/{chair.pk}/ calls/{call.pk}/ events/{event.pk}/ {ways}")
"""


@pytest.fixture(scope="session")
def told(served):
    """The pages of what the launch has none of: their ways below the language, by their kind."""
    kinds = ("chairs", "calls", "events", "communities", "joining")
    return dict(zip(kinds, run_inside(served, CHAIR_AND_CALL).split(), strict=True))


MONEY = """
from datetime import date
from tests import make
host = make.organisation(name="Exemple : établissement public d’enseignement", kind="higher_education")
given = {"organisation": host, "pillar": "research", "transverse": True}
kinds = ("discussion", "letter", "award", "agreement")
found = [make.commitment(kind=kind, amount="20357793.64", title_fr=f"Exemple : {kind}", **given) for kind in kinds]
firm, money = found[-1], {"commitment": found[-1], "amount": "10357793.64"}
for number in (1, 2):
    plan = make.instalment(number=number, due_on=date(2025, 5, number), condition="Rapport d’étape remis", **money)
    make.payment_call(instalment=plan, reference=f"AP-{number}", **money)
    make.receipt(instalment=plan, institution=host, reference=f"RE-{number}", note="En retard", **money)
    make.receipt(**money | {"amount": None})
    make.expenditure(institution=host, spent_on=date(2025 - number, 12, 31), **money)
make.instalment(number=3, **money)
other = make.organisation(name="Exemple : laboratoire")
make.commitment(amount=5, organisation=other)
make.transfer(giver=host, receiver=other, reference="VI-1", **money)
letter = make.file(name="lettre-d-engagement-et-annexes-" * 5 + ".pdf")
make.commitment_step(commitment=firm, kind="amendment", amount=11_000_000, file=letter)
print(firm.pk)
"""


@pytest.fixture(scope="session")
def followed(served):
    """The key of a commitment with all that follows one: large amounts, and some that are not known."""
    return run_inside(served, MONEY).strip()


def run_inside(served, script):
    """What a script prints that is run beside the served copy."""
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", script]
    run = subprocess.run(command, cwd=ROOT, env=variables_of(served[1]), check=True, capture_output=True, text=True)
    return run.stdout


@pytest.fixture(scope="session")
def accounts(prepared):
    """The passwords of the demonstration's accounts by address."""
    lines = (prepared / "demo-accounts.txt").read_text().splitlines()
    return dict(line.split() for line in lines)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def coordinator(chromium, site, accounts):
    """The cookies of a coordinator who has signed in through the one sign-in page."""
    return signed_in(chromium, site, accounts, "coordination@example.org")


@pytest.fixture(scope="session")
def partner(chromium, site, accounts):
    """The cookies of the invented partner's account."""
    return signed_in(chromium, site, accounts, "partner@example.org")


def signed_in(chromium, site, accounts, address):
    """The cookies of an account that has signed in."""
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site}/fr/accounts/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(accounts[address])
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    state = context.storage_state()
    context.close()
    return state
