"""Publishing: what a release of a day would say, beside what the last one said, with the records behind; and the order."""

import json
from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from enact.dates import DayField
from enact.languages import Text, text_of
from enact.pages.today import form_of, name_of
from indicators.actions import CHAIN, NotPublished, differs, draft, publish_release
from indicators.catalogue import indicators
from indicators.ledger import Ledger
from indicators.measures import Sum
from indicators.models import Release
from indicators.revisions import reading
from indicators.sealing import canonical, fingerprint


class ChangedMeanwhile(Exception):
    """What would be published is not what the coordinator has seen."""


class DayForm(forms.Form):
    """The day whose figures to look at."""

    day = DayField(label=gettext_lazy("Day to publish"), widget=AdminDateWidget)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"day": today}, **kwargs)
        self.today = today

    def clean_day(self):
        """A day that has begun."""
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come: its figures cannot be published yet."))
        return day


class OrderForm(forms.Form):
    """What goes with the order: why a release is corrected, or that figures which all read as before still hold."""

    reason_fr = forms.CharField(
        label=gettext_lazy("Reason for the correction, in French"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("There is a release for this day: say why it is corrected.")},
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason for the correction, in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    still_true = forms.BooleanField(
        label=gettext_lazy("No figure differs from the last release: they still hold on this day."),
        error_messages={
            "required": gettext_lazy(
                "No figure differs: tick the box if they still hold on this day, or publish nothing."
            )
        },
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: field for name, field in self.fields.items() if name in asked}

    def reason(self):
        """The reason as a text."""
        return Text(self.cleaned_data.get("reason_fr", ""), self.cleaned_data.get("reason_en", ""))


class Line(NamedTuple):
    """A figure of the draft beside that of the last release; `None` where one of them does not give it."""

    key: str
    name: str
    unit: str
    now: dict | None
    before: dict | None

    @property
    def differs(self):
        """Whether the public would read another figure than before."""
        return (self.now and reading(self.now)) != (self.before and reading(self.before))

    @property
    def difference(self):
        """The difference in words."""
        if not self.differs:
            return _("unchanged")
        if self.before is None:
            return _("new")
        return _("changed") if self.now else _("no longer given")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.add_release", raise_exception=True)
def publish(request):
    """The draft of a day, and the order to publish it."""
    sent = request.POST if request.method == "POST" else request.GET
    days = DayForm(sent if "day" in sent else None, today=timezone.localdate())
    day = days.cleaned_data["day"] if days.is_valid() else None if days.is_bound else timezone.localdate()
    found = draft_of(day) if day else {}
    order = OrderForm(request.POST if request.method == "POST" else None, asked=asked_about(found))
    if request.method == "POST" and day and order.is_valid():
        release = publish_as_seen(request, day, order)
        if release:
            say_published(request, release)
            return redirect("admin:indicators_release_change", release.pk)
    context = admin.site.each_context(request) | {"title": _("Publish"), "days": days, "order": order}
    return render(request, "admin/publish.html", context | found)


def asked_about(found):
    """What is asked about a draft: a correction has a reason; that nothing reads otherwise is said on purpose."""
    if found.get("corrects"):
        return ["reason_fr", "reason_en"]
    return ["still_true"] if found.get("compared") and not found["changes"] else []


def publish_as_seen(request, day, order):
    """Publishes what the coordinator has seen; otherwise says why not, in the form, and returns `None`."""
    try:
        with transaction.atomic():
            release = publish_release(
                day=day,
                by=request.user,
                at=timezone.localtime(),
                reason=order.reason(),
                still_true=order.cleaned_data.get("still_true", False),
            )
            published = {key: value for key, value in json.loads(release.text).items() if key not in CHAIN}
            if mark_of(published, release.number) != request.POST.get("seen"):
                raise ChangedMeanwhile
    except NotPublished as refusal:
        order.add_error(None, str(refusal))
    except (ChangedMeanwhile, IntegrityError):
        order.add_error(
            None, _("What would be published has changed since you looked at it. Nothing was published: look again.")
        )
    else:
        return release
    return None


def mark_of(content, number):
    """A mark of what would be published under a number: another content, or another release before it, has another."""
    return fingerprint(canonical(content | {"number": number}))


def say_published(request, release):
    """Says that a release is out, and where."""
    words = format_html(
        _('Release no. {} is published, SHA-256 {}. <a href="{}">Public page</a>, <a href="{}">JSON</a>.'),
        release.number,
        release.sha256,
        reverse("home"),
        reverse("release-json", args=[release.number]),
    )
    messages.success(request, words)


def draft_of(day):
    """What a release of a day would say, beside what the release that it follows or corrects says."""
    content, changes, compared = draft(day)
    corrects = compared is not None and compared.day == day
    former, ledger = json.loads(compared.text)["indicators"] if compared else [], Ledger(day)
    before = {entry["code"]: figures_of(entry) for entry in former}
    last = Release.objects.order_by("-number").first()
    return {
        "day": day,
        "compared": compared,
        "corrects": corrects,
        "differs": not corrects or differs(content, compared),
        "changes": len(changes),
        "mark": mark_of(content, last.number + 1 if last else 1),
        "entries": [
            {
                "entry": entry,
                "lines": lines(entry, before.get(entry["code"], {})),
                "rows": evidence(indicators()[entry["code"]], ledger),
                "declaration": declaration_of(indicators()[entry["code"]], ledger),
                "waits": any("waiting" in told for told in (entry, *entry["breakdowns"])),
            }
            for entry in content["indicators"]
        ],
    }


def figures_of(entry):
    """The figures of an indicator by key, each with its name and unit: the whole first, under "", then its parts."""
    unit = entry["unit"]["key"]
    found = {"": (_("whole"), unit, entry["figure"])}
    found |= {part["key"]: (str(Text(**part["name"])), unit, part["figure"]) for part in entry["parts"]}
    for breakdown in entry["breakdowns"]:
        for part in breakdown["parts"]:
            name = f"{Text(**breakdown['name'])} – {Text(**part['name'])}"
            found[f"{breakdown['key']}:{part['key']}"] = (name, breakdown["unit"], part)
    return found


def lines(entry, before):
    """The figures of an indicator beside the former ones; those that are no longer given, last."""
    code, now = entry["code"], figures_of(entry)
    absent = (None, None, None)
    return [
        Line(f"{code}:{key}" if key else code, name, unit, now.get(key, absent)[2], before.get(key, absent)[2])
        for key, (name, unit, _figure) in {**now, **{key: before[key] for key in before if key not in now}}.items()
    ]


def evidence(indicator, ledger):
    """The rows behind a figure and its "of which", each once, in words with the address of its form."""
    if ledger.is_complete(indicator):
        measures = dict.fromkeys([indicator.measure, *indicator.part_measures.values()])
        return list(dict.fromkeys(row for measure in measures for row in counted(measure, ledger.day)))
    rows = [row for key in ("", *indicator.parts) for row in ledger.observations_of(indicator, key)]
    return [(f"{row} – {said_by(row.source)}", form_of(row)) for row in rows]


def declaration_of(indicator, ledger):
    """The declaration by which the records of an indicator stand for themselves, with its address; `None` without one."""
    found = ledger.completeness[indicator.code] if ledger.is_complete(indicator) else None
    return found and (str(found), form_of(found))


def said_by(source):
    """Who said it, in words."""
    return text_of(source, "said_by") if source else _("without source")


def counted(measure, day):
    """The records that a measure counts, each once; where it adds up amounts, with each of them, published or not."""
    records = measure.records(day)
    records = records.select_related(*(admin.site.get_model_admin(records.model).list_select_related or ()))
    if isinstance(measure.total, Sum):
        rows = measure.total.shown(records)
        return [
            (
                f"{name_of(row)} – {amount_of(row, getattr(row, measure.total.amount), measure.total.write)}",
                form_of(row),
            )
            for row in rows
        ]
    rows = list(records)
    if measure.total.distinct == "pk":
        return [(str(row), form_of(row)) for row in rows]
    once = {getattr(row, f"{measure.total.distinct}_id"): row for row in reversed(rows)}
    return [(str(row), form_of(row)) for row in reversed(once.values())]


def amount_of(row, amount, write):
    """The amount of a record in words, as `write` writes it, and whether the public may read it."""
    if amount is None:
        return _("not known")
    return write(amount) if row.amount_told is not None else _("%(amount)s, not published") % {"amount": write(amount)}
