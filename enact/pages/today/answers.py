"""What there is to do of what partners have sent: it waits for an answer."""

from django.utils.translation import gettext as _

from enact.pages.today.asked import OF_ORGANISATION, Asked
from enact.pages.today.need import list_of
from space.models import Attestation, Correction, LeftBehind, PaymentAnnouncement, SignedPaper


def sent(day):
    """The kinds of what is sent. A payment that is only expected waits for its day."""
    waits = "waiting=yes&real=yes"
    for rows, title, why, query in (
        (
            SignedPaper.objects.real().waiting(),
            _("Signed letters and agreements to be read"),
            _("Partners have sent them, and wait. Read each, then accept it or say why not."),
            waits,
        ),
        (
            PaymentAnnouncement.objects.real().waiting().come_by(day),
            _("Payments that partners announce"),
            _("Look for them in the accounts: record what has come, or answer that it has not."),
            f"{waits}&come=yes",
        ),
        (
            Correction.objects.real().waiting(),
            _("Corrections that partners propose"),
            _("A partner says that a figure of ours is not right. Compare, then accept it or say why not."),
            waits,
        ),
    ):
        yield asked(rows, title, why, query)
    yield left_behind()


def left_behind():
    """What was sent by those who may not answer any more."""
    return asked(
        LeftBehind.objects.real().unsettled(),
        _("Texts left behind by people whose access ended"),
        _(
            "They were typing when their access ended: see what they meant to send, and speak of it with the organisation."
        ),
        "unsettled=yes&real=yes",
    )


def contested():
    """What partners contest of their figures of a year."""
    return Asked(
        Attestation.objects.real().unanswered(),
        _("Figures that partners contest"),
        _("A partner was shown its figures, and says otherwise. Look into it, correct what is wrong, and answer."),
        list_of(Attestation, "unanswered=yes"),
    )


def asked(rows, title, why, query):
    """A kind of what was sent, its first rows first; each goes by its organisation."""
    address = list_of(rows.model, query)
    return Asked(rows, title, why, address, ("sent_at", "id"), name=organisation_of, told=OF_ORGANISATION)


def organisation_of(sent):
    """What was sent, by who sent it: what it says is read in its form."""
    return str(sent.organisation)
