"""The outbox before a real mail server, which refuses, breaks off or keeps silent at every phase: a mail arrives once."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from office.delivery import CLAIMED_FOR, PATIENCE, PAUSES, Overtaken, begin, claim, deliver, end, send_again, wake
from office.models import Mail
from office.tasks import work_on_mail_at
from space.actions import refuse
from tests import make
from tests.post.queue import work_through_queue
from tests.post.server import A_MOMENT, DELAY, DROP, HANG, PHASES

Fault, Standing = Mail.Fault, Mail.Standing
SECOND = timedelta(seconds=1)


def written(**headers):
    """A mail that was written into the outbox."""
    EmailMessage("Objet", "Corps\n.point\n", None, ["ada@example.org"], headers=headers).send()
    return Mail.objects.latest("pk")


def work(mail, at=None):
    """Does what there is to do for a mail at a moment; returns the mail as it is then."""
    moment = at or timezone.now()
    deliver(key=mail.pk, clock=lambda: moment, again=partial(work_on_mail_at, mail.pk))
    return Mail.objects.with_standing().get(pk=mail.pk)


def test_mail_arrives_once_at_each_address(server):
    send_mail(
        "Bonjour – été", "Ça va.\n.\n..\n", "ENACT <noreply@example.org>", ["Ada <ada@example.org>", "bo@example.org"]
    )
    assert list(Mail.objects.values_list("to", flat=True)) == ["bo@example.org", "ada@example.org"]
    work_through_queue()
    first, second = server.box.mails
    assert (first["Subject"], first["From"], first.get_content().replace("\r\n", "\n")) == (
        "Bonjour – été",
        "ENACT <noreply@example.org>",
        "Ça va.\n.\n..\n",
    )
    assert first["To"] == second["To"] == "Ada <ada@example.org>, bo@example.org"
    assert {mail["Message-ID"] for mail in server.box.mails} == {*Mail.objects.values_list("message_id", flat=True)}
    assert set(Mail.objects.with_standing().values_list("standing", "tries")) == {(Standing.SENT, 1)}


def test_mail_leaves_if_and_only_if_its_transaction_commits(server):
    with transaction.atomic():
        written()
        transaction.set_rollback(True)
    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    with transaction.atomic():
        written()
    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (1, 1)


SURE = [phase for phase in PHASES if phase != "TEXT"]


@pytest.mark.parametrize("phase", PHASES)
def test_mail_refused_for_now_is_tried_again_and_arrives_once(server, phase):
    server.behaves(**{phase: "451 later"})
    first = work(written())
    assert (first.standing, first.fault, first.reply) == (Standing.TRIED, Fault.BUSY, "451 later")
    server.behaves()
    assert work(first, first.next_at - SECOND).standing == Standing.TRIED
    assert work(first, first.next_at).standing == Standing.SENT
    assert work(first, first.next_at + PATIENCE).standing == Standing.SENT
    (taken,) = server.box.mails
    assert taken["Message-ID"] == first.message_id


@pytest.mark.parametrize("phase", PHASES)
def test_mail_refused_for_good_is_given_up_where_that_is_of_the_mail_and_not_of_us(server, phase):
    server.behaves(**{phase: "550 nobody of that name"})
    mail = work(written())
    expected = Standing.GIVEN_UP if phase in ("RCPT", "DATA", "TEXT") else Standing.TRIED
    assert (mail.standing, mail.fault, server.box.mails) == (expected, Fault.REFUSED, [])
    assert (mail.next_at is None) == (expected == Standing.GIVEN_UP)


@pytest.mark.parametrize(("how", "fault"), [(DROP, Fault.BROKEN), (HANG, Fault.SLOW)])
@pytest.mark.parametrize("phase", SURE)
def test_connection_that_fails_before_the_text_is_tried_again_and_mail_arrives_once(
    server, settings, phase, how, fault
):
    server.behaves(**{phase: how})
    patience, settings.EMAIL_TIMEOUT = settings.EMAIL_TIMEOUT, A_MOMENT if how == HANG else settings.EMAIL_TIMEOUT
    mail = work(written())
    assert (mail.standing, mail.fault, mail.handed_at) == (Standing.TRIED, fault, None)
    server.behaves()
    settings.EMAIL_TIMEOUT = patience
    assert (work(mail, mail.next_at).standing, len(server.box.mails)) == (Standing.SENT, 1)


def test_server_that_is_slow_at_every_phase_has_the_mail_once(server):
    server.behaves(**dict.fromkeys(PHASES, DELAY))
    assert (work(written()).standing, len(server.box.mails)) == (Standing.SENT, 1)


@pytest.mark.parametrize("how", [DROP, HANG])
def test_mail_that_was_handed_over_without_an_answer_is_not_sent_again_by_itself(server, settings, how):
    server.behaves(TEXT=how)
    settings.EMAIL_TIMEOUT = A_MOMENT if how == HANG else settings.EMAIL_TIMEOUT
    mail = work(written())
    assert (mail.standing, mail.fault) == (Standing.UNCERTAIN, Fault.UNANSWERED)
    server.behaves()
    for later in (SECOND, CLAIMED_FOR, PATIENCE):
        assert work(mail, mail.uncertain_at + later).standing == Standing.UNCERTAIN
    assert len(server.box.mails) == 1


@pytest.mark.parametrize("answer", ["250 ok", "251 will forward", "252 cannot verify, will try"])
def test_receiver_whom_the_server_takes_without_more_is_taken(server, answer):
    server.passes_on(answer)
    assert (work(written()).standing, len(server.box.mails)) == (Standing.SENT, 1)


def test_server_that_is_not_there_is_tried_again(server, settings):
    settings.EMAIL_PORT = 1
    mail = work(written())
    assert (mail.standing, mail.fault) == (Standing.TRIED, Fault.UNREACHABLE)


def test_pauses_grow_and_a_mail_is_given_up_in_the_end(server):
    server.behaves(RCPT="451 later")
    mail = written()
    at, pauses = mail.asked_at, []
    while (mail := work(mail, at)).standing == Standing.TRIED:
        pauses.append(mail.next_at - at)
        at = mail.next_at
    assert pauses[: len(PAUSES)] == PAUSES
    assert (set(pauses[len(PAUSES) :]), mail.standing) == ({PAUSES[-1]}, Standing.GIVEN_UP)
    assert mail.given_up_at - mail.asked_at <= PATIENCE < mail.given_up_at - mail.asked_at + PAUSES[-1]


def test_claimed_mail_is_left_alone_until_whoever_claimed_it_counts_as_interrupted(server):
    mail, at = written(), timezone.now()
    claimed = claim(mail.pk, at=at, again=lambda moment: None)
    assert claim(mail.pk, at=at, again=lambda moment: None) is None
    assert work(mail, at + CLAIMED_FOR - SECOND).standing == Standing.TRIED
    assert server.box.mails == []
    assert work(mail, at + CLAIMED_FOR).standing == Standing.SENT
    assert len(server.box.mails) == 1
    with pytest.raises(Overtaken):
        begin(claimed, at=at)


def test_mail_claimed_and_handed_over_by_a_worker_that_was_killed_is_uncertain(server):
    mail, at = written(), timezone.now()
    begin(claim(mail.pk, at=at, again=lambda moment: None), at=at)
    assert work(mail, at + CLAIMED_FOR - SECOND).standing == Standing.TRIED
    assert work(mail, at + CLAIMED_FOR).standing == Standing.UNCERTAIN
    assert server.box.mails == []


def test_whoever_claims_a_mail_has_it_looked_at_again_even_if_killed(server):
    mail, at = written(), timezone.now()
    DBTaskResult.objects.all().delete()
    claim(mail.pk, at=at, again=partial(work_on_mail_at, mail.pk))
    assert [task.run_after for task in DBTaskResult.objects.all()] == [at + CLAIMED_FOR]


def test_mail_whose_task_was_lost_is_found_again_once(server):
    mail = written()
    DBTaskResult.objects.all().delete()
    for after, tasks in ((CLAIMED_FOR - SECOND, 0), (CLAIMED_FOR + SECOND, 1), (CLAIMED_FOR + 2 * SECOND, 1)):
        wake(at=mail.asked_at + after, again=work_on_mail_at)
        assert DBTaskResult.objects.count() == tasks


def test_mail_that_makes_the_worker_stumble_every_time_is_given_up(server):
    mail, at = written(), timezone.now()
    while claim(mail.pk, at=at, again=lambda moment: None):
        at += CLAIMED_FOR
    mail = work(mail, at)
    assert (mail.standing, mail.fault) == (Standing.GIVEN_UP, Fault.INTERRUPTED)
    assert mail.given_up_at - mail.asked_at <= PATIENCE + 2 * CLAIMED_FOR


@pytest.mark.parametrize(
    ("phase", "behaviour", "standing"),
    [
        ("RCPT", "550 no", Standing.GIVEN_UP),
        ("TEXT", DROP, Standing.UNCERTAIN),
        ("RCPT", "250 ok", Standing.SENT),
    ],
)
def test_secret_is_erased_however_its_mail_ends(server, phase, behaviour, standing):
    server.behaves(**{phase: behaviour} if standing != Standing.SENT else {})
    mail = work(written(**{"X-Secret": "yes"}))
    assert (mail.standing, mail.content) == (standing, None)


def test_secret_that_is_given_up_after_long_is_erased_then_and_not_before(server):
    server.behaves(RCPT="451 later")
    mail = work(written(**{"X-Secret": "yes"}))
    assert (mail.standing, mail.content is None) == (Standing.TRIED, False)
    mail = work(mail, mail.asked_at + PATIENCE)
    assert (mail.standing, mail.content) == (Standing.GIVEN_UP, None)


def test_secret_whose_worker_was_killed_is_erased(server):
    mail, at = written(**{"X-Secret": "yes"}), timezone.now()
    begin(claim(mail.pk, at=at, again=lambda moment: None), at=at)
    mail = work(mail, at + CLAIMED_FOR)
    assert (mail.standing, mail.content) == (Standing.UNCERTAIN, None)


@pytest.mark.parametrize(("phase", "behaviour"), [("RCPT", "550 no"), ("TEXT", DROP)])
def test_mail_sent_again_leaves_with_the_same_identifier(server, phase, behaviour):
    server.behaves(**{phase: behaviour})
    mail, by = work(written()), make.user(is_staff=True)
    server.behaves()
    server.box.mails.clear()
    at = timezone.now() + 3 * PATIENCE
    assert send_again(mail=mail, by=by, at=at, again=partial(work_on_mail_at, mail.pk))
    assert not send_again(mail=mail, by=by, at=at, again=partial(work_on_mail_at, mail.pk))
    again = work(mail, at)
    assert (again.standing, again.again_by, again.again_at) == (Standing.SENT, by, at)
    assert [taken["Message-ID"] for taken in server.box.mails] == [mail.message_id]


def test_whoever_lost_access_between_is_not_told(server):
    access = make.access(user=make.user(email="ada@example.org"))
    headers = {"X-Reader": str(access.user.pk), "X-Organisation": str(access.organisation.pk)}
    told, kept = written(**headers), written(**headers)
    assert work(told).standing == Standing.SENT
    access.is_withdrawn = True
    access.save()
    dropped = work(kept)
    assert (dropped.standing, dropped.content, len(server.box.mails)) == (Standing.DROPPED, None, 1)


@pytest.mark.parametrize(("is_withdrawn", "standing"), [(False, Standing.SENT), (True, Standing.DROPPED)])
def test_what_was_decided_is_not_told_to_whoever_lost_access_between(server, is_withdrawn, standing):
    access = make.access()
    sent = make.correction(organisation=access.organisation, sent_by=access.user)
    by = make.user(is_staff=True, is_superuser=True)
    refuse(sent=sent, answer="Le siège est à Metz.", by=by, at=timezone.now(), on=timezone.localdate())
    access.is_withdrawn = is_withdrawn
    access.save()
    assert work(Mail.objects.get()).standing == standing
    assert len(server.box.mails) == (standing == Standing.SENT)


@pytest.mark.parametrize(("fields", "standing"), [({}, Standing.SENT), ({"is_active": False}, Standing.DROPPED)])
def test_account_that_is_deactivated_is_not_told(server, fields, standing):
    ada = make.user(email="ada@example.org", **fields)
    assert work(written(**{"X-Reader": str(ada.pk)})).standing == standing


@pytest.mark.parametrize(
    ("address", "standing"), [("ada@example.com", Standing.DROPPED), ("ada@example.org", Standing.SENT)]
)
def test_former_address_of_an_account_is_not_told(server, address, standing):
    ada = make.user(email="ada@example.org")
    kept = written(**{"X-Reader": str(ada.pk)})
    ada.email = address
    ada.save()
    assert work(kept).standing == standing


def test_address_beyond_ascii_is_that_of_its_account(server):
    ada = make.user(email="ada@exämple.org")
    EmailMessage("Objet", "Corps", None, [ada.email], headers={"X-Reader": str(ada.pk)}).send()
    assert work(Mail.objects.get()).standing == Standing.SENT


def test_mail_to_the_console_is_sent(server, settings, capsys):
    settings.MAIL_DELIVERY = "django.core.mail.backends.console.EmailBackend"
    mail = work(written())
    assert (mail.standing, f"Message-ID: {mail.message_id}" in capsys.readouterr().out) == (Standing.SENT, True)


def test_organisation_that_is_merged_while_its_mail_is_handed_over_stays_the_one_that_it_became(outbox):
    first, second = make.organisation(), make.organisation()
    mail = make.mail(organisation=first, given_up_at=None, fault="")
    held = claim(mail.pk, at=timezone.now(), again=lambda moment: None)
    Mail.objects.update(organisation=second)
    end(held, sent_at=timezone.now())
    mail.refresh_from_db()
    assert (mail.organisation, mail.claim, bool(mail.sent_at)) == (second, None, True)
