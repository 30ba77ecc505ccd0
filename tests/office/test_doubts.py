"""Rows that look like what is recorded are in doubt, and are imported once somebody says that they are right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.models import Import
from partners.models import Organisation
from partners.resources import OrganisationResource
from tests import make
from tests.office.files import csv_of, upload
from tests.office.importing import doubts_of, faults_of, imported, outcomes, planned
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
COLUMNS = ["name", "short_name", "siret", "kind"]


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    make.programme()
    return coordinator("Anne")


@pytest.mark.parametrize(
    ("recorded", "row"),
    [
        ({"name": "Durand et Fils"}, ["Durand et Fils SAS", "", ""]),
        ({"name": "Durand et Fils"}, ["DURAND-ET-FILS (S.A.S.)", "", ""]),
        ({"name": "Durand et Fils"}, ["Société anonyme Durand & fils", "", ""]),
        ({"name": "Centre national", "short_name": "C.N."}, ["CN", "", ""]),
        ({"name": "Data Lab"}, ["Laboratoire", "DATALAB Ltd", ""]),
        ({"name": "Ancien nom", "siren": "732829320"}, ["Nouveau nom", "", "73282932000074"]),
        ({"name": "Pareil", "country": "BE"}, ["Pareil SA", "", ""]),
    ],
)
def test_what_the_house_takes_for_alike_is_in_doubt(recorded, row):
    made = make.organisation(**recorded)
    plan = planned(OrganisationResource, csv_of(COLUMNS, [*row, "company"]))
    [(cell, value, words)] = doubts_of(plan)
    assert (cell, value, f"{made.name} ({made.pk})" in words) == ("A2", row[0], True)
    assert (faults_of(plan), outcomes(plan), plan.doubtful) == ([], {"created": 1}, 1)


@pytest.mark.parametrize("name", ["Durand et Fils", "durand et fils", "Groupe Durand et Fils", "Martin et Fils SAS"])
def test_what_is_the_same_or_another_is_in_no_doubt(name):
    make.organisation(name="Durand et Fils")
    assert doubts_of(planned(OrganisationResource, csv_of(["name", "kind"], [name, "company"]))) == []


def test_organisation_that_is_called_otherwise_is_in_doubt_and_what_stays_is_not():
    other, alike = make.organisation(name="Autre"), make.organisation(name="Durand SA")
    make.organisation(name="Durand SAS")
    rows = [[other.pk, "Durand SARL", "Metz"], [alike.pk, "Durand SA", "Metz"]]
    plan = planned(OrganisationResource, csv_of(["id", "name", "commune"], *rows))
    assert [cell for cell, _value, _words in doubts_of(plan)] == ["B2"]


def test_rows_of_a_file_that_look_alike_are_in_doubt():
    rows = [["Dupont SA", "company"], ["Durand", "company"], ["DUPONT S.A.S.", "company"]]
    plan = planned(OrganisationResource, csv_of(["name", "kind"], *rows))
    assert [(cell, "ligne 2" in words) for cell, _value, words in doubts_of(plan)] == [("A4", True)]


def test_thousands_of_organisations_are_compared_without_a_query_for_each():
    make.organisation(name="Organisation d’avant SA")
    by = make.user()

    def queries(count):
        rows = [[f"Organisation {number}", "company"] for number in range(count)]
        content = csv_of(["name", "kind"], *rows, ["Organisation d’avant", "company"])
        with CaptureQueriesContext(connection) as captured:
            plan = planned(OrganisationResource, content, by)
        assert plan.doubtful == 1
        return len(captured)

    assert queries(10) == queries(2000)


def test_two_plans_that_differ_in_their_doubts_have_two_fingerprints():
    rows, by = csv_of(["name", "kind"], ["Durand", "company"]), make.user()
    before = planned(OrganisationResource, rows, by).fingerprint
    make.organisation(name="Durand SA")
    assert planned(OrganisationResource, rows, by).fingerprint != before


def sent_by(browser, *rows):
    """The import of some organisations, shown and not confirmed, with its page."""
    content = csv_of(["name", "kind"], *rows)
    fields = {"resource": "organisations", "rows": "", "file": upload(content, "lignes.csv")}
    response = browser.post("/office/import/", fields, follow=True)
    return Import.objects.order_by("-pk")[0], Page(response).text


def post(browser, sent, **fields):
    """The page after the button of the import."""
    typed = {"do": "import", "reason": "Reprise"} | fields
    return Page(browser.post(f"/office/import/{sent.pk}/", typed, follow=True)).text


def test_doubts_are_shown_and_the_import_waits_until_somebody_says_that_they_are_right(anne):
    recorded = make.organisation(name="Durand SA")
    sent, text = sent_by(anne, ["DURAND", "company"], ["Martin", "company"])
    assert (sent.doubtful, "1 ligne est dans le doute" in text) == (1, True)
    assert f"A2 DURAND – Cela ressemble à Durand SA ({recorded.pk})" in text
    assert "Regardez les lignes dans le doute" in post(anne, sent)
    assert Organisation.objects.count() == 1
    assert "Importé" in post(anne, sent, are_right="on")
    assert Organisation.objects.count() == 3


def test_rows_in_doubt_are_shown_alone(anne):
    make.organisation(name="Durand SA")
    sent, _text = sent_by(anne, ["DURAND", "company"], ["Martin", "company"])
    lines = anne.get(f"/office/import/{sent.pk}/", {"show": "doubtful"}).context["lines"]
    assert ([line.number for line in lines], lines.paginator.count) == ([2], 1)


def test_import_without_doubt_asks_for_nothing_more(anne):
    sent, text = sent_by(anne, ["Martin", "company"])
    assert (sent.doubtful, "doute" in text) == (0, False)
    assert "Importé" in post(anne, sent)


def test_doubts_keep_nothing_from_being_imported_and_the_same_file_twice_changes_nothing():
    make.organisation(name="Durand SA")
    rows = csv_of(["name", "kind"], ["DURAND", "company"])
    assert outcomes(imported(OrganisationResource, rows)) == {"created": 1}
    again = imported(OrganisationResource, rows)
    assert (outcomes(again), doubts_of(again)) == ({"same": 1}, [])
