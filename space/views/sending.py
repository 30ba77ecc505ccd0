"""The pages on which a partner sends a signed paper, announces a payment, proposes a correction; and what became of all."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.languages import text_of
from enact.ui.typed import of_model
from funding.models import Commitment, CommitmentStep
from space.actions import send
from space.figures import SUBJECTS, standing
from space.forms import CorrectionForm, PaperForm, PaymentForm
from space.measures.answers import sent_on
from space.measures.awaited import signable, takeable
from space.measures.payments import instalments_of, lines, receipts_of, with_announcements
from space.measures.sums import amount_of
from space.models import Correction, PaymentAnnouncement, SignedPaper
from space.models.correction import NAMES, figure_of
from space.views.answering import AnswerPage
from space.views.visit import Visit
from space.wording import state_after

UNPAYABLE = (None, CommitmentStep.Kind.WITHDRAWAL)
"""The steps after which nothing is paid: none yet, or the last."""


class CommitmentAnswerPage(AnswerPage):
    """An answer about one commitment of the organisation, as it stands today. `model` is what is sent."""

    model = None

    def prepare(self, commitment):
        self.commitment = get_object_or_404(self.visit.commitments_on(self.visit.today), pk=commitment)

    def get_form_options(self):
        own = self.model.objects.visible_to(self.visit.user, self.visit.today)
        about = {"organisation": self.visit.organisation, "commitment": self.commitment}
        return {"instance": self.model(**about), "others": own.filter(**about), "today": self.visit.today}

    def answer(self, form):
        send(sent=form.instance, **self.sending)

    def get_next(self):
        place = reverse("space-commitment", args=[self.visit.organisation.pk, self.commitment.pk])
        return f"{place}#answers"

    def get_context(self):
        return {
            "commitment": self.commitment,
            "about": text_of(self.commitment, "title"),
            "state": state_after(self.commitment.step_kind),
            "amount": amount_of(self.commitment),
        }


class SignPage(CommitmentAnswerPage):
    """A signed letter or agreement, for a commitment that waits for one, or of which no copy is here.

    What is sent of one that did until then is taken.
    """

    template_name = "space/sign.html"
    form_class = PaperForm
    model = SignedPaper
    title = _("Send a signed document")
    thanks = _("Your document is with the coordination, which reads it and answers here. Nothing else has changed yet.")

    def prepare(self, commitment):
        super().prepare(commitment)
        if not signable(self.commitment) and self.request.method != "POST":
            raise Http404

    def get_form_options(self):
        asked = takeable if self.request.method == "POST" else signable
        return super().get_form_options() | {"kinds": asked(self.commitment)}

    def answer(self, form):
        form.instance.file = form.cleaned_data["file"]
        super().answer(form)


class AnnouncePage(CommitmentAnswerPage):
    """A payment that is made, or to come; beside the instalments of the commitment. What is given in kind is not paid."""

    template_name = "space/announce.html"
    form_class = PaymentForm
    model = PaymentAnnouncement
    title = _("Announce a payment")
    thanks = _("Your payment is announced. It counts as paid once the coordination has found it in the accounts.")

    def prepare(self, commitment):
        super().prepare(commitment)
        is_payable = self.commitment.step_kind not in UNPAYABLE and self.commitment.form != Commitment.Form.IN_KIND
        if not is_payable and self.request.method != "POST":
            raise Http404
        today = self.visit.today
        plan = with_announcements(instalments_of(*self.visit.whose_rows, today), self.visit, today)
        self.plan = plan.filter(commitment=self.commitment).order_by("number")

    def get_form_options(self):
        asked = {"instalment": self.request.GET.get("instalment", "")}
        receipts = receipts_of(*self.visit.whose_rows, self.visit.today).filter(commitment=self.commitment)
        return super().get_form_options() | {"instalments": self.plan, "receipts": receipts, "initial": asked}

    def get_context(self):
        return super().get_context() | {"plan": lines(self.plan, self.visit.today)}


class CorrectPage(AnswerPage):
    """Other values for what we have of a record that the organisation reads.

    Of a step that was replaced meanwhile, it is about the one that replaces it; what is sent about a row that was cancelled
    meanwhile is taken, and the coordination answers.
    """

    template_name = "space/correct.html"
    form_class = CorrectionForm
    title = _("Say what is not right")
    thanks = _(
        "Your correction is with the coordination, which compares it and answers here. Our value stands until then."
    )

    @classmethod
    def field_of(cls, name, subject="", **keys):
        is_figure = subject in SUBJECTS and name in SUBJECTS[subject].fields
        return of_model(figure_of(subject, name)) if is_figure else super().field_of(name)

    def prepare(self, subject, record):
        if subject not in SUBJECTS:
            raise Http404
        self.subject = subject
        rows = SUBJECTS[subject].rows(*self.visit.whose_rows)
        if self.request.method != "POST":
            rows = SUBJECTS[subject].counting(rows, self.visit.today)
        self.record = standing(get_object_or_404(rows, pk=record))

    @property
    def about(self):
        """Which record the correction is about, as fields of corrections."""
        named = {} if self.subject == "organisation" else {self.subject: self.record}
        return {"organisation": self.visit.organisation, **named}

    def get_form_options(self):
        own = Correction.objects.visible_to(self.visit.user, self.visit.today)
        names = SUBJECTS[self.subject].fields
        others = own.about(self.subject, self.record).filter(organisation=self.visit.organisation)
        return {"record": self.record, "names": names, "others": others}

    def answer(self, form):
        for correction in form.corrections(**self.about):
            send(sent=correction, **self.sending)

    def get_next(self):
        return reverse("space-answers", args=[self.visit.organisation.pk])

    def get_context(self):
        commitment = getattr(self.record, "commitment", None)
        about = text_of(commitment, "title") if commitment else ""
        name = NAMES.get(self.subject, str)(self.record)
        return {"record": name, "about": about, "is_organisation": self.subject == "organisation"}


@require_safe
def answers(request, organisation):
    """All that the organisation has sent, the last before, and how each stands on the day."""
    visit = Visit(request, organisation)
    return render(request, "space/answers.html", {"visit": visit, "sent": [] if visit.fault else sent_on(visit)})
