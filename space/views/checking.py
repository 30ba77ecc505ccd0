"""The public page on which whoever holds a statement asks whether it was issued: it confirms, and tells nothing else."""

from allauth.core.internal import ratelimit
from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.ui.strangers import StrangersForm, for_strangers
from enact.ui.typed import tells
from space.models import Statement
from space.models.statement import code_in

OFTEN = "60/10m/ip"
"""How often an address may ask: whoever guesses codes has not the time, and whoever types one is not held up."""
LONGEST = 100


class CheckForm(StrangersForm):
    """The code of a statement."""

    code = forms.CharField(
        label=_("Check code"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Six groups of four letters and digits, at the foot of each page of the statement."),
    )


@for_strangers
@tells(CheckForm)
def check(request):
    """The form, and the answer to a code that was typed or that stands in the address."""
    form = CheckForm(request.POST if request.method == "POST" else None, now=timezone.now())
    if not form.is_bound:
        form.initial = {"code": request.GET.get("code", "")[:LONGEST]}
    typed = form.initial.get("code", "") if not form.is_bound else form.is_valid() and form.cleaned_data["code"]
    context = {"form": form} | (answer(request, typed) if typed else {})
    return render(request, "space/check.html", context, status=429 if context.get("is_too_often") else 200)


def answer(request, typed):
    """What is said of a code: that it was issued, that it has not the shape of one, that there is none."""
    if not ratelimit.consume(request, app="enact", action="statement", config={"statement": OFTEN}, limit_get=True):
        return {"is_too_often": True}
    code = code_in(typed)
    found = Statement.objects.filter(code=code).defer("text", "organisation_key").first() if code else None
    return {"is_asked": True, "is_code": bool(code), "statement": found}
