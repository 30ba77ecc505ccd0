"""What is written into the outbox, what the coordination reads of it, and what is erased."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from accounts.roles import Role
from office.delivery import erase_old_mails
from office.models import RETENTION, Mail
from office.models.outbox import INVITATION
from partners.models import Invitee
from research.models import Applicant
from tests import make
from tests.isolation.world import of_role
from tests.page import Page
from tests.post.queue import work_through_queue
from tests.research.test_joining import ask
from tests.sending import coordinator, form_of

pytestmark = pytest.mark.django_db
OUTBOX = "/office/mails/"


def write(to="ada@example.org", **headers):
    """A mail written into the outbox."""
    EmailMessage("Objet", "Le corps du courriel", None, [to], headers=headers).send()
    return Mail.objects.latest("pk")


def page_of(mail):
    """The page of a mail."""
    return f"{OUTBOX}{mail.pk}/"


def given_up(**fields):
    """A mail that was given up."""
    mail = write()
    mail.given_up_at, mail.fault, mail.reply = timezone.now(), Mail.Fault.REFUSED, "550 <nobody>"
    for name, value in fields.items():
        setattr(mail, name, value)
    mail.save()
    return mail


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def test_headers_for_the_outbox_do_not_leave_with_the_mail(server):
    user, organisation = make.user(email="ada@example.org"), make.organisation()
    make.access(user=user, organisation=organisation)
    keys = {"X-Reader": str(user.pk), "X-Organisation": str(organisation.pk)}
    mail = write(**{"X-Kind": "space/mail/x.txt", "X-Key": "one", "X-Secret": "yes", "X-Other": "stays", **keys})
    assert (mail.kind, mail.key, mail.is_secret, mail.reader, mail.organisation) == (
        *("space/mail/x.txt", "one", True),
        *(user, organisation),
    )
    work_through_queue()
    (taken,) = server.box.mails
    names = {name for name in taken.keys() if name.startswith("X-")}  # noqa: SIM118 - a message is no mapping
    assert names - {"X-Peer", "X-MailFrom", "X-RcptTo"} == {"X-Other"}


def test_key_is_told_once_and_to_one_address(outbox):
    first = write(**{"X-Key": "instalment 1"})
    assert (write(**{"X-Key": "instalment 1"}), Mail.objects.count()) == (first, 1)
    assert write(**{"X-Key": "instalment 2"}) != first
    with pytest.raises(ValueError, match="one address"):
        EmailMessage("Objet", "Corps", None, ["a@example.org"], ["b@example.org"], headers={"X-Key": "3"}).send()
    assert {write().key, write().key} == {None}


def test_mail_of_several_parts_arrives_whole(server):
    message = EmailMultiAlternatives("Objet", "Corps", None, ["ada@example.org"])
    message.attach_alternative("<p>Corps</p>", "text/html")
    message.attach("a.pdf", b"%PDF\r\n.\r\n", "application/pdf")
    message.send()
    work_through_queue()
    (taken,) = server.box.mails
    assert [part.get_content_type() for part in taken.walk()][2:] == ["text/plain", "text/html", "application/pdf"]
    assert next(taken.iter_attachments()).get_content() == b"%PDF\r\n.\r\n"


def test_password_link_arrives_and_is_read_by_nobody_else(server, client, anne):
    user = make.user(email="ada@example.org")
    client.post("/fr/accounts/password/reset/", {"email": user.email})
    (asked,) = DBTaskResult.objects.ready()  # the worker looks whether there is such an account
    asked.delete()
    asked.task.func(*asked.args_kwargs["args"])
    mail = Mail.objects.get()
    assert (mail.kind, mail.to) == ("account/email/password_reset_key_message.txt", "ada@example.org")
    assert b"/password/reset/key/" in bytes(mail.content)
    page = anne.get(page_of(mail)).content.decode()
    assert ("/reset/key/" in page, "un lien pour son lecteur" in page) == (False, True)
    work_through_queue()
    link = re.search(r"https?://[^/\s]+(/\S+)", server.box.mails[0].get_content()).group(1)
    assert client.get(link, follow=True).status_code == 200
    mail.refresh_from_db()
    assert (mail.content, mail.sent_at is not None) == (None, True)


def test_request_to_join_and_its_mail_are_kept_together(server, client):
    ask(client, make.community())
    mail = Mail.objects.get()
    assert (mail.kind, mail.is_secret, Applicant.objects.count()) == ("research/mail/join.txt", True, 1)


def test_mails_are_listed_with_what_became_of_them(outbox, anne):
    write(to="ada@example.org")
    given_up()
    page = Page(anne.get(OUTBOX))
    assert "ada@example.org" in page.text
    assert "le serveur de courriel l’a refusé définitivement" in page.text
    found = [
        response.context["count"] for response in (anne.get(f"{OUTBOX}?standing=given_up"), anne.get(f"{OUTBOX}?q=ADA"))
    ]
    assert found == [1, 2]


def test_list_asks_as_many_queries_for_many_mails(outbox, anne, django_assert_num_queries):
    given_up()
    anne.get(OUTBOX)
    with django_assert_num_queries(7):
        anne.get(OUTBOX)
    for _time in range(5):
        given_up()
    with django_assert_num_queries(7):
        anne.get(OUTBOX)


def test_mail_that_was_not_delivered_needs_somebody_until_it_is_sent_again(server, anne):
    mail = given_up()
    (need,) = [need for need in anne.get("/admin/").context["needs"] if "mails" in need.address]
    assert (need.count, need.rows) == (1, [(str(mail), page_of(mail))])
    assert "550 &lt;nobody&gt;" in anne.get(page_of(mail)).content.decode()
    assert anne.post(page_of(mail), form_of(anne.get(page_of(mail)))).status_code == 302
    mail.refresh_from_db()
    assert (mail.again_by, mail.given_up_at) == (User.objects.get(name="Anne"), None)
    work_through_queue()
    assert len(server.box.mails) == 1
    assert [need for need in anne.get("/admin/").context["needs"] if "mails" in need.address] == []


def test_whoever_only_reads_sends_nothing_again(outbox, client):
    mail = given_up()
    client.force_login(of_role(Role.READER))
    page = Page(client.get(page_of(mail)))
    assert ("Le corps du courriel" in page.text, page.tags.count("form")) == (True, 1)
    assert client.post(page_of(mail)).status_code == 403
    assert not Mail.objects.filter(again_at__isnull=False).exists()


@pytest.mark.parametrize("fields", [{"given_up_at": None, "sent_at": timezone.now()}, {"content": None}])
def test_mail_that_left_or_has_no_text_any_more_is_not_sent_again(outbox, anne, fields):
    mail = given_up(**fields)
    anne.post(page_of(mail))
    mail.refresh_from_db()
    assert mail.again_at is None


def test_secret_that_did_not_leave_needs_a_new_link_as_its_page_says(outbox, anne):
    mail = given_up(is_secret=True, content=None)
    assert "un nouveau lien" in Page(anne.get(page_of(mail))).text
    page = Page(anne.post(page_of(mail), follow=True))
    assert ("un nouveau lien" in page.text, page.tags.count("form")) == (True, 1)
    mail.refresh_from_db()
    assert (mail.again_at, mail.given_up_at is not None) == (None, True)


def test_mails_are_erased_after_thirty_days_but_for_their_kind_and_their_days(outbox, anne):
    now = timezone.now()
    ends = [now - RETENTION - timedelta(seconds=1), now - RETENTION + timedelta(seconds=1)]
    for end in ends:
        given_up(given_up_at=end)
    write()
    assert erase_old_mails(at=now) == 1
    assert [mail.content is None for mail in Mail.objects.order_by("pk")] == [True, False, False]
    old = Mail.objects.order_by("pk").first()
    page = Page(anne.get(page_of(old)))
    told = (old.to, old.subject, old.reply, old.given_up_at, "30 jours" in page.text, page.tags.count("form"))
    assert told == ("", "", "", ends[0], True, 1)
    assert erase_old_mails(at=now) == 0
    assert "courriel effacé du" in Page(anne.get(OUTBOX)).text
    (need,) = [need for need in anne.get("/admin/").context["needs"] if "mails" in need.address]
    assert need.count == 1


def test_secret_mail_that_is_old_says_no_more_to_whom_it_went(outbox):
    mail = given_up(is_secret=True, content=None, given_up_at=timezone.now() - RETENTION)
    assert erase_old_mails(at=timezone.now()) == 1
    mail.refresh_from_db()
    assert (mail.to, mail.subject, mail.kind, mail.needs_a_new_link) == ("", "", "", False)


def test_invitations_of_whoever_is_forgotten_say_no_more_who_was_invited(outbox):
    kind = {"kind": INVITATION, "is_secret": True, "content": None}
    for email in ("known@example.org", "forgotten@example.org"):
        make.invitation(email=email)
    known, forgotten, other = (given_up(to=f"{name}@example.org", **kind) for name in ("known", "forgotten", "other"))
    password = given_up(to="forgotten@example.org")
    leaving = write(to="other@example.org", **{"X-Kind": INVITATION})
    Invitee.objects.filter(email="forgotten@example.org").delete()
    for _night in range(2):
        call_command("forget", stdout=StringIO())
        rows = Mail.objects.filter(pk__in=[mail.pk for mail in (known, forgotten, other, password, leaving)])
        assert [*rows.order_by("pk").values_list("to", "subject", "kind")] == [
            ("known@example.org", "Objet", INVITATION),
            ("", "", INVITATION),
            ("", "", INVITATION),
            ("forgotten@example.org", "Objet", ""),
            ("other@example.org", "Objet", INVITATION),
        ]


def test_invitation_to_an_address_of_other_letters_stays_as_long_as_its_invitee(outbox):
    make.invitation(email="anne@université.example")
    mail = given_up(to="anne@xn--universit-j4a.example", kind=INVITATION, is_secret=True, content=None)
    call_command("forget", stdout=StringIO())
    mail.refresh_from_db()
    assert mail.to == "anne@xn--universit-j4a.example"


def test_mail_ends_once(outbox):
    mail = given_up()
    with pytest.raises(Exception, match="ends_once"):
        Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
