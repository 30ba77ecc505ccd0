"""Organisations, roles, people: checked identifiers, periods, and names that can be erased."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partners.measures import partner_companies, partner_organisations
from partners.models import Membership, Organisation, Person, Programme, Responsibility
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("siren", "552100554"),
        ("siren", "356000000"),
        ("siret", "73282932000074"),
        ("siret", "35600000049837"),
        ("ror", "02feahw73"),
        ("ror", "02vnf0c38"),
        ("uai", "0542493S"),
        ("uai", "0673021V"),
        ("department", "2A"),
        ("department", "974"),
        ("country", "DE"),
        ("siren", ""),
    ],
)
def test_identifier_is_accepted(field, value):
    organisation = make.organisation(**{field: value})
    organisation.full_clean()
    assert getattr(organisation, field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("siren", "552100555"),
        ("siren", "abc"),
        ("siret", "73282932000075"),
        ("ror", "02feahw74"),
        ("ror", "12feahw73"),
        ("ror", "02feahu73"),
        ("uai", "0542493T"),
        ("uai", "054004S"),
        ("department", "5"),
        ("country", "fr"),
    ],
)
def test_identifier_with_a_wrong_check_is_refused_in_words(field, value):
    organisation = Organisation(name="Essai", kind="company", **{field: value})
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(("field", "value"), [("siren", "552100554"), ("ror", "02feahw73"), ("name", "La Même")])
def test_identifier_belongs_to_one_organisation(field, value):
    make.organisation(**{field: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        make.organisation(**{field: value})


def test_organisations_without_identifiers_stand_side_by_side():
    make.organisation()
    make.organisation()
    assert Organisation.objects.filter(siren="").count() == 2


@pytest.mark.parametrize(("department", "inside"), [("54", True), ("67", True), ("75", False), ("", None)])
def test_region_follows_from_the_department(department, inside):
    organisation = make.organisation(department=department)
    assert organisation.is_in_grand_est is inside
    assert Organisation.objects.in_grand_est().exists() is (inside is True)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"department": "54"}, "54"),
        ({"department": "75"}, "france"),
        ({"department": "2A"}, "france"),
        ({"department": ""}, "unknown"),
        ({"country": "DE"}, "abroad"),
        ({"country": "DE", "department": "54"}, "abroad"),
        ({"country": "", "department": "54"}, "54"),
        ({"country": ""}, "several"),
        ({"country": "", "department": "75"}, "several"),
    ],
)
def test_place_is_a_department_of_the_region_or_what_lies_outside(fields, place):
    membership = make.membership(organisation=make.organisation(**fields))
    assert Organisation.objects.with_place().get(pk=membership.organisation.pk).place == place
    assert Membership.objects.with_place().get().place == place


@pytest.mark.parametrize(
    ("kind", "public"),
    [("state", True), ("local_authority", True), ("hospital", True), ("company", False), ("foreign", False)],
)
def test_public_bodies_are_known_by_their_kind(kind, public):
    assert make.organisation(kind=kind).is_public_body is public
    assert Organisation.objects.public_bodies().exists() is public


def test_partners_are_split_by_place_and_by_country():
    for department, country in (("54", "FR"), ("54", "FR"), ("75", "FR"), ("", "FR"), ("", "DE"), ("", "LU")):
        organisation = make.organisation(kind="research", department=department, country=country)
        make.membership(organisation=organisation)
        make.membership(organisation=organisation, role="funder")
    counts = {key: total.value for key, total in partner_organisations.split(DAY, "place").items()}
    assert counts == {"54": 2, "france": 1, "unknown": 1, "abroad": 2}
    counts = {key: total.value for key, total in partner_organisations.split(DAY, "organisation__country").items()}
    assert counts == {"FR": 4, "DE": 1, "LU": 1}


def test_organisation_is_called_by_its_short_name():
    assert str(make.organisation(name="Centre national", short_name="CN")) == "CN"
    assert str(make.organisation(name="Sans sigle")) == "Sans sigle"


@pytest.mark.parametrize(
    ("day", "active"), [(YESTERDAY, False), (DAY, True), (TOMORROW, True), (TOMORROW + timedelta(1), False)]
)
def test_role_is_held_from_its_first_day_to_its_last(day, active):
    make.membership(ends_on=TOMORROW)
    make.responsibility(ends_on=TOMORROW)
    assert Membership.objects.active_on(day).exists() is active
    assert Responsibility.objects.active_on(day).exists() is active


def test_partners_are_counted_once_each_companies_apart():
    university = make.organisation(kind="higher_education")
    make.membership(organisation=university, role="leader")
    make.membership(organisation=university, role="member")
    make.membership(organisation=make.organisation(kind="alliance"), role="european", standing="intended")
    make.membership(role="company")
    assert (partner_organisations.on(DAY).value, partner_companies.on(DAY).value) == (1, 1)
    assert partner_organisations.split(DAY, "organisation__kind")["higher_education"].value == 1


def test_database_refuses_periods_that_end_before_they_start():
    for record in (make.membership, make.responsibility):
        with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
            record(ends_on=YESTERDAY)
    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        Programme.objects.create(short_name="X", name_fr="X", starts_on=DAY, ends_on=DAY)


def test_database_refuses_days_before_2000():
    for record in (make.membership, make.responsibility):
        with pytest.raises(IntegrityError, match="starts_since_2000"), transaction.atomic():
            record(starts_on=date(1999, 12, 31))


def test_erased_person_keeps_a_key_and_no_name():
    person = make.person("Camille", "Exemple")
    assert str(person) == "Camille Exemple"
    person.identity.delete()
    assert str(Person.objects.get()) == f"personne n°\u00a0{person.pk}"
    assert "Exemple" not in str(list(Person.history.values()))


@pytest.mark.parametrize(("orcid", "valid"), [("0000-0002-1825-0097", True), ("0000-0002-1825-0098", False)])
def test_orcid_has_a_check_digit(orcid, valid):
    identity = make.person().identity
    identity.orcid = orcid
    if valid:
        identity.full_clean()
    else:
        with pytest.raises(ValidationError):
            identity.full_clean()


def test_texts_of_records_name_them():
    role = make.membership(organisation=make.organisation(name="Ville"), role="funder")
    assert str(role) == "Ville, financeur"
    assert str(role.programme) == "ENACT"
    assert str(role.programme.name) == "Centre européen"
    assert str(make.responsibility(function_fr="Coordinatrice")) == "Coordinatrice"
