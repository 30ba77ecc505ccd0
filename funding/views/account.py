"""The account of a commitment for the coordination: what has happened, what is planned, called, received, spent and left."""

from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from enact.dates import DayField
from enact.languages import text_of
from enact.ui.asking import short
from funding.measures.account import account_of
from funding.measures.closing import closing
from funding.models import CommitmentStep, State
from indicators.measures import Total

ADDED = {
    "instalment": gettext_lazy("Add an instalment"),
    "paymentcall": gettext_lazy("Add a call for payment"),
    "receipt": gettext_lazy("Add a receipt"),
    "expenditure": gettext_lazy("Add expenditure"),
    "transfer": gettext_lazy("Add a transfer"),
}
"""What can be added to a commitment from its account, by model."""


@require_safe
def account(request, pk):
    """The account on a day: today, or the day asked for; nothing is told of a day that cannot be read."""
    today = timezone.localdate()
    typed, fault, on = request.GET.get("on", "").strip(), "", today
    try:
        on = DayField(required=False).clean(typed) or today
    except ValidationError as error:
        fault = short(error.messages[0])
    try:
        found = account_of(pk, on)
    except ObjectDoesNotExist:
        raise Http404 from None
    context = {
        "account": found,
        "commitment": found.commitment,
        "title": text_of(found.commitment, "title"),
        "on": on,
        "is_today": on == today,
        "typed": typed,
        "fault": fault,
        "adding": list(ways_to_add(request.user, pk)),
    }
    return render(request, "funding/account.html", context | ({} if fault else told(found, on)))


def told(account, on):
    """What is told of an account on a day."""
    steps = CommitmentStep.objects.filter(commitment=account.commitment.pk, happened_on__lte=on)
    steps = list(
        steps.select_related("source__document", "recorded_by", "file", "replaced_by").order_by("happened_on", "pk")
    )
    checks = closing(account, [step for step in steps if not step.is_replaced])
    return {
        "steps": steps,
        "sums": list(sums_of(account)),
        "left": [row for row in left_of(account) if row[1] != Total()],
        "checks": checks,
        "is_closable": not any(check.missing for check in checks),
        "warning": warning_about(account),
    }


def sums_of(account):
    """The sums of an account, each with its name and a key."""
    yield (
        _("Granted, the agreement to be signed") if account.state == State.GRANTED else _("Agreement signed"),
        account.agreed,
        "agreed",
    )
    yield _("Planned"), account.planned, "planned"
    yield _("Called"), account.called, "called"
    yield _("Received"), account.received, "received"
    yield _("Spent"), account.spent, "spent"


def left_of(account):
    """What is left between the sums, each with its name and a key; what exceeds is below zero."""
    if account.agreed != Total():
        yield _("Agreed, and neither called nor given in kind"), account.to_call, "to_call"
    yield _("Called, and not received"), account.to_receive, "to_receive"
    yield _("Received, and not spent"), account.to_spend, "to_spend"


def warning_about(account):
    """What somebody must decide about a commitment, in words; "" for nothing."""
    if account.state == State.WITHDRAWN and account.received != Total():
        return _(
            "This commitment is withdrawn, and something was received of it, which still counts as received: "
            "it is to be kept, or given back."
        )
    if account.state not in (State.AGREED, State.GRANTED) and account.received != Total():
        return _("Something was received of this commitment, which is neither agreed nor granted on that day.")
    return ""


def ways_to_add(user, pk):
    """The forms in which rows are added to a commitment, of those that the account may fill in."""
    for name, words in ADDED.items():
        if user.has_perm(f"funding.add_{name}"):
            yield words, f"{reverse(f'admin:funding_{name}_add')}?{urlencode({'commitment': pk})}"
