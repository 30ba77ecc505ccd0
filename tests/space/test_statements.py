"""Statements of commitments: what they say is what the page of that day says, and is kept to the letter."""

import hashlib
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from partners.actions import merge_organisations
from partners.models import Access
from space.document.contents import of_total
from space.models import Statement
from tests import make
from tests.make import DAY
from tests.page import Page, plain
from tests.sending import at_the_same_moment, coordinator, form_of, writers_wait
from tests.spreadsheet import cells

pytestmark = pytest.mark.django_db
ON = date(2025, 12, 31)


@pytest.fixture
def manager(access, partner):
    """The browser of a manager of the organisation."""
    access.role = Access.Role.MANAGER
    access.save()
    return partner


@pytest.fixture
def agreed(alpha):
    """An agreement of 100 €, of which 30 € were paid by one of its two instalments."""
    found = make.commitment(organisation=alpha, title_fr="Chaire", kind="agreement", amount=100)
    first = make.instalment(commitment=found, number=1, due_on=DAY, amount=50)
    make.instalment(commitment=found, number=2, due_on=date(2026, 5, 20), amount=50, condition="Rapport")
    make.receipt(commitment=found, instalment=first, amount=30)
    return found


def at(organisation, rest=""):
    """An address of the statements of an organisation."""
    return f"/fr/space/{organisation.pk}/statements/{rest}"


def drawn_up(client, organisation, on="31/12/2025"):
    """The answer to the form that draws up a statement, sent as it came but for its day."""
    sent = form_of(client.get(at(organisation, "new/")))
    return client.post(at(organisation, "new/"), sent | {"on": on})


def read(response):
    """What a PDF says, one space between its words."""
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages))


def told(statement):
    """What a statement says."""
    return json.loads(statement.text)


def value(total):
    """The known part of a total; `None` when none of it is known."""
    return None if total["unknowns"] and not total["knowns"] else Decimal(total["known"])


def test_manager_has_a_statement_drawn_up_that_says_what_the_page_of_that_day_says(manager, alpha, agreed):
    make.commitment(organisation=alpha, kind="letter", amount=40)
    make.commitment(organisation=alpha, kind="letter")
    make.commitment(organisation=alpha, kind="award", amount=12, happened_on=date(2026, 1, 1))
    make.commitment(organisation=make.organisation(), kind="agreement", amount=1000)
    assert drawn_up(manager, alpha).url == at(alpha)
    said = told(Statement.objects.get())
    page = Page(manager.get(f"/fr/space/{alpha.pk}/", {"on": "2025-12-31"}))
    assert {key: {str(value(said["sums"][key]))} for key in ("promised", "agreed")} == {
        key: page.figures[key] for key in ("promised", "agreed")
    }
    assert (page.figures["granted"], value(said["sums"]["granted"])) == ({"0"}, 0)
    assert ({str(value(said["sums"]["paid"]))}, said["sums"]["promised"]["unknowns"]) == (page.figures["received"], 1)
    (row,) = [row for row in said["commitments"] if row["key"] == agreed.pk]
    found = Page(manager.get(f"/fr/space/{alpha.pk}/commitments/{agreed.pk}/", {"on": "2025-12-31"}))
    assert {str(value(row["amount"]))} == found.figures["commitment"]
    assert (row["remaining"]["known"], said["sums"]["remaining"]["known"]) == ("70.00", "70.00")
    assert [(line["amount"], line["paid"], line["days_late"]) for line in row["instalments"]] == [
        ("50.00", "30.00", 225),
        ("50.00", None, None),
    ]


def test_statement_says_what_is_paid_and_what_remains_as_the_pages_do(manager, alpha):
    paid = ([], [30], [None], [30, None], [130], [130, None])
    for kind, amount, how in product(("letter", "award", "agreement"), (100, None), ("exact", "at_least")):
        for given in paid:
            made = make.commitment(organisation=alpha)
            make.commitment_step(commitment=made, kind=kind, amount=amount, qualifier=how)
            for each in given:
                make.receipt(commitment=made, amount=each)
    said = told(make.issued_statement(organisation=alpha, on=ON))
    home = manager.get(f"/fr/space/{alpha.pk}/", {"on": "2025-12-31"}).context
    assert [said["sums"][key] for key in ("paid", "remaining")] == [of_total(home[key]) for key in ("paid", "left")]
    for row in said["commitments"]:
        page = manager.get(f"/fr/space/{alpha.pk}/commitments/{row['key']}/", {"on": "2025-12-31"}).context
        own = [of_total(page[key]) for key in ("amount", "paid", "left")]
        assert [row[key] for key in ("amount", "paid", "remaining")] == own
    assert {row["remaining"]["qualifier"] for row in said["commitments"] if row["remaining"]} == {
        *("exact", "at_most", "at_least", "about")
    }


def test_payment_of_unknown_amount_leaves_at_most_the_rest_in_every_file(manager, alpha, agreed):
    make.receipt(commitment=agreed, amount=None)
    statement = make.issued_statement(organisation=alpha, on=ON)
    (row,) = told(statement)["commitments"]
    assert row["remaining"] == {"known": "70.00", "knowns": 1, "qualifier": "at_most", "unknowns": 0}
    assert "Reste au plus 70 €" in read(manager.get(at(alpha, f"{statement.pk}.pdf")))
    with zipfile.ZipFile(io.BytesIO(manager.get(at(alpha, f"{statement.pk}.xlsx")).content)) as book:
        words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "au plus" in words


def test_unknown_is_not_zero_and_nothing_is_nothing(manager, alpha):
    make.commitment(organisation=alpha, kind="agreement")
    statement = make.issued_statement(organisation=alpha, on=ON)
    said = told(statement)
    assert [value(said["sums"][key]) for key in ("promised", "agreed", "remaining")] == [0, None, None]
    words = read(manager.get(at(alpha, f"{statement.pk}.pdf")))
    assert [said in words for said in ("Convention signée un montant non communiqué", "Promis rien", "Versé rien")] == [
        True
    ] * 3


def test_numbers_follow_one_another_within_a_year():
    found = [
        make.issued_statement(at=moment).number
        for moment in (
            datetime(2026, 7, 1, tzinfo=UTC),
            datetime(2026, 12, 31, 22, 59, tzinfo=UTC),
            datetime(2026, 12, 31, 23, tzinfo=UTC),
        )
    ]
    assert found == ["2026-0001", "2026-0002", "2027-0001"]


def test_form_sent_twice_draws_up_one_statement(manager, alpha):
    sent = form_of(manager.get(at(alpha, "new/"))) | {"on": "31/12/2025"}
    assert [manager.post(at(alpha, "new/"), sent).status_code for _time in range(2)] == [302, 302]
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "31/02/2025", "1/1/25", "1/1/2100"])
def test_day_that_cannot_be_is_refused_and_stays_on_screen(manager, alpha, typed):
    response = drawn_up(manager, alpha, typed)
    assert (response.status_code, Statement.objects.count()) == (200, 0)
    assert f'value="{typed}"' in response.content.decode() or typed == ""


def test_whoever_only_reads_finds_the_statements_and_draws_up_none(partner, alpha):
    statement = make.issued_statement(organisation=alpha)
    page = Page(partner.get(at(alpha)))
    assert (at(alpha, f"{statement.pk}.pdf") in page.links, at(alpha, "new/") in page.links) == (True, False)
    assert partner.get(at(alpha, "new/")).status_code == 403


def test_database_never_lets_a_statement_be_changed(alpha):
    statement = make.issued_statement(organisation=alpha)
    for change in (statement.save, statement.delete):
        with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
            change()
    assert hashlib.sha256(statement.text.encode()).hexdigest() == statement.sha256


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pdf_is_the_same_each_time_and_says_number_day_issuer_and_code_on_each_page(manager, alpha, agreed, language):
    for place in range(12):
        make.instalment(
            commitment=make.commitment(organisation=alpha, title_fr=f"T {place}", kind="letter", amount=place)
        )
    statement = make.issued_statement(organisation=alpha, on=ON)
    address = at(alpha, f"{statement.pk}.pdf").replace("/fr/", f"/{language}/")
    with override_settings(OPERATOR={"address": "1 rue d’Exemple", "contact": "contact@example.org"}):
        first, second = manager.get(address), manager.get(address)
    assert first.content == second.content
    pages = PdfReader(io.BytesIO(first.content)).pages
    code = statement.code_in_groups
    texts = [plain(page.extract_text()) for page in pages]
    assert (
        len(pages) > 1,
        [code in text for text in texts],
        [f"/{language}/statements/check/" in text for text in texts],
    ) == (
        True,
        [True] * len(pages),
        [True] * len(pages),
    )
    whole = plain(" ".join(texts))
    assert all(word in whole for word in (statement.number, alpha.name, statement.sha256))
    catalogue = PdfReader(io.BytesIO(first.content)).trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"][:2]) == (True, language)
    assert b"pdfuaid:part>1<" in first.content


def test_document_says_what_its_code_does_not_show(manager, alpha, agreed):
    drawn_up(manager, alpha)
    found = read(manager.get(at(alpha, f"{Statement.objects.get().pk}.pdf")))
    assert ("elle ne montre pas que cet exemplaire est intact" in found, "fichier JSON de l’état" in found) == (
        True,
        True,
    )


def test_file_of_what_it_says_has_the_fingerprint(manager, alpha):
    statement = make.issued_statement(organisation=alpha)
    answered = manager.get(at(alpha, f"{statement.pk}.json"))
    assert hashlib.sha256(answered.content).hexdigest() == statement.sha256


def test_workbook_has_amounts_as_numbers_and_no_formula(manager, alpha):
    made = make.commitment(organisation=alpha, title_fr="=1+1", kind="agreement", amount=Decimal("100.50"))
    make.instalment(commitment=made, condition="+cmd", amount=5)
    statement = make.issued_statement(organisation=alpha, on=ON)
    answered = manager.get(at(alpha, f"{statement.pk}.xlsx"))
    with zipfile.ZipFile(io.BytesIO(answered.content)) as book:
        sheets = [book.read(f"xl/worksheets/sheet{place}.xml").decode() for place in range(1, 7)]
    assert (bool(re.search(r"<v>100\.50?</v>", sheets[2])), [sheet for sheet in sheets if "<f>" in sheet]) == (True, [])


def test_statement_of_another_is_not_found_byte_for_byte(manager, alpha):
    absent = manager.get(at(alpha, "999999.pdf"))
    other = make.issued_statement()
    for address in (at(alpha, f"{other.pk}.pdf"), f"/fr/space/{other.organisation_key}/statements/"):
        assert (manager.get(address).status_code, manager.get(address).content) == (404, absent.content)


def test_statements_stay_when_their_organisation_is_merged(alpha):
    former = make.organisation(name="Alpha ancienne")
    statement = make.issued_statement(organisation=former)
    merge_organisations(kept=alpha, merged=former, by=make.user(), reason="la même")
    assert list(Statement.objects.of(alpha)) == [statement]
    assert Statement.objects.get().organisation == alpha


def test_coordination_draws_up_and_reads_statements_from_the_organisation(alpha):
    anne = coordinator("Anne")
    address = f"/office/partners/{alpha.pk}/statements/"
    assert f'href="{address}"' in anne.get(f"/admin/partners/organisation/{alpha.pk}/change/").content.decode()
    assert anne.post(address, form_of(anne.get(address)) | {"on": "31/12/2025"}).url == address
    statement = Statement.objects.get()
    assert [anne.get(f"/office/statements/{statement.pk}.{kind}").status_code for kind in ("pdf", "xlsx", "json")] == [
        200
    ] * 3


def test_list_and_issue_take_as_many_queries_however_many_commitments(manager, alpha):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            make.issued_statement(organisation=alpha, by=manager_of)
        with CaptureQueriesContext(connection) as listing:
            assert manager.get(at(alpha)).status_code == 200
        return len(queries), len(listing)

    manager_of = alpha.accesses.get().user
    manager.get(at(alpha))  # from here on, the session has begun
    once = asked()
    for _more in range(4):
        make.instalment(commitment=make.commitment(organisation=alpha, kind="agreement", amount=5))
    assert (asked(), once[1] <= 10) == (once, True)


def test_day_in_the_form_is_today_unless_another_is_typed(manager, alpha):
    page = manager.get(at(alpha, "new/")).content.decode()
    assert re.search(r'name="on" value="([^"]+)"', page)[1] in (
        f"{timezone.localdate():%d/%m/%Y}",
        str(timezone.localdate()),
    )


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_statements_drawn_up_at_the_same_moment_are_numbered_without_a_gap(manager, alpha):
    forms = [form_of(manager.get(at(alpha, "new/"))) | {"on": "31/12/2025"} for _writer in range(4)]
    assert at_the_same_moment(manager, at(alpha, "new/"), *forms, forms[0]) == [302] * 5
    assert sorted(Statement.objects.values_list("serial", flat=True)) == [1, 2, 3, 4]


def test_workbook_says_how_exactly_a_day_is_known_and_what_is_not_known(manager, alpha):
    made = make.commitment(organisation=alpha)
    make.commitment_step(commitment=made, kind="agreement", amount=None, precision="known_by")
    make.receipt(commitment=made, amount=100, precision="month")
    make.receipt(commitment=made, amount=None)
    statement = make.issued_statement(organisation=alpha, on=ON)
    answered = manager.get(at(alpha, f"{statement.pk}.xlsx"))
    (head, row), steps, receipts = (cells(answered, sheet) for sheet in (3, 4, 6))
    told = dict(zip(head, row, strict=True))
    assert [told[name] for name in ("Montant", "Lecture", "Versé", "Versements de montant inconnu")] == [
        *(None, None),
        *(100, 1),
    ]
    assert steps[1][1:3] == [DAY, "connu ce jour-là au plus tard"]
    assert (steps[1][4], steps[1][5]) == (None, None)
    assert [row[2] for row in receipts[1:]] == ["mois", "jour exact"]
