"""Laboratories with their supervisions and affiliations, declared sizes, and identifiers of people."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indicators.catalogue import indicators
from indicators.ledger import Ledger
from partners.measures import partner_companies
from partners.models import Affiliation, DeclaredSize, Laboratory, Organisation, Supervision
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize("code", ["UMR 7503", "UMR_S 1256", "IRL 2958", "UR 3439", "UAR 3488", ""])
def test_unit_code_is_accepted(code):
    make.laboratory(code=code).full_clean()


@pytest.mark.parametrize("code", ["7503", "UMR", "umr 7503", "UMR7503", "UMR 7503 bis"])
def test_unit_code_that_cannot_be_is_refused_in_words(code):
    with pytest.raises(ValidationError) as refused:
        Laboratory(name="Essai", code=code).full_clean()
    assert list(refused.value.message_dict) == ["code"]


def test_laboratory_is_called_by_its_short_name_with_its_code_and_found_by_both():
    laboratory = make.laboratory(name="Laboratoire lorrain", short_name="Loria", code="UMR 7503", commune="Nancy")
    assert (str(laboratory), laboratory.whereabouts) == ("Loria (UMR 7503)", "Nancy")
    assert laboratory.words == "laboratoire lorrain loria umr 7503 nancy"
    assert str(make.laboratory(name="Sans sigle")) == "Sans sigle"


def test_laboratories_of_one_name_stand_in_different_communes():
    make.laboratory(name="Chimie", commune="Nancy")
    make.laboratory(name="Chimie", commune="Metz")
    make.laboratory(code="UMR 1", ror="02feahw73")
    for taken in ({"name": "Chimie", "commune": "Metz"}, {"code": "UMR 1"}, {"ror": "02feahw73"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.laboratory(**taken)


@pytest.mark.parametrize(
    ("day", "active"), [(YESTERDAY, False), (DAY, True), (TOMORROW, True), (TOMORROW + timedelta(1), False)]
)
def test_supervision_and_affiliation_hold_from_their_first_day_to_their_last(day, active):
    make.supervision(ends_on=TOMORROW)
    make.affiliation(ends_on=TOMORROW)
    assert Supervision.objects.active_on(day).exists() is active
    assert Affiliation.objects.active_on(day).exists() is active


@pytest.mark.parametrize("record", [make.supervision, make.affiliation])
def test_database_refuses_periods_that_cannot_be(record):
    for days in ({"ends_on": YESTERDAY}, {"starts_on": date(1999, 12, 31)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            record(**days)


def test_laboratory_has_several_supervising_organisations_over_time():
    laboratory, university, institute = make.laboratory(), make.organisation(), make.organisation()
    make.supervision(laboratory=laboratory, organisation=university, ends_on=DAY)
    make.supervision(laboratory=laboratory, organisation=institute)
    for day, found in ((DAY, {university, institute}), (TOMORROW, {institute})):
        assert {each.organisation for each in laboratory.supervisions.active_on(day)} == found
    with pytest.raises(IntegrityError), transaction.atomic():
        make.supervision(laboratory=laboratory, organisation=institute)


def test_erased_person_keeps_affiliations_without_name():
    affiliation = make.affiliation(laboratory=make.laboratory(name="Loria"))
    affiliation.person.identity.delete()
    found = Affiliation.objects.get()
    assert str(found) == f"personne n°\u00a0{found.person.pk}, Loria"
    assert "Exemple" not in str(list(Affiliation.history.values()))


@pytest.mark.parametrize(
    ("idref", "valid"),
    [
        ("026927608", True),
        ("000000035", True),
        ("00000006X", True),
        ("026927609", False),
        ("02692760X", False),
        ("00000006x", False),
        ("26927608", False),
        ("0269276080", False),
        ("٠26927608", False),
        ("", True),
    ],
)
def test_idref_has_a_check_character(idref, valid):
    identity = make.person().identity
    identity.idref = idref
    if valid:
        identity.full_clean()
    else:
        with pytest.raises(ValidationError) as refused:
            identity.full_clean()
        assert list(refused.value.message_dict) == ["idref"]


@pytest.mark.parametrize("field", ["orcid", "idref"])
def test_identifier_belongs_to_one_person(field):
    identifiers = {"orcid": "0000-0002-1825-0097", "idref": "026927608"}
    one, other = make.person().identity, make.person().identity
    for identity in (one, other):
        setattr(identity, field, identifiers[field])
    one.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def company(**declared):
    """A partner company with the sizes that it declared, by year."""
    made = make.organisation()
    make.membership(organisation=made, role="company", starts_on=date(2024, 1, 1))
    for year, category in declared.items():
        make.declared_size(organisation=made, year=int(year[1:]), category=category)


def test_companies_are_split_by_the_size_last_declared_for_a_year_by_the_day():
    company(y2023="micro", y2025="sme")
    company(y2024="sme", y2026="mid")
    company(y2026="large")
    company()
    for day, sizes in (
        (date(2024, 12, 31), {"micro": 1, "sme": 1, "unknown": 2}),
        (date(2025, 1, 1), {"sme": 2, "unknown": 2}),
        (date(2026, 1, 1), {"sme": 1, "mid": 1, "large": 1, "unknown": 1}),
    ):
        assert {size: total.value for size, total in partner_companies.split(day, "size").items()} == sizes
        assert partner_companies.on(day).value == 4


def test_companies_are_published_by_size_those_not_said_apart():
    make.completeness(indicator="PAR-2")
    company(y2025="sme")
    company(y2024="large")
    company()
    found = Ledger(DAY).breakdowns(indicators()["PAR-2"])[0]
    assert (found["key"], found["is_partition"]) == ("size", True)
    assert [(part["name"]["fr"], part["value"]) for part in found["parts"]] == [
        ("Grandes entreprises", "1"),
        ("Petites et moyennes entreprises (PME)", "1"),
        ("Taille non communiquée", "1"),
    ]


def test_size_is_declared_once_a_year():
    size = make.declared_size()
    assert str(size) == f"{size.organisation}, petite ou moyenne entreprise (PME) (2025)"
    with pytest.raises(IntegrityError), transaction.atomic():
        make.declared_size(organisation=size.organisation, category="mid")
    for year in (1999, 2100):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.declared_size(year=year)


def test_sizes_without_source_and_of_invented_companies_are_told_apart():
    sourced, example = make.declared_size(source=make.source()), make.organisation(is_example=True)
    invented = make.declared_size(organisation=example, source=sourced.source)
    bare = make.declared_size()
    assert list(DeclaredSize.objects.without_source()) == [bare]
    assert set(DeclaredSize.objects.real()) == {sourced, bare}
    assert invented not in DeclaredSize.objects.real()


def test_database_refuses_an_organisation_that_is_its_own_group():
    organisation = make.organisation()
    organisation.group = organisation
    with pytest.raises(IntegrityError), transaction.atomic():
        organisation.save()
    assert Organisation.objects.get().group is None
