"""Asking to join a community of interest: a form for strangers, and the link that confirms it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enact.languages import text_of
from enact.ui.strangers import for_strangers
from research.actions import OverAsked, applicant_of, ask_to_join, confirm
from research.forms import JoinForm
from research.models import Community


@for_strangers
def join_page(request, pk):
    """The form of those who ask to join an active community; sent, the page says that a mail is on its way."""
    now = timezone.now()
    today = timezone.localdate(now)
    community = get_object_or_404(Community.objects.active_on(today), pk=pk)
    form = JoinForm(request.POST if request.method == "POST" else None, now=now)
    context = {"community": community, "title": text_of(community, "name"), "form": form}
    if form.is_bound and form.is_valid():
        context["is_sent"] = has_asked(request, form, community, now)
    return render(request, "research/join.html", context)


def has_asked(request, form, community, now):
    """Whether what was typed is taken; otherwise the form says why."""

    def address_of(token):
        return request.build_absolute_uri(reverse("join-confirm", args=[token]))

    try:
        ask_to_join(community=community, key=form.key, at=now, address_of=address_of, **form.cleaned_data)
    except OverAsked:
        form.add_error(None, _("Too many have asked within an hour: nothing was sent. Please try again later."))
    return form.is_valid()


@for_strangers
def join_confirm(request, token):
    """What the link of the mail leads to: a button that confirms. A reader of mails that follows links confirms nothing."""
    now = timezone.now()
    applicant = applicant_of(token, at=now)
    if applicant is None:
        return render(request, "research/join_over.html", {"switch_to": "home"}, status=410)
    if request.method == "POST":
        confirm(applicant=applicant, at=now)
        applicant.refresh_from_db()
    context = {"title": text_of(applicant.community, "name"), "is_confirmed": applicant.request_id is not None}
    return render(request, "research/join_confirm.html", context)
