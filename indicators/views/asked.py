"""Two questions about releases, asked by a form: which one was in force on a day, and what differs between two.

They lead to a permanent address. What cannot be answered is said in words, with the question again.
"""

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.dates import DayField, in_words
from enact.ui.kept.page import FRESH_FOR
from enact.ui.public import public
from indicators.shown import in_force_on, told_of, watched


class DayForm(forms.Form):
    """The day of which somebody asks how things stood."""

    day = DayField(error_messages={"required": gettext_lazy("Say which day.")})


class PairForm(forms.Form):
    """The numbers of two releases to set side by side."""

    former = forms.IntegerField(min_value=1)
    number = forms.IntegerField(min_value=1)


@public
def release_on(request):
    """Leads to the release in force on the day asked for, or says that there was none."""
    form = DayForm(request.GET)
    if not form.is_valid():
        return answered(unanswered(request, " ".join(form.errors["day"])))
    day = form.cleaned_data["day"]
    found = in_force_on(day.isoformat())
    if found is None:
        return answered(unanswered(request, _("Nothing was published of %(day)s or before.") % {"day": in_words(day)}))
    return answered(HttpResponseRedirect(reverse("release", args=[found.number])))


@public
def release_chosen(request):
    """Leads to the comparison of the two releases asked for, that of the earlier day first; of one and the same, asks again."""
    form = PairForm(request.GET)
    chosen = [told_of(number) for number in form.cleaned_data.values()] if form.is_valid() else [None]
    if None in chosen:
        return answered(unanswered(request, _("Choose two releases of the list.")))
    if chosen[0] == chosen[1]:
        fault = _("Both are release no. %(number)s: choose another one to compare it with.")
        return answered(unanswered(request, fault % {"number": chosen[0].number}))
    former, latter = sorted(chosen, key=lambda row: (row.day, row.number))
    return answered(HttpResponseRedirect(reverse("release-compare", args=[former.number, latter.number])))


def unanswered(request, fault):
    """The two questions again, with what is wrong."""
    asked = {"address": f"?{request.GET.urlencode()}"}
    context = {"fault": fault, "releases": watched()[0], "day": request.GET.get("day", ""), "page": {"asked": asked}}
    return render(request, "indicators/releases/asked.html", context, status=404)


def answered(response):
    """An answer that is the same for everyone, and that the next release may change."""
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response
