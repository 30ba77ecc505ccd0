"""The page of an import of doctoral contracts: what the rules refuse and doubt is shown, and what is in doubt is confirmed."""

from datetime import date

import pytest

from office.models import Import
from tests import make
from tests.office.files import csv_of, upload
from tests.page import Page
from tests.sending import coordinator
from training.models import DoctoralContract, DoctoralRole

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Type",
    "Titre",
    "Établissement",
    "Étape",
    "Jour de l’étape",
    "Rémunération brute",
    "Rôle",
    "Personne",
    "Rôle depuis le",
]
ROW = [
    "académique",
    "Apprendre peu",
    "Alpha",
    "démarré",
    "01/10/2025",
    "2 100",
    "directrice",
    "Léa Martin",
    "01/10/2025",
]


@pytest.fixture
def anne(db):
    """The browser of a coordinator, where there are an institution, a minimum pay and two people."""
    make.organisation(name="Alpha", kind="higher_education")
    make.minimum_pay(kind="academic", amount=2200, starts_on=date(2025, 1, 1), text="Arrêté du 26 décembre 2024")
    make.person("Léa", "Martin", has_hdr=True)
    make.person("Noé", "Petit", has_hdr=False)
    return coordinator("Anne")


def sent(browser, *rows):
    """The page that shows what rows would do."""
    fields = {"resource": "doctoral-contracts", "rows": "", "file": upload(csv_of(HEADINGS, *rows))}
    return Page(browser.post("/office/import/", fields, follow=True)).text


def confirmed(browser, **ticked):
    """The page after the last import was confirmed."""
    address = f"/office/import/{Import.objects.latest('pk').pk}/"
    return Page(browser.post(address, {"do": "import", "reason": "Campagne 2025", **ticked}, follow=True)).text


def test_what_is_to_be_decided_is_shown_and_imported_once_it_is_said_to_be_right(anne):
    text = sent(anne, ROW)
    assert ("À saisir 1" in text, "Dans le doute" in text, "(Arrêté du 26 décembre 2024)" in text) == (True, True, True)
    assert ("Rôle direction" in text, "Personne Léa Martin" in text) == (True, True)
    confirmed(anne)
    assert DoctoralContract.objects.count() == 0
    confirmed(anne, are_right="on")
    assert (DoctoralContract.objects.get().pay, str(DoctoralRole.objects.get().person)) == (2100, "Léa Martin")


def test_what_the_rules_refuse_keeps_the_file_from_being_imported(anne):
    text = sent(anne, [*ROW[:7], "Noé Petit", ROW[8]])
    assert ("À corriger 1" in text, "Noé Petit n’a pas d’HDR" in text, "H2" in text) == (True, True, True)
    confirmed(anne, are_right="on")
    assert DoctoralContract.objects.count() == 0
