"""Canaries: what each partner reaches holds its own words, all of them, and none of another."""

import pytest
from django.core import mail

from sources.models import File
from tests.isolation.asking import Visitor
from tests.isolation.crawling import crawl, text_of, told
from tests.isolation.partners import PAPERS, PARTNERS
from tests.isolation.telling import (
    TOLD_OF_A_CALL,
    TOLD_OF_A_COMMUNITY,
    TOLD_OF_AN_EVENT,
    TOLD_TO_ITSELF,
    told_in_public,
)
from tests.isolation.words import marks_in
from tests.isolation.world import FIRST, NOBODY, SECOND

pytestmark = pytest.mark.django_db
EVERY_TIME = {0, 4, 7, 9, 12, 20}
"""A public body, a company that is not named, one to come, one abroad, one that is gone, an example: of each, all is read."""


def told_to_itself(*numbers):
    """What the space of some partners tells."""
    return {(number, field) for number in numbers for field in TOLD_TO_ITSELF}


def in_space(address):
    """Whether an address is in the partners' space; in English, it is read without asking anything."""
    return "/space/" in address and (address.startswith("/fr/") or "?" not in address)


def in_public(address):
    """Whether an address is neither in the partners' space nor one of accounts."""
    return "/space/" not in address and "/accounts/" not in address


READERS = [pytest.param(number, marks=[] if number in EVERY_TIME else pytest.mark.drill) for number in range(PARTNERS)]


@pytest.mark.parametrize("number", READERS)
def test_partner_reads_all_its_own_words_and_none_of_another(world, number):
    own, partner = told_to_itself(number), Visitor(world.partners[number].rows["accounts.user"])
    assert told(crawl(partner, "/fr/space/", in_space, lambda address: own)) == own


def test_member_of_two_partners_reads_the_words_of_both_each_in_its_space(world):
    spaces = {
        f"/space/{world.partners[number].rows['partners.organisation'].pk}/": told_to_itself(number)
        for number in (FIRST, SECOND)
    }
    both = told_to_itself(FIRST, SECOND)

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
    hourly = ("/calls/", "/join/")  # calls tell the hour, forms hold the stamp of theirs
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
