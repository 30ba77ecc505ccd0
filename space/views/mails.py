"""Which mails an account has: chosen on a page, or stopped by the address in each of them, without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from enact.ui.session import goes_on
from enact.ui.typed import tells
from space.forms import MailChoiceForm
from space.letters import REMINDERS, stopped_by
from space.models import Digest, MailChoice
from space.models.mail import usual_of


@require_http_methods(["GET", "HEAD", "POST"])
@tells(MailChoiceForm)
def mails(request):
    """What an account chooses; its mails come in the language of the account."""
    goes_on(request)
    form = MailChoiceForm(request.POST or None, instance=MailChoice.of(request.user))
    if request.method == "POST" and form.is_valid():
        MailChoice.objects.update_or_create(user=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
        return redirect("space-mail")
    return render(request, "space/mails.html", {"form": form})


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@tells()
def stop(request, token):
    """The page that an address in a mail leads to: a button, since programs that read mails follow links; pressed, it stops them.

    Whoever holds the address may press it, from anywhere: programs for mail do so for their readers (RFC 8058).
    """
    found = stopped_by(token)
    if found is None:
        raise Http404
    user, what = found
    with translation.override(user.language):
        if request.method == "POST":
            stop_mails(user, what)
        context = {"is_stopped": request.method == "POST", "is_reminders": what == REMINDERS, "switch_to": "home"}
        return render(request, "space/stop.html", context)


def stop_mails(user, what):
    """Notes that an account wishes no more mails of a kind."""
    stopped = {"has_reminders": False} if what == REMINDERS else {"digest": Digest.NEVER}
    MailChoice.objects.update_or_create(
        user=user, defaults=stopped, create_defaults={"digest": usual_of(user)} | stopped
    )
