"""The pages of imports: what is sent is shown first, then confirmed for a reason, and saved whole."""

import pytest

from funding.models import Commitment, CommitmentStep
from office.models import Import
from tests import make
from tests.office.files import csv_of, upload
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
ROWS = [
    ["Partenaire", "Titre", "Étape", "Jour", "Montant"],
    ["Région Test", "Chaire de santé", "attribution", "20/05/2025", "1 234,50 €"],
    ["Région Test", "Contrats doctoraux", "lettre d’engagement", "21/05/2025", ""],
]


@pytest.fixture
def anne(db):
    """The browser of a coordinator, where there is a partner of the rows."""
    make.programme()
    make.organisation(name="Région Test", kind="local_authority")
    return coordinator("Anne")


def send(browser, content, resource="commitments", **fields):
    """Sends a file, and returns the page of its import."""
    fields = {"file": upload(content)} if content else fields
    return browser.post("/office/import/", {"resource": resource, "rows": "", **fields}, follow=True)


def test_rows_are_shown_before_they_are_saved(anne):
    response = send(anne, csv_of(*ROWS))
    text = Page(response).text
    assert "À saisir 2" in text
    assert "Montant en euros 1 234,5" in text
    assert (Commitment.objects.count(), Import.objects.get().imported_at) == (0, None)


def test_confirmed_rows_are_saved_with_who_and_why(anne):
    send(anne, csv_of(*ROWS))
    sent = Import.objects.get()
    anne.post(f"/office/import/{sent.pk}/", {"do": "import", "reason": "Tableau de mai"})
    history = [(row.history_type, row.history_change_reason, row.history_user.name) for row in Commitment.history.all()]
    assert history == [("+", "Tableau de mai", "Anne")] * 2
    assert [(step.kind, step.amount, step.recorded_by.name) for step in CommitmentStep.objects.order_by("pk")] == [
        ("award", 1234.5, "Anne"),
        ("letter", None, "Anne"),
    ]
    sent.refresh_from_db()
    assert (bool(sent.imported_at), sent.confirmed_by.name, bool(sent.content)) == (True, "Anne", False)


def test_pages(anne):
    for address in ("/office/import/", "/office/import/commitments.xlsx"):
        assert anne.get(address).status_code == 200
