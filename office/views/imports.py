"""The pages of imports: sending, seeing what the rows would do, confirming, following the work."""

from functools import partial, wraps

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import View

from enact.imports.archives import Refused
from enact.imports.books import faults_response, template_response
from enact.imports.plans import Outcome
from enact.ui.coordination import for_coordination
from enact.ui.typed import tells
from office import actions
from office.forms import ImportForm, ReasonForm
from office.models import DOUBTFUL, Import, ImportLine, State
from office.resources import RESOURCES, resources_for
from office.tasks import work_on_import

LATEST = 10
"""How many imports the first page shows."""
PER_PAGE = 50


def for_importers(view):
    """A view for those of the coordination who may import something; for others, whatever they ask, it is not there."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not resources_for(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return for_coordination(inner)


def found_import(request, pk):
    """An import of a kind that the reader may import."""
    rows = Import.objects.select_related("sent_by", "confirmed_by")
    return get_object_or_404(rows, pk=pk, resource__in=list(resources_for(request.user)))


def begin(sent):
    """Does the work that was asked for: at once where it is small, by the worker where it is large."""
    if sent.rows <= actions.AT_ONCE:
        actions.do(sent=sent, clock=timezone.localtime)
    else:
        transaction.on_commit(partial(work_on_import.enqueue, sent.pk))


@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@tells(ImportForm)
def imports(request):
    """Sending rows, and the latest imports."""
    resources = resources_for(request.user)
    chosen = {"resource": request.GET.get("of", "")}
    form = ImportForm(resources, request.POST or None, request.FILES or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        sent = send(form, resources, request.user)
        if sent:
            return redirect("office-import", sent.pk)
    now = timezone.localtime()
    latest = Import.objects.select_related("sent_by").filter(resource__in=list(resources))[:LATEST]
    context = {
        "form": form,
        "resources": list(resources.values()),
        "latest": [(sent, sent.state_at(now), resources[sent.resource].title) for sent in latest],
    }
    return render(request, "office/imports/desk.html", context)


def send(form, resources, user):
    """Sends what a form holds, and begins; `None` when it cannot be read, which the form then says."""
    name, content = form.sent
    resource = resources[form.cleaned_data["resource"]]
    try:
        sent = actions.send_import(resource=resource, name=name, content=content, by=user, at=timezone.localtime())
    except Refused as refused:
        form.add_error(None, refused.args[0])
        return None
    begin(sent)
    return sent


@tells(ReasonForm)
class ImportPage(View):
    """What the rows of an import would do, and how far it is."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        """How it stands, and its rows by what becomes of them."""
        sent = found_import(request, pk)
        return self.page(sent, self.form(sent))

    def form(self, sent, *typed):
        """The form with which an import is confirmed."""
        return ReasonForm(sent, RESOURCES[sent.resource].doubted, *typed)

    def page(self, sent, reason):
        """The page of an import, with the form of the reason."""
        request = self.request
        shown = request.GET.get("show", "")
        rows = ImportLine.objects.filter(of=sent)
        found = [(outcome, words, sent.counts.get(outcome, 0)) for outcome, words in outcomes(sent)]
        counted = sum(count for outcome, _words, count in found if shown in (outcome, ""))
        if shown in Outcome.ALL:
            rows = rows.filter(outcome=shown)
        elif shown == DOUBTFUL:
            rows, counted = rows.filter(told__has_key="doubts"), sent.doubtful
        context = {
            "sent": sent,
            "state": sent.state_at(timezone.localtime()),
            "resource": resources_for(request.user)[sent.resource],
            "reason": reason,
            "outcomes": [found_one for found_one in found if found_one[2]],
            "shown": shown if shown in (*Outcome.ALL, DOUBTFUL) else "",
            "lines": Paginator(Counted(rows, counted), PER_PAGE).get_page(request.GET.get("page")),
        }
        return render(request, "office/imports/import.html", context)

    def post(self, request, pk):
        """Confirms, begins again, or forgets, where that can be done as it stands."""
        sent = found_import(request, pk)
        state, now = sent.state_at(timezone.localtime()), timezone.localtime()
        asked = request.POST.get("do")
        if asked == "import" and state == State.READY and sent.changes:
            form = self.form(sent, request.POST)
            if not form.is_valid():
                return self.page(sent, form)
            actions.confirm_import(sent=sent, reason=form.cleaned_data["reason"], by=request.user, at=now)
            actions.ask(sent, at=now)
            begin(sent)
        elif asked == "again" and state in (State.INTERRUPTED, State.REFUSED, State.WAITING):
            actions.ask(sent, at=now)
            begin(sent)
        elif asked == "forget" and state not in (State.RUNNING, State.IMPORTED, State.FORGOTTEN):
            actions.forget_import(sent=sent, at=now)
            return redirect("office-imports")
        return redirect("office-import", sent.pk)


class Counted:
    """Rows of which it is known how many there are."""

    ordered = True

    def __init__(self, rows, count):
        self.rows, self.number = rows, count

    def count(self):
        """How many there are."""
        return self.number

    def __getitem__(self, places):
        return self.rows[places]


def outcomes(sent):
    """What becomes of rows, in words: what it would be, or what it was."""
    if sent.imported_at:
        words = [_("refused"), _("entered"), _("changed"), _("left as it was")]
    else:
        words = [_("to correct"), _("to enter"), _("to change"), _("left as it is")]
    return zip(Outcome.ALL, words, strict=True)


@require_safe
def template(request, resource):
    """The template of a resource."""
    resources = resources_for(request.user)
    if resource not in resources:
        raise Http404
    return template_response(resources[resource])


@require_safe
def faults(request, pk):
    """The rows to correct, as a file."""
    sent = found_import(request, pk)
    lines = ImportLine.objects.filter(of=sent, outcome=Outcome.FAULTY)
    told = [line.told for line in lines.iterator()]
    rows = [("\n".join(in_one_line(fault) for fault in one["faults"]), one["cells"]) for one in told]
    return faults_response(f"enact-{sent.resource}-{sent.pk}", sent.headings, rows)


def in_one_line(fault):
    """A fault as the file of the rows to correct tells it."""
    _cell, heading, _value, words = fault
    return f"{heading} – {words}" if heading else words
