"""What the link of an invitation leads to: a page that says what it is, on which it is accepted."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import NewAccountForm
from accounts.models import User
from partners.actions import Refused, accept, accept_with_new_account
from partners.models import Invitation, Organisation

MAY_ACCEPT = {"invited", "unknown"}
"""The readers to whom the page has something to send."""
REFUSED = {"another", "coordination", "closed"}
"""The readers for whom there is nothing to accept."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """An invitation, to whoever holds its latest link; nothing happens before it is accepted there.

    Whoever has accepted it is led to the space. A link that is over, or that nobody knows, answers 410.
    """
    now = timezone.now()
    found = Invitation.objects.select_related("organisation", "sent_by", "invitee").of_token(token)
    if found and found.accepted_by_id and found.accepted_by_id == request.user.pk:
        return way_in(request.user, found.organisation_id, now)
    standing = found and found.standing_at(now)
    if standing != Invitation.Standing.WAITING:
        context = {"invitation": found, "standing": standing, "contact": settings.OPERATOR["contact"]}
        context["can_be_asked"] = bool(found) and found.has_right_at(now)
        return render(request, "partners/invitation_over.html", context, status=410)
    reader = reader_of(request.user, found.invitee)
    form = form_of(request, found.invitee) if reader == "unknown" else None
    if request.method == "POST" and reader in MAY_ACCEPT and (form is None or form.is_valid()):
        return accepted(request, found, form, now)
    context = {"invitation": found, "reader": reader, "form": form, "contact": settings.OPERATOR["contact"]}
    return render(request, "partners/invitation.html", context, status=403 if reader in REFUSED else 200)


def reader_of(user, invitee):
    """Who reads an invitation.

    Signed in: "invited" is its addressee, unless that is of the "coordination"; "another" is somebody else. Not signed in: the
    account of the address is "known", or "closed", or "unknown".
    """
    if user.is_authenticated:
        if user.email.lower() != invitee.email:
            return "another"
        return "coordination" if user.is_staff else "invited"
    account = User.objects.filter(email__iexact=invitee.email).first()
    if account is None:
        return "unknown"
    return "known" if account.is_active else "closed"


def form_of(request, invitee):
    """The form of the account to open, with what is known of its holder."""
    initial = {"name": invitee.name, "language": invitee.language}
    return NewAccountForm(request.POST if request.method == "POST" else None, initial=initial)


def accepted(request, found, form, now):
    """Accepts, and leads to the space; to the invitation again where it was accepted, or revoked, at the same moment."""
    when = {"at": now, "on": timezone.localdate(now)}
    try:
        if form is None:
            user = request.user
            accept(invitation=found, by=user, **when)
        else:
            user = accept_with_new_account(invitation=found, **when, **form.chosen)
    except (Refused, IntegrityError):
        return redirect("invitation", request.resolver_match.kwargs["token"])
    found.refresh_from_db(fields=["organisation"])  # it may have been merged since it was read
    said = _("Welcome to the space of %(organisation)s.") % {"organisation": found.organisation}
    messages.success(request, said)
    if form is None:
        return way_in(user, found.organisation_id, now)
    record_authentication(request, user, "password")  # it is not asked for again when a second factor is set up now
    return perform_login(request, user, redirect_url=reverse("space-home", args=[found.organisation_id]))


def way_in(user, organisation, now):
    """To the space of an organisation; where the account does not come in any more, to the page that says so."""
    seen = Organisation.objects.visible_to(user, timezone.localdate(now))
    return redirect("space-home", organisation) if seen.filter(pk=organisation).exists() else redirect("space")
