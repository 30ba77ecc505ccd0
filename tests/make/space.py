"""What partners send by their space, for tests."""

from datetime import UTC, datetime

from space.models import Correction, LeftBehind, PaymentAnnouncement, SignedPaper
from tests import make
from tests.make.base import DAY

MOMENT = datetime(2025, 5, 20, 10, tzinfo=UTC)
"""The moment at which something was sent, unless the test says otherwise."""


def sent(fields):
    """What all that is sent has, of the organisation of its commitment, or of a new one."""
    if "organisation" not in fields:
        commitment = fields.get("commitment")
        fields["organisation"] = commitment.organisation if commitment else make.organisation()
    if "sent_by" not in fields:
        fields["sent_by"] = make.user()
    return {"sent_at": MOMENT, **fields}


def signed_paper(**fields):
    """A letter signed on the usual day, of a new commitment, that waits."""
    if "commitment" not in fields:
        fields["commitment"] = make.commitment(kind="discussion")
    if "file" not in fields:
        fields["file"] = make.file()
    usual = {"kind": "letter", "signed_on": DAY, "signatories": "la présidente"}
    return SignedPaper.objects.create(**sent(usual | fields))


def payment_announcement(**fields):
    """A payment of 100 euros that was made on the usual day, and waits."""
    if "commitment" not in fields:
        fields["commitment"] = make.commitment(kind="agreement", amount=1000)
    return PaymentAnnouncement.objects.create(**sent({"paid_on": DAY, "amount": 100, **fields}))


def correction(**fields):
    """Another commune that a new organisation proposes, and that waits."""
    usual = {"field": "commune", "seen": "", "proposed": "Nancy", "reason": "Nous avons déménagé."}
    return Correction.objects.create(**sent(usual | fields))


def left_behind(**fields):
    """What somebody had typed in a page of a new organisation."""
    for name, made in (("organisation", make.organisation), ("user", make.user)):
        if name not in fields:
            fields[name] = made()
    usual = {
        "sent_at": MOMENT,
        "page": "Annoncer un versement",
        "address": "/fr/space/1/",
        "typed": [["Note", "Bonjour"]],
    }
    return LeftBehind.objects.create(**usual | fields)
