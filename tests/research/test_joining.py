"""Asking to join a community: a form without a cookie, a mail, a link that confirms once, a request for the coordination."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import override

from enact.ui import strangers
from research.actions import MOST_AN_HOUR, VALID, applicant_of, confirm
from research.models import Applicant, JoinRequest
from tests import make
from tests.page import Page
from tests.sending import coordinator, send

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}
TYPED = {"name": "Ada Exemple", "email": "ada@example.org", "category": "student", "message": "Je travaille <dessus>."}


@pytest.fixture
def community(db):
    """An active community."""
    return make.community(name_fr="Santé\u2019s", name_en="Health")


def page_of(community, language="fr"):
    """The address of its form."""
    return f"/{language}/communities/{community.pk}/join/"


def ask(client, community, *, language="fr", headers=HERE, **typed):
    """What is answered to a form that is sent, with the stamp that it was drawn with if no other is given."""
    address = page_of(community, language)
    if "stamp" not in typed:
        typed["stamp"] = re.search(r'name="stamp" value="([^"]+)"', client.get(address).content.decode()).group(1)
    return client.post(address, TYPED | typed, headers=headers)


def link_of(message):
    """The path of the link in a mail."""
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def test_who_asks_and_confirms_is_a_request_for_the_coordination(client, community):
    response = ask(client, community)
    assert "Un courriel est en route" in Page(response).text
    assert (dict(response.cookies), JoinRequest.objects.count()) == ({}, 0)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "Votre demande pour rejoindre la communauté «\xa0Santé’s\xa0»"
    link = link_of(message)
    assert "Confirmez votre demande" in Page(client.get(link)).text
    assert JoinRequest.objects.count() == 0
    for _time in range(2):
        response = client.post(link, headers=HERE)
        assert "Votre demande est faite" in Page(response).text
        assert dict(response.cookies) == {}
    asked = JoinRequest.objects.get()
    assert (asked.community, asked.category, asked.applicant.name) == (community, "student", "Ada Exemple")
    anne = coordinator("Anne")
    (need,) = [need for need in anne.get("/admin/").context["needs"] if "joinrequest" in need.address]
    assert (need.count, [name for name, _address in need.rows]) == (1, ["Santé’s"])
    form = f"/admin/research/joinrequest/{asked.pk}/change/"
    assert "Je travaille &lt;dessus&gt;." in anne.get(form).content.decode()
    assert send(anne, form, answered_on=f"{timezone.localdate():%d/%m/%Y}").status_code == 302
    assert [need for need in anne.get("/admin/").context["needs"] if "joinrequest" in need.address] == []


def test_history_holds_nothing_of_what_was_written(client, community):
    ask(client, community)
    client.post(link_of(mail.outbox[0]), headers=HERE)
    asked = JoinRequest.objects.get()
    entry = asked.history.get()
    assert "Ada" not in repr({field.name: getattr(entry, field.name) for field in entry.tracked_fields})
    asked.applicant.delete()
    with override("fr"):
        assert str(JoinRequest.objects.get()) == "Santé’s – effacée"


def test_mail_reads_in_the_language_of_the_page(client, community):
    ask(client, community, language="en")
    (message,) = mail.outbox
    assert message.subject == "Your request to join the community “Health”"
    assert link_of(message).startswith("/en/communities/join/")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://testserver.evil.example"}],
)
def test_form_that_does_not_come_from_here_is_refused(client, community, headers):
    response = ask(client, community, headers=headers)
    assert (response.status_code, len(mail.outbox), Applicant.objects.count()) == (403, 0, 0)


def test_form_open_for_too_long_is_asked_to_be_sent_again_and_loses_nothing(client, community):
    now = timezone.now()
    for drawn_at in (now - strangers.LONGEST - timedelta(minutes=1), now + timedelta(hours=1)):
        response = ask(client, community, stamp=strangers.stamp(drawn_at))
        page = Page(response)
        assert "resté ouvert trop longtemps" in page.text
        assert 'value="Ada Exemple"' in response.content.decode()
        assert len(mail.outbox) == 0
    again = re.search(r'name="stamp" value="([^"]+)"', response.content.decode()).group(1)
    assert "Un courriel est en route" in Page(ask(client, community, stamp=again)).text


@pytest.mark.parametrize("stamp", ["", "nonsense", "\x00"])
def test_stamp_that_is_not_ours_is_refused(client, community, stamp):
    assert "resté ouvert trop longtemps" in Page(ask(client, community, stamp=stamp)).text


def test_edges_of_the_age_of_a_stamp():
    now = timezone.now()
    ages = (timedelta(microseconds=-1), timedelta(0), strangers.LONGEST, strangers.LONGEST + timedelta(microseconds=1))
    found = [strangers.key_of(strangers.stamp(now - age), now) is not None for age in ages]
    assert found == [False, True, True, False]


def test_form_sent_twice_sends_one_mail(client, community):
    stamp = strangers.stamp(timezone.now())
    answers = [ask(client, community, stamp=stamp).content for _time in range(2)]
    assert (answers[0] == answers[1], len(mail.outbox), Applicant.objects.count()) == (True, 1, 1)


def test_address_gets_three_mails_a_day_and_is_told_the_same(client, community):
    answers = [ask(client, community, email=email).content for email in ["ada@example.org"] * 3 + ["ADA@example.org"]]
    assert ({*answers} == {answers[0]}, len(mail.outbox)) == (True, 3)


def test_so_many_may_ask_in_an_hour(client, community):
    for _time in range(MOST_AN_HOUR):
        applicant(community, timezone.now())
    response = ask(client, community)
    assert "Trop de demandes en une heure" in Page(response).text
    assert len(mail.outbox) == 0


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"email": "nobody"}, "adresse"),
        ({"name": " "}, "obligatoire"),
        ({"category": "king"}, "choix"),
        ({"message": "x" * 1_001}, "1000"),
        ({"name": "Ada\x00"}, "nul"),
        ({"name": "Ada\r\nBcc: all@example.org"}, ""),
    ],
)
def test_bad_input_is_told_in_words(client, community, typed, fault):
    response = ask(client, community, **typed)
    assert response.status_code == 200
    assert fault in response.content.decode()
    assert (len(mail.outbox) == 0) == bool(fault)


def applicant(community, asked_at, token_hash=None):
    """Somebody who asked at a moment."""
    return Applicant.objects.create(
        community=community,
        category="student",
        name="Ada",
        email=f"{uuid4()}@example.org",
        asked_at=asked_at,
        token_hash=token_hash or uuid4().hex,
        key=uuid4(),
    )


def test_link_is_over_after_three_days_and_what_was_written_is_deleted(client, community):
    now = timezone.now()
    old, young = applicant(community, now - VALID - timedelta(hours=1)), applicant(community, now - VALID / 2)
    confirmed = applicant(community, now - 2 * VALID)
    confirm(applicant=confirmed, at=now)
    assert client.get("/fr/communities/join/nonsense/").status_code == 410
    ask(client, community)
    assert set(Applicant.objects.values_list("pk", flat=True)) >= {young.pk, confirmed.pk}
    assert not Applicant.objects.filter(pk=old.pk).exists()


def test_edges_of_the_life_of_a_link(client, community):
    ask(client, community)
    token = link_of(mail.outbox[0]).rstrip("/").rpartition("/")[2]
    asked_at = Applicant.objects.get().asked_at
    found = [
        applicant_of(token, at=asked_at + VALID + more) is not None for more in (timedelta(0), timedelta(seconds=1))
    ]
    assert found == [True, False]
    assert applicant_of("nonsense", at=asked_at) is None


def test_one_asks_to_join_active_communities_only(client, community):
    today = timezone.localdate()
    ended = make.community(ends_on=today - timedelta(days=1))
    coming = make.community(starts_on=today + timedelta(days=1))
    assert [client.get(page_of(each)).status_code for each in (community, ended, coming)] == [200, 404, 404]
    links = {
        each.pk: page_of(each) in Page(client.get(f"/fr/communities/{each.pk}/")).links for each in (community, ended)
    }
    assert links == {community.pk: True, ended.pk: False}
