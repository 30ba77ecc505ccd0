"""Statements of commitments: those of a partner, and the public page on which their codes are checked."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.dates import DayField
from space.actions import issue_statement
from space.document.files import FILES
from space.models import Statement
from space.views.answering import AnswerPage
from space.views.visit import Visit


class StatementForm(forms.Form):
    """The day of a statement. `key` tells one sending from the next."""

    on = DayField(
        label=_("State on the day"), help_text=_("As in 31/12/2025. What was so on that day, as it is known today.")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self):
        """Refuses a day to come: nobody knows how things will stand."""
        if self.cleaned_data["on"] > self.today:
            raise ValidationError(_("This day is still to come: a statement says how things stood."), code="to_come")
        return self.cleaned_data["on"]


@require_safe
def statements(request, organisation):
    """The statements of an organisation, the latest first."""
    visit = Visit(request, organisation)
    found = Statement.objects.visible_to(visit.user, visit.today).of(visit.organisation).defer("text")
    return render(request, "space/statements.html", {"visit": visit, "statements": found})


class NewStatement(AnswerPage):
    """A manager has a statement drawn up."""

    title = _("Draw up a statement of our commitments")
    button = _("Draw up the statement")
    thanks = _("The statement is drawn up.")
    form_class = StatementForm

    def get_form_options(self):
        return {"today": self.visit.today}

    def answer(self, form):
        visit = self.visit
        issue_statement(
            organisation=visit.organisation,
            on=form.cleaned_data["on"],
            by=visit.user,
            at=timezone.now(),
            reader=visit.user,
            key=form.cleaned_data["key"],
        )

    def get_next(self):
        return reverse("space-statements", args=[self.visit.organisation.pk])


@require_safe
def statement(request, organisation, statement, kind):
    """A statement of an organisation as a file of a kind of `FILES`, in the language of the address."""
    visit = Visit(request, organisation)
    own = Statement.objects.visible_to(visit.user, visit.today).of(visit.organisation)
    found = get_object_or_404(own, pk=statement)
    return FILES[kind](found)
