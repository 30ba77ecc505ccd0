"""Every kind of mail that the application sends, each drawn as its reader would have it. A test holds that none is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.actions import address_left, factors_reset
from accounts.adapter import ClosedDoor
from enact.amounts import money
from enact.languages import text_of
from enact.pages.mail.coordination import NEEDS, needs_letter
from enact.pages.today import needs_of
from office.wording import KINDS_OF_MAIL
from partners.models import Organisation
from research.actions import letter_of
from research.models import Community
from space.letters import Letter, whole, with_footer
from space.reminders import REMINDER, TURNS, digest, reminder
from space.turn import Turn
from space.turns import turns_of

NOWHERE = "exemple"
"""What stands in a link in the place of the secret."""


@dataclass(frozen=True)
class Kind:
    """A kind of mail: its template, what it is, and the function that draws it of a case; it holds no secret that works.

    `tells_turns`: it says what the space of a partner does, and looking at it is looking at that.
    """

    template: str
    title: str
    draw: Callable
    tells_turns: bool = False


@dataclass(frozen=True)
class Case:
    """Of what mails are drawn: who looks, the visit of an organisation (`None`: sample figures), a day and its moment."""

    user: object
    visit: object
    day: object
    moment: object

    @property
    def shown(self):
        """The visit, or what looks like one, of an organisation that does not exist."""
        return self.visit or SimpleNamespace(organisation=Organisation(pk=0, name=_("Example")), today=self.day)

    @property
    def turns(self):
        """The turns of the visit, or some that are made up."""
        return turns_of(self.visit) if self.visit else samples(self.day)


def samples(day):
    """Turns of an organisation that does not exist."""
    return [
        Turn(
            _("Instalment no. %(number)s to pay: %(amount)s.") % {"number": 2, "amount": money(50_000)},
            "",
            day - timedelta(9),
        ),
        Turn(_("We are waiting for your signed letter of commitment."), "", since=day),
        Turn(_("What you gave in kind waits for our approval: it counts from then on."), "", is_ours=True),
    ]


def join_letter(case):
    """The mail that confirms a request to join a community: the last one that began, or one that does not exist."""
    community = Community.objects.order_by("-starts_on", "pk").first()
    name = text_of(community, "name") if community else _("Example")
    return Letter(*letter_of(name, whole(f"/{NOWHERE}")))


def password_letter(case):
    """The mail with a link to choose a password."""
    site = SimpleNamespace(domain=settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "enact", name="ENACT")
    context = {"password_reset_url": whole(f"/{NOWHERE}"), "current_site": site, "user": case.user}
    message = ClosedDoor().render_mail("account/email/password_reset_key", case.user.email, context)
    return Letter(message.subject, message.body)


def factors_letter(case):
    """The mail that tells the holder of an account that its second factors were taken away."""
    return Letter(*factors_reset(case.user, by=case.user))


def address_letter(case):
    """The mail to the former address of an account that has another one now."""
    return Letter(*address_left(case.user, former="exemple@example.org", by=case.user))


def notice(template):
    """How the mail is drawn in which django-allauth tells that something of an account changed."""

    def letter(case):
        site = SimpleNamespace(domain=urlsplit(settings.SITE_ADDRESS).netloc)
        context = {"current_site": site, "timestamp": case.moment, "ip": "192.0.2.1", "user_agent": _("Example")}
        message = ClosedDoor().render_mail(template.removesuffix("_message.txt"), case.user.email, context)
        return Letter(message.subject, message.body)

    return letter


def invitation_letter(case):
    """The mail that invites somebody into the space of a partner."""
    context = {
        "invitation": SimpleNamespace(role="manager", expires_at=case.moment + timedelta(days=7)),
        "organisation": case.shown.organisation,
        "by": case.user,
        "address": whole(f"/{NOWHERE}"),
        "contact": settings.OPERATOR["contact"],
    }
    subject = " ".join(render_to_string("partners/mail/invitation_subject.txt", context).splitlines())
    return Letter(subject, render_to_string("partners/mail/invitation.txt", context))


class SampleSent(SimpleNamespace):
    """Something that a partner sent, by its name."""

    def __str__(self):
        return _("Example")


def decided_letter(case):
    """The mail that tells a partner what was decided of what it sent."""
    sent = SampleSent(organisation=case.shown.organisation, sent_at=case.moment, is_accepted=True, answer="")
    context = {"sent": sent, "address": whole(f"/{NOWHERE}")}
    subject = _("Your answer is accepted: %(what)s") % {"what": sent}
    return Letter(subject, render_to_string("space/mail/decided.txt", context))


def reminder_letter(case):
    """What reminds a partner of its turns."""
    theirs = [turn for turn in case.turns if not turn.is_ours]
    return with_footer(reminder(case.shown, theirs), whole(f"/{NOWHERE}"))


def digest_letter(case):
    """What a partner is told each week or month."""
    return with_footer(digest(case.shown, case.turns), whole(f"/{NOWHERE}"))


def coordination_letter(case):
    """What the coordination is told: what needs whoever looks."""
    return with_footer(needs_letter(needs_of(case.user, case.day, case.moment), case.day), whole(f"/{NOWHERE}"))


OURS = {
    REMINDER: reminder_letter,
    TURNS: digest_letter,
    NEEDS: coordination_letter,
    "research/mail/join.txt": join_letter,
    "partners/mail/invitation.txt": invitation_letter,
    "space/mail/decided.txt": decided_letter,
    "accounts/mail/second_factors_reset.txt": factors_letter,
    "accounts/mail/address_changed.txt": address_letter,
    "account/email/password_reset_key_message.txt": password_letter,
}
"""How the mails are drawn that we send, by their templates. The others django-allauth sends to the holders of accounts."""

KINDS = tuple(
    Kind(template, name, OURS.get(template) or notice(template), tells_turns=template in (REMINDER, TURNS))
    for template, name in KINDS_OF_MAIL.items()
)
"""All kinds. Whoever adds a template of a mail adds its name there, and here how it is drawn."""
