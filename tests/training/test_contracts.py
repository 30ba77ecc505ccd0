"""The forms, the list and the page of the doctoral contracts."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from tests import make
from tests.page import Page, plain, read_aloud
from tests.sending import coordinator, errors_of, follow, said, send
from training.models import CommitteeMeeting, DoctoralContract, DoctoralStep

pytestmark = pytest.mark.django_db
START = date(2025, 10, 1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def change(contract):
    """The address of a contract's form."""
    return reverse("admin:training_doctoralcontract_change", args=[contract.pk])


def typed(prefix, place, **fields):
    """What is typed into a row of a form."""
    return {f"{prefix}-{place}-{name}": value for name, value in fields.items()}


def test_contract_is_made_in_one_form_with_its_start_and_its_director(anne):
    university, director = make.organisation(kind="higher_education"), make.person(has_hdr=True)
    response = send(
        anne,
        reverse("admin:training_doctoralcontract_add"),
        kind="academic",
        title_fr="Apprendre",
        institution=university.pk,
        pay="2 300",
        **typed("steps", 0, kind="started", happened_on="01/10/2025"),
        **{"roles-TOTAL_FORMS": "1"},
        **typed("roles", 0, role="director", person=director.pk, starts_on="01/10/2025"),
    )
    assert response.status_code == 302
    contract = DoctoralContract.objects.get()
    assert [(step.kind, step.happened_on) for step in contract.steps.all()] == [("started", START)]
    assert [role.person for role in contract.roles.all()] == [director]
    assert contract.months == 36


def test_defence_and_number_are_recorded_at_once_if_they_fit(anne):
    contract = make.doctoral_contract(started_on=date(2022, 10, 1))
    step = typed("steps", 1, kind="defended", happened_on="15/10/2025")
    response = send(anne, change(contract), nnt="2024LORR0123", **step)
    assert list(errors_of(response)) == ["steps-1-"]
    assert send(anne, change(contract), nnt="2025LORR0123", **step).status_code == 302
    assert contract.steps.count() == 2


def test_number_without_defence_is_refused(anne):
    response = send(anne, change(make.doctoral_contract(started_on=START)), nnt="2025LORR0123")
    assert list(errors_of(response)) == ["steps"]


def test_defence_before_a_start_of_the_same_form_is_refused(anne):
    response = send(
        anne,
        reverse("admin:training_doctoralcontract_add"),
        kind="academic",
        title_fr="Apprendre",
        institution=make.organisation(kind="higher_education").pk,
        **{"steps-TOTAL_FORMS": "2"},
        **typed("steps", 0, kind="started", happened_on="01/10/2025"),
        **typed("steps", 1, kind="defended", happened_on="30/09/2025", precision="exact"),
    )
    assert list(errors_of(response)) == ["steps"]
    assert DoctoralContract.objects.count() == 0


def test_extension_after_the_end_is_refused_and_what_was_typed_stays(anne):
    contract = make.doctoral_contract(started_on=date(2020, 10, 1))
    step = typed("steps", 1, kind="extended", happened_on="01/10/2023", ground="leave", months="3")
    response = send(anne, change(contract), **step)
    assert list(errors_of(response)) == ["steps-1-"]
    assert 'value="01/10/2023"' in response.content.decode()
    assert DoctoralStep.objects.count() == 1


@zeal_ignore([{"model": "partners.Person", "field": "get()"}])
def test_two_directors_typed_at_once_are_refused(anne):
    contract = make.doctoral_contract()
    rows = {"roles-TOTAL_FORMS": "2"}
    for place in range(2):
        person = make.person(has_hdr=True)
        ends_on = "31/12/2025" if place == 0 else ""
        row = {"role": "director", "person": person.pk, "starts_on": f"0{place + 1}/10/2025", "ends_on": ends_on}
        rows |= typed("roles", place, **row)
    assert list(errors_of(send(anne, change(contract), **rows))) == ["roles"]


def test_meeting_that_is_still_to_come_is_refused(anne):
    tomorrow = date(2099, 1, 1)
    rows = {"meetings-TOTAL_FORMS": "1"} | typed(
        "meetings", 0, year="2", held_on=f"{tomorrow:%d/%m/%Y}", outcome="not_said"
    )
    assert list(errors_of(send(anne, change(make.doctoral_contract()), **rows))) == ["meetings-0-held_on"]
    assert CommitteeMeeting.objects.count() == 0


def test_what_is_to_be_decided_is_said_once_it_is_saved(anne):
    make.minimum_pay(starts_on=date(2024, 1, 1), amount=2100)
    contract = make.doctoral_contract(started_on=timezone.localdate())
    response = send(anne, change(contract), pay="2 000")
    warnings = [words for words in said(follow(anne, response)) if "minimum légal" in words]
    assert len(warnings) == 1


def test_list_counts_what_it_shows_by_state_and_kind(anne):
    make.doctoral_contract(started_on=START, title_fr="Première")
    make.doctoral_contract(kind="cifre", title_fr="Seconde")
    response = anne.get("/office/doctoral-contracts/?on=2025-10-01")
    assert [(state, total) for state, _by_kind, total in response.context["states"]] == [("started", 1), (None, 1)]
    before = anne.get("/office/doctoral-contracts/?on=2025-09-30")
    assert [(state, total) for state, _by_kind, total in before.context["states"]] == [(None, 2)]
    assert anne.get("/office/doctoral-contracts/?kind=cifre&state=none").context["count"] == 1
    known = anne.get(f"/office/doctoral-contracts/?known={timezone.localdate()}")
    assert known.context["count"] == 2
    assert anne.get("/office/doctoral-contracts/?known=2020-01-01").context["count"] == 0


def test_list_shows_the_last_day_with_extensions_signed_by_the_day(anne):
    contract = make.doctoral_contract(started_on=START)
    make.doctoral_step(contract=contract, kind="extended", happened_on=date(2026, 1, 5), ground="leave", months=4)
    for day, last in (("2026-01-04", "30 septembre 2028"), ("2026-01-05", "31 janvier 2029")):
        shown = Page(anne.get(f"/office/doctoral-contracts/?on={day}")).text
        assert last in shown


def test_extension_says_its_months_and_its_ground_in_the_form(anne):
    contract = make.doctoral_contract(started_on=START)
    make.doctoral_step(contract=contract, kind="extended", happened_on=date(2026, 1, 5), ground="research", months=1)
    words = "Prolongé, 5 janvier 2026 – 1 mois\u00a0: circonstances de la recherche"
    assert plain(words) in read_aloud(anne.get(change(contract)))


def test_filter_offers_the_institutions_that_have_contracts(anne):
    make.organisation(name="Sans doctorat")
    found = [make.doctoral_contract(institution=make.organisation(name=name)).institution for name in ("Alpha", "Bêta")]
    shown = anne.get(reverse("admin:training_doctoralcontract_changelist"))
    institutions = next(one for one in shown.context["cl"].filter_specs if one.title == "établissement d’inscription")
    assert institutions.lookup_choices == [(each.pk, str(each)) for each in found]


def test_names_of_students_are_shown_when_asked_for_alone(anne):
    make.doctoral_contract(student=make.person(family_name="Secrète"), started_on=START)
    assert "Secrète" not in anne.get("/office/doctoral-contracts/").content.decode()
    assert "Secrète" in anne.get("/office/doctoral-contracts/?columns=student").content.decode()


def test_page_tells_a_contract_on_a_day(anne):
    contract = make.doctoral_contract(started_on=START, title_fr="Apprendre")
    make.doctoral_role(contract=contract)
    address = f"/office/doctoral-contracts/{contract.pk}/"
    assert "commencé" in anne.get(f"{address}?on=01/10/2025").content.decode()
    assert anne.get(f"{address}?on=30/09/2025").context["state"] is None
    faulty = anne.get(f"{address}?on=31/02/2025")
    assert (faulty.status_code, "steps" in faulty.context) == (200, False)
    assert anne.get("/office/doctoral-contracts/1000000000/").status_code == 404


def test_page_takes_as_many_queries_however_much_there_is(anne, django_assert_max_num_queries):
    contract = make.doctoral_contract(started_on=START, call=make.call(), chair=make.chair())
    for place in range(3):
        make.doctoral_role(contract=contract, role="committee")
        make.doctoral_laboratory(contract=contract)
        make.committee_meeting(contract=contract, year=2 + place)
        make.doctoral_step(contract=contract, kind="suspended", source=make.source())
        make.coverage(contract=contract, first_month=1 + place)
    anne.get("/office/doctoral-contracts/")
    with django_assert_max_num_queries(11):
        anne.get(f"/office/doctoral-contracts/{contract.pk}/")
