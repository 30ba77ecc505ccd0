"""The pages of imports: what is sent is shown first, then confirmed for a reason, and saved whole or not at all."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enact.imports.files import sheets_of
from funding.models import Commitment, CommitmentStep
from funding.resources import CommitmentResource
from office import actions
from office.models import Import, ImportLine
from office.resources import RESOURCES
from tests import make
from tests.office.files import csv_of, upload, xlsx_of
from tests.office.importing import outcomes, planned
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
HEADINGS = ["Partenaire", "Titre", "Étape", "Jour", "Montant"]
ROWS = [
    ["Région Test", "Chaire de santé", "attribution", "20/05/2025", "1 234,50 €"],
    ["Région Test", "Contrats doctoraux", "lettre d’engagement", "21/05/2025", ""],
]


@pytest.fixture
def anne(db):
    """The browser of a coordinator, where there is a partner of the rows."""
    make.programme()
    make.organisation(name="Région Test", kind="local_authority")
    return coordinator("Anne")


def send(browser, content=None, name="lignes.csv", **fields):
    """Sends a file or pasted rows, and returns the page that follows."""
    fields = {"resource": "commitments", "rows": "", **({"file": upload(content, name)} if content else {}), **fields}
    return browser.post("/office/import/", fields, follow=True)


def sent_by(browser, content=None):
    """The import of a file, shown and not confirmed."""
    send(browser, content or csv_of(HEADINGS, *ROWS))
    return Import.objects.order_by("-pk")[0]


def post(browser, sent, do, reason="Tableau de mai"):
    """The page after a button."""
    response = browser.post(f"/office/import/{sent.pk}/", {"do": do, "reason": reason}, follow=True)
    sent.refresh_from_db()
    return Page(response).text


def test_rows_are_shown_before_they_are_saved(anne):
    text = Page(send(anne, csv_of(HEADINGS, *ROWS))).text
    assert ("À saisir 2" in text, "Montant en euros 1 234,5" in text) == (True, True)
    assert (Commitment.objects.count(), Commitment.history.count(), Import.objects.get().imported_at) == (0, 0, None)


def test_confirmed_rows_are_saved_with_who_and_why(anne):
    sent = sent_by(anne)
    text = post(anne, sent, "import")
    history = [(row.history_type, row.history_change_reason, row.history_user.name) for row in Commitment.history.all()]
    assert history == [("+", "Tableau de mai", "Anne")] * 2
    assert [(step.kind, step.amount, step.recorded_by.name) for step in CommitmentStep.objects.order_by("pk")] == [
        ("award", 1234.5, "Anne"),
        ("letter", None, "Anne"),
    ]
    assert (bool(sent.imported_at), sent.confirmed_by.name, bool(sent.content)) == (True, "Anne", False)
    assert ("Importé" in text, "Saisies 2" in text) == (True, True)


def test_pasted_rows_go_the_same_way(anne):
    rows = "\n".join("\t".join(row) for row in [HEADINGS, *ROWS])
    text = Page(send(anne, rows=rows)).text
    assert ("lignes collées" in text, "À saisir 2" in text) == (True, True)


def test_changes_are_shown_field_by_field(anne):
    post(anne, sent_by(anne), "import")
    text = Page(send(anne, csv_of(HEADINGS, [*ROWS[0][:4], "7"], ROWS[1]))).text
    assert ("À modifier 1" in text, "Laissées telles quelles 1" in text) == (True, True)
    assert "remplacée par une corrigée Montant en euros 1 234,5 → 7" in text


def test_import_needs_a_reason(anne):
    sent = sent_by(anne)
    assert "Raison de l’import – Ce champ est obligatoire." in post(anne, sent, "import", reason=" ")
    assert (Commitment.objects.count(), sent.confirmed_at) == (0, None)


def test_faulty_rows_stop_all_and_come_back_as_a_file_that_says_why(anne):
    sent = sent_by(anne, csv_of(HEADINGS, ROWS[0], ["Région Test", "Chaire", "attribution", "31/02/2025", "beaucoup"]))
    assert "Rien ne peut être importé" in post(anne, sent, "import")
    assert (Commitment.objects.count(), sent.confirmed_at) == (0, None)
    content = anne.get(f"/office/import/{sent.pk}/faults.xlsx").content
    [(_number, head), (_second, row)] = sheets_of(content)[0][0].rows
    assert head == [
        "Ce qui ne va pas",
        "organisation",
        "titre en français",
        "étape",
        "jour de l’étape",
        "montant en euros",
    ]
    assert (row[1:], "31/02/2025" in row[0], "beaucoup" in row[0]) == (
        ["Région Test", "Chaire", "attribution", "31/02/2025", "beaucoup"],
        True,
        True,
    )
    assert len(planned(CommitmentResource, content).lines[0].faults) == 2


def test_records_that_changed_meanwhile_are_shown_anew_and_nothing_is_imported(anne):
    sent = sent_by(anne)
    region = make.organisation(name="Autre").__class__.objects.get(name="Région Test")
    make.commitment(organisation=region, title_fr="Chaire de santé", kind="award", amount=9, happened_on=make.DAY)
    text = post(anne, sent, "import")
    assert ("Les fiches ont changé depuis" in text, "À modifier 1" in text, "À saisir 1" in text) == (True, True, True)
    assert (Commitment.objects.count(), sent.confirmed_at, sent.imported_at) == (1, None, None)
    post(anne, sent, "import")
    assert (Commitment.objects.count(), bool(sent.imported_at)) == (2, True)


def test_import_sent_twice_is_made_once(anne):
    sent = sent_by(anne)
    post(anne, sent, "import")
    post(anne, sent, "import")
    assert (Commitment.objects.count(), CommitmentStep.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a;b\n1;2\n", "Aucun en-tête de ces lignes n’est connu"),
        (b"Partenaire;Titre\n", "Il n’y a aucune ligne sous les en-têtes."),
        (b"PK\x03\x04 not one", "ne peut pas être lu comme un tableur"),
        (b"\x00\x01\x02", "ne peut pas être lu comme un tableur"),
        (b"Partenaire;Titre;partner\nx;y;z\n", "Deux colonnes disent la même chose"),
        (b"", "Send a file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(anne, content, words):
    response = send(anne, content)
    assert (response.status_code, Import.objects.count()) == (200, 0)
    assert words in Page(response).text or content == b""


def test_neither_and_both_are_refused(anne):
    for fields in ({}, {"rows": "a\tb\n1\t2", "file": upload(b"x")}):
        assert "Envoyez un fichier, ou collez des lignes\xa0: l’un des deux." in send(anne, **fields).content.decode()


def test_interrupted_import_is_said_and_can_be_started_again(anne):
    sent = sent_by(anne)
    long_ago = timezone.now() - timedelta(seconds=61)
    user = sent.sent_by
    Import.objects.filter(pk=sent.pk).update(
        reason="Reprise",
        confirmed_at=long_ago,
        confirmed_by=user,
        asked_at=long_ago,
        begun_at=long_ago,
        beat_at=long_ago,
    )
    assert (
        "L’import a été interrompu\xa0: rien n’en a été enregistré."
        in anne.get(f"/office/import/{sent.pk}/").content.decode()
    )
    post(anne, sent, "again")
    assert (Commitment.objects.count(), bool(sent.imported_at)) == (2, True)


@pytest.mark.parametrize(("seconds", "state"), [(59, "running"), (60, "running"), (61, "interrupted")])
def test_silence_of_a_minute_is_not_yet_an_interruption(seconds, state):
    moment = timezone.now()
    sent = Import(asked_at=moment, begun_at=moment, beat_at=moment - timedelta(seconds=seconds))
    assert sent.state_at(moment) == state


def test_failure_in_the_middle_leaves_the_state_before(anne, monkeypatch):
    sent = sent_by(anne)
    actions.confirm_import(sent=sent, reason="Reprise", by=sent.sent_by, at=timezone.now())
    actions.ask(sent, at=timezone.now())
    saved = actions.save

    def killed(plan, **said):
        saved(plan, **said)
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.do(sent=sent, clock=timezone.localtime)
    assert (Commitment.objects.count(), CommitmentStep.objects.count(), Commitment.history.count()) == (0, 0, 0)
    assert Import.objects.get().imported_at is None


def test_large_file_is_left_to_the_worker(anne, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    with django_capture_on_commit_callbacks() as waiting:
        sent = sent_by(anne)
    page = anne.get(f"/office/import/{sent.pk}/").content.decode()
    assert ("En attente" in page, "enact/reload.js" in page, "<progress" in page) == (True, True, True)
    for work in waiting:
        work()
    assert "À confirmer" in anne.get(f"/office/import/{sent.pk}/").content.decode()


def test_what_was_sent_is_forgotten_after_seven_days(anne):
    sent = sent_by(anne)
    actions.forget_old_imports(at=sent.sent_at + timedelta(days=7))
    assert ImportLine.objects.count() == 2
    actions.forget_old_imports(at=sent.sent_at + timedelta(days=7, seconds=1))
    sent.refresh_from_db()
    assert (ImportLine.objects.count(), bool(sent.content), sent.sha256 != "") == (0, False, True)
    assert "Oublié" in Page(anne.get(f"/office/import/{sent.pk}/")).text


def test_forgotten_on_demand(anne):
    sent = sent_by(anne)
    post(anne, sent, "forget")
    assert (bool(sent.forgotten_at), bool(sent.content), ImportLine.objects.count()) == (True, False, 0)
    post(anne, sent, "import")
    assert Commitment.objects.count() == 0


@pytest.mark.parametrize("name", RESOURCES)
def test_template_is_read_back_without_a_word(anne, name):
    content = anne.get(f"/office/import/{name}.xlsx").content
    rows, columns = sheets_of(content)[0]
    assert len(rows.rows[0][1]) == len(RESOURCES[name].columns) == len(columns.rows) - 2
    assert outcomes(planned(RESOURCES[name], content)) == {}


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=list(RESOURCES))
def test_no_heading_means_two_columns(resource):
    headings = [heading for column in resource.columns for heading in column.headings()]
    assert sorted(headings) == sorted(set(headings))


@pytest.mark.parametrize("address", ["", "commitments.xlsx", "{pk}/", "{pk}/faults.xlsx"])
def test_page_is_found_by_those_alone_who_may_add_and_change(client, anne, address):
    sent = sent_by(anne)
    clerk = make.user(is_staff=True)
    client.force_login(clerk)
    address = f"/office/import/{address.format(pk=sent.pk)}"
    absent = client.get("/office/nothing/").content
    rights = [right.partition(".")[2] for right in CommitmentResource.rights()]
    for right in rights:
        assert (client.get(address).status_code, client.get(address).content) == (404, absent)
        clerk.user_permissions.add(Permission.objects.get(codename=right))
    assert client.get(address).status_code == 200
    assert client.get("/office/import/organisations.xlsx").status_code == 404


def test_pages_take_as_many_queries_with_three_rows_as_with_one(anne):
    found = []
    for rows in (ROWS[:1], [*ROWS, ["Région Test", "Troisième", "attribution", "20/05/2025", "5"]]):
        sent = sent_by(anne, xlsx_of(HEADINGS, *rows))
        for address in ("/office/import/", f"/office/import/{sent.pk}/"):
            with CaptureQueriesContext(connection) as captured:
                assert anne.get(address).status_code == 200
            found.append(len(captured))
    assert (found[:2], max(found) <= 10) == (found[2:], True)


@pytest.mark.parametrize(
    "query", ["?show=nothing", "?page=x", "?page=999", "?page=-1", "?show=created&page=2", "?show=\x00"]
)
def test_odd_questions_are_answered(anne, query):
    sent = sent_by(anne)
    assert anne.get(f"/office/import/{sent.pk}/{query}").status_code == 200


def test_many_rows_are_shown_page_by_page(anne):
    rows = [["Région Test", f"Engagement {number}", "attribution", "20/05/2025", number] for number in range(60)]
    sent = sent_by(anne, csv_of(HEADINGS, *rows))
    text = [Page(anne.get(f"/office/import/{sent.pk}/?page={page}")).text for page in (1, 2)]
    assert ["Engagement 49" in one for one in text] == [True, False]
    assert ["Page 2 sur 2" in one for one in text] == [False, True]
