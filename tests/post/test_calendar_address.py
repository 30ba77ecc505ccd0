"""The calendar at a secret address: what a partner may see today, for whoever has the address, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partners.models import Access
from space.models import CalendarAddress
from space.models.calendar import hash_of
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def access(db):
    """The access of an account to an organisation, since long, to be ended by the test."""
    return make.access(organisation=make.organisation(name="Organisation Alpha"))


@pytest.fixture
def token(access):
    """The secret part of the address of that account."""
    return CalendarAddress.renewed(user=access.user, organisation=access.organisation, on=timezone.localdate())


def read(client, token, language="fr"):
    """The answer at a secret address."""
    return client.get(f"/{language}/calendar/{token}.ics")


def lines_of(response):
    """The lines of a calendar, unfolded."""
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def titles(response):
    """The titles of its entries."""
    return [line.removeprefix("SUMMARY:") for line in lines_of(response) if line.startswith("SUMMARY:")]


def test_address_is_shown_once_and_read_without_an_account(client, access):
    page = f"/fr/space/{access.organisation.pk}/calendar/"
    client.force_login(access.user)
    made = client.post(page, {"do": "make"})
    address = made.context["address"]
    assert (address in made.content.decode(), made.headers["Cache-Control"].count("no-store")) == (True, 1)
    assert address not in client.get(page).content.decode()
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert (len(token) >= 43, CalendarAddress.objects.get().token_hash) == (True, hash_of(token))
    client.logout()
    response = read(client, token)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (dict(response.cookies), "private" in response.headers["Cache-Control"]) == ({}, True)
    assert "X-WR-CALNAME:ENACT – Organisation Alpha" in lines_of(response)


def test_its_owner_reads_on_which_day_it_was_asked_for(client, access, token):
    read(client, token)
    client.force_login(access.user)
    text = Page(client.get(f"/fr/space/{access.organisation.pk}/calendar/")).text
    assert "Elle a été lue pour la dernière fois le" in text
    assert CalendarAddress.objects.get().asked_on == timezone.localdate()


def test_new_address_takes_the_place_of_the_former_one_and_can_be_revoked(client, access, token):
    page = f"/fr/space/{access.organisation.pk}/calendar/"
    client.force_login(access.user)
    newer = client.post(page, {"do": "make"}).context["address"].rsplit("/", 1)[1].removesuffix(".ics")
    assert [read(client, each).status_code for each in (token, newer)] == [404, 200]
    client.post(page, {"do": "revoke"})
    assert (read(client, newer).status_code, CalendarAddress.objects.count()) == (404, 0)


def test_whoever_looks_makes_no_address(client, access):
    page = f"/fr/space/{access.organisation.pk}/calendar/"
    client.force_login(make.user(is_staff=True, is_superuser=True))
    assert (client.get(page).status_code, client.post(page, {"do": "make"}).status_code) == (200, 403)
    client.force_login(make.access().user)
    assert client.post(page, {"do": "make"}).status_code == 404
    assert CalendarAddress.objects.count() == 0


def ended(access):
    access.ends_on = timezone.localdate() - A_DAY
    access.save()


def withdrawn(access):
    access.is_withdrawn = True
    access.save()


def deactivated(access):
    access.user.is_active = False
    access.user.save()


@pytest.mark.parametrize("close", [ended, withdrawn, deactivated])
def test_address_without_access_is_a_guess_at_the_next_request(client, access, token, close, django_assert_num_queries):
    assert read(client, token).status_code == 200
    close(access)
    with django_assert_num_queries(1):
        closed = read(client, token)
    with django_assert_num_queries(1):
        guessed = read(client, "x" * len(token))
    assert (closed.status_code, closed.content) == (404, guessed.content)
    one, other = (
        {**answer.headers, "Expires": ""} for answer in (closed, guessed)
    )  # which is the second of the answer
    assert one == other


def test_last_day_of_access_is_the_last_one(client, access, token):
    access.ends_on = timezone.localdate()
    access.save()
    assert read(client, token).status_code == 200


def test_calendar_tells_what_is_due_what_ends_and_what_takes_place(client, access, token):
    today = timezone.localdate()
    own, soon = access.organisation, today + 40 * A_DAY
    commitment = make.commitment(organisation=own, title_fr="Données", title_en="Data", ends_on=today + 300 * A_DAY)
    make.commitment_step(commitment=commitment, kind="agreement", amount=300, file=make.file())
    make.instalment(commitment=commitment, number=1, due_on=today - A_DAY, amount=100)
    make.instalment(commitment=commitment, number=2, due_on=soon, amount=200, condition="Un rapport")
    chair = make.chair(host=own, title_fr="Chaire de langue", title_en="Chair of language", ends_on=today + 400 * A_DAY)
    make.chair_step(chair=chair, kind="started", happened_on=today)
    contract = make.doctoral_contract(employer=own, title_fr="Thèse", title_en="Thesis", months=36)
    make.doctoral_step(contract=contract, kind="started", happened_on=today - 30 * A_DAY)
    make.event_organiser(
        event=make.event(title_fr="Hackathon", starts_on=today + 5 * A_DAY, published_on=today), organisation=own
    )
    make.event(title_fr="Ailleurs", starts_on=today + 5 * A_DAY, published_on=today)
    assert titles(read(client, token)) == [
        "Échéance n°\xa01\xa0: 100\xa0€",
        "Hackathon",
        "Échéance n°\xa02\xa0: 200\xa0€",
        "Dernier jour\xa0: Données",
        "Fin d’une chaire\xa0: Chaire de langue",
        "Fin d’un contrat doctoral\xa0: Thèse",
    ]
    english = read(client, token, "en")
    assert titles(english)[3] == "Last day of: Data"
    assert any("Un rapport" in line for line in lines_of(english) if line.startswith("DESCRIPTION:"))
    assert f"DTSTART;VALUE=DATE:{soon:%Y%m%d}" in lines_of(english)


def test_calendar_asks_as_many_queries_for_many_instalments(client, access, token, django_assert_max_num_queries):
    commitment = make.commitment(organisation=access.organisation)
    make.commitment_step(commitment=commitment, kind="agreement", amount=300)
    counts = []
    for number in range(1, 6):
        make.instalment(commitment=commitment, number=number, due_on=date(2030, 1, number), amount=1)
        with django_assert_max_num_queries(18) as asked:
            read(client, token)
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1


def test_member_of_two_has_a_calendar_of_each_and_nothing_is_mixed(client, access, token):
    other = make.organisation(name="Organisation Beta")
    make.access(user=access.user, organisation=other, role=Access.Role.MANAGER)
    second = CalendarAddress.renewed(user=access.user, organisation=other, on=timezone.localdate())
    for organisation, title in ((access.organisation, "Alpha"), (other, "Beta")):
        commitment = make.commitment(organisation=organisation, title_fr=title)
        make.commitment_step(commitment=commitment, kind="agreement", amount=300, file=make.file())
        make.instalment(commitment=commitment, due_on=date(2030, 1, 1), amount=1)
        make.chair_step(chair=make.chair(host=organisation, title_fr=title, ends_on=date(2030, 1, 2)), kind="started")
    found = ["Beta" in text for text in (read(client, each).content.decode() for each in (token, second))]
    assert found == [False, True]
    assert "Alpha" not in read(client, second).content.decode()
