"""Canaries in what leaves the site: reminders, digests and calendars of each partner hold its own words, and none of another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from office.delivery import claim
from office.models import Mail
from office.views.outbox import text_of
from partners.models import Access
from space.models import CalendarAddress
from space.reminders import tell_all
from tests.isolation.asking import Visitor
from tests.isolation.sizes import PARTNERS
from tests.isolation.words import marks_in
from tests.isolation.world import FIRST, NOBODY, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def number_of_partners():
    """All of them are read."""
    return PARTNERS


def numbers_in(text):
    """The numbers of the partners of whom a text holds words."""
    return {number for number, _field in marks_in(text)}


def test_mails_to_a_partner_hold_its_own_words_alone(world, settings):
    settings.EMAIL_BACKEND = "office.outbox.Backend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tell_all(day=timezone.localdate())
    keys = {partner.rows["partners.organisation"].pk: partner.number for partner in world.partners}
    told = [
        (keys[mail.organisation_id], numbers_in(f"{mail.subject} {text_of(mail)}"))
        for mail in Mail.objects.filter(key__isnull=False)
    ]
    assert {number for number, _found in told} == set(range(PARTNERS))
    assert [(number, found) for number, found in told if found != {number}] == []


def test_accounts_without_access_are_told_nothing(world, settings):
    settings.EMAIL_BACKEND = "office.outbox.Backend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tell_all(day=timezone.localdate())
    without = ("deactivated", "signed in", "removed", "withdrawn", "future", "staff", "reader", "coordinator")
    found = Mail.objects.filter(reader__in=[world.visitors[role].user for role in without])
    assert (found.count(), Mail.objects.filter(reader=world.visitors["of two"].user).exists()) == (0, True)


def test_mail_of_whoever_lost_access_since_is_not_sent(world, settings):
    settings.EMAIL_BACKEND = "office.outbox.Backend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    now, partner = timezone.localtime(), world.partners[FIRST]
    tell_all(day=now.date())
    first, second = Mail.objects.filter(reader=partner.rows["accounts.user"]).order_by("pk")[:2]
    assert claim(first.pk, at=now, again=lambda moment: None) == first
    Access.objects.filter(user=partner.rows["accounts.user"]).update(is_withdrawn=True)
    assert claim(second.pk, at=now, again=lambda moment: None) is None
    second.refresh_from_db()
    assert (second.dropped_at, second.content) == (now, None)


def test_calendars_of_a_partner_hold_its_own_words_alone(world):
    today, found = timezone.localdate(), {}
    for partner in world.partners:
        own = {"user": partner.rows["accounts.user"], "organisation": partner.rows["partners.organisation"]}
        found[partner.number] = numbers_in(read(CalendarAddress.renewed(**own, on=today)))
    assert {number: numbers - {NOBODY + 1} for number, numbers in found.items()} == {n: {n} for n in range(PARTNERS)}


def test_calendars_of_a_member_of_two_are_not_mixed(world):
    user, today = world.visitors["of two"].user, timezone.localdate()
    for number in (FIRST, SECOND):
        organisation = world.partners[number].rows["partners.organisation"]
        text = read(CalendarAddress.renewed(user=user, organisation=organisation, on=today))
        assert numbers_in(text) - {NOBODY + 1} == {number}
        Access.objects.filter(user=user, organisation=organisation).update(ends_on=today - timedelta(days=1))


def read(token):
    """The calendar at a secret address, its lines whole."""
    return Visitor().ask("GET", f"/fr/calendar/{token}.ics").body.decode().replace("\r\n ", "")
