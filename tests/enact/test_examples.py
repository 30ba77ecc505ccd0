"""What is invented for a demonstration: marked wherever it is named, part of no figure, and nothing that needs anybody."""

from datetime import date

import pytest
from django.utils.translation import override

from enact.catalogue import programme_on
from indicators.catalogue import indicators
from indicators.document import content_on
from tests import make
from tests.make import DAY
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
STATES = ("discussion", "letter", "award", "agreement")
NEVER_INVENTED = {"RES-2", "TRA-4"}
"""What no organisation of an example holds: communities and events."""


def organisation_with_everything(**fields):
    """An organisation of each side of the count with roles, a commitment in each state, and a chair."""
    company = make.organisation(name_published_since=DAY, **fields)
    body = make.organisation(kind="association", **fields)
    make.membership(organisation=company, role="company")
    make.membership(organisation=body, role="leader")
    for kind in STATES:
        made = make.commitment(kind=kind, amount=5, organisation=company, amount_published_since=DAY)
    make.receipt(commitment=made, amount=4)
    make.expenditure(commitment=made, amount=3, spent_on=DAY)
    make.chair(kind="awarded", host=company)
    university = make.organisation(kind="higher_education", **fields)
    make.membership(organisation=university, role="member", starts_on=date(2024, 1, 1))
    for gender in ["woman", "man"] * 5:
        student = make.person()
        student.identity.gender = gender
        student.identity.save()
        abroad = make.organisation(kind="foreign", country="DE")
        shared = {"student": student, "institution": university, "cotutelle": abroad, "funded_by_enact": True}
        make.doctoral_contract(started_on=date(2024, 10, 1), **shared)
    make.student_figure(study_programme=make.study_programme(institution=university), enrolled=9)


def measured():
    """The value of every indicator that counts records; zero where there is nothing to tell."""
    totals = {
        code: indicator.measure.on(DAY)
        for code, indicator in indicators().items()
        if indicator.measure is not None and code not in NEVER_INVENTED
    }
    return {code: total.value or 0 if total else 0 for code, total in totals.items()}


def test_examples_count_in_no_indicator():
    make.programme()
    before = measured()
    organisation_with_everything(is_example=True)
    assert measured() == before == dict.fromkeys(before, 0)
    organisation_with_everything()
    assert {code: value > 0 for code, value in measured().items()} == dict.fromkeys(before, True)


def test_examples_change_nothing_of_what_is_published(launch):
    before = content_on(DAY)
    organisation_with_everything(is_example=True)
    assert content_on(DAY) == before
    assert len(programme_on(DAY)["leaders"]) == 1


def test_examples_need_nobody():
    make.programme()
    anne = coordinator("Anne")
    before = needs(anne)
    example = make.organisation(is_example=True)
    make.commitment(kind="discussion", organisation=example)
    make.membership(organisation=example)
    make.responsibility(organisation=example)
    make.responsibility(contact_of=example)
    agreed = make.commitment(kind="agreement", amount=5, organisation=example)
    make.instalment(commitment=agreed, amount=4)
    make.receipt(commitment=agreed, form="in_kind")
    assert needs(anne) == before


def needs(client):
    """What the first page of the back office says: how much of each need, by its address."""
    return {need.address: need.count for need in client.get("/admin/").context["needs"]}


@pytest.mark.parametrize(("language", "mark"), [("fr", "(exemple inventé)"), ("en", "(invented example)")])
def test_examples_are_marked_where_they_are_named(language, mark):
    example = make.organisation(name="Entreprise", is_example=True)
    with override(language):
        assert str(example) == f"Entreprise {mark}"
        assert str(make.commitment(organisation=example, title_fr="Prêt")) == f"Entreprise {mark} – Prêt"


def test_public_directory_and_pages_know_no_example(client, launch):
    example = make.organisation(name="Invention", kind="association", is_example=True)
    make.membership(organisation=example)
    make.organisation()
    assert "Invention" not in client.get("/fr/partners/").content.decode()
    assert client.get(f"/fr/partners/{example.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["commitment", "commitmentstep"])
def test_lists_of_the_back_office_mark_examples_and_can_leave_them_out(page):
    make.commitment(amount=5, organisation=make.organisation(name="Entreprise", is_example=True))
    anne, address = coordinator("Anne"), f"/admin/funding/{page}/"
    assert "Entreprise (exemple inventé)" in anne.get(address).content.decode()
    assert "Entreprise" not in anne.get(f"{address}?real=yes").content.decode()
