"""What coordinators do for a partner: look at its space as it does, and draw up its statements."""

from contextlib import suppress

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from enact.ui.forms import SentAlready
from enact.ui.typed import tells
from partners.models import Onlooker, Organisation, may_look
from space.actions import issue_statement, record_look
from space.document.files import FILES
from space.models import Look, Statement
from space.views.statements import StatementForm
from space.views.visit import LOOKED_AT

LATEST = 20
"""How many looks are named."""


class LookForm(forms.Form):
    """Why somebody looks, if they wish to say it."""

    why = forms.CharField(
        label=_("Why, if you wish to say it"), max_length=300, required=False, help_text=_("The partner reads it.")
    )


def partner_of(request, pk):
    """The organisation of a key, for whoever may look at its space."""
    if not may_look(request.user):
        raise Http404
    return get_object_or_404(Organisation, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@tells(LookForm)
def look(request, pk):
    """The way into a space as its partner sees it: it is recorded, with what is said of why."""
    partner = partner_of(request, pk)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        record_look(organisation=partner, by=request.user, at=timezone.now(), why=form.cleaned_data["why"])
        looked_at = request.session.get(LOOKED_AT, [])
        request.session[LOOKED_AT] = [*{*looked_at, partner.pk}]
        return redirect(reverse("space-home", args=[partner.pk]))
    looks = Look.objects.of(partner).select_related("by")[:LATEST]
    context = {"partner": partner, "form": form, "looks": looks, "title": _("Look as this partner does")}
    return render(request, "space/office_look.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@tells(StatementForm)
def partner_statements(request, pk):
    """The statements of a partner, and the form that has another one drawn up."""
    partner = partner_of(request, pk)
    form = StatementForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    may_issue = request.user.has_perm("space.add_statement")
    if request.method == "POST":
        if not may_issue:
            raise PermissionDenied
        if form.is_valid():
            draw_up(request, partner, form)
            return redirect("office-statements", pk)
    found = Statement.objects.of(partner).defer("text")
    context = {"partner": partner, "statements": found, "form": form, "may_issue": may_issue}
    return render(request, "space/office_statements.html", context)


def draw_up(request, partner, form):
    """Draws up the statement that a valid form asks for, once, as the partner would read it."""
    with suppress(SentAlready):  # the first sending made the statement
        issue_statement(
            organisation=partner,
            on=form.cleaned_data["on"],
            by=request.user,
            at=timezone.now(),
            reader=Onlooker(partner),
            key=form.cleaned_data["key"],
        )
    messages.success(request, _("The statement is drawn up."))


@require_safe
def office_statement(request, pk, kind):
    """A statement as a file of a kind of `FILES`, in the language of the account."""
    if not may_look(request.user):
        raise Http404
    found = get_object_or_404(Statement, pk=pk)
    return FILES[kind](found)
