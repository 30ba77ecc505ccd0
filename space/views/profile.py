"""What is recorded of an organisation itself, and the pages on which it keeps that up to date."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.languages import text_of
from funding.models import Commitment
from partners.models import Organisation, Responsibility
from sources.actions import kept_with_their_records
from sources.views import picture
from space.actions.profile import answer_publication, is_shared, save_contact, save_profile
from space.forms.profile import ContactForm, ProfileForm
from space.forms.publication import PublicationForm, asked_of_thing
from space.measures.consent import consents_of
from space.models import Round
from space.views.answering import AnswerPage
from space.views.visit import Visit


def contacts_of(visit):
    """Who is in charge on the side of the organisation, those that are no more with them, the latest first."""
    own = Responsibility.objects.visible_to(visit.user, visit.today).filter(organisation=visit.organisation)
    return own.select_related("person__identity").order_by("-starts_on", "-pk")


def commitments_of(visit):
    """The commitments of the organisation, in the order of their titles."""
    own = Commitment.objects.visible_to(visit.user, visit.today).filter(organisation=visit.organisation)
    return own.order_by("words", "pk")


@require_safe
def profile(request, organisation):
    """What is recorded of an organisation: who is in charge, how it presents itself, what it agrees to have published."""
    visit = Visit(request, organisation)
    held = list(contacts_of(visit))
    context = {
        "visit": visit,
        "description": text_of(visit.organisation, "description"),
        "current": [one for one in held if one.ends_on is None or one.ends_on >= visit.today],
        "former": [one for one in held if one.ends_on is not None and one.ends_on < visit.today],
        "consents": consents_of(visit.organisation, commitments_of(visit)),
        "rounds": Round.objects.opened_by(visit.today),
    }
    return render(request, "space/profile.html", context)


@require_safe
def logo(request, organisation):
    """The logo of an organisation, for those who see its space."""
    visit = Visit(request, organisation)
    if visit.organisation.logo is None:
        raise Http404
    return picture(visit.organisation.logo)


class RecordAnswer(AnswerPage):
    """An answer that changes records: they are locked from before they are read, and files are kept with them or not at all."""

    def dispatch(self, request, *args, **keys):
        with kept_with_their_records(), transaction.atomic():
            return super().dispatch(request, *args, **keys)

    def locked(self, rows):
        """The rows, locked until the end where something is sent."""
        return rows.select_for_update(of=("self",)) if self.request.method == "POST" else rows

    def get_next(self):
        """The page of the organisation."""
        return reverse("space-profile", args=[self.visit.organisation.pk])


class ProfilePage(RecordAnswer):
    """How the organisation presents itself in public."""

    template_name = "space/profile_form.html"
    form_class = ProfileForm
    title = _("How you present yourselves")
    button = _("Save")
    thanks = _("Saved.")

    def prepare(self):
        self.record = self.locked(Organisation.objects.filter(pk=self.visit.organisation.pk)).get()

    def get_form_options(self):
        return {"instance": self.record}

    def answer(self, form):
        save_profile(form=form, by=self.visit.user)


class ContactAddition(RecordAnswer):
    """Somebody more who is in charge."""

    template_name = "space/contact_form.html"
    form_class = ContactForm
    title = _("Add a contact")
    button = _("Save")
    thanks = _("Saved.")

    def get_form_options(self):
        instance = Responsibility(organisation=self.visit.organisation)
        return {"instance": instance, "initial": {"starts_on": self.visit.today}}

    def answer(self, form):
        save_contact(form=form, organisation=self.visit.organisation, by=self.visit.user)


class ContactPage(ContactAddition):
    """Somebody in charge: changed, or ended by its last day. Public functions are the coordination's to change."""

    title = _("Change a contact")

    def prepare(self, contact):
        self.record = get_object_or_404(self.locked(contacts_of(self.visit)), pk=contact, is_public=False)

    def get_form_options(self):
        return {"instance": self.record, "is_shared": is_shared(self.record)}


class PublicationPage(RecordAnswer):
    """What the organisation agrees to have published."""

    template_name = "space/publication.html"
    form_class = PublicationForm
    title = _("What may be published of you")
    button = _("Save our answers")
    thanks = _("Your answers are recorded: they hold for the figures of today and of every later day.")

    @classmethod
    def field_of(cls, name, **keys):
        return asked_of_thing(name) or super().field_of(name)

    def prepare(self):
        self.record = self.locked(Organisation.objects.filter(pk=self.visit.organisation.pk)).get()
        asked = Commitment.objects.none() if self.record.is_public_body else commitments_of(self.visit)
        self.commitments = list(self.locked(asked))

    def get_form_options(self):
        return {"organisation": self.record, "commitments": self.commitments}

    def answer(self, form):
        answer_publication(form=form, by=self.visit.user, on=self.visit.today)
