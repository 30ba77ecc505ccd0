"""What needs the coordination today: each need with how much of it, where it stands, and nothing that is in order."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enact.dates import months_after
from enact.pages.today import RELEASE_RHYTHM
from enact.years import last_ended_by
from funding.measures.account import account_of
from funding.measures.closing import closing
from indicators.actions import publish_release
from indicators.catalogue import indicators
from tests import make
from tests.make import DAY
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
    make.chair_holder()
    make.community()
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
        "/admin/research/chair/?without_community=yes&real=yes": 1,
        "/admin/research/chairstep/?without_source=yes&standing=yes": 1,
        "/admin/research/chairholder/?without_source=yes&real=yes": 1,
        "/admin/research/community/?without_source=yes": 1,
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
    assert [row[0].split(" – ")[0] for row in unknown.rows] == ["TRA-3", "TRA-4", "FIN-4", "FIN-5", "FIN-6"]
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


def everything_complete():
    """The records of every indicator that has any stand for themselves, with their source."""
    source = make.source()
    for code, indicator in indicators().items():
        if indicator.measure:
            make.completeness(indicator=code, complete_from=DAY, source=source)


def something_of_everything():
    """A row of each kind of need, and of each kind of record that is measured."""
    make.commitment(kind="discussion")
    agreed = make.commitment(kind="agreement", amount=5)
    make.instalment(commitment=agreed, amount=4)
    make.receipt(form="in_kind")
    make.receipt(commitment=agreed, amount=2)
    make.expenditure(commitment=agreed, amount=1)
    make.chair_step()
    make.membership()
    make.statement()
    make.responsibility()
    make.observation(indicator="TRA-1", holds_on=DAY, stated_on=DAY)
    make.doctoral_contract(started_on=DAY)
    make.student_figure(enrolled=9)


def test_first_page_asks_the_database_as_often_however_much_there_is_to_do(anne, nothing_to_do):
    everything_complete()
    found = []
    for rows in (1, 2):
        for _row in range(rows):
            something_of_everything()
        anne.get("/admin/")
        caches["lists"].clear()
        with CaptureQueriesContext(connection) as captured:
            response = anne.get("/admin/")
        found.append(len(captured))
    assert found[0] == found[1] <= 10
    assert len(response.context["needs"]) == 16


def test_overdue_instalments_are_told_with_their_days_the_oldest_first(anne, nothing_to_do):
    for amount, received, days in ((5, 5, 9), (5, 4, 1), (5, None, 40), (None, None, 3), (5, None, 0)):
        planned = make.commitment()
        instalment = make.instalment(commitment=planned, amount=amount, due_on=TODAY - timedelta(days=days))
        if received:
            make.receipt(commitment=planned, instalment=instalment, amount=received)
    make.instalment(amount=5, due_on=DAY, cancelled_on=TODAY, note="Erreur")
    make.instalment(amount=5, due_on=DAY, commitment=make.commitment(organisation=make.organisation(is_example=True)))
    (need,) = anne.get("/admin/").context["needs"]
    assert [name.rpartition("\xa0: ")[2] for name, _address in need.rows] == [
        "40 jours de retard",
        "3 jours de retard",
        "1 jour de retard",
    ]
    assert (need.count, need.address) == (3, "/office/instalments/?late=is_late&example=no")
    assert [row.late for row in anne.get(need.address).context["page"].records] == [40, 3, 1]


def test_contributions_in_kind_to_be_approved_are_listed(anne, nothing_to_do):
    waiting = make.receipt(form="in_kind")
    valued = {"form": "in_kind", "valued_by": make.user()}
    make.receipt(**valued, approved_by=make.user(), approved_on=TODAY)
    make.receipt(form="in_kind", cancelled_on=TODAY, note="Erreur")
    make.receipt(amount=5)
    make.receipt(form="in_kind", commitment=make.commitment(organisation=make.organisation(is_example=True)))
    (need,) = anne.get("/admin/").context["needs"]
    name, address = need.rows[0]
    assert (need.count, address) == (1, f"/admin/funding/receipt/{waiting.pk}/change/")
    assert name == f"{waiting.commitment} – {waiting}"
    assert [row.pk for row in anne.get(need.address).context["cl"].result_list] == [waiting.pk]


def test_payment_that_is_expected_comes_on_its_day(anne, nothing_to_do):
    one = timedelta(days=1)
    make.payment_announcement(is_made=False, paid_on=TODAY + one)
    assert [address for address in needs(anne) if "announcement" in address] == []
    come = [
        make.payment_announcement(is_made=False, paid_on=TODAY),
        make.payment_announcement(is_made=False, paid_on=TODAY - one),
        make.payment_announcement(paid_on=TODAY - one),
    ]
    (address,) = [address for address in needs(anne) if "announcement" in address]
    assert needs(anne)[address] == 3
    assert sorted(row.pk for row in anne.get(address).context["cl"].result_list) == [row.pk for row in come]


def test_plans_that_do_not_add_up_are_those_that_the_account_does_not_close(anne, nothing_to_do):
    sourced = {"source": make.source()}
    unlike = []
    for kind, agreed, parts, in_kind, differs in (
        ("agreement", 5, [5], None, False),
        ("agreement", 5, [3, 2], None, False),
        ("agreement", 5, [3], None, True),
        ("agreement", 5, [3, None], None, True),
        ("agreement", 5, [3, 3], None, True),
        ("agreement", 5, [], None, True),
        ("agreement", 5, [], 5, False),
        ("agreement", 5, [4], 5, True),
        ("agreement", 0, [], None, False),
        ("agreement", None, [4], None, False),
        ("amendment", 5, [4], None, True),
        ("completion", 5, [4], None, True),
        ("withdrawal", None, [4], None, False),
    ):
        made = make.commitment()
        make.commitment_step(commitment=made, kind=kind, amount=agreed, **sourced)
        for part in parts:
            make.instalment(commitment=made, amount=part, due_on=TODAY + timedelta(days=30))
        if in_kind:
            valued = {"form": "in_kind", "quantity": in_kind, "rate": 1, "valued_by": make.user()}
            make.receipt(commitment=made, **valued, approved_by=make.user(), approved_on=DAY)
        checks = {check.name: check.missing for check in closing(account_of(made.pk, TODAY), [])}
        assert bool(checks["Les échéances font la somme conventionnée"]) == differs, (kind, agreed, parts)
        unlike += [made.pk] if differs else []
    (need,) = anne.get("/admin/").context["needs"]
    assert (need.count, need.address) == (len(unlike), "/office/commitments/?plan=unlike&example=no")
    assert sorted(row.pk for row in anne.get(need.address).context["page"].records) == unlike
    assert {address for _name, address in need.rows} < {f"/office/commitments/{key}/" for key in unlike}


def test_plans_of_grants_need_nobody_and_are_not_listed(anne, nothing_to_do):
    granted = make.commitment()
    make.commitment_step(commitment=granted, kind="award", amount=5, source=make.source())
    assert needs(anne) == {}


def test_needs_are_those_of_what_the_account_may_see(client, nothing_to_do):
    something_of_everything()
    reader = make.user(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_receipt"))
    client.force_login(reader)
    assert needs(client) == {"/admin/funding/receipt/?waiting=yes&real=yes": 1}
