"""A partner keeps what is recorded of it up to date: how it presents itself, who is in charge, what may be published."""

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions import links_to
from partners.models import Identity, Person, Responsibility
from sources.actions import keep_file
from space.forms.profile import OF_THE_PERSON
from space.forms.publication import NAME


def save_profile(*, form, by):
    """Saves the description and the logo of an organisation, inside `kept_with_their_records`."""
    organisation, logo = form.instance, form.cleaned_data["logo"]
    if logo and logo.pk is None:
        keep_file(file=logo, by=by)
    organisation.logo = logo
    organisation.saved_by(by, _("By the partner, in its space")).save()


@transaction.atomic
def save_contact(*, form, organisation, by):
    """Adds or changes somebody in charge on the side of an organisation; returns the responsibility."""
    held, typed, reason = form.instance, form.cleaned_data, _("By the partner, in its space")
    if held._state.adding:
        held.person, held.organisation = Person(), organisation
    if held._state.adding or form.changed_of_the_person:
        person = held.person
        if person.pk:
            person = Person.objects.select_for_update().get(pk=person.pk)
        person.saved_by(by, reason).save()  # so that whoever has the person open is told
        held.person = person
        identity = form.identity or Identity(person=held.person)
        for name in OF_THE_PERSON:
            setattr(identity, name, typed[name])
        identity.save()
    held.saved_by(by, reason).save()
    return held


def is_shared(held):
    """Whether the person of a responsibility has a part in the programme besides what that organisation says of it."""
    own = {
        Responsibility: Responsibility.objects.filter(organisation=held.organisation_id, is_public=False),
    }
    rows = []
    for model, fields in links_to(Person).items():
        if model is not Identity:
            for field in fields:
                found = model._base_manager.filter(**{field.name: held.person_id}).order_by()
                if model in own:
                    found = found.exclude(pk__in=own[model].values("pk"))
                elif model._meta.label == "funding.Commitment" and field.name == "counterpart":
                    found = found.exclude(organisation=held.organisation_id)
                rows.append(found.values_list(field.name))
    return bool(rows[0].union(*rows[1:])[:1])


@transaction.atomic
def answer_publication(*, form, by, on):
    """Records what an organisation agrees to, and what it takes back, each from the day `on`. Releases of the past stay."""
    for key, is_agreed in form.answers.items():
        record = form.organisation if key == NAME else form.commitments[key]
        field = "name_published_since" if key == NAME else "amount_published_since"
        setattr(record, field, on if is_agreed else None)
        reason = (
            _("Agreed to by the partner, in its space") if is_agreed else _("Taken back by the partner, in its space")
        )
        record.saved_by(by, reason).save()
