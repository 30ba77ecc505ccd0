"""Organisations that look alike: by identifier, or by name without accents, case, punctuation and legal forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import Organisation
from partners.models.likeness import likeness_of
from tests import make

pytestmark = pytest.mark.django_db
SIREN, SIRET, OTHER_SIRET = "732829320", "73282932000074", "73282932000082"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Électricité de France", "ELECTRICITE DE FRANCE"),
        ("Électricité de France SA", "Électricité de France"),
        ("Société anonyme Électricité de France", "Électricité de France"),
        ("S.A.S. Dupont & Fils", "Dupont et Fils"),
        ("Dupont S. A. S.", "dupont"),
        ("Bio-Mérieux", "bioMérieux"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Œuvre d’art", "Oeuvre d'art, association"),
        ("Association Grand Est Numérique", "Grand Est numérique"),
        ("Fiat S.p.A.", "FIAT"),
        ("Data Lab, Inc.", "DATALAB Ltd"),
        ("L\u2019Atelier\u00a0", "l'atelier"),
        ("Straße AG", "Strasse"),
    ],
)
def test_names_are_alike(one, other):
    assert likeness_of(one) == likeness_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Université de Lorraine", "Université de Strasbourg"),
        ("Agence SA Conseil", "Agence Conseil"),
        ("SA", "SAS"),
        ("Nancy 1", "Nancy 2"),
        ("", "SA"),
    ],
)
def test_names_are_not_alike(one, other):
    assert likeness_of(one) != likeness_of(other)


def test_name_of_nothing_but_punctuation_is_like_nothing():
    make.organisation(name="!!!")
    make.organisation(name="???")
    assert (likeness_of("!!!"), list(Organisation.objects.alike())) == ("", [])
    assert list(Organisation.objects.like(name="***")) == []


GIVEN = [
    ({"name": "Université de Lorraine"}, {"name": "UNIVERSITE DE LORRAINE"}),
    ({"name": "Centre national, SA", "short_name": "CN"}, {"name": "C.N."}),
    ({"name": "CN"}, {"name": "Centre national", "short_name": "C. N."}),
    ({"siren": SIREN}, {"siren": SIREN}),
    ({"siren": SIREN}, {"siret": SIRET}),
    ({"siret": SIRET}, {"siren": SIREN}),
    ({"siret": SIRET}, {"siret": OTHER_SIRET}),
    ({"ror": "02feahw73"}, {"ror": "02feahw73"}),
    ({"uai": "0542493S"}, {"uai": "0542493S"}),
]
"""What an organisation is, and what is given of another one that looks like it."""


@pytest.mark.parametrize(("recorded", "given"), GIVEN)
def test_organisation_is_found_by_what_looks_like_it(recorded, given):
    organisation = make.organisation(**recorded)
    make.organisation(siren="552100554")
    assert list(Organisation.objects.like(**given)) == [organisation]
    assert Organisation.objects.lookalikes().like(**given) == {organisation.pk}


@pytest.mark.parametrize(
    "given",
    [{}, {"name": ""}, {"name": "Autre"}, {"short_name": "CN"}, {"siren": "552100554"}, {"siret": "55210055400013"}],
)
def test_what_looks_like_nothing_finds_nothing(given):
    make.organisation(name="Centre national", short_name="CN", siren=SIREN)
    make.organisation()
    assert list(Organisation.objects.like(**given)) == []
    assert Organisation.objects.lookalikes().like(**given) == set()


@pytest.mark.parametrize(
    ("recorded", "other"), [pair for pair in GIVEN if "ror" not in pair[0] and "uai" not in pair[0]]
)
def test_those_that_look_like_another_one_are_found(recorded, other):
    names = {"country": "FR"}, {"country": "DE"}
    if recorded == other:
        other = {"siret": SIRET}
    pair = [make.organisation(**fields, **country) for fields, country in zip((recorded, other), names, strict=True)]
    make.organisation(name="Seule", short_name="Seule", siren="552100554")
    make.organisation()
    assert set(Organisation.objects.alike()) == set(pair)


def test_likeness_follows_the_name():
    organisation = make.organisation(name="Ancien nom", short_name="ANCIEN NOM")
    assert (organisation.likeness, organisation.short_likeness) == ("anciennom", "")
    organisation.name = "Nouveau nom SAS"
    organisation.save(update_fields=["name"])
    organisation.refresh_from_db()
    assert (organisation.likeness, organisation.short_likeness) == ("nouveaunom", "anciennom")


def test_thousands_are_looked_up_in_one_query_those_made_meanwhile_too():
    organisation = make.organisation(name="Première SA")
    with CaptureQueriesContext(connection) as captured:
        lookalikes = Organisation.objects.lookalikes()
        found = [lookalikes.like(name=f"Première {number}" if number else "PREMIERE") for number in range(1000)]
    assert (len(captured), found[0], set().union(*found[1:])) == (1, {organisation.pk}, set())
    another = make.organisation(name="Seconde", siret=SIRET)
    lookalikes.add(another)
    assert lookalikes.like(name="seconde", siren=SIREN) == {another.pk}
