"""What a commitment must be before it is closed: signed, called, received, proved; what is missing is listed."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from enact.amounts import money
from enact.dates import in_words
from enact.ui.templatetags.figures import total_in_words
from funding.models import CommitmentStep, Receipt, State
from indicators.measures import Total

SIGNED = (CommitmentStep.Kind.AGREEMENT, CommitmentStep.Kind.AMENDMENT)
"""The kinds of steps that both parties sign."""


class Check(NamedTuple):
    """Something asked for before a commitment is closed: what, and what is missing of it, in words; nothing where it is met."""

    name: str
    missing: list[str]


def closing(account, steps):
    """What is asked for before the commitment of an account is closed. `steps`: its standing steps by the day of the account."""
    signed = [step for step in steps if step.kind in SIGNED]
    return [
        Check(_("The agreement is signed"), list(unsigned(account, signed))),
        Check(_("The agreement and its amendments are there, with their signatories"), list(unproved(signed))),
        Check(_("The instalments add up to what is agreed"), list(unlike(account.planned, account, of_plan=True))),
        Check(
            _("All that is agreed was called, or given in kind"),
            list(unlike(account.called + account.in_kind, account)),
        ),
        Check(_("All that is agreed was received"), list(unlike(account.received, account))),
        Check(_("Nothing is overdue"), [late(line) for line in account.overdue]),
        Check(_("What is in kind is valued and approved"), [waiting(row) for row in account.waiting]),
        Check(_("Each receipt has its evidence"), list(without_evidence(account.receipts))),
    ]


def unsigned(account, signed):
    """What is missing of a signed agreement."""
    if account.state != State.AGREED or not signed:
        yield _("no signed agreement on that day")
    elif account.agreed.value is None:
        yield _("the amount agreed is not known")


def unproved(signed):
    """The signed texts that nobody can show, or of which it is not known who signed."""
    for step in signed:
        if not (step.file_id or step.document_reference):
            yield _("%(step)s: no document") % {"step": step}
        if not step.signatories:
            yield _("%(step)s: the signatories are not known") % {"step": step}


def unlike(total, account, *, of_plan=False):
    """How a total differs from what is agreed, in words. A plan is asked for where there is something to be paid in cash."""
    agreed = account.agreed
    if agreed == Total() or agreed.value is None or (of_plan and total == Total() and account.in_kind != Total()):
        return
    if total.unknowns or total.value != agreed.value:
        yield _("%(found)s, and %(agreed)s is agreed") % {
            "found": total_in_words(total),
            "agreed": total_in_words(agreed),
        }


def late(line):
    """An instalment that is late, in words."""
    words = _("%(instalment)s: %(days)s days late")
    return words % {"instalment": line.instalment, "days": line.late}


def waiting(receipt):
    """A contribution in kind that does not count yet, in words."""
    words = _("%(day)s, %(amount)s: not approved") if receipt.amount is not None else _("%(day)s: not valued")
    amount = "" if receipt.amount is None else money(receipt.amount)
    return words % {"day": in_words(receipt.received_on, receipt.precision), "amount": amount}


def without_evidence(receipts):
    """The receipts for which there is nothing to show: no file, no reference in the accounts, no evidence named."""
    for receipt in receipts:
        proof = receipt.evidence if receipt.form == Receipt.Form.IN_KIND else receipt.reference
        if not (receipt.file_id or proof):
            yield _("%(receipt)s: no evidence") % {"receipt": receipt}
