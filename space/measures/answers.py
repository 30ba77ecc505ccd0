"""What an organisation has sent, and how each stands on a day, in words for the partner."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.dates import end_of, in_words
from enact.languages import text_of
from enact.moments import local
from sources.models import File
from space.figures import worded
from space.measures.sent import own, rows_sent
from space.models import Correction, PaymentAnnouncement, SignedPaper
from space.turn import Turn
from space.wording import OURS

LONG = timedelta(days=60)
"""For how long a refusal is the partner's turn."""
WORDS = {
    ("letter", True): _("We are reading the letter of commitment that you have sent."),
    ("agreement", True): _("We are reading the agreement that you have sent."),
    ("amendment", True): _("We are reading the amendment that you have sent."),
    ("payment", True): _("We are looking for the payment that you have announced."),
    ("planned", True): _("We have noted the payment that you expect to make: we look for it once its day has come."),
    ("correction", True): _("We are looking at the correction that you have proposed."),
    ("letter", False): _("We could not accept the letter that you have sent: read why, and send another one."),
    ("agreement", False): _("We could not accept the agreement that you have sent: read why, and send another one."),
    ("amendment", False): _("We could not accept the amendment that you have sent: read why, and send another one."),
    ("payment", False): _("The payment that you have announced has not come: read what we answer."),
    ("planned", False): _("The payment that you have announced has not come: read what we answer."),
}
"""Whose turn it is, by what was sent, and by whether it is the coordination's."""


class Told(NamedTuple):
    """Something that was sent: what it is, of which commitment or record, its facts as pairs, and how it stands on a day.

    `is_accepted` is `None` while it waits; of a signed paper that waits, `reading` says that it is being read, "" otherwise.
    """

    key: str
    words: str
    about: str
    facts: list
    sent_at: datetime
    sent_by: str
    is_accepted: bool | None
    answer: str
    file: File | None = None
    reading: str = ""


def sent_on(visit, commitment=None):
    """What the organisation of a visit had sent by its day, the last before; of one commitment alone, where one is given."""
    return [told(visit, row) for row in rows_sent(visit, commitment)]


def told(visit, row):
    """Something that was sent, as it stands on the day of a visit."""
    is_decided = row.decided_at is not None and row.decided_at <= end_of(visit.on)
    is_read = isinstance(row, SignedPaper) and not is_decided
    return Told(
        f"{row._meta.model_name}-{row.pk}",
        str(row) if not isinstance(row, Correction) else gettext("correction of: %(what)s") % {"what": row},
        about(row),
        [pair for pair in FACTS[type(row)](row) if pair[1]],
        row.sent_at,
        str(row.sent_by),
        row.is_accepted if is_decided else None,
        row.answer if is_decided else "",
        getattr(row, "file", None),
        str(WORDS[row.kind, True]) if is_read else "",
    )


def about(row):
    """What something was sent of: the title of its commitment, as long as that is of the organisation; "" otherwise."""
    commitment = row.its_commitment
    if commitment is None or commitment.organisation_id != row.organisation_id:
        return ""
    return text_of(commitment, "title")


def facts_of_paper(paper):
    """What a signed paper says."""
    yield _("Signatories"), paper.signatories
    yield _("Amount"), _("the one that we have") if paper.amount is None else money(paper.amount)
    yield _("Note"), paper.note


def facts_of_payment(payment):
    """What an announced payment says."""
    yield _("Amount"), money(payment.amount)
    yield (_("Made on") if payment.is_made else _("Expected on")), in_words(payment.paid_on)
    yield _("Instalment"), str(payment.instalment) if payment.instalment else ""
    yield _("Reference"), payment.reference
    yield _("Note"), payment.note


def facts_of_correction(correction):
    """What a correction proposes."""
    yield _("Ours, when you proposed it"), worded(correction.model_field, correction.seen)
    yield _("Yours"), worded(correction.model_field, correction.proposed)
    yield _("Reason"), correction.reason
    yield _("What says so"), correction.source


FACTS = {SignedPaper: facts_of_paper, PaymentAnnouncement: facts_of_payment, Correction: facts_of_correction}
"""The facts of each kind."""


def answered(visit):
    """The turns of what was sent: that of the coordination while it waits, the partner's once it is refused.

    What was refused is the partner's turn for `LONG`, unless something else was sent of the same commitment since; of a
    correction, nothing more is expected.
    """
    refused = Q(is_accepted=False, decided_at__gte=end_of(visit.today - LONG))
    asked = [
        own(visit, SignedPaper).filter(Q(decided_at__isnull=True) | refused & ~Exists(later(SignedPaper))),
        own(visit, PaymentAnnouncement).filter(
            Q(decided_at__isnull=True) | refused & ~Exists(later(PaymentAnnouncement))
        ),
        own(visit, Correction).waiting(),
    ]
    one, *others = [rows.order_by().values_list(*columns_of(rows.model)) for rows in asked]
    return [turn_of(visit, *row) for row in one.union(*others, all=True).order_by("pk")]


def later(model):
    """What was sent of the same commitment later."""
    return model.objects.filter(commitment=OuterRef("commitment"), pk__gt=OuterRef("pk"))


def columns_of(model):
    """What a turn needs of each kind of what is sent: the same columns, so that one query asks for all."""
    none = Cast(Value(None), BigIntegerField())
    is_paper, is_payment = model is SignedPaper, model is PaymentAnnouncement
    paid = Case(When(is_made=True, then="instalment_id"), default=none, output_field=BigIntegerField())
    when_made = Case(When(is_made=True, then=Value("payment")), default=Value("planned"))
    return [
        "pk",
        "sent_at",
        "decided_at",
        F("commitment_id") if is_paper else none,
        paid if is_payment else none,
        F("kind") if is_paper else when_made if is_payment else Value("correction"),
        *(F("commitment__title_fr"), F("commitment__title_en")),
    ]


def turn_of(visit, pk, sent_at, decided_at, commitment, instalment, kind, *titles):
    """The turn of something that was sent; while it waits, nobody asks the partner for the same thing."""
    is_ours = decided_at is None
    place = reverse("space-answers", args=[visit.organisation.pk])
    is_copy = kind in OURS and kind == {one.pk: one.step_kind for one in visit.commitments}.get(commitment)
    names = {"copy" if is_copy else "signature": commitment, "instalment": instalment}
    key = next((f"{name}:{key}" for name, key in names.items() if key and is_ours), f"sent:{kind}:{pk}")
    title = (titles[1] if get_language() == "en" else "") or titles[0] or ""
    since = local(sent_at if is_ours else decided_at).date()
    return Turn(str(WORDS[kind, is_ours]), place, is_ours=is_ours, about=title, since=since, thing=key)
