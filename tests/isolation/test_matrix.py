"""The permission matrix: every route × every role × an object of one's own, another partner's or none × every method."""

import re

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver

from enact.pages.typed import is_typed, teller
from partners.models import Organisation
from tests.isolation.asking import everything
from tests.isolation.doors import AUDIENCES, DOORS, door_of, expected
from tests.isolation.world import ABSENT, ANOTHERS, OWN
from tests.test_house import routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_often_as_asked")]
VIEWS = dict(routes(get_resolver(), "/"))
ROUTES = sorted(VIEWS)
OTHERS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
FILLED = {
    "<language>": "fr",
    "<slug:subject>": "instalment",
    r"\^password/reset/key/.*": "password/reset/key/1-abc/",
    r"\^\(\?P<app_label>.*": "funding/",
    r"\(\?P<url>.*": "nowhere/",
}
"""What stands in an address for the parts of a route that are no key."""
PUBLISHED = {
    "<slug:code>": ("RES-1", "NONE-1"),
    "<int:former>": ("1", "999"),
    "<int:number>": ("1", "999"),
    "<slug:resource>": ("commitments", "nothing"),
    "<str:file>": ("sources.csv", "nothing.csv"),
    "<str:token>": ("token", "nothing"),
    "<int:year>": ("2025", "1999"),
    "<path:template>": ("space/mail/digest.txt", "nothing.txt"),
}
"""Keys of what is published, and of nothing."""
MODELS = {
    "bulk": "funding.bulkchange",
    "calls": "research.call",
    "chairs": "research.chair",
    "commitments": "funding.commitment",
    "doctoral-contracts": "training.doctoralcontract",
    "communities": "research.community",
    "events": "research.event",
    "files": "sources.file",
    "import": "office.import",
    "mails": "office.mail",
    "publish": "indicators.plannedrelease",
    "statements": "space.statement",
    "views": "office.savedview",
    "<int:chair>": "research.chair",
    "<int:access>": "partners.access",
    "<int:commitment>": "funding.commitment",
    "<int:contract>": "training.doctoralcontract",
    "<int:contact>": "partners.responsibility",
    "<int:document>": "research.calldocument",
    "<int:file>": "sources.file",
    "<int:invitation>": "partners.invitation",
    "<int:record>": "funding.instalment",
    "<int:statement>": "space.statement",
}
"""What other keys are keys of, by what stands for them or before them: of an organisation, if it is not said here."""


LEFT_BEHIND = {"space_leftbehind", "space_historicalleftbehind"}
"""What is written of what somebody sends who may not answer any more: that is kept, and nothing else is done."""


def addresses_of(route, world, role):
    """The addresses to ask a route for, by whose object they are of; one's own alone where that makes no difference."""
    for part, value in FILLED.items():
        route = re.sub(part, value, route)
    found = {whose: filled(route, world, role, whose) for whose in (OWN, ANOTHERS, ABSENT)}
    return {whose: address for whose, address in found.items() if whose == OWN or address != found[OWN]}


def filled(route, world, role, whose):
    """A route with the keys of an object."""
    for part in re.findall("<[a-z]+:[a-z_]+>", route):
        if part in PUBLISHED:
            key = PUBLISHED[part][whose == ABSENT]
        elif part == "<path:content_type_id>":
            key = str(ContentType.objects.get_for_model(Organisation).pk)
        else:
            key = world.key(model_of(part, route), role, whose)
        route = route.replace(part, key)
    return route


def model_of(part, route):
    """The model whose key stands for a part of a route: in the back office, the route says it."""
    in_admin = part == "<path:object_id>" and not route.startswith("/admin/r/")
    if in_admin:
        return ".".join(route.split("/")[2:4])
    return MODELS.get(part) or MODELS.get(route.split("/")[2], "partners.organisation")


def test_table_knows_every_route():
    assert [route for route in ROUTES if door_of(route) is None] == []


def test_table_knows_no_other_route():
    used = [door_of(route) for route in ROUTES]
    assert [door.route for door in DOORS if door not in used] == []


def test_world_has_a_row_of_every_model_of_the_back_office(world):
    known = world.partners[0].rows.keys() | world.shared.keys()
    assert {model._meta.label_lower for model in admin.site._registry} - known == set()


@pytest.mark.parametrize("role", AUDIENCES)
def test_every_door_answers_as_the_table_says(world, role):
    before = everything()
    wrong = [fault for route in ROUTES if door_of(route) for fault in faults_of(route, role, world)]
    print(*wrong, sep="\n")
    assert wrong == [], "\n".join(wrong)
    assert everything() == before


def faults_of(route, role, world):
    """What a route answers to a role otherwise than the table says, in words."""
    door, answers = door_of(route), {}
    for whose, address in addresses_of(route, world, role).items():
        for method in ["GET", "POST", *(OTHERS if whose == OWN else [])]:
            typed = world.form(address) if method == "POST" else None
            answer = world.visitors[role].ask(method, address, typed=typed)
            status, answers[whose, method] = expected(door, AUDIENCES[role], method, whose), answer
            if status == 302 and AUDIENCES[role] == "anonymous" and says_something(route, typed):
                status = 403  # what was typed is shown again, with the way to sign in
            for fault in wrong_with(answer, status, method):
                yield f"{method} {route} ({whose}): {fault}"
    for (whose, method), answer in answers.items():
        if whose == ANOTHERS and answer.status == 404 and answer != answers[ABSENT, method]:
            yield f"{method} {route}: another's is told from what does not exist"


@pytest.mark.parametrize("role", ["manager", "of two"])
def test_what_is_anothers_is_not_found_in_a_space_of_ones_own(world, role):
    own, asked, wrong = world.key("partners.organisation", role, OWN), 0, []
    for route in (route for route in ROUTES if "/space/<int:organisation>/" in route):
        places = addresses_of(route.replace("<int:organisation>", own), world, role)
        for method in ["GET", "POST"] if ANOTHERS in places else []:
            anothers, absent = (world.visitors[role].ask(method, places[whose]) for whose in (ANOTHERS, ABSENT))
            wrong += [f"{method} {route}"] if anothers.status < 400 or anothers != absent else []
            asked += 1
    assert (wrong, asked > 20) == ([], True)


def says_something(route, typed):
    """Whether a form that is sent holds what somebody may have typed, and not only what it says of itself."""
    told, keys = teller(VIEWS[route]), {"subject": FILLED["<slug:subject>"]}
    return any(value and is_typed(name, value, told(name, **keys)) for name, value in (typed or {}).items())


def wrong_with(answer, status, method):
    """What is wrong with an answer, in words."""
    if answer.fault:
        yield answer.fault
    elif answer.status != status:
        yield f"{answer.status} instead of {status}"
    leads_away = answer.status == 302 and "/accounts/login/" not in answer.headers["Location"]
    is_kept = answer.status == 403 and answer.written <= LEFT_BEHIND
    if answer.written and not (method == "POST" and (leads_away or is_kept)):
        yield f"wrote {sorted(answer.written)}"
