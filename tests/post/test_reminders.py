"""Reminders and digests: each thing is told once, to whoever may read it on that day, in its language, as it has chosen."""

import re
import threading
from contextvars import copy_context
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from enact.pages.mail import coordination, tell_coordination
from funding.models import Instalment
from office.models import Mail
from partners.models import Access
from space import turns
from space.models import Digest, MailChoice, Reminder
from space.reminders import NEAR, tell_all
from tests import make
from tests.post.queue import work_through_queue
from tests.sending import coordinator, writers_wait

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
DUE = date(2027, 3, 31)
FAR, SOON = DUE - timedelta(days=NEAR[1]), DUE - timedelta(days=NEAR[0])
A_DAY = timedelta(days=1)


def partner(name="Organisation Alpha", **fields):
    """The access of an account to an organisation that is to pay an instalment; its digests are off."""
    access = make.access(organisation=make.organisation(name=name), **fields)
    commitment = make.commitment(organisation=access.organisation, title_fr=f"Chaire {name}", title_en=f"Chair {name}")
    make.commitment_step(commitment=commitment, kind="agreement", amount=300, file=make.file())
    make.instalment(commitment=commitment, due_on=DUE, amount=100)
    MailChoice.objects.create(user=access.user, digest=Digest.NEVER)
    return access


def told_on(day):
    """The subjects of the mails that are written on a day."""
    before = set(Mail.objects.values_list("pk", flat=True))
    tell_all(day=day)
    return [mail.subject for mail in Mail.objects.exclude(pk__in=before).order_by("pk")]


ONE = "Organisation Alpha\xa0: quelque chose vous attend"


def test_instalment_is_told_a_month_and_a_week_before_and_when_it_is_late_each_time_once():
    partner()
    days = (FAR - A_DAY, FAR, FAR + A_DAY, SOON - A_DAY, SOON, DUE, DUE + A_DAY, DUE + 2 * A_DAY, DUE + 30 * A_DAY)
    assert [bool(told_on(day)) for day in days] == [False, True, False, False, True, False, True, False, True]


def test_instalment_that_is_late_for_a_second_day_that_was_set_is_told_anew():
    partner()
    assert bool(told_on(DUE + A_DAY))
    Instalment.objects.update(due_on=DUE + 10 * A_DAY)
    days = (DUE + 4 * A_DAY, DUE + 10 * A_DAY, DUE + 11 * A_DAY, DUE + 12 * A_DAY)
    assert [bool(told_on(day)) for day in days] == [True, False, True, False]


def test_answer_to_what_a_partner_contests_is_told_once():
    access = make.access(organisation=make.organisation(name="Organisation Alpha"))
    MailChoice.objects.create(user=access.user, digest=Digest.NEVER)
    contest = make.attestation(organisation=access.organisation, verdict="contested")
    assert told_on(DUE) == []
    contest.answered_on, contest.answer = DUE, "Corrigé."
    contest.save()
    assert (told_on(DUE), told_on(DUE), told_on(DUE + A_DAY)) == ([ONE], [], [])


def test_second_answer_of_a_day_is_told_too():
    access = make.access(organisation=make.organisation(name="Organisation Alpha"))
    MailChoice.objects.create(user=access.user, digest=Digest.NEVER)
    contest = {"organisation": access.organisation, "verdict": "contested", "round": make.round_of(2025)}
    told = []
    for answer in ("Corrigé.", "Corrigé cette fois."):
        make.attestation(**contest, answered_on=DUE, answer=answer)
        told.append((told_on(DUE), told_on(DUE)))
    assert told == [([ONE], []), ([ONE], [])]


def test_day_on_which_nothing_ran_is_made_up_for():
    partner()
    assert (told_on(FAR + 3 * A_DAY), told_on(FAR + 4 * A_DAY)) == ([ONE], [])


def test_mail_says_what_is_due_and_where_in_the_language_of_its_reader(server):
    french, english = partner(), make.access(user=make.user(language="en"), organisation=make.organisation(name="Beta"))
    MailChoice.objects.create(user=english.user, digest=Digest.NEVER)
    make.commitment_step(
        commitment=make.commitment(organisation=english.organisation, title_en="Data", title_fr="Données"),
        kind="interest",
    )
    tell_all(day=DUE + 2 * A_DAY)
    work_through_queue()
    first, second = sorted(server.box.mails, key=lambda mail: mail["To"])
    text = first.get_content()
    assert (first["To"], first["Subject"].strip()) == (french.user.email, ONE)
    assert "Chaire Organisation Alpha\xa0:" in text
    assert "2 jours de retard" in text
    assert re.search(r"http://127\.0\.0\.1:8000/fr/space/\d+/commitments/\d+/", text)
    assert second["Subject"] == "Beta: something waits for you"
    assert "Data: We are waiting for your signed letter" in second.get_content()


def test_things_are_told_together_and_what_comes_later_alone():
    access = partner()
    commitment = make.commitment(organisation=access.organisation, title_fr="Données")
    make.commitment_step(commitment=commitment, kind="interest")
    assert told_on(FAR) == ["Organisation Alpha\xa0: 2 choses vous attendent"]
    make.commitment_step(
        commitment=make.commitment(organisation=access.organisation, title_fr="Locaux"), kind="interest"
    )
    assert (told_on(FAR), told_on(FAR)) == ([ONE], [])


def test_two_organisations_of_an_account_are_never_mixed():
    alpha = partner()
    beta = partner("Organisation Beta", user=make.user())
    make.access(user=alpha.user, organisation=beta.organisation)
    tell_all(day=FAR)
    texts = [bytes(mail.content).decode() for mail in Mail.objects.filter(to=alpha.user.email)]
    assert sorted(("Alpha" in text, "Beta" in text) for text in texts) == [(False, True), (True, False)]


@pytest.mark.parametrize(
    "fields",
    [{"ends_on": FAR - A_DAY}, {"starts_on": FAR + A_DAY}, {"is_withdrawn": True}],
)
def test_nobody_without_access_today_is_told(fields):
    partner(**fields)
    assert told_on(FAR) == []


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": True}])
def test_no_other_account_is_told(fields):
    partner(user=make.user(**fields))
    assert told_on(FAR) == []


def test_reader_who_lost_access_between_is_not_told(server):
    access = partner()
    tell_all(day=FAR)
    access.is_withdrawn = True
    access.save()
    work_through_queue()
    assert (server.box.mails, Mail.objects.with_standing().get().standing) == ([], Mail.Standing.DROPPED)


def test_whoever_left_the_coordination_between_is_not_told(server):
    anne = make.user(is_staff=True, is_superuser=True)
    tell_coordination(day=FAR, moment=timezone.now())
    anne.is_staff = False
    anne.save()
    work_through_queue()
    assert (server.box.mails, Mail.objects.with_standing().get().standing) == ([], Mail.Standing.DROPPED)


def test_one_that_cannot_be_told_does_not_keep_the_others_from_it(monkeypatch, caplog):
    first, second = partner(), partner("Organisation Beta")

    def stumbles(visit):
        if visit.organisation == first.organisation:
            raise ZeroDivisionError
        return []

    monkeypatch.setattr(turns, "SAYS", (*turns.SAYS, stumbles))
    assert tell_all(day=FAR) == [(first.user.pk, first.organisation.pk)]
    assert [mail.reader for mail in Mail.objects.all()] == [second.user]
    assert "could not be told" in caplog.text
    with pytest.raises(CommandError, match="1 accounts"):
        call_command("send_reminders", f"{FAR}")


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_two_that_remind_at_the_same_moment_tell_each_thing_once():
    partner()
    start = threading.Barrier(2)

    def remind():
        start.wait()
        tell_all(day=FAR)
        connections.close_all()

    both = [threading.Thread(target=copy_context().run, args=[remind]) for _time in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (Mail.objects.count(), Reminder.objects.count()) == (1, 1)


def test_account_without_reminders_is_not_reminded():
    access = partner()
    MailChoice.objects.filter(user=access.user).update(has_reminders=False)
    assert (told_on(FAR), Reminder.objects.count()) == ([], 0)


DIGEST = "Organisation Alpha\xa0: où nous en sommes au 1er mars 2027"


@pytest.mark.parametrize(
    ("digest", "days"),
    [
        (Digest.NEVER, []),
        (Digest.WEEKLY, [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]),
        (Digest.MONTHLY, [date(2027, 3, 1), date(2027, 4, 1)]),
    ],
)
def test_digest_comes_once_in_its_period(digest, days):
    access = partner()
    MailChoice.objects.filter(user=access.user).update(digest=digest, has_reminders=False)
    asked = [date(2027, 3, day) for day in (1, 2, 7, 8, 15)] + [date(2027, 4, 1)]
    found = [day for day in asked if told_on(day)]
    assert [day for day in found if digest != Digest.WEEKLY or day.month == 3] == days


def test_digest_tells_whose_turn_it_is_and_is_not_sent_when_it_is_nobodys(server):
    access = partner()
    MailChoice.objects.filter(user=access.user).update(digest=Digest.MONTHLY, has_reminders=False)
    make.access()
    make.commitment_step(
        commitment=make.commitment(organisation=access.organisation, title_fr="Lettre"), kind="letter", file=make.file()
    )
    tell_all(day=date(2027, 3, 1))
    work_through_queue()
    (taken,) = server.box.mails
    theirs, ours = taken.get_content().split("Voici ce que vous pouvez attendre de nous")
    assert taken["Subject"].strip() == DIGEST
    assert ("Échéance no 1" in theirs or "Échéance n" in theirs, "Lettre\xa0:" in ours) == (True, True)


def test_usual_choice_is_each_month_for_partners_and_each_week_for_the_coordination():
    found = [MailChoice.of(make.user(is_staff=is_staff)).digest for is_staff in (False, True)]
    assert found == [Digest.MONTHLY, Digest.WEEKLY]


def test_coordination_is_told_once_a_week_what_needs_it(server):
    anne = make.user(is_staff=True, is_superuser=True, email="anne@example.org")
    make.user(is_staff=True, email="nobody@example.org")
    make.user(is_staff=True, is_superuser=True, is_active=False)
    for day in ("2027-03-01", "2027-03-03", "2027-03-07", "2027-03-08"):
        call_command("send_reminders", day)
    work_through_queue()
    assert [mail["To"] for mail in server.box.mails] == [anne.email] * 2
    assert "http://127.0.0.1:8000/admin/publish/" in server.box.mails[0].get_content()


def test_command_run_twice_writes_nothing_new_and_wakes_and_erases():
    partner()
    call_command("send_reminders", f"{FAR}")
    count = Mail.objects.count()
    call_command("send_reminders", f"{FAR}")
    assert (count, Mail.objects.count()) == (1, 1)


def test_stopping_takes_a_button_and_no_account(server, client):
    access = partner()
    tell_all(day=FAR)
    work_through_queue()
    (taken,) = server.box.mails
    address = taken["List-Unsubscribe"].strip("<> ").removeprefix("http://127.0.0.1:8000")
    assert (address in taken.get_content(), taken["List-Unsubscribe-Post"]) == (True, "List-Unsubscribe=One-Click")
    response = client.get(address)
    assert (response.status_code, MailChoice.of(access.user).has_reminders) == (200, True)
    response = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, MailChoice.of(access.user).has_reminders, dict(response.cookies)) == (200, False, {})
    assert [client.get(where).status_code for where in (f"{address[:-2]}x/", "/fr/mails/stop/x/")] == [404, 404]


def test_address_that_stops_mails_is_its_readers_alone():
    access = partner()
    tell_all(day=FAR)
    mail = Mail.objects.get()
    address = re.search(r"List-Unsubscribe: <http://127.0.0.1:8000([^>]+)>", unfolded(mail)).group(1)
    text = coordinator("Anne").get(f"/office/mails/{mail.pk}/").content.decode()
    assert (access.organisation.name in text, "/mails/stop/…/" in text, address in text) == (True, True, False)


def test_stopping_digests_leaves_reminders(client):
    access = partner()
    MailChoice.objects.filter(user=access.user).update(digest=Digest.MONTHLY, has_reminders=False)
    tell_all(day=FAR)
    address = re.search(r"List-Unsubscribe: <http://127.0.0.1:8000([^>]+)>", unfolded(Mail.objects.get())).group(1)
    MailChoice.objects.filter(user=access.user).update(has_reminders=True)
    assert client.post(address).status_code == 200
    choice = MailChoice.of(access.user)
    assert (choice.digest, choice.has_reminders) == (Digest.NEVER, True)


def unfolded(mail):
    """The message of a mail, its long headers in one line."""
    return re.sub(r"\r\n[ \t]", "", bytes(mail.content).decode())


def test_choice_is_made_on_a_page(client):
    access = make.access(role=Access.Role.VIEWER)
    client.force_login(access.user)
    assert client.post("/fr/space/mails/", {"digest": "weekly"}, follow=True).status_code == 200
    choice = MailChoice.of(access.user)
    assert (choice.digest, choice.has_reminders) == (Digest.WEEKLY, False)
    response = client.post("/fr/space/mails/", {"digest": "hourly"})
    assert (response.status_code, MailChoice.of(access.user).digest) == (200, Digest.WEEKLY)


def test_one_of_the_coordination_that_cannot_be_told_does_not_keep_the_others_from_it(monkeypatch, caplog):
    first, second = (make.user(is_staff=True, is_superuser=True) for _each in range(2))
    asked = coordination.needs_of

    def stumbles(user, day, moment):
        if user == first:
            raise ZeroDivisionError
        return asked(user, day, moment)

    monkeypatch.setattr(coordination, "needs_of", stumbles)
    assert tell_coordination(day=FAR, moment=timezone.now()) == [first.pk]
    assert [mail.reader for mail in Mail.objects.all()] == [second]
    assert "could not be told" in caplog.text
    with pytest.raises(CommandError, match="1 accounts"):
        call_command("send_reminders", f"{FAR}")


def test_digest_is_not_sent_when_nothing_is_the_turn_of_its_reader():
    access = make.access()
    make.commitment_step(
        commitment=make.commitment(organisation=access.organisation), kind="letter", file=make.file(), amount=5
    )
    tell_all(day=date(2027, 3, 1))
    assert Mail.objects.count() == 0
