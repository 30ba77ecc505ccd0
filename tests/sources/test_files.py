"""Files sent with the forms of the back office: kept with what they belong to, or not at all; given back to be kept."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from funding.admin import FrameworkAgreementAdmin
from funding.models import CommitmentStep, FrameworkAgreement
from sources.models import File, private_files, stored_names
from tests import make
from tests.page import Page, read_aloud
from tests.sending import at_the_same_moment, coordinator, errors_of, follow, form_of, said, send, writers_wait
from tests.sources.corpus import ODD_NAMES, REFUSED, pdf, sent

pytestmark = pytest.mark.django_db
STEP = {"kind": "agreement", "happened_on": "21/05/2025"}
HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": "attachment; filename*=utf-8''R%C3%A9gion%20%E2%80%93%20lettre.pdf",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture(autouse=True)
def _no_files():
    for name in stored_names():
        private_files().delete(name)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def commitment(db):
    """A commitment with a letter of 300 €."""
    return make.commitment(amount=300)


def form_at(record):
    """The address of the form of a record."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def step(row=1, **typed):
    """What is typed in a row of new steps."""
    return {f"steps-{row}-{name}": value for name, value in (STEP | typed).items()}


def contents():
    """What is kept on the disk."""
    return sorted(Path(private_files().path(name)).read_bytes() for name in stored_names())


def test_step_is_recorded_with_its_file(anne, commitment):
    assert send(anne, form_at(commitment), **step(amount="500", file=sent(name="Convention.PDF"))).status_code == 302
    file = commitment.steps.get(kind="agreement").file
    assert (file.name, file.size, file.sent_by.name, file.content_as_sent()) == (
        "Convention.pdf",
        len(pdf()),
        "Anne",
        pdf(),
    )
    assert re.fullmatch("[0-9a-f]{32}", file.content.name)
    assert file.history.get().history_user.name == "Anne"
    assert f'<a href="/office/files/{file.pk}/">Convention.pdf</a>' in anne.get(form_at(commitment)).content.decode()


def test_step_of_a_chair_is_recorded_with_its_file(anne):
    chair = make.chair(kind="planned")
    typed = step(kind="awarded", file=sent())
    assert send(anne, form_at(chair), **typed).status_code == 302
    assert chair.steps.get(kind="awarded").file.content_as_sent() == pdf()


@pytest.mark.parametrize("make_one", [make.framework, make.payment_call, make.receipt])
def test_record_has_a_file_of_its_own_in_the_place_of_which_another_comes(anne, make_one):
    record = make_one()
    assert send(anne, form_at(record), file=sent()).status_code == 302
    record.refresh_from_db()
    first = record.file
    assert f'<a href="/office/files/{first.pk}/">lettre.pdf</a>' in anne.get(form_at(record)).content.decode()
    assert send(anne, form_at(record), file=sent(pdf(b"%2"), "deux.pdf")).status_code == 302
    record.refresh_from_db()
    assert [file.name for file in (first, record.file)] == ["lettre.pdf", "deux.pdf"]
    assert [entry.file_id for entry in record.history.all()] == [record.file_id, first.pk, None]
    assert contents() == sorted([pdf(), pdf(b"%2")])


def test_file_is_taken_from_a_record_and_stays_among_the_files(anne):
    record = make.receipt(file=make.file())
    assert send(anne, form_at(record), **{"file-clear": "on"}).status_code == 302
    record.refresh_from_db()
    assert (record.file, File.objects.count()) == (None, 1)
    response = send(anne, form_at(record), file=sent(), **{"file-clear": "on"})
    assert (list(errors_of(response)), File.objects.count()) == (["file"], 1)


def test_form_that_is_sent_without_a_file_leaves_the_one_that_is_there(anne):
    record = make.receipt(file=make.file())
    assert send(anne, form_at(record), note="Vu").status_code == 302
    record.refresh_from_db()
    assert (record.note, record.file.name) == ("Vu", "lettre.pdf")


def test_same_content_is_kept_once_for_a_record_and_said(anne):
    record = make.framework(file=make.file(pdf()))
    messages = said(follow(anne, send(anne, form_at(record), file=sent(name="copie.pdf"))))
    assert (len(messages), File.objects.count(), contents()) == (2, 1, [pdf()])
    assert "est celui qui était déjà là" in messages[0]


def test_same_content_in_another_step_is_accepted_and_said(anne, commitment):
    send(anne, form_at(commitment), **step(amount="300", file=sent()))
    typed = step(row=2, kind="amendment", happened_on="22/05/2025", amount="400", file=sent())
    (doubt, _saved) = said(follow(anne, send(anne, form_at(commitment), **typed)))
    assert "convention, 21 mai 2025" in doubt
    assert commitment.steps.filter(file__isnull=False).count() == 2


@pytest.mark.parametrize("what", ["a page of the web", "a PDF with a script", "nothing", "a PDF named as a program"])
def test_refused_file_leaves_nothing_and_what_was_typed_stays(anne, commitment, what):
    name, content = REFUSED[what]
    response = send(anne, form_at(commitment), **step(signatories="Les deux", file=sent(content, name)))
    assert list(errors_of(response)) == ["steps-1-file"]
    assert form_of(response)["steps-1-signatories"] == "Les deux"
    assert f"Le fichier «\u00a0{name}\u00a0»" in response.content.decode()
    assert (commitment.steps.count(), File.objects.count(), contents()) == (1, 0, [])


def test_file_that_is_fine_is_to_be_chosen_again_when_something_else_is_wrong(anne, commitment):
    response = send(anne, form_at(commitment), **step(amount="abc", file=sent()))
    assert list(errors_of(response)) == ["steps-1-amount"]
    assert "Choisissez-le de nouveau" in read_aloud(response)
    assert (File.objects.count(), contents()) == (0, [])
    again = form_of(response) | {"steps-1-amount": "500", "steps-1-file": sent()}
    assert anne.post(form_at(commitment), again).status_code == 302
    assert commitment.steps.get(kind="agreement").file.name == "lettre.pdf"


def test_step_with_nothing_but_a_file_asks_for_the_rest(anne, commitment):
    response = send(anne, form_at(commitment), **{"steps-1-file": sent()})
    assert list(errors_of(response)) == ["steps-1-kind", "steps-1-happened_on"]


def test_form_sent_twice_keeps_one_file(anne, commitment):
    def typed():
        return step(amount="500", file=sent())

    form = form_of(anne.get(form_at(commitment)))
    assert [anne.post(form_at(commitment), form | typed()).status_code for _time in range(2)] == [302, 302]
    assert (commitment.steps.count(), File.objects.count(), contents()) == (2, 1, [pdf()])


def test_form_of_a_record_with_a_file_sent_twice_keeps_one_file(anne):
    record, add = make.receipt(), "/admin/funding/receipt/add/"
    for address, typed in [
        (form_at(record), {}),
        (add, {"commitment": record.commitment_id, "form": "cash", "received_on": "01/06/2025", "precision": "exact"}),
    ]:
        form = form_of(anne.get(address)) | typed
        assert [anne.post(address, form | {"file": sent()}).status_code for _time in range(2)] == [302, 302]
    assert (File.objects.count(), contents()) == (2, [pdf(), pdf()])


def test_second_of_two_writers_is_told_of_the_first_ones_file(anne):
    record = make.framework()
    bruno = coordinator("Bruno")
    for_bruno = form_of(bruno.get(form_at(record)))
    send(anne, form_at(record), file=sent(name="anne.pdf"))
    response = bruno.post(form_at(record), for_bruno | {"file": sent(pdf(b"%2"), "bruno.pdf")})
    assert [tuple(each) for each in response.context["adminform"].form.differences] == [
        ("Fichier", "anne.pdf", "bruno.pdf")
    ]
    assert contents() == [pdf()]
    again = form_of(response) | {"file": sent(pdf(b"%2"), "bruno.pdf")}
    assert bruno.post(form_at(record), again).status_code == 302
    record.refresh_from_db()
    assert record.file.name == "bruno.pdf"


class Failing(FrameworkAgreementAdmin):
    """The back office when the database refuses what was saved, after the file was written, so many times."""

    def __init__(self, model, site, *, times):
        super().__init__(model, site)
        self.times = times

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.times -= 1
        if self.times >= 0:
            raise IntegrityError("FOREIGN KEY constraint failed")


class Messages(list):
    """The messages of a request."""

    def add(self, level, message, extra_tags):
        self.append(message)


def form_with_file(anne, organisation):
    """A request that sends the form of a new framework agreement with its file."""
    typed = form_of(anne.get("/admin/funding/frameworkagreement/add/"))
    typed |= {"organisation": organisation.pk, "title_fr": "Accord", "file": sent()}
    request = RequestFactory().post("/admin/funding/frameworkagreement/add/", typed)
    request.user, request._dont_enforce_csrf_checks, request._messages = User.objects.get(), True, Messages()
    return request


def test_no_file_stays_on_the_disk_when_its_record_is_not_saved(anne):
    request = form_with_file(anne, make.organisation())
    with pytest.raises(IntegrityError), transaction.atomic():
        Failing(FrameworkAgreement, admin.site, times=2).changeform_view(request)
    assert (File.objects.count(), FrameworkAgreement.objects.count(), contents()) == (0, 0, [])


def test_file_is_written_again_when_the_form_is_looked_at_once_more(anne):
    request = form_with_file(anne, make.organisation())
    response = Failing(FrameworkAgreement, admin.site, times=1).changeform_view(request)
    assert (response.status_code, FrameworkAgreement.objects.get().file.name, contents()) == (
        302,
        "lettre.pdf",
        [pdf()],
    )


@pytest.mark.django_db(transaction=True)
@writers_wait
def test_two_sendings_at_the_same_moment_keep_one_file():
    client, commitment = coordinator("Anne"), make.commitment(amount=300)
    typed = form_of(client.get(form_at(commitment))) | step(amount="500")
    forms = [typed | {"steps-1-file": sent()} for _time in range(2)]
    assert at_the_same_moment(client, form_at(commitment), *forms) == [302, 302]
    assert (CommitmentStep.objects.count(), File.objects.count(), contents()) == (2, 1, [pdf()])


def test_file_is_given_to_be_kept_and_runs_nowhere(anne):
    file = make.file(pdf(), "Région – lettre.pdf")
    response = anne.get(f"/office/files/{file.pk}/")
    assert (response.status_code, response.content) == (200, pdf())
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert set(response.headers["Cache-Control"].split(", ")) >= {"no-store", "private"}


@pytest.mark.parametrize("name", [*ODD_NAMES.values(), 'a"b.pdf', "a\r\nX: y.pdf", "\u202egpj.pdf"])
def test_name_of_a_file_says_nothing_else_to_the_browser(anne, name):
    told = anne.get(f"/office/files/{make.file(name=name).pk}/").headers["Content-Disposition"]
    assert re.fullmatch(r"""attachment; filename(="([^"\\]|\\.)*"|\*=utf-8''[\w.%~!$&+^`|-]*)""", told)


@pytest.mark.parametrize("content", [None, b"", b"<script>alert(1)</script>", pdf(b"%2")])
def test_file_that_is_lost_or_changed_is_not_given_and_that_is_said(anne, content):
    file = make.file(pdf())
    if content is None:
        Path(file.content.path).unlink()
    else:
        Path(file.content.path).write_bytes(content)
    response = anne.get(f"/office/files/{file.pk}/")
    assert response.status_code == 500
    assert "lettre.pdf" in Page(response).text
    assert "n’est plus sur ce serveur" in Page(response).text


@pytest.mark.parametrize("key", ["999", "0", f"{10**30}"])
def test_file_that_does_not_exist_is_not_found(anne, key):
    assert anne.get(f"/office/files/{key}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_files_are_read_and_nothing_else(anne, method):
    assert getattr(anne, method)(f"/office/files/{make.file().pk}/").status_code == 405


def test_account_without_the_right_finds_no_file(client):
    client.force_login(make.user(is_staff=True))
    assert client.get(f"/office/files/{make.file().pk}/").status_code == 404


def test_back_office_changes_and_deletes_no_file(client):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    address = form_at(make.file())
    assert "/office/files/" in client.get(address).content.decode()
    deleted = address.replace("change", "delete")
    assert [client.post(each, {"name": "x", "post": "yes"}).status_code for each in (address, deleted)] == [403, 403]
    assert client.get("/admin/sources/file/add/").status_code == 403
    assert File.objects.get().name == "lettre.pdf"
