"""Handing over the mails of the outbox: each is claimed before a connection opens, and never handed over twice by itself.

What was refused or broke off before the text was handed over is tried again, with growing pauses. Once the text is under way,
the server alone knows whether it has the mail: an answer decides, and without one the mail is uncertain, for somebody to judge.
"""

import re
import smtplib
import uuid
from datetime import timedelta
from email import message_from_bytes

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction

from enact.moments import local
from office.models import Mail

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
"""How long to wait after the first try that failed, the second, and so on; after later ones, as long as after the last."""
PATIENCE = timedelta(days=2)
"""How long a mail is tried. Links to choose a password work for three days."""
CLAIMED_FOR = timedelta(minutes=15)
"""After how long whoever has claimed a mail counts as interrupted: longer than a server may take for all of its answers."""
TAKEN, GO_ON = (250,), (354,)
PASSED_ON = (250, 251, 252)
FOR_GOOD = 500
"""The answers of a mail server: it has taken something; it waits for the text; it takes a receiver, whom it may forward to or
not have checked (RFC 5321, 4.2.3); and from which on it says no for good."""

Fault = Mail.Fault


class NotTaken(Exception):
    """The mail server has not taken a mail: why, what it said, and whether it will ever take it."""

    def __init__(self, fault, reply="", *, is_final=False):
        super().__init__(fault, reply)
        self.fault, self.reply, self.is_final = fault, reply, is_final


class Overtaken(Exception):
    """Somebody else has claimed the mail meanwhile."""


class Leaving(EmailMessage):
    """A mail of the outbox as the ways that Django knows to send mail take it: to the console, into a folder."""

    def __init__(self, mail):
        super().__init__(mail.subject, "", mail.sender, [mail.to])
        self.content = bytes(mail.content)

    def message(self):
        """The message as it was written."""
        return message_from_bytes(self.content)


def deliver(*, key, clock, again):
    """Delivers a mail of the outbox if there is something to do for it. `clock` gives the moment.

    `again(moment)` is called, in the transaction that claims or puts off the mail, to have this done again at that moment.
    """
    mail = claim(key, at=clock(), again=again)
    if mail is None:
        return
    connection = get_connection(settings.MAIL_DELIVERY)
    try:
        hand_over(mail, connection, clock)
    except NotTaken as failed:
        put_off(mail, failed, at=clock(), again=again)
    except Overtaken:
        pass
    else:
        end(mail, sent_at=clock())
    finally:
        leave(connection)


@transaction.atomic
def claim(key, *, at, again):
    """The mail of a key for whoever is to deliver it; `None` where there is nothing to deliver.

    One that was claimed before, by who has not been heard of since, is uncertain if its text was already handed over.
    """
    rows = Mail.objects.select_for_update(of=("self",)).select_related("reader")
    mail = rows.filter(pk=key).due_at(at).first()
    if mail is None:
        return None
    if mail.handed_at:
        return end(mail, uncertain_at=at, fault=Fault.UNANSWERED)
    if not mail.may_reach_its_reader(local(at).date()):
        return end(mail, dropped_at=at)
    if mail.claim:
        mail.fault, mail.reply = Fault.INTERRUPTED, ""
        if at > begun_at(mail) + PATIENCE:
            return end(mail, given_up_at=at, fault=mail.fault)
    mail.claim, mail.next_at, mail.tries = uuid.uuid4(), at + CLAIMED_FOR, mail.tries + 1
    mail.save()
    again(mail.next_at)
    return mail


def begun_at(mail):
    """From when on a mail has been tried: since somebody asked for it once more, if so."""
    return mail.again_at or mail.asked_at


def end(mail, *, fault="", **moment):
    """Notes how a mail ended, and erases its text where nobody may read it: a secret, however it ended, and what was dropped."""
    mail.claim = mail.next_at = None
    mail.fault = fault
    for name, value in moment.items():
        setattr(mail, name, value)
    if mail.dropped_at or mail.is_secret:
        mail.content = None
    # Only what is noted here: the organisation of a mail may have been merged while it was handed over.
    mail.save(update_fields=["claim", "next_at", "fault", "reply", "content", *moment])


@transaction.atomic
def put_off(mail, failed, *, at, again):
    """Notes why a mail was not taken: it is tried again later, given up, or uncertain."""
    held = Mail.objects.select_for_update().get(pk=mail.pk)
    if held.claim != mail.claim:
        return
    held.reply = failed.reply[:300]
    later = at + PAUSES[min(held.tries, len(PAUSES)) - 1]
    if failed.fault == Fault.UNANSWERED:
        end(held, uncertain_at=at, fault=failed.fault)
    elif failed.is_final or later > begun_at(held) + PATIENCE:
        end(held, given_up_at=at, fault=failed.fault)
    else:
        held.claim, held.handed_at, held.next_at, held.fault = None, None, later, failed.fault
        held.save()
        again(later)


def hand_over(mail, connection, clock):
    """Hands a mail over; returns once it is taken. Raises `NotTaken`, or `Overtaken` if it is another's to deliver."""
    if not isinstance(connection, EmailBackend):
        begin(mail, at=clock())
        connection.send_messages([Leaving(mail)])
        return
    try:
        connection.open()
        server = connection.connection
        server.ehlo_or_helo_if_needed()
        expect(server.mail(mail.sender, ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []), TAKEN)
        expect(server.rcpt(mail.to), PASSED_ON, is_final=True)
        expect(server.docmd("DATA"), GO_ON, is_final=True)
    except OSError as error:
        raise not_taken(error) from error
    begin(mail, at=clock())
    try:
        server.send(re.sub(rb"(?m)^\.", b"..", bytes(mail.content)).removesuffix(b"\r\n") + b"\r\n.\r\n")
        answer = server.getreply()
    except OSError as error:
        raise NotTaken(Fault.UNANSWERED, str(error)) from error
    expect(answer, TAKEN, is_final=True)


def begin(mail, *, at):
    """Notes that the text of a mail is about to be handed over, by whoever has claimed it."""
    if not Mail.objects.filter(pk=mail.pk, claim=mail.claim, handed_at__isnull=True).update(handed_at=at):
        raise Overtaken
    mail.handed_at = at


def expect(answer, codes, *, is_final=False):
    """Raises `NotTaken` unless the answer has one of some codes. `is_final`: a no for good is of this mail, not of us."""
    found, words = answer
    if found not in codes:
        fault = Fault.REFUSED if found >= FOR_GOOD else Fault.BUSY
        raise NotTaken(fault, in_words(found, words), is_final=is_final and found >= FOR_GOOD)


def in_words(code, words):
    """An answer of the server as it is kept."""
    return " ".join(f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}".split())


def not_taken(error):
    """What a connection that failed before the text was handed over says."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotTaken(Fault.SIGN_IN, in_words(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        fault = Fault.REFUSED if error.smtp_code >= FOR_GOOD else Fault.BUSY
        return NotTaken(fault, in_words(error.smtp_code, error.smtp_error))
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return NotTaken(Fault.SLOW, str(error))
    is_broken = isinstance(error, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError)
    return NotTaken(Fault.BROKEN if is_broken else Fault.UNREACHABLE, str(error))


def leave(connection):
    """Closes a connection, however the other side takes it: what was decided is decided."""
    connection.fail_silently = True
    connection.close()


@transaction.atomic
def send_again(*, mail, by, at, again):
    """Has a mail tried once more that did not leave, or of which nobody knows; whether there was one to send."""
    held = Mail.objects.select_for_update().get(pk=mail.pk)
    if not held.may_be_sent_again:
        return False
    held.again_by, held.again_at = by, at
    held.given_up_at = held.uncertain_at = held.handed_at = held.next_at = None
    held.tries, held.fault, held.reply = 0, "", ""
    held.save()
    again(at)
    return True


@transaction.atomic
def wake(*, at, again):
    """Has the mails looked at that nobody has looked at for long, though there is something to do: a worker lost its task."""
    for mail in Mail.objects.select_for_update().forgotten_at(at - CLAIMED_FOR):
        mail.next_at = at
        mail.save()
        again(mail.pk, at)


def erase_old_mails(*, at):
    """Erases the mails that have been kept for long enough, but for their kind and their days; returns of how many."""
    return Mail.objects.to_be_erased(at).erase()


def erase_mails_of_forgotten_invitees():
    """Erases, so too, the invitations of those who were erased; returns of how many."""
    return Mail.objects.of_forgotten_invitees().erase()
