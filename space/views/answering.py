"""The pages on which a partner answers: one form, for whoever answers for the organisation."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from enact.ui.forms import SentAlready
from enact.ui.typed import field_among
from partners.models import Organisation
from sources.actions import kept_with_their_records
from space.views.leaving import told_to_whoever_left
from space.views.visit import Visit


class AnswerPage(View):
    """A form of a partner's space. What was typed stays on screen while it is refused; sent twice, it is one answer.

    What is another partner's is not found; whoever only reads of this one, and the coordination, are refused. `prepare` finds
    what the page is about among what the account sees, and raises `Http404` where there is nothing; `answer` does what is
    asked. Answers for one organisation come one after the other, each saved whole with its files, or not at all. What is sent
    by somebody who may not answer any more is kept for the coordination, and nothing else is done with it: that is asked
    again once the organisation is locked.
    """

    http_method_names = ["get", "head", "post", "options"]
    template_name = "space/answer.html"
    form_class = None
    title = ""
    button = _("Send")
    thanks = _("Your answer is with the coordination.")
    visit = None

    def dispatch(self, request, *args, organisation, **keys):
        try:
            self.visit = Visit(request, organisation)
            self.visit.refuse_others_than_managers()
            self.prepare(**keys)
        except (Http404, PermissionDenied) as refusal:
            has_left = request.method == "POST" and not (self.visit and self.visit.rights_to_answer().exists())
            told = self.told_to_whoever_left(organisation) if has_left else None
            if told is None and self.visit and request.user.is_staff and isinstance(refusal, PermissionDenied):
                told = render(request, "space/refused.html", {"visit": self.visit, "switch_to": "home"}, status=403)
            if told is None:
                raise
            return told
        return super().dispatch(request)

    def told_to_whoever_left(self, key):
        """The page for somebody who may not answer any more; `None` for everybody else."""
        field_of = partial(self.field_of, **self.kwargs)
        return told_to_whoever_left(self.request, key, self.title, field_of, user=self.request.user)

    @classmethod
    def field_of(cls, name, **keys):
        """A field of the form by its name and the keys of the address, as `enact.ui.typed` tells it; `None`: it has no such."""
        return field_among([cls.form_class], name)

    def prepare(self):
        """Finds what the page is about, from the keys of its address."""

    def get_form_options(self):
        """What the form takes besides what was sent."""
        return {}

    def get_form(self, *sent):
        """The form, with what was sent."""
        return self.form_class(*sent, **self.get_form_options())

    def get(self, request):
        return self.shown(self.get_form())

    def post(self, request):
        with kept_with_their_records(), transaction.atomic():
            list(Organisation.objects.select_for_update(no_key=True).filter(pk=self.visit.organisation.pk))
            if self.visit.rights_to_answer().select_for_update(of=("self",)):  # what would end it waits
                return self.answered(self.get_form(request.POST, request.FILES))
        told = self.told_to_whoever_left(self.visit.organisation.pk)
        if told is None:
            raise PermissionDenied
        return told

    def answered(self, form):
        """The answer to what was sent, which is done if it is valid."""
        try:
            if not form.is_valid():
                return self.shown(form)
            self.answer(form)
        except SentAlready:
            pass  # the first sending made the answer
        messages.success(self.request, self.thanks)
        return HttpResponseRedirect(self.get_next())

    def answer(self, form):
        """Does what a valid form asks for, in the name of the organisation."""
        raise NotImplementedError

    @property
    def sending(self):
        """Who sends, and when, as actions take it."""
        return {"by": self.visit.user, "at": timezone.now(), "on": self.visit.today}

    def get_next(self):
        """Where one comes afterwards."""
        return reverse("space-home", args=[self.visit.organisation.pk])

    def shown(self, form):
        """The page with its form, as it was typed."""
        context = {"visit": self.visit, "title": self.title, "form": form, "button": self.button}
        return render(self.request, self.template_name, context | self.get_context())

    def get_context(self):
        """What the page shows besides its form."""
        return {}
