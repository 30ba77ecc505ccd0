"""What needs the coordination today: each need with how much of it, where it stands, and nothing that is in order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enact.dates import months_after
from enact.pages.today import RELEASE_RHYTHM
from enact.years import last_ended_by
from indicators.actions import publish_release
from indicators.catalogue import indicators
from tests import make
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def nothing_to_do(db):
    """Every indicator is stated today with its source, and today is published."""
    make.programme()
    source = make.source()
    for code in indicators():
        make.observation(indicator=code, holds_on=TODAY, stated_on=TODAY, source=source)
    publish_release(day=TODAY, by=None, at=timezone.localtime())


def needs(client):
    """What the first page says: how much of each need, by its address."""
    return {need.address: need.count for need in client.get("/admin/").context["needs"]}


def test_nothing_needs_anybody_when_all_is_in_order(anne, nothing_to_do):
    response = anne.get("/admin/")
    assert response.context["needs"] == []
    assert "Rien à traiter aujourd’hui." in response.content.decode()


def test_every_need_leads_to_the_rows_that_it_counts(anne, nothing_to_do):
    sourced = {"source": make.source()}
    make.commitment(kind="discussion")
    make.commitment_step(kind="letter", amount=5, commitment=make.commitment(), **sourced)
    make.chair_step()
    make.observation(holds_on=TODAY - timedelta(days=1), stated_on=TODAY)
    make.target()
    make.membership(starts_on=TODAY + timedelta(days=1))
    make.statement()
    make.responsibility()
    make.completeness(indicator="PAR-2", complete_from=TODAY + timedelta(days=1))
    taught = make.student_figure(enrolled=9, stated_on=TODAY, **sourced).study_programme
    make.student_figure(enrolled=8, stated_on=TODAY, study_programme=taught)
    make.respondent(first_year=2023, last_year=2023)
    found = needs(anne)
    assert found == {
        "/admin/training/studentfigure/?undecided=yes": 1,
        "/admin/training/studentfigure/?without_source=yes": 1,
        "/admin/training/respondent/?without_source=yes": 1,
        "/admin/funding/commitment/?state=in_discussion&without_amount=yes&real=yes": 1,
        "/admin/funding/commitmentstep/?without_source=yes&standing=yes&real=yes": 1,
        "/admin/research/chairstep/?without_source=yes&standing=yes": 1,
        "/admin/indicators/observation/?without_source=yes&standing=yes": 1,
        "/admin/indicators/target/?without_source=yes": 1,
        "/admin/indicators/completeness/?without_source=yes": 1,
        "/admin/partners/membership/?without_source=yes&real=yes": 1,
        "/admin/sources/statement/?without_source=yes": 1,
        "/admin/partners/responsibility/?without_source=yes&real=yes": 1,
    }
    assert {address: len(anne.get(address).context["cl"].result_list) for address in found} == found


def test_institutions_that_have_not_stated_their_students_are_named(anne, nothing_to_do):
    year = last_ended_by(TODAY)
    for name in ("Alpha", "Bêta"):
        make.respondent(institution=make.organisation(name=name), first_year=year, source=make.source())
    answered = make.study_programme(institution=make.organisation(name="Gamma"))
    make.respondent(institution=answered.institution, first_year=year, source=make.source())
    make.student_figure(study_programme=answered, enrolled=9, year=year, stated_on=TODAY, source=make.source())
    (need,) = anne.get("/admin/").context["needs"]
    assert (need.address, need.count) == (f"/office/students/?year={year}", 2)
    assert [name for name, _address in need.rows] == ["Alpha", "Bêta"]


def test_steps_without_source_lead_to_the_form_of_what_they_belong_to(anne):
    step = make.commitment_step(amount=5)
    (need,) = [need for need in anne.get("/admin/").context["needs"] if "commitmentstep" in need.address]
    assert need.rows == [(f"{step.commitment} – {step}", f"/admin/funding/commitment/{step.commitment_id}/change/")]


def test_replaced_steps_and_superseded_observations_need_nobody(anne, nothing_to_do):
    sourced = {"source": make.source()}
    wrong = make.commitment_step(amount=5)
    make.commitment_step(commitment=wrong.commitment, amount=6, replaces=wrong, reason="Erreur", **sourced)
    earlier = make.observation(holds_on=TODAY - timedelta(days=2), stated_on=TODAY)
    make.observation(holds_on=TODAY - timedelta(days=1), stated_on=TODAY, supersedes=earlier, **sourced)
    assert needs(anne) == {}


def test_first_five_rows_are_shown_and_the_others_are_a_list_away(anne, nothing_to_do):
    for _row in range(7):
        make.statement()
    response = anne.get("/admin/")
    (need,) = response.context["needs"]
    assert (need.count, len(need.rows), need.more) == (7, 5, 2)
    assert "et 2 autres" in response.content.decode()


def test_figures_older_than_their_rhythm_and_figures_nobody_gave_are_named(anne, launch):
    found = {need.title: need for need in anne.get("/admin/").context["needs"]}
    unknown = found["Chiffres que personne n’a donnés"]
    assert [row[0].split(" – ")[0] for row in unknown.rows] == ["TRA-3", "FIN-4", "FIN-5", "FIN-6"]
    assert unknown.rows[0][1] == "/admin/indicators/observation/add/?indicator=TRA-3"
    assert anne.get(unknown.rows[0][1]).context["adminform"].form.initial["indicator"] == "TRA-3"
    assert found["Chiffres plus anciens que leur rythme"].count == 8


@pytest.mark.parametrize(("later", "due"), [(0, True), (4, False)])
def test_release_is_due_three_months_after_the_last(anne, later, due):
    make.programme(starts_on=TODAY - timedelta(days=200))
    day = months_after(TODAY, -RELEASE_RHYTHM) + timedelta(days=later)
    publish_release(day=day, by=None, at=timezone.localtime())
    titles = [need.title for need in anne.get("/admin/").context["needs"]]
    assert ("Une publication est à faire" in titles) == due


def test_first_release_is_due_at_once(anne):
    assert needs(anne)["/admin/publish/"] == 1


def test_figures_that_read_otherwise_than_in_the_last_release_are_named(anne, nothing_to_do):
    make.observation(indicator="RES-1", value=4, holds_on=TODAY, stated_on=TODAY, source=make.source())
    make.completeness(indicator="PAR-1", complete_from=TODAY, source=make.source())
    (need,) = anne.get("/admin/").context["needs"]
    assert [row[0].split(" – ")[0] for row in need.rows] == ["RES-1", "PAR-1"]
    assert need.address == "/admin/publish/"


def test_accounts_see_what_they_may(client, launch):
    make.statement()
    client.force_login(make.user(is_staff=True))
    assert needs(client) == {}


def test_first_page_asks_the_database_little_however_much_there_is_to_do(anne, launch, django_assert_max_num_queries):
    for _row in range(3):
        make.commitment(kind="discussion")
        make.chair_step()
        make.statement()
    anne.get("/admin/")
    with django_assert_max_num_queries(30):
        anne.get("/admin/")
