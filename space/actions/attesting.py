"""A partner confirms or contests its figures of a year."""

from django.db import transaction

from indicators.sealing import canonical, fingerprint
from space.models import Attestation, ContestedLine, Signatory


@transaction.atomic
def attest(*, form, organisation, by, at):
    """Records the answer of an organisation to the figures that it was shown, frozen with their fingerprint; returns it."""
    text, typed = canonical(form.figures), form.cleaned_data
    made = Attestation(
        round=form.round,
        organisation=organisation,
        verdict=typed["verdict"],
        words=typed["words"],
        text=text,
        sha256=fingerprint(text),
        made_at=at,
        made_by=by,
        entry=typed["form_token"],
    )
    made.saved_by(by).save()
    Signatory.objects.create(attestation=made, name=typed["name"], function=typed["function"])
    for line, said, reason in form.contested_lines():
        ContestedLine(attestation=made, line=line.key, name=line.name[:250], said=said, reason=reason).saved_by(
            by
        ).save()
    return made
