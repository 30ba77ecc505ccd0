"""The back office of the sources; and what happens to every record when two send at the same moment."""

import uuid
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from django.test import RequestFactory
from django.utils import timezone

from accounts.actions import open_coordinator_account
from enact.ui.forms import RecordForm, SentAlready
from sources.admin import DocumentAdmin
from sources.models import Document, Statement
from tests import make
from tests.sending import at_the_same_moment, coordinator, errors_of, form_of, said, send, writers_wait

ADD = "/admin/sources/document/add/"
TYPED = {"title_fr": "Rapport", "publisher": "Éditeur", "published_on": "20/05/2025", "key": "rapport"}


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def test_document_is_added_with_its_token_and_its_author(anne):
    typed = form_of(anne.get(ADD)) | TYPED
    assert anne.post(ADD, typed).url == "/admin/sources/document/"
    made = Document.objects.get()
    assert (made.entry, made.version) == (uuid.UUID(typed["form_token"]), 1)
    assert made.history.get().history_user.name == "Anne"


def test_document_sent_twice_is_made_once_and_said(anne):
    typed = form_of(anne.get(ADD)) | TYPED
    anne.post(ADD, typed)
    second = anne.post(ADD, typed, follow=True)
    made = Document.objects.get()
    assert second.redirect_chain == [(f"/admin/sources/document/{made.pk}/change/", 302)]
    assert "Rapport" in said(second)[-1]


def test_document_sent_twice_from_a_window_of_another_form_gives_the_one_made(anne):
    typed = form_of(anne.get(ADD)) | TYPED | {"_popup": "1"}
    assert [anne.post(ADD, typed).templates[0].name for _time in range(2)] == ["admin/popup_response.html"] * 2
    assert Document.objects.count() == 1


def test_two_documents_of_one_key_are_refused_in_words(anne):
    make.document(key="rapport")
    response = send(anne, ADD, **TYPED)
    assert list(errors_of(response)) == ["key"]
    assert form_of(response)["title_fr"] == "Rapport"


class Hurried(DocumentAdmin):
    """The back office when somebody else records the same document just before this one is saved, the first time."""

    def __init__(self, model, site, *, theirs):
        super().__init__(model, site)
        self.theirs = theirs

    def save_model(self, request, obj, form, change):
        theirs, self.theirs = self.theirs, None
        if theirs:
            raise IntegrityError("UNIQUE constraint failed")
        super().save_model(request, obj, form, change)


@pytest.mark.django_db
def test_what_the_database_refuses_is_looked_at_once_more():
    user = open_coordinator_account(email="anne@example.org", name="Anne")
    request = RequestFactory().post(ADD, TYPED | {"form_token": uuid.uuid4()})
    request.user, request._dont_enforce_csrf_checks, request._messages = user, True, Messages()
    response = Hurried(Document, admin.site, theirs=True).changeform_view(request)
    assert (response.status_code, Document.objects.count()) == (302, 1)


class Interrupted(RecordForm):
    """The form of a document, when its first sending is saved while the second one is being checked."""

    def clean(self):
        cleaned = super().clean()
        make.document(key=cleaned["key"], entry=self.token)
        return cleaned


def test_second_sending_is_known_when_the_first_is_saved_while_it_is_checked(db):
    form = modelform_factory(Document, Interrupted, fields=list(TYPED))(TYPED | {"form_token": str(uuid.uuid4())})
    form.today = timezone.localdate()
    with pytest.raises(SentAlready):
        form.is_valid()


class Messages(list):
    """The messages of a request."""

    def add(self, level, message, extra_tags):
        self.append(message)


@pytest.mark.django_db(transaction=True)
@writers_wait
def test_two_sendings_at_the_same_moment_make_one_document():
    client = coordinator("Anne")
    typed = form_of(client.get(ADD)) | TYPED
    assert at_the_same_moment(client, ADD, typed, typed) == [302, 302]
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@writers_wait
def test_of_two_writers_at_the_same_moment_one_is_asked():
    client, document = coordinator("Anne"), make.document()
    address = f"/admin/sources/document/{document.pk}/change/"
    typed = form_of(client.get(address))
    codes = at_the_same_moment(client, address, typed | {"publisher": "A"}, typed | {"publisher": "B"})
    assert codes == [200, 302]
    assert Document.objects.get().version == 2


def test_history_stays_whole_when_a_save_fails(anne):
    document = make.document()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.document(key=document.key)
    assert Document.history.count() == 1


@pytest.mark.parametrize("day", ["31/02/2025", "20/5/25", "31/12/1999", "hier", ""])
def test_day_that_cannot_be_is_refused_in_words_and_stays_on_screen(anne, day):
    response = send(anne, ADD, **TYPED | {"published_on": day})
    assert list(errors_of(response)) == ["published_on"]
    assert form_of(response)["published_on"] == day


@pytest.mark.parametrize(("later", "refused"), [(0, []), (1, ["stated_on"])])
def test_statement_is_made_by_today(anne, later, refused):
    day = timezone.localdate() + timedelta(days=later)
    typed = {"key": "L99", "area": "funding", "status": "fact", "text_fr": "Un fait.", "stated_on": f"{day:%d/%m/%Y}"}
    response = send(anne, "/admin/sources/statement/add/", **typed)
    assert (Statement.objects.count(), [] if response.status_code == 302 else list(errors_of(response))) == (
        1 - len(refused),
        refused,
    )


def test_lists_keep_what_has_no_source(anne):
    unsourced = make.statement()
    make.statement(source=make.source())
    response = anne.get("/admin/sources/statement/?without_source=yes")
    assert list(response.context["cl"].result_list) == [unsourced]


def test_sources_are_found_by_what_they_said_and_by_their_document(anne):
    source = make.source(said_by_fr="Métropole", document=make.document(title_fr="Délibération"))
    query = {
        "app_label": "sources",
        "model_name": "statement",
        "field_name": "source",
        "term": "metropole deliberation",
    }
    found = anne.get("/admin/autocomplete/", query).json()["results"]
    assert found == [{"id": str(source.pk), "text": str(source)}]
