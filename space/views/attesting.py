"""The yearly attestation: what a partner is asked to confirm, what it answered, and the page on which it does."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.languages import text_of
from indicators.sealing import canonical, fingerprint
from space.actions.attesting import attest
from space.forms.attesting import AttestationForm, asked_of_line
from space.measures.figures import figures_of
from space.measures.lines import changed_figures, lines_of, sums_of
from space.models import Attestation, Round
from space.views.profile import RecordAnswer
from space.views.visit import Visit


def answers_of(visit, asked):
    """What an organisation answered in a round, the latest first."""
    own = Attestation.objects.visible_to(visit.user, visit.today)
    found = own.filter(organisation=visit.organisation, round=asked)
    return found.select_related("signatory").prefetch_related("contested_lines").order_by("-pk")


def shown(asked, figures):
    """What is shown of a round and of the figures that it asks about."""
    return {
        "round": asked,
        "message": str(text_of(asked, "message")),
        "figures": figures,
        "sums": sums_of(figures),
        "contact": settings.OPERATOR["contact"],
    }


@require_safe
def attestation(request, organisation, year):
    """The figures of an organisation that a round asks about, and what it answered."""
    visit = Visit(request, organisation)
    asked = get_object_or_404(Round.objects.opened_by(visit.today), year=year)
    figures, answers = figures_of(visit.organisation, asked), list(answers_of(visit, asked))
    since = changed_figures(answers[0].figures(), figures) if answers else []
    context = shown(asked, figures) | {
        "visit": visit,
        "lines": lines_of(figures),
        "sha256": fingerprint(canonical(figures)),
        "answers": answers,
        "changes": since,
        "is_open": asked.is_open_on(visit.today),
    }
    return render(request, "space/attestation.html", context)


class AttestationPage(RecordAnswer):
    """The figures with the form to confirm or to contest them; once the last day is over, words instead of a form."""

    template_name = "space/attest.html"
    form_class = AttestationForm
    title = _("Confirm your figures")
    button = _("Send our answer")
    thanks = _("Your answer is recorded. You can answer again until the last day: the latest answer counts.")

    @classmethod
    def field_of(cls, name, **keys):
        return asked_of_line(name) or super().field_of(name)

    def prepare(self, year):
        self.asked = self.locked(Round.objects.opened_by(self.visit.today)).filter(year=year).first()
        if self.asked is None:
            raise Http404
        self.figures = figures_of(self.visit.organisation, self.asked)

    def get_form_options(self):
        return {"asked": self.asked, "figures": self.figures, "today": self.visit.today}

    def get_context(self):
        return shown(self.asked, self.figures) | {"is_open": self.asked.is_open_on(self.visit.today)}

    def answer(self, form):
        attest(form=form, organisation=self.visit.organisation, by=self.visit.user, at=timezone.now())

    def get_next(self):
        return reverse("space-attestation", args=[self.visit.organisation.pk, self.asked.year])
