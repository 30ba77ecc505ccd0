"""What goes with a call: documents, questions and answers, results; and the coordination's list of calls."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from research.models import Call, CallDocument, CallQuestion, CallStage
from tests import make
from tests.drawn import forget_pages
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator, errors_of, form_of

pytestmark = pytest.mark.django_db
ONE, HOUR = timedelta(days=1), timedelta(hours=1)
OFFICE = "/office/calls/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def page_of(client, call, language="fr"):
    """The public page of a call, drawn now."""
    forget_pages()
    return Page(client.get(f"/{language}/calls/{call.pk}/"))


@pytest.mark.parametrize(
    ("make_one", "fields", "name"),
    [
        (make.call_document, {"address": ""}, "is_in_one_place"),
        (make.call_document, {"published_on": date(1999, 12, 31)}, "published_since_2000"),
        (make.call_question, {"answer_fr": ""}, "answer_has_a_day"),
        (make.call_question, {"answered_on": None, "published_on": None}, "answer_has_a_day"),
        (make.call_question, {"answer_fr": "", "answered_on": None}, "published_once_answered"),
        (make.call_question, {"published_on": DAY - ONE}, "published_once_answered"),
        (make.call_question, {"asked_on": DAY + ONE}, "answered_after_it_was_asked"),
        (make.call_question, {"asked_on": date(1999, 12, 31)}, "since_2000"),
    ],
)
def test_database_refuses_what_cannot_go_with_a_call(make_one, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_one(**fields)


def test_document_is_a_file_or_an_address():
    with pytest.raises(IntegrityError, match="is_in_one_place"), transaction.atomic():
        make.call_document(file=make.file(), address="https://example.org/")
    assert make.call_document(file=make.file()).address == ""


@pytest.mark.parametrize(
    ("results", "is_refused"),
    [
        ((None, None, None), False),
        ((0, 0, 0), False),
        ((10, 10, 10), False),
        ((10, 9, 8), False),
        ((9, 10, None), True),
        ((None, 9, 10), True),
        ((9, None, 10), True),
        ((10, None, 10), False),
        ((None, None, 3), False),
    ],
)
def test_selected_are_eligible_and_eligible_have_applied(results, is_refused):
    call = make.call()
    fields = dict(zip(CallStage.RESULTS, results, strict=True))
    if is_refused:
        with pytest.raises(IntegrityError, match="results_are_nested"), transaction.atomic():
            make.call_stage(call=call, **fields)
    else:
        assert make.call_stage(call=call, **fields).pk


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ((None, None, None), [None, None, None]),
        ((0, 0, 0), [0, 0, 0]),
        ((40, 30, 20), [40, 30, 20]),
        ((1, 1, 1), ["protected"] * 3),
        ((4, 4, 0), ["protected", "protected", 0]),
        ((5, 5, 5), [5, 5, 5]),
        ((40, 30, 4), [40, 30, "protected"]),
        ((40, 38, 20), [40, "protected", 20]),
        ((22, 22, 20), [22, 22, "protected"]),
        ((24, 22, 20), [24, "protected", "protected"]),
        ((None, 22, 20), [None, "protected", 20]),
        ((3, None, None), ["protected", None, None]),
    ],
)
def test_small_numbers_are_protected_and_those_that_would_tell_them(results, told):
    stage = CallStage(**dict(zip(CallStage.RESULTS, results, strict=True)))
    found = ["protected" if is_protected else number for _name, number, is_protected in stage.results_told]
    assert found == told


def test_no_small_number_can_be_worked_out_of_what_is_told():
    for applications in range(14):
        for eligible in range(applications + 1):
            for selected in range(eligible + 1):
                stage = CallStage(applications=applications, eligible=eligible, selected=selected)
                shown = [0, *(number for _name, number, _is_protected in stage.results_told if number is not None)]
                gaps = {abs(one - other) for one in shown for other in shown}
                assert gaps & {1, 2, 3, 4} == set()


def test_results_are_told_once_published_of_a_stage_that_has_closed(client):
    call = make.call(title_fr="Appel")
    now, today = timezone.now(), timezone.localdate()
    shared = {"call": call, "applications": 400, "eligible": 398, "selected": 200, "opens_at": now - 2 * HOUR}
    make.call_stage(closes_at=now - HOUR, results_on=today, **shared)
    make.call_stage(closes_at=now - HOUR, results_on=today + ONE, **shared)
    make.call_stage(closes_at=now + HOUR, results_on=today, **shared)
    make.call_stage(closes_at=now - HOUR, **shared)
    page = page_of(client, call)
    assert page.figures == {"applications:1": {"400"}, "selected:1": {"200"}}
    assert "Étape 1 400 protégé 200" in page.text
    assert "398" not in page.text


def test_questions_are_told_with_their_days_once_they_are_published(client):
    call = make.call()
    make.call_question(call=call, question_fr="Où <b> ?", answer_fr="À Nancy.", asked_on=DAY - ONE)
    make.call_question(call=call, question_fr="Qui ?", question_en="Who?", answer_fr="Tous.", answer_en="All.")
    make.call_question(call=call, question_fr="Secret", published_on=None)
    make.call_question(call=call, question_fr="Secret", published_on=timezone.localdate() + ONE)
    make.call_question(call=call, question_fr="Secret", answer_fr="", answered_on=None, published_on=None)
    text = page_of(client, call).text
    assert "Où <b> ? À Nancy. Posée le 19 mai 2025, réponse du 20 mai 2025." in text
    assert "Qui ? Tous. Réponse du 20 mai 2025." in text
    assert "Secret" not in text
    assert "Who? All. Answered on 20 May 2025." in page_of(client, call, "en").text


def test_documents_are_given_once_they_are_published(client):
    call, other = make.call(), make.call(published_on=None)
    told = make.call_document(call=call, title_fr="Règlement", file=make.file(name="règlement.pdf"))
    away = make.call_document(call=call, title_fr="Annexe", address="https://example.org/annexe")
    hidden = make.call_document(call=call, title_fr="Secret", file=make.file(), published_on=None)
    later = make.call_document(call=call, file=make.file(), published_on=timezone.localdate() + ONE)
    anothers = make.call_document(call=other, file=make.file())
    page = page_of(client, call)
    address = f"/fr/calls/{call.pk}/documents/{told.pk}/"
    assert {address, "https://example.org/annexe"} <= set(page.links)
    assert "Règlement (PDF, 15\u00a0octets) publié ici le 20 mai 2025".replace("\u00a0", " ") in page.text
    assert "Secret" not in page.text
    answer = client.get(address)
    assert (answer.content[:5], answer.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    for call_key, key in (
        (call.pk, away.pk),
        (call.pk, hidden.pk),
        (call.pk, later.pk),
        (call.pk, anothers.pk),
        (other.pk, anothers.pk),
        (other.pk, told.pk),
        (call.pk, 999),
    ):
        assert client.get(f"/fr/calls/{call_key}/documents/{key}/").status_code == 404


def test_lost_document_is_said_to_be_lost(client):
    document = make.call_document(file=make.file())
    document.file.content.delete(save=False)
    response = client.get(f"/fr/calls/{document.call.pk}/documents/{document.pk}/")
    assert response.status_code == 500


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([(-HOUR, 2 * HOUR), (-HOUR, HOUR), (HOUR, None)], "Prochaine date limite : "),
        ([(-HOUR, None)], "Prochaine date limite : Appel 1 : l’heure de fermeture n’est pas communiquée."),
        ([(-2 * HOUR, -HOUR), (HOUR, None)], "Aucun appel n’est ouvert en ce moment. Le prochain ouvre : "),
        ([(-2 * HOUR, -HOUR)], "Aucun appel n’est ouvert en ce moment."),
    ],
)
def test_list_says_the_next_hour(client, hours, words):
    now = timezone.now()
    for number, (opens, closes) in enumerate(hours):
        make.call(title_fr=f"Appel {number + 1}", opens_at=now + opens, closes_at=closes and now + closes)
    page = Page(client.get("/fr/calls/"))
    assert words in page.text
    assert words not in Page(client.get("/fr/calls/", {"on": DAY})).text
    assert {"/fr/calls.ics", "/fr/calls.atom"} <= set(page.links)


def dossier(**typed):
    """What is typed of a document and of a question."""
    return {
        "documents-0-title_fr": "Règlement",
        "documents-0-address": "https://example.org/",
        "questions-0-question_fr": "Quand ?",
        "questions-0-answer_fr": "En mai.",
        "questions-0-answered_on": "20/05/2025",
        "questions-0-published_on": "20/05/2025",
        **typed,
    }


def with_rows(client, address, typed):
    """What a browser sends of a form with one row to add of documents and of questions."""
    return form_of(client.get(address)) | {"documents-TOTAL_FORMS": "1", "questions-TOTAL_FORMS": "1"} | typed


def test_dossier_is_typed_in_the_form_of_the_call(anne):
    call = make.call()
    address = reverse("admin:research_call_change", args=[call.pk])
    assert anne.post(address, with_rows(anne, address, dossier())).status_code == 302
    assert CallDocument.objects.get().history.get().history_user.name == "Anne"
    assert CallQuestion.objects.get().answered_on == DAY


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"documents-0-address": ""}, "documents-0-", "Envoyez un fichier, ou donnez une adresse : l’un des deux."),
        ({"questions-0-answered_on": ""}, "questions-0-", "Une réponse a son texte en français et son jour, les deux."),
        ({"questions-0-asked_on": "21/05/2025"}, "questions-0-", "La réponse est avant la question."),
        (
            {"questions-0-published_on": "19/05/2025"},
            "questions-0-",
            "Une question est publiée une fois qu’elle a une réponse, pas avant.",
        ),
    ],
)
def test_dossier_that_cannot_be_is_refused_in_words(anne, typed, field, message):
    call = make.call()
    address = reverse("admin:research_call_change", args=[call.pk])
    response = anne.post(address, with_rows(anne, address, dossier(**typed)))
    assert message in [error.replace("\u00a0", " ") for error in errors_of(response)[field]]
    assert form_of(response)["questions-0-question_fr"] == "Quand ?"
    assert (CallDocument.objects.count(), CallQuestion.objects.count()) == (0, 0)


def test_office_list_holds_all_calls_with_their_sums(anne):
    now = timezone.now()
    make.call(title_fr="Ouvert", opens_at=now - HOUR, places=20, budget=3_000_000)
    make.call(title_fr="Ouvert aussi", opens_at=now - HOUR, published_on=None, budget=5)
    made = make.call(title_fr="À venir", published_on=None)
    page = Page(anne.get(OFFICE))
    assert f"/admin/research/call/{made.pk}/change/" in page.links
    assert "Ouvert 2 20 + 1 non communiqué 3 000 005 €" in page.text
    assert "À venir 1 1 non communiqué 1 non communiqué" in page.text
    assert page.figures["open:places"] == {"20"}


def test_office_list_knows_other_days(anne):
    make.call(
        title_fr="Appel", opens_at=datetime(2026, 1, 5, 8, tzinfo=UTC), closes_at=datetime(2026, 1, 9, tzinfo=UTC)
    )
    found = {}
    for day in (date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 9)):
        (record,) = anne.get(OFFICE, {"on": day}).context["page"].records
        found[day.day] = record.state
    assert found == {4: "planned", 5: "open", 9: "closed"}
    header, _row = csv.reader(
        io.StringIO(anne.get(OFFICE, {"export": "csv"}).content.decode("utf-8-sig")), delimiter=";"
    )
    assert header[-2:] == ["Thématiques", "Publié le"]
    assert Call.objects.count() == 1
