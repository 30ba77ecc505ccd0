"""Guessed identifiers: in every place that takes one, another's is what does not exist, to the byte."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from sources.models import File
from tests.isolation.asking import Visitor
from tests.isolation.crawling import text_of
from tests.isolation.partners import ABROAD, ODD_COUNTRIES
from tests.isolation.sizes import PROFILES
from tests.isolation.telling import TOLD_TO_ITSELF, told_in_public
from tests.isolation.words import marks_in
from tests.isolation.world import ABSENT, ANOTHERS, FIRST, NOBODY, NOBODYS, SECOND, THIRD

pytestmark = pytest.mark.django_db
GUESSED = [0, NOBODYS, 2**31, 2**63, 10**30, "1e1", "-1", "01x", "%00", "%ED%A0%80", "9" * 5000]
MEMBERS = ["viewer", "manager", "elsewhere", "of two"]
IN_ADMIN = [
    "/admin/autocomplete/?app_label=funding&model_name=commitment&field_name=organisation&term=kanari",
    "/admin/autocomplete/?app_label=partners&model_name=access&field_name=user&term=",
    "/admin/partners/organisation/?q=kanari",
    "/admin/funding/commitmentstep/?commitment__organisation__id__exact=1",
    "/admin/partners/organisation/?_popup=1&_to_field=siren",
    "/admin/publish/?day=2025-05-20",
]


def key_of(world, label, number):
    """The key of a row of a partner."""
    return world.partners[number].rows[label].pk


def commitment_at(organisation, commitment):
    """The address of a commitment in the space of an organisation."""
    return f"/fr/space/{organisation}/commitments/{commitment}/"


def file_at(organisation, file):
    """The address of a file in the space of an organisation."""
    return f"/fr/space/{organisation}/files/{file}/"


def some_files():
    """The names and keys of the files of nobody, of those who ask, of a third and of the last partner."""
    some = {FIRST, SECOND, THIRD, PROFILES - 1, NOBODY, NOBODY + 1}
    files = File.objects.values_list("name", "pk")
    return [(name, key) for name, key in files if {number for number, _field in marks_in(name)} & some]


@pytest.mark.parametrize("role", MEMBERS)
def test_files_are_found_under_their_own_organisation_alone(world, role):
    ask, allowed = world.visitors[role].ask, {"elsewhere": {SECOND}, "of two": {FIRST, SECOND}}.get(role, {FIRST})
    absent, wrong = ask("GET", file_at(NOBODYS, NOBODYS)), []
    for owner in (FIRST, SECOND, THIRD):
        for name, key in some_files():
            answer = ask("GET", file_at(key_of(world, "partners.organisation", owner), key))
            ((number, field),) = marks_in(name)
            may = owner == number and owner in allowed and field in TOLD_TO_ITSELF
            wrong += [(owner, name)] if (answer.status == 200) != may or (not may and answer != absent) else []
    assert (absent.status, wrong) == (404, [])


@pytest.mark.parametrize("role", ["manager", "of two"])
def test_who_has_access_or_is_invited_is_found_under_their_own_organisation_alone(world, role):
    ask, own = world.visitors[role].ask, {"manager": FIRST, "of two": SECOND}[role]
    place, found = f"/fr/space/{key_of(world, 'partners.organisation', own)}", {}
    for owner in (FIRST, SECOND, THIRD):
        access, invitation = key_of(world, "partners.access", owner), key_of(world, "partners.invitation", owner)
        for rest in (f"members/{access}/role", f"members/{access}/end", f"invitations/{invitation}/again"):
            found.setdefault(owner, []).append(ask("GET", f"{place}/{rest}/").status)
    assert found == {owner: [200 if owner == own else 404] * 3 for owner in (FIRST, SECOND, THIRD)}


@pytest.mark.parametrize("role", MEMBERS)
def test_files_of_the_office_do_not_exist_for_partners(world, role):
    ask, nowhere = world.visitors[role].ask, world.visitors[role].ask("GET", "/office/nowhere/")
    keys = [key_of(world, "sources.file", FIRST), key_of(world, "sources.file", THIRD), *GUESSED]
    answers = [ask("GET", f"/office/files/{key}/") for key in keys]
    assert {(answer.status, answer.body) for answer in answers} == {(404, nowhere.body)}


@pytest.mark.parametrize("role", MEMBERS)
def test_commitment_is_found_under_its_own_organisation_alone(world, role):
    ask, allowed = world.visitors[role].ask, {"elsewhere": {SECOND}, "of two": {FIRST, SECOND}}.get(role, {FIRST})
    absent, wrong = ask("GET", commitment_at(NOBODYS, NOBODYS)), []
    for owner in (FIRST, SECOND, THIRD):
        for number in (FIRST, SECOND, THIRD):
            organisation, commitment = (
                key_of(world, "partners.organisation", owner),
                key_of(world, "funding.commitment", number),
            )
            answer = ask("GET", commitment_at(organisation, commitment))
            may = owner == number and owner in allowed
            wrong += [(owner, number)] if (answer.status == 200) != may or (not may and answer != absent) else []
    assert (absent.status, wrong) == (404, [])


def test_guessed_keys_are_all_the_same(world):
    ask, own = world.visitors["viewer"].ask, key_of(world, "partners.organisation", FIRST)
    absent = ask("GET", commitment_at(NOBODYS, NOBODYS))
    for key in GUESSED:
        for address in (
            f"/fr/space/{key}/",
            *(f"/fr/space/{key}/{page}/" for page in ("commitments", "instalments", "payments", "statements", "looks")),
            f"/fr/space/{own}/statements/{key}.pdf",
            commitment_at(own, key),
            file_at(own, key),
            commitment_at(key, key),
        ):
            for query in ("", "?on=2025-05-20", "?on=x", "?export=csv", "?export=xlsx&on=x"):
                answer = ask("GET", f"{address}{query}")
                assert (address, query, answer.status, answer.body) == (address, query, 404, absent.body)


@pytest.mark.parametrize(
    "query", ["", "?on=2025-05-20", "?on=x", "?known=2026-01-01", "?export=csv", "?q=kanari&export=xlsx"]
)
def test_whatever_is_asked_of_another_it_does_not_exist(world, query):
    for role in MEMBERS:
        ask, keys = (
            world.visitors[role].ask,
            [world.key("partners.organisation", role, whose) for whose in (ANOTHERS, ABSENT)],
        )
        for page in ("", "commitments/", "instalments/", "payments/", "statements/", "looks/"):
            anothers, absent = (ask("GET", f"/fr/space/{key}/{page}{query}") for key in keys)
            assert (role, page, anothers) == (role, page, absent)
            assert absent.status == 404


@pytest.mark.parametrize("address", IN_ADMIN)
def test_back_office_is_not_there_for_partners(world, address):
    for role in MEMBERS:
        ask = world.visitors[role].ask
        assert (role, ask("GET", address)) == (role, ask("GET", "/admin/nowhere/"))
        assert ask("GET", address).status == 404


@pytest.mark.parametrize(("role", "status", "partners"), [("staff", 403, set()), ("reader", 200, set(range(PROFILES)))])
def test_autocomplete_answers_those_who_may_see_the_records(world, role, status, partners):
    answer = world.visitors[role].ask("GET", IN_ADMIN[0])
    assert answer.status == status
    assert {number for number, _field in marks_in(text_of(answer))} <= partners


def test_coordinators_find_no_account_of_the_coordination(world):
    visitor, boss = world.visitors["coordinator"], world.visitors["administrator"].user
    for action in ("change", "history", "delete"):
        anothers, absent = (
            visitor.ask("GET", reverse(f"admin:accounts_user_{action}", args=[key])) for key in (boss.pk, NOBODYS)
        )
        assert anothers == absent
    visitor.ask("POST", "/admin/accounts/user/", {"action": "send_links", "_selected_action": [boss.pk]})
    assert mail.outbox == []


def test_coordinators_give_nobody_rights_of_the_coordination(world):
    visitor, account = world.visitors["coordinator"], world.partners[FIRST].rows["accounts.user"]
    address = reverse("admin:accounts_user_change", args=[account.pk])
    typed = world.form(address) | {"is_staff": "on", "is_superuser": "on"}
    visitor.client.post(address, typed)
    account = User.objects.get(pk=account.pk)
    assert (account.is_staff, account.is_superuser, account.groups.count()) == (False, False, 0)


def hidden(world):
    """The public addresses of what is not public."""
    for number in range(PROFILES):
        rows, told = world.partners[number].rows, told_in_public(number)
        if "organisationcommune" not in told:
            yield f"/fr/partners/{rows['partners.organisation'].pk}/"
            yield f"/fr/partners/{rows['partners.organisation'].pk}/logo/"
        if "chairtitlefr" not in told:
            yield f"/fr/chairs/{rows['research.chair'].pk}/"
    for kind in ("call", "event"):
        yield f"/fr/{kind}s/{world.secret[f'research.{kind}'].pk}/"
        yield f"/fr/{kind}s/{world.secret[f'research.{kind}'].pk}.ics"


@pytest.mark.parametrize("role", ["anonymous", "viewer", "coordinator"])
def test_what_is_not_public_does_not_exist_in_public(world, role):
    ask, wrong = world.visitors[role].ask, []
    for address in hidden(world):
        answer, absent = ask("GET", address), ask("GET", re.sub("[0-9]+", str(NOBODYS), address))
        wrong += [address] if answer != absent or absent.status != 404 else []
    assert wrong == []


def test_filters_offer_nothing_that_is_not_public(world):
    hosts = {
        str(key_of(world, "partners.organisation", number))
        for number in range(PROFILES)
        if {"chairtitlefr", "organisationshortname"} <= told_in_public(number)
    }
    assert offered("/fr/chairs/", "host") == hosts
    assert offered("/fr/partners/", "place") & set(ODD_COUNTRIES.values()) == {ODD_COUNTRIES[ABROAD]}


def offered(address, name):
    """The choices of a filter of a public list."""
    page = Visitor().ask("GET", address).body.decode()
    return set(re.findall(f'name="{name}" value="([^"]*)"', page))
