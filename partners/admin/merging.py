"""The page on which two organisations that are one are merged: what differs, what will move, why, and the order."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from enact.search import holding
from enact.ui.forms import shown
from enact.ui.typed import tells
from partners.actions import Merge, NotMerged, merge_organisations, overtaken
from partners.forms import MergeForm
from partners.models import Organisation
from partners.models.likeness import LOOKED_AT

MOST_FOUND = 20
"""How many organisations a search shows: more are found by typing more."""
MOST_ROWS = 100
"""How many rows of a kind are named; the others are counted."""


class Line(NamedTuple):
    """A field on which the two differ: what each says, and what is kept."""

    label: str
    kept: str
    merged: str
    result: str


class Moving(NamedTuple):
    """The rows of a kind that will move: each in words, with its address and, where it ends instead, why."""

    name: str
    count: int
    rows: list

    @property
    def more(self):
        """How many are not named."""
        return self.count - len(self.rows)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("partners.change_organisation", raise_exception=True)
@tells(MergeForm)
def merge(request):
    """The merge of the organisations `kept` and `merged` of the address; the choice of the second while only one is given."""
    kept, merged = (organisation_of(request.GET.get(name, "")) for name in ("kept", "merged"))
    if request.GET.get("merged") and kept and not merged:
        return answer_gone(request, kept)
    if kept is None:
        return redirect(f"{reverse('admin:partners_organisation_changelist')}?alike=yes")
    return confirm(request, kept, merged) if merged else choose(request, kept)


def organisation_of(key):
    """The organisation of a key as an address writes it; `None` when there is none."""
    return Organisation.objects.select_related("group").filter(pk=key).first() if key.isdecimal() else None


def answer_gone(request, kept):
    """The way back when the one that was to go is gone: merged by this very order, sent before, or by somebody else."""
    entry = gone(request.GET["merged"])
    if entry is None:
        messages.error(request, _("There is no such organisation."))
    else:
        said = _("“%(name)s” is gone since %(day)s (%(reason)s). Nothing more was done now.")
        when = f"{timezone.localtime(entry.history_date):%d/%m/%Y, %H:%M}"
        messages.warning(
            request, said % {"name": entry.name, "day": when, "reason": entry.history_change_reason or "–"}
        )
    return redirect(form_of(kept))


def gone(key):
    """The entry of the history that tells of the end of an organisation; `None` when there was none."""
    entries = Organisation.history.filter(id=key, history_type="-") if key.isdecimal() else Organisation.history.none()
    return entries.order_by("-history_id").first()


def choose(request, kept):
    """The organisations with which one may be merged: those that look like it, and those that are searched."""
    given = {name: getattr(kept, name) for name in LOOKED_AT}
    others = Organisation.objects.exclude(pk=kept.pk)
    typed = request.GET.get("q", "").strip()
    searched = others.filter(holding(typed, "words")) if typed else others.none()
    context = {
        "title": _("Merge two organisations"),
        "kept": kept,
        "typed": typed,
        "alike": others.like(**given).not_told_apart_from(kept.pk),
        "found": searched[:MOST_FOUND],
        "is_cut": searched.count() > MOST_FOUND,
    }
    return drawn(request, "admin/partners/merge_choice.html", context)


def confirm(request, kept, merged):
    """What the merge of two would do, and the order to do it."""
    found = Merge(kept, merged)
    if kept == merged:
        messages.error(request, *found.obstacles)
        return redirect(f"{request.path}?kept={kept.pk}")
    form = MergeForm(request.POST or None, initial={"seen": found.mark})
    obstacles = [*found.obstacles, *forbidden(request.user, found)]
    if request.method == "POST" and form.is_valid() and not obstacles:
        if form.cleaned_data["seen"] != found.mark:
            form.add_error(None, overtaken())
        elif carried_out(request, form, found):
            return redirect(form_of(kept))
    context = {
        "title": _("Merge two organisations"),
        "kept": kept,
        "merged": merged,
        "form": form,
        "mark": found.mark,
        "obstacles": obstacles,
        "lines": list(lines(found)),
        "consents_differ": kept.name_published_since != merged.name_published_since,
        "movings": [moving(model, moves) for model, moves in found.moves.items()],
    }
    return drawn(request, "admin/partners/merge.html", context)


def forbidden(user, found):
    """What whoever is signed in may not change, though it would move, in words."""
    for model in found.moves:
        opts = model._meta
        if not user.has_perm(f"{opts.app_label}.change_{opts.model_name}"):
            yield _("You may not change these records: %(kind)s.") % {"kind": opts.verbose_name_plural}


def carried_out(request, form, found):
    """Merges, and says so; otherwise says why not, in the form."""
    count = sum(len(moves) for moves in found.moves.values())
    try:
        merge_organisations(kept=found.kept, merged=found.merged, by=request.user, reason=form.cleaned_data["reason"])
    except NotMerged as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    said = ngettext(
        '“{}” is merged into this organisation: {} row moved. <a href="{}">Its history</a> stays readable.',
        '“{}” is merged into this organisation: {} rows moved. <a href="{}">Its history</a> stays readable.',
        count,
    )
    history = reverse("admin:partners_organisation_history", args=[request.GET["merged"]])
    messages.success(request, format_html(said, found.merged.name, count, history))
    return True


def lines(found):
    """The fields on which the two differ, in the order of the record."""
    kept, merged = found.kept, found.merged
    for field in Organisation._meta.concrete_fields:
        values = [getattr(each, field.attname) for each in (kept, merged)]
        if field.editable and not field.primary_key and values[0] != values[1]:
            words = [shown(field, getattr(each, field.name)) for each in (kept, merged)]
            yield Line(capfirst(field.verbose_name), *words, words[field.attname in found.gains])


def moving(model, moves):
    """The rows of a kind that will move, by the addresses of their forms."""
    opts = model._meta
    leads = admin.site.is_registered(model)
    route = f"admin:{opts.app_label}_{opts.model_name}_change"
    rows = [(move.words, reverse(route, args=[move.row.pk]) if leads else "", move.ends) for move in moves[:MOST_ROWS]]
    return Moving(capfirst(opts.verbose_name_plural), len(moves), rows)


def form_of(organisation):
    """The address of the form of an organisation."""
    return reverse("admin:partners_organisation_change", args=[organisation.pk])


def drawn(request, template, context):
    """A page of the back office."""
    return render(request, template, admin.site.each_context(request) | {"opts": Organisation._meta} | context)
