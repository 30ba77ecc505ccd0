"""Somebody whose access ends while they type: they are told, nothing is done, and the coordination sees what they sent."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from enact.records import unexplained
from partners.models import Access
from sources.models import File, stored_names
from space.actions import erase_typed
from space.actions.leaving import MOST
from space.models import LeftBehind, PaymentAnnouncement, SignedPaper
from tests import make
from tests.page import Page
from tests.sending import form_of
from tests.sources.corpus import REFUSED, pdf, sent
from tests.space.test_announcements import TYPED
from tests.space.test_papers import place

pytestmark = pytest.mark.django_db
PAPER = {"signed_on": "21/05/2025", "signatories": "la présidente", "note": "Bonjour\x00 à tous"}


@pytest.fixture
def promised(alpha):
    """A commitment of the partner's for which an agreement is waited for."""
    return make.commitment(organisation=alpha, kind="award", amount=5000)


def ended(access):
    """Withdraws an access."""
    access.is_withdrawn = True
    access.save()


def test_whoever_is_removed_while_typing_is_told_and_nothing_is_lost(manager, access, promised):
    typed = form_of(manager.get(place(promised))) | PAPER
    ended(access)
    response = manager.post(place(promised), typed | {"file": sent()})
    assert response.status_code == 403
    assert "la coordination du programme l’a conservé" in Page(response).text
    assert "no-store" in response.headers["Cache-Control"]
    left = LeftBehind.objects.get()
    assert (left.organisation, left.user, left.address) == (promised.organisation, access.user, place(promised))
    assert left.page == "Envoyer un document signé"
    assert dict(left.typed) == {
        "Qu’avez-vous signé\u202f?": "convention",
        "Date de signature": "21/05/2025",
        "Qui a signé\u202f?": "la présidente",
        "Autre chose à nous dire": "Bonjour à tous",
    }
    assert left.file.content_as_sent() == pdf()
    assert SignedPaper.objects.count() == 0
    assert manager.get(place(promised)).status_code == 404


def test_record_that_was_chosen_keeps_its_name(manager, access, alpha):
    commitment = make.commitment(organisation=alpha, kind="agreement", amount=5000)
    instalment = make.instalment(commitment=commitment, amount=1000)
    typed = form_of(manager.get(place(commitment, "announce/"))) | TYPED
    ended(access)
    manager.post(place(commitment, "announce/"), typed | {"instalment": instalment.pk})
    manager.post(place(commitment, "announce/"), typed | {"instalment": "9" * 40})
    chosen = [dict(left.typed)["Pour quelle échéance\u202f?"] for left in LeftBehind.objects.order_by("pk")]
    assert chosen == [f"{instalment} ({instalment.pk})", "9" * 40]


@contextmanager
def removed_once_the_role_is_read(access):
    """While this lasts, an access is withdrawn right after a page has read what the account may do."""
    seen = []

    def remove(execute, sql, params, many, context):
        if seen == ["read"]:
            seen.append("removed")
            Access.objects.filter(pk=access.pk).update(is_withdrawn=True)
        elif not seen and sql.startswith('SELECT "partners_access"'):
            seen.append("read")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remove):
        yield
    assert seen == ["read", "removed"]


@pytest.mark.parametrize(
    "page",
    [
        *("members/invite/", "profile/change/", "profile/contacts/add/", "profile/publication/"),
        *("attestations/2025/answer/", "statements/new/", "correct/organisation/{}/", "commitments/{}/sign/"),
    ],
)
def test_whoever_is_removed_after_the_role_was_read_does_nothing_more(manager, access, alpha, promised, page):
    make.round_of(2025, closes_on=timezone.localdate())
    address = f"/fr/space/{alpha.pk}/{page.format(promised.pk if 'sign' in page else alpha.pk)}"
    typed = form_of(manager.get(address)) | {"note": "Bonjour"}
    with removed_once_the_role_is_read(access):
        response = manager.post(address, typed)
    assert response.status_code == 403
    assert "Votre accès a changé" in Page(response).text
    assert "Bonjour" in dict(LeftBehind.objects.get().typed).values()


def test_it_is_told_in_the_language_of_the_page(manager, access, promised):
    ended(access)
    response = manager.post(place(promised).replace("/fr/", "/en/"), PAPER)
    assert "Your access has changed" in Page(response).text
    assert LeftBehind.objects.get().page == "Envoyer un document signé"


def test_manager_who_only_reads_now_is_told_too(manager, access, promised):
    access.role = Access.Role.VIEWER
    access.save()
    assert manager.post(place(promised, "announce/"), TYPED).status_code == 403
    assert (LeftBehind.objects.count(), PaymentAnnouncement.objects.count()) == (1, 0)


def test_what_is_sent_twice_is_kept_once_and_what_is_changed_since_too(manager, access, promised):
    typed = form_of(manager.get(place(promised))) | PAPER
    ended(access)
    for note in ("un", "un", "deux"):
        assert manager.post(place(promised), typed | {"note": note}).status_code == 403
    assert LeftBehind.objects.count() == 2


def test_of_one_account_so_much_is_kept_and_then_it_is_told(manager, access, promised):
    ended(access)
    for number in range(MOST + 1):
        response = manager.post(place(promised), {"note": str(number)})
    assert "n’a pas été conservé non plus" in Page(response).text
    assert LeftBehind.objects.count() == MOST


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_file_is_not_kept_but_named(manager, access, promised, what):
    ended(access)
    name, content = REFUSED[what]
    assert manager.post(place(promised), {"file": sent(content, name)}).status_code == 403
    left = LeftBehind.objects.get()
    assert (left.typed, left.file, File.objects.count()) == ([["fichier non conservé", name]], None, 0)


def test_nothing_typed_leaves_nothing(manager, access, promised):
    ended(access)
    assert manager.post(place(promised), {}).status_code == 403
    assert LeftBehind.objects.count() == 0


def test_whoever_never_answered_for_it_finds_what_does_not_exist(partner, access, alpha, promised):
    other = make.commitment(kind="letter")
    absent = partner.post("/fr/space/999999/commitments/1/sign/", PAPER)
    assert partner.post(place(other), PAPER).content == absent.content
    ended(access)  # of somebody who only read
    assert partner.post(place(promised), PAPER).content == absent.content
    assert (absent.status_code, LeftBehind.objects.count()) == (404, 0)


def test_whoever_is_of_the_coordination_leaves_nothing(client, promised):
    user = make.user(is_staff=True, is_superuser=True)
    make.access(user=user, organisation=promised.organisation, role="manager")
    client.force_login(user)
    assert client.post(place(promised), PAPER).status_code == 403
    assert LeftBehind.objects.count() == 0


def test_coordination_reads_it_and_says_that_it_is_dealt_with(coordinator, alpha):
    left = make.left_behind(organisation=alpha, typed=[["Note", "Bonjour à tous"]], file=make.file())
    need = next(need for need in coordinator.get("/admin/").context["needs"] if "laissés" in need.title)
    assert (need.count, need.rows) == (1, [("Alpha", f"/admin/space/leftbehind/{left.pk}/change/")])
    address = need.rows[0][1]
    page = coordinator.get(address)
    assert "Bonjour à tous" in Page(page).text
    assert f"/office/files/{left.file_id}/" in page.content.decode()
    today = timezone.localdate()
    sent = form_of(page) | {"settled_on": today.isoformat(), "note": "Rappelé."}
    assert coordinator.post(address, sent).status_code == 302
    left.refresh_from_db()
    assert (left.settled_on, left.note) == (today, "Rappelé.")
    assert not [need for need in coordinator.get("/admin/").context["needs"] if "laissés" in need.title]


def test_no_history_keeps_what_was_typed_and_it_is_erased_ninety_days_after_it_was_dealt_with_or_left(
    coordinator, alpha
):
    now = timezone.now()
    after = {days: (now - timedelta(days=days)) for days in (400, 91, 89)}
    left = [
        make.left_behind(organisation=alpha, sent_at=after[sent], settled_on=settled and after[settled].date())
        for sent, settled in ((89, None), (91, None), (400, 89), (400, 91))
    ]
    assert "typed" not in {field.name for field in LeftBehind.history.model._meta.fields}
    assert (erase_typed(at=now), erase_typed(at=now)) == (2, 0)
    assert [bool(row.typed) for row in LeftBehind.objects.order_by("pk")] == [True, False, True, False]
    assert list(unexplained(LeftBehind)) == []
    assert "effacé au bout de" in Page(coordinator.get(f"/admin/space/leftbehind/{left[1].pk}/change/")).text
    assert coordinator.get(f"/admin/space/leftbehind/{left[1].pk}/history/").status_code == 200


def test_file_that_was_left_is_erased_with_the_text_from_the_disk_too(alpha, django_capture_on_commit_callbacks):
    over, before = timezone.now() - timedelta(days=91), stored_names()
    mine, used = make.file(), make.file()
    lefts = [make.left_behind(organisation=alpha, sent_at=over, typed=[], file=file) for file in (mine, used)]
    step = make.commitment_step(file=used)
    with django_capture_on_commit_callbacks(execute=True):
        assert (erase_typed(at=timezone.now()), erase_typed(at=timezone.now())) == (2, 0)
    assert [LeftBehind.objects.get(pk=left.pk).file for left in lefts] == [None, None]
    assert (list(File.objects.all()), stored_names() - before) == ([step.file], {used.content.name})
    assert [list(unexplained(model)) for model in (LeftBehind, File)] == [[], []]
