"""Communities of interest: who is in them on a day, how lively they are, what of it is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enact.dates import months_after
from research import measures
from research.models import Community, CommunityMember
from research.views.communities import every_community
from tests import make
from tests.drawn import forget_pages
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator, send

pytestmark = pytest.mark.django_db
ADDRESS, OFFICE = "/fr/communities/", "/office/communities/"
ONE = timedelta(days=1)


def names(response):
    """The names of the rows."""
    return [record.name_fr for record in response.context["page"].records]


def told(totals):
    """The values of some totals."""
    return {key: total.value for key, total in totals.items()}


@pytest.mark.parametrize(
    ("day", "state", "is_told"),
    [
        (DAY - ONE, "to_come", False),
        (DAY, "active", True),
        (DAY + ONE, "active", True),
        (DAY + 2 * ONE, "ended", True),
    ],
)
def test_community_is_active_from_its_first_day_to_its_last(day, state, is_told):
    made = make.community(ends_on=DAY + ONE)
    assert Community.objects.with_state_on(day).get().state == state
    assert list(Community.objects.public_on(day)) == [made] * is_told
    assert measures.communities.on(day).value == (state == "active")


def test_liveliness_of_a_community_at_the_edges_of_its_twelve_months():
    made, day = make.community(starts_on=date(2025, 1, 1)), date(2026, 7, 1)
    before = months_after(day, -12)
    for held_on in (before, before + ONE, day - ONE, day + ONE):
        make.community_meeting(community=made, held_on=held_on)
    for starts_on, ends_on in (
        (before, None),  # joined a day too early to count
        (before + ONE, day),  # joined, and a member to the end of the day
        (day, None),  # joined
        (day + ONE, None),  # to come
        (date(2025, 1, 1), before - ONE),  # left a day too early to count
        (date(2025, 1, 1), before),  # left
        (date(2025, 1, 1), day - ONE),  # left
    ):
        make.community_member(community=made, starts_on=starts_on, ends_on=ends_on)
    found = Community.objects.with_meetings_on(day).with_members_on(day).get()
    assert (found.met_on, found.meeting_count) == (day - ONE, 2)
    assert (found.member_count, found.joined, found.left) == (3, 2, 2)


def test_community_in_which_nothing_has_happened_counts_nothing():
    make.community()
    found = Community.objects.with_meetings_on(DAY).with_members_on(DAY).get()
    assert (found.met_on, found.meeting_count, found.member_count, found.joined, found.left) == (None, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"ends_on": DAY - ONE}, "ends_after_it_starts"),
        ({"organisation": None}, "is_a_person_or_an_organisation"),
    ],
)
def test_database_refuses_a_member(fields, refusal):
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        make.community_member(**fields)


def test_database_refuses_a_member_that_is_two():
    with pytest.raises(IntegrityError, match="is_a_person"), transaction.atomic():
        make.community_member(person=make.person(), organisation=make.organisation())


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_refused"),
    [
        (DAY - 2 * ONE, DAY - ONE, False),
        (DAY - ONE, DAY, True),
        (DAY + ONE, None, True),
        (DAY + 2 * ONE, None, False),
    ],
)
def test_member_is_in_a_community_once_a_day(starts_on, ends_on, is_refused):
    there = make.community_member(ends_on=DAY + ONE)
    again = CommunityMember(
        community=there.community,
        organisation=there.organisation,
        category="company",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    if is_refused:
        with pytest.raises(ValidationError):
            again.full_clean()
    else:
        again.full_clean()


def test_member_who_left_before_joining_is_refused_in_words():
    anne, community, person = coordinator("Anne"), make.community(), make.person()
    typed = {"community": community.pk, "person": person.pk, "category": "student"}
    response = send(anne, "/admin/research/communitymember/add/", starts_on="20/05/2025", ends_on="19/05/2025", **typed)
    assert "La fin précède le début." in response.content.decode()
    assert CommunityMember.objects.count() == 0


def test_members_are_counted_once_by_category_in_active_communities():
    first, second, ended = make.community(), make.community(), make.community(ends_on=DAY)
    company, student = make.organisation(), make.person()
    for community in (first, second):
        make.community_member(community=community, organisation=company)
        make.community_member(community=community, person=student, category="student")
    make.community_member(community=first, person=make.person(), category="researcher", ends_on=DAY)
    make.community_member(community=ended, person=make.person(), category="other")
    make.community_member(community=first, organisation=make.organisation(is_example=True))
    people, organisations = measures.people_in_communities, measures.organisations_in_communities
    assert told(people.split(DAY, "category")) == {"student": 1, "researcher": 1, "other": 1}
    assert told(people.split(DAY + ONE, "category")) == {"student": 1}
    assert told(organisations.split(DAY + ONE, "category")) == {"company": 1}


def test_page_names_people_with_consent_and_organisations_that_may_be(client):
    made = make.community(name_fr="Santé", digital_health=True, summary_fr="Un <résumé>.")
    make.community_lead(community=made, person=make.person("Ada", consented_on=DAY))
    make.community_lead(community=made, person=make.person("Grace"))
    make.community_member(community=made, person=make.person("Alan", consented_on=DAY), category="student")
    make.community_member(community=made, organisation=make.organisation(name="Anonyme"))
    named = make.organisation(name="Hôpital", kind="hospital")
    make.community_member(community=made, organisation=named, category="hospital")
    gone = make.organisation(name="Partie", kind="hospital")
    make.community_member(community=made, organisation=gone, category="authority", ends_on=DAY)
    chair = make.chair(kind="awarded", community=made)
    make.community_output(community=made, title_fr="Guide", address="https://example.org/guide")
    page = Page(client.get(f"{ADDRESS}{made.pk}/"))
    for words in (
        "Santé Active",
        "Thématiques Santé numérique",
        "Membres Étudiant, entreprise, hôpital",
        "Ada Exemple 20 mai 2025",
        "non nommé : aucun consentement enregistré 20 mai 2025",
        "Hôpital",
        "Un <résumé>.",
        "Guide",
    ):
        assert words in page.text
    assert [name in page.text for name in ("Grace", "Alan", "Anonyme", "Partie")] == [False] * 4
    assert {f"/fr/chairs/{chair.pk}/", "https://example.org/guide"} <= set(page.links)
    assert f"/fr/communities/{made.pk}/" in Page(client.get(f"/fr/chairs/{chair.pk}/")).links


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "20 mai 2025 non communiqué non communiqué non communiqué"),
        ({"place": "Nancy", "attendance": 150, "qualifier": "about", "basis": "announced"}, "environ 150 (annoncée)"),
        ({"attendance": 5}, "5 (comptée)"),
        ({"attendance": 4}, "moins de cinq : non publié"),
        ({"attendance": 1}, "moins de cinq : non publié"),
        ({"attendance": 0}, "0 (comptée)"),
    ],
)
def test_page_tells_meetings_and_protects_small_attendance(client, fields, words):
    meeting = make.community_meeting(**fields)
    page = Page(client.get(f"{ADDRESS}{meeting.community.pk}/"))
    assert words in page.text
    assert (f"attendance:{meeting.pk}" in page.figures) == (fields.get("attendance") in (0, 5, 150))


def test_community_to_come_is_as_what_does_not_exist(client):
    made = make.community(starts_on=timezone.localdate() + ONE)
    answers = [client.get(f"{ADDRESS}{pk}/") for pk in (made.pk, made.pk + 1)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert (names(client.get(ADDRESS)), names(client.get(ADDRESS, {"on": "2999-01-01"}))) == ([], [])
    begun = make.community()
    assert every_community() == [{"pk": begun.pk}]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "sante"}, ["Santé"]),
        ({"state": "ended"}, ["Langues"]),
        ({"state": ["ended", "active"]}, ["Langues", "Santé"]),
        ({"theme": "digital_health"}, ["Santé"]),
        ({"sort": "-name"}, ["Santé", "Langues"]),
        ({"sort": "met"}, ["Langues", "Santé"]),
        ({"sort": "-meetings"}, ["Langues", "Santé"]),
        ({"on": DAY - ONE}, []),
    ],
)
def test_communities_are_found_and_sorted(client, query, found):
    make.community(name_fr="Santé", digital_health=True)
    make.community_meeting(community=make.community(name_fr="Langues", ends_on=DAY))
    query = query if "on" in query or "meetings" not in str(query) else query | {"on": DAY}
    assert names(client.get(ADDRESS, query)) == found


def test_coordination_sees_leads_and_comings_and_goings_of_a_day():
    anne, made = coordinator("Anne"), make.community(name_fr="Santé")
    make.community_lead(community=made, person=make.person("Ada"), ends_on=DAY)
    make.community_lead(community=made, person=make.person("Grace"), starts_on=DAY + ONE)
    make.community_member(community=made, ends_on=DAY)
    found = {day: anne.get(OFFICE, {"on": day}).context["page"].records[0] for day in (DAY, DAY + ONE)}
    assert {day: (row.led_by, row.member_count, row.joined, row.left) for day, row in found.items()} == {
        DAY: (["Ada Exemple"], 1, 1, 0),
        DAY + ONE: (["Grace Exemple"], 0, 1, 1),
    }
    assert f"/admin/research/community/{made.pk}/change/" in Page(anne.get(OFFICE)).links


def test_page_takes_as_many_queries_however_many_its_rows(client):
    made, counts = make.community(), []
    for _time in range(2):
        for _row in range(3):
            make.community_lead(community=made)
            make.community_member(community=made, organisation=make.organisation(kind="hospital"))
            make.community_meeting(community=made)
            make.community_output(community=made)
            make.chair(kind="awarded", community=made)
        forget_pages()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{ADDRESS}{made.pk}/")
        counts.append(len(captured))
    assert counts == [7, 7]


def test_running_chairs_without_community_need_the_coordination():
    anne, community = coordinator("Anne"), make.community()
    make.chair(kind="started", title_fr="Sans")
    make.chair(kind="started", community=community)
    make.chair(kind="ended")
    make.chair(kind="planned")
    needs = {need.title: need for need in anne.get("/admin/").context["needs"]}
    need = needs["Chaires sans communauté"]
    assert [name for name, _address in need.rows] == ["Sans"]
    assert [row.title_fr for row in anne.get(need.address).context["cl"].result_list] == ["Sans"]
