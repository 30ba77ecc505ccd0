"""Canaries: what each partner reaches holds its own words, all of them, and none of another."""

import random
from urllib.parse import urlsplit

import pytest
from django.core import mail

from sources.models import File
from tests.isolation.asking import Visitor
from tests.isolation.crawling import crawl, text_of, told
from tests.isolation.partners import PAPERS
from tests.isolation.sizes import PARTNERS, PROFILES
from tests.isolation.telling import (
    TOLD_AROUND,
    TOLD_OF_A_CALL,
    TOLD_OF_A_COMMUNITY,
    TOLD_OF_AN_EVENT,
    TOLD_TO_ITSELF,
    TOLD_TO_MANAGERS,
    told_in_public,
)
from tests.isolation.words import marks_in
from tests.isolation.world import FIRST, NOBODY, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def number_of_partners():
    """All of them are read."""
    return PARTNERS


def told_to_itself(*numbers):
    """What the space of some partners tells."""
    own = {(number, field) for number in numbers for field in TOLD_TO_ITSELF}
    return own | {(NOBODY + 1, field) for field in TOLD_AROUND}


def told_to_managers(*numbers):
    """What the space of some partners tells to whoever answers for them."""
    return told_to_itself(*numbers) | {(number, field) for number in numbers for field in TOLD_TO_MANAGERS}


def in_space(address):
    """Whether an address is in the partners' space; in English, it is read without asking anything."""
    return "/space/" in address and (address.startswith("/fr/") or "?" not in address)


def in_public(address):
    """Whether an address is neither in the partners' space nor one of accounts."""
    return "/space/" not in address and "/accounts/" not in address


READERS = [pytest.param(number, marks=[] if number < PROFILES else pytest.mark.drill) for number in range(PARTNERS)]
"""Each partner reads its pages and files, those with a profile of their own each time."""
WHOLE = 3
"""How many partners, others at each run, read all that can be asked too; in the drill, each does."""


def as_it_stands(address):
    """Whether an address is one of a page of the space as it stands, or of the file of one: nothing else is asked of it."""
    return in_space(address) and (urlsplit(address).query or "export=").startswith("export=")


def read_by(world, number, is_followed):
    """What a partner reaches; `Leak` where a word of another is in it."""
    own, partner = told_to_managers(number), Visitor(world.partners[number].rows["accounts.user"])
    return told(crawl(partner, "/fr/space/", is_followed, lambda address: own))


@pytest.mark.parametrize("number", READERS)
def test_pages_and_files_of_a_partner_hold_its_own_words_and_none_of_another(world, number):
    assert read_by(world, number, as_it_stands) == told_to_managers(number)


@pytest.mark.drill
@pytest.mark.parametrize("number", range(PARTNERS))
def test_partner_reads_all_its_own_words_and_none_of_another(world, number):
    assert read_by(world, number, in_space) == told_to_managers(number)


@pytest.mark.parametrize("place", range(WHOLE))
def test_partner_of_today_reads_all_its_own_words_and_none_of_another(world, request, place):
    seed = request.config.getoption("randomly_seed", default=0)
    number = random.Random(f"{seed}").sample(range(PARTNERS), WHOLE)[place]
    assert (number, read_by(world, number, in_space)) == (number, told_to_managers(number))


def test_member_of_two_partners_reads_the_words_of_both_each_in_its_space(world):
    own = {FIRST: told_to_itself(FIRST), SECOND: told_to_managers(SECOND)}
    spaces = {
        f"/space/{world.partners[number].rows['partners.organisation'].pk}/": own[number] for number in (FIRST, SECOND)
    }
    both = own[FIRST] | own[SECOND]

    def may_tell(address):
        return next((own for space, own in spaces.items() if space in address), both)

    assert told(crawl(world.visitors["of two"], "/fr/space/", in_space, may_tell)) == both


@pytest.mark.parametrize("role", ["anonymous", "deactivated", "signed in", "removed", "withdrawn", "future"])
def test_whoever_has_no_access_today_reads_no_word_in_the_space(world, role):
    assert told(crawl(world.visitors[role], "/fr/space/", in_space, lambda address: set())) == set()


def test_public_pages_tell_what_may_be_told(world):
    rule = {(number, field) for number in range(PARTNERS) for field in told_in_public(number)}
    nobodys = TOLD_OF_A_CALL | TOLD_OF_A_COMMUNITY | TOLD_OF_AN_EVENT
    rule |= {(NOBODY + 1, field) for field in nobodys}
    texts = crawl(Visitor(), "/", in_public, lambda address: rule)
    assert told(texts) == rule
    hourly = ("/calls/", "/join/", "/check/")  # calls tell the hour, forms hold the stamp of theirs
    same = [address for address in texts if "?" not in address and not any(part in address for part in hourly)]
    partner = world.visitors["viewer"]
    assert {address: text_of(partner.ask("GET", address)) for address in same} == {
        address: texts[address] for address in same
    }


def test_coordination_reads_every_file_of_every_partner(world):
    ask = world.visitors["coordinator"].ask
    told = [marks_in(text_of(ask("GET", f"/office/files/{key}/"))) for key in File.objects.values_list("pk", flat=True)]
    assert set().union(*told) == {
        *((number, f"file{part}{of}") for number in range(PARTNERS) for part in ("name", "content") for of in PAPERS),
        *((number, f"file{part}call") for number in (NOBODY, NOBODY + 1) for part in ("name", "content")),
    }


def test_coordination_reads_words_of_every_partner(world):
    found = told(
        crawl(world.visitors["coordinator"], "/office/commitments/", lambda address: "/office/commi" in address)
    )
    assert {number for number, _field in found} == set(range(PARTNERS))


@pytest.mark.usefixtures("as_often_as_asked")
def test_letters_to_a_partner_hold_its_own_words_alone(world):
    for partner in world.partners:
        email = partner.rows["accounts.user"].email
        Visitor().ask("POST", "/fr/accounts/password/reset/", {"email": email})
        (letter,) = mail.outbox
        assert letter.to == [email]
        assert marks_in(f"{letter.subject} {letter.body}") == set()
        mail.outbox.clear()


def test_invitations_hold_the_words_of_their_partner_alone(world):
    for number, partner in enumerate(world.partners):
        rows = partner.rows
        place = f"/fr/space/{rows['partners.organisation'].pk}/invitations/{rows['partners.invitation'].pk}/again/"
        assert Visitor(rows["accounts.user"]).ask("POST", place, typed={}).status == 302
        (letter,) = mail.outbox
        told = marks_in(f"{letter.to} {letter.subject} {letter.body}")
        assert told == {(number, "inviteeemail"), (number, "username"), (number, "organisationshortname")}
        mail.outbox.clear()
