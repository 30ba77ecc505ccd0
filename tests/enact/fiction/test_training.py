"""The doctoral contracts and students of the fiction: no rule refuses any, and only what is meant to leaves a doubt."""

import json
from collections import Counter
from datetime import date

import pytest

from accounts.actions import open_coordinator_account
from enact.fiction.loading import LAST_DAY
from indicators.models import Release
from partners.models import Identity
from sources.models import File
from training.measures import coverage_on
from training.measures.cases import cases_of
from training.measures.coverage import Cover, plans_of
from training.models import (
    CommitteeMeeting,
    Coverage,
    DoctoralContract,
    DoctoralRole,
    DoctoralStep,
    MinimumPay,
    Respondent,
    StudentFigure,
    StudyProgramme,
)
from training.models.role import wrong_among
from training.models.term import wrong_with

pytestmark = pytest.mark.usefixtures("fiction")
DOUBTS = {
    "starts_early": 0,
    "company_without_cifre": 0,
    "pay_is_low": 3,
    "hdr_unknown": 2,
    "defence_is_due": 3,
    "committee_is_due": 2,
    "collaboration_is_due": 2,
}
"""What is left to decide on the last day, on purpose: of how many contracts."""


@pytest.fixture
def cases():
    """All contracts with what is recorded of them."""
    return list(cases_of(DoctoralContract.objects.select_related("institution", "employer")))


def test_there_are_as_many_as_are_told():
    kinds = Counter(DoctoralContract.objects.values_list("kind", flat=True))
    assert kinds == {"academic": 100, "cifre": 60}
    found = set(DoctoralStep.objects.values_list("kind", flat=True))
    assert found == set(DoctoralStep.Kind)
    assert DoctoralStep.objects.filter(kind="stopped").count() == 1
    assert set(DoctoralRole.objects.values_list("role", flat=True)) == set(DoctoralRole.Role)
    assert set(CommitteeMeeting.objects.values_list("outcome", flat=True)) == set(CommitteeMeeting.Outcome)
    grounds = set(DoctoralStep.objects.exclude(ground="").values_list("ground", flat=True))
    assert grounds == {"research", "sickness", "disability", "leave"}


def test_no_rule_refuses_any(cases):
    assert [case.contract for case in cases if wrong_with(case.contract, case.steps)] == []
    assert [case.contract for case in cases if wrong_among(case.roles)] == []


@pytest.mark.parametrize("check", DOUBTS)
def test_doubts_are_those_that_are_meant(cases, check):
    assert len([case for case in cases if getattr(case, check)(LAST_DAY)]) == DOUBTS[check]


def test_directors_have_an_hdr_or_a_derogation_and_some_retire():
    directors = DoctoralRole.objects.filter(role="director").select_related("person")
    assert {role.person.has_hdr for role in directors if not role.derogation} == {True, None}
    assert {role.person.has_hdr for role in directors if role.derogation} == {False}
    assert set(directors.values_list("contract", flat=True)) == set(
        DoctoralContract.objects.values_list("pk", flat=True)
    )
    assert directors.count() == 162
    assert DoctoralRole.objects.filter(role="co_director", is_from_economy=True).exists()


def test_employers_are_institutions_or_companies_rarely_authorities():
    academic = DoctoralContract.objects.filter(kind="academic").select_related("institution", "employer")
    assert [contract for contract in academic if contract.employer != contract.institution] == []
    employers = DoctoralContract.objects.filter(kind="cifre").values_list("employer__kind", flat=True)
    assert Counter(employers) == {"company": 58, "local_authority": 2}
    assert set(DoctoralContract.objects.values_list("institution__kind", flat=True)) == {"higher_education"}


def test_cotutelles_are_abroad():
    countries = set(
        DoctoralContract.objects.filter(cotutelle__isnull=False).values_list("cotutelle__country", flat=True)
    )
    assert countries == {"DE", "LU", "BE", "CH"}


def test_numbers_of_theses_are_of_the_year_of_their_defence():
    defences = dict(DoctoralStep.objects.filter(kind="defended").values_list("contract", "happened_on__year"))
    numbers = dict(DoctoralContract.objects.exclude(nnt="").values_list("pk", "nnt"))
    assert numbers == {key: number for key, number in numbers.items() if number[:8] == f"{defences[key]}FICT"}
    assert 0 < len(numbers) < len(defences)


def test_contracts_are_paid_but_for_a_few_gaps():
    plans = plans_of(DoctoralContract.objects.running_on(LAST_DAY))
    gaps = [plan for plan in plans if plan.left(LAST_DAY)[Cover.NONE]]
    assert 0 < len(gaps) < len(plans) / 10
    covers = {stretch.cover for plan in plans_of(DoctoralContract.objects.all()) for stretch in plan.stretches}
    assert covers == set(Cover)
    assert Coverage.objects.filter(amount__isnull=True).exists()


def test_page_of_coverage_has_rows(client):
    client.force_login(open_coordinator_account(email="anne@example.org", name="Anne", password="tested password"))
    response = client.get("/office/coverage/", {"on": LAST_DAY, "only": "gaps"})
    assert (response.status_code, "Sujet de thèse fictif" in response.content.decode()) == (200, True)


def test_commitments_that_pay_are_agreed():
    kinds = Coverage.objects.values_list("commitment__steps__kind", flat=True)
    assert "withdrawal" not in kinds
    agreed = set(Coverage.objects.filter(commitment__steps__kind="agreement").values_list("pk", flat=True))
    assert agreed == set(Coverage.objects.values_list("pk", flat=True))


def test_minimum_pay_is_that_of_the_law():
    found = {(row.kind, row.starts_on.year): row.amount for row in MinimumPay.objects.all()}
    assert found == {
        **{("academic", year): amount for year, amount in ((2024, 2_100), (2025, 2_200), (2026, 2_300))},
        **{("cifre", year): amount for year, amount in ((2024, 25_200), (2025, 26_400), (2026, 27_600))},
    }


def test_students_are_stated_for_four_years_and_two_institutions_are_awaited_for_the_last():
    coverage = coverage_on(LAST_DAY)
    assert {year: (found.number, len(found.asked)) for year, found in coverage.items()} == {
        2022: (7, 7),
        2023: (7, 7),
        2024: (7, 7),
        2025: (5, 7),
    }
    assert set(StudyProgramme.objects.values_list("level", flat=True)) == set(StudyProgramme.Level)
    assert set(StudyProgramme.objects.values_list("kind", flat=True)) == set(StudyProgramme.Kind)
    assert Respondent.objects.count() == 7
    assert StudentFigure.objects.filter(chosen_on__isnull=False).exists()
    assert StudentFigure.objects.undecided_on(LAST_DAY).exists()


def test_first_year_was_published_as_that_of_five_institutions_of_seven():
    release = Release.objects.get(day=date(2023, 12, 31))
    (entry,) = (entry for entry in json.loads(release.text)["indicators"] if entry["code"] == "TRA-1")
    perimeter, figure = entry["figure"]["perimeter"]["fr"], entry["figure"]
    assert (perimeter, figure["unknowns"]) == (
        "Année universitaire 2022-2023, 5 sur 7 établissements, provisoire",
        2,
    )


def test_people_consent_or_not_and_give_their_gender_or_not():
    genders = set(Identity.objects.filter(person__doctoral_contracts__isnull=False).values_list("gender", flat=True))
    assert genders == {"", *Identity.Gender.values}
    consents = DoctoralContract.objects.filter(student__isnull=False).values_list("student__consented_on", flat=True)
    assert 0 < sum(day is not None for day in consents) < len(consents)


def test_rules_of_calls_are_files():
    assert File.objects.filter(name__startswith="fictif-reglement").count() == 16
