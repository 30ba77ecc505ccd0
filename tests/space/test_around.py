"""What is around a partner: the calls, communities and events that concern it, and why; nothing that is not public."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
HEALTH, LANGUAGE = {"digital_health": True}, {"language_and_multimodal": True}


def around(client, organisation, **asked):
    """The words of the page, from its headings on."""
    text = read_aloud(client.get(f"/fr/space/{organisation.pk}/around/", asked))
    return text.partition("Appels ouverts ou à venir")[2].partition("Données Plan du site")[0]


def test_community_of_which_the_partner_is_a_member_comes_before_one_of_its_themes(partner, alpha):
    make.commitment(organisation=alpha, kind="letter", **HEALTH)
    themed, joined = make.community(name_fr="A santé", **HEALTH), make.community(name_fr="B rejointe")
    make.community(name_fr="Étrangère", **LANGUAGE)
    make.community_member(community=joined, organisation=alpha, category="company")
    make.community_meeting(community=joined, held_on=TODAY + ONE)
    text = around(partner, alpha)
    assert (
        text.index("B rejointe")
        < text.index("Vous en êtes membre")
        < text.index("A santé")
        < text.index("De vos thèmes")
    )
    assert ("prochaine séance" in text, "Étrangère" in text) == (True, False)
    links = Page(partner.get(f"/fr/space/{alpha.pk}/around/")).links
    assert {f"/fr/communities/{one.pk}/" for one in (themed, joined)} <= set(links)


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [({}, True), ({"ends_on": TODAY - ONE}, False), ({"starts_on": TODAY + ONE}, False), ({"ends_on": TODAY}, True)],
)
def test_membership_concerns_on_its_days(partner, alpha, fields, is_told):
    community = make.community(name_fr="Communauté")
    make.community_member(community=community, organisation=alpha, category="company", **fields)
    assert ("Vous en êtes membre" in around(partner, alpha)) == is_told


def test_somebody_of_the_partner_is_a_member_and_it_is_not_said_who(partner, alpha):
    ours, theirs = make.person(family_name="Nôtre"), make.person(family_name="Leur")
    make.responsibility(organisation=alpha, person=ours)
    make.responsibility(organisation=make.organisation(), person=theirs)
    for name, person in (("Avec nous", ours), ("Avec eux", theirs)):
        make.community_member(community=make.community(name_fr=name), person=person)
    text = around(partner, alpha)
    assert "Avec nous Une personne responsable chez vous en est membre" in text
    assert ("Avec eux" in text, "Nôtre" in text) == (False, False)


def test_events_are_those_to_come_that_it_organises_or_that_are_of_its_themes(partner, alpha):
    make.chair(host=alpha, **HEALTH)
    for title, fields in [
        ("Thème", {"starts_on": TODAY + ONE, **HEALTH}),
        ("En cours", {"starts_on": TODAY - ONE, "ends_on": TODAY, **HEALTH}),
        ("Passé", {"starts_on": TODAY - ONE, **HEALTH}),
        ("Annulé", {"starts_on": TODAY + ONE, "cancelled_on": TODAY, **HEALTH}),
        ("Secret", {"starts_on": TODAY + ONE, "published_on": None, **HEALTH}),
        ("Demain", {"starts_on": TODAY + ONE, "published_on": TODAY + ONE, **HEALTH}),
        ("Ailleurs", {"starts_on": TODAY + ONE, **LANGUAGE}),
    ]:
        make.event(title_fr=title, **fields)
    own = make.event(title_fr="Le nôtre", starts_on=TODAY + 9 * ONE, place="Nancy")
    make.event_organiser(event=own, organisation=alpha)
    text = around(partner, alpha)
    assert text.index("Le nôtre") < text.index("Vous l’organisez") < text.index("En cours") < text.index("Thème")
    assert [word in text for word in ("Passé", "Annulé", "Secret", "Demain", "Ailleurs")] == [False] * 5


def test_calls_are_those_open_or_to_come_and_those_that_concern_come_first(partner, alpha):
    make.commitment(organisation=alpha, kind="letter", nature="internship", **HEALTH)
    now, hour = timezone.now(), timedelta(hours=1)
    make.call(title_fr="Ouvert", opens_at=now - hour, closes_at=now + hour)
    make.call(title_fr="Fermé", opens_at=now - 2 * hour, closes_at=now - hour)
    make.call(title_fr="Futur", opens_at=now + hour)
    make.call(title_fr="Secret", opens_at=now - hour, published_on=None)
    make.call(title_fr="Santé", opens_at=now + 3 * hour, **HEALTH)
    make.call(title_fr="Stages", opens_at=now + 2 * hour, kind="internships")
    text = around(partner, alpha)
    places = [text.index(word) for word in ("Stages", "Il porte sur ce que vous apportez", "Santé", "Ouvert", "Futur")]
    assert places == sorted(places)
    assert ("Fermé" in text, "Secret" in text) == (False, False)


def test_what_was_withdrawn_concerns_no_more(partner, alpha):
    commitment = make.commitment(organisation=alpha, kind="letter", **HEALTH)
    make.community(name_fr="Santé", **HEALTH)
    assert "De vos thèmes" in around(partner, alpha)
    make.commitment_step(commitment=commitment, kind="withdrawal", happened_on=DAY + ONE)
    assert "De vos thèmes" not in around(partner, alpha)


def test_another_day_shows_what_was_around_then(partner, alpha):
    noon = timezone.make_aware(datetime(DAY.year, DAY.month, DAY.day, 12))
    make.call(title_fr="Appel", opens_at=noon, closes_at=noon + ONE)
    told = {on: "Appel Ouvert" in around(partner, alpha, on=on) for on in (DAY - ONE, DAY, DAY + 2 * ONE)}
    assert told == {DAY - ONE: False, DAY: True, DAY + 2 * ONE: False}


def test_nothing_around_is_said(partner, alpha):
    text = around(partner, alpha)
    assert "Aucun appel n’est ouvert ni à venir." in text
    assert "Aucune communauté ne vous concerne encore" in text
    assert "Aucun événement à venir ne vous concerne" in text


def test_page_takes_as_many_queries_however_much_there_is(partner, alpha):
    def fill():
        make.commitment(organisation=alpha, kind="letter", **HEALTH)
        make.chair(host=alpha, **HEALTH)
        make.community_member(community=make.community(**HEALTH), organisation=alpha)
        make.event_organiser(event=make.event(starts_on=TODAY), organisation=alpha)
        make.call(opens_at=timezone.now())

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert around(partner, alpha)
        return len(queries)

    fill()
    asked()  # from here on, the session has begun
    once = asked()
    for _more in range(3):
        fill()
    assert (asked(), once <= 10) == (once, True)
