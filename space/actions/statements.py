"""Drawing up statements: their numbers follow one another whoever asks for them at the same moment."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from enact.moments import local
from enact.ui.forms import SentAlready
from indicators.sealing import canonical, fingerprint
from space.document.contents import contents, issued
from space.models import Statement
from space.models.statement import number_of

ATTEMPTS = 100
"""How often a number is tried that somebody else takes at the same moment: each time, one of them gets it."""


@transaction.atomic
def issue_statement(*, organisation, on, by, at, reader, key):
    """Draws up the statement of an organisation's commitments on a day, as `reader` may see them at this moment.

    `key` is that of the form: raises `SentAlready` when it has made a statement before.
    """
    day = local(at).date()
    said = contents(organisation, reader, day, on)
    for _attempt in range(ATTEMPTS):
        refuse_second_sending(key)
        last = Statement.objects.filter(year=day.year).aggregate(last=Max("serial"))["last"] or 0
        text = canonical(said | issued(number_of(day.year, last + 1), at))
        kept = {"text": text, "sha256": fingerprint(text), "form_key": key}
        try:
            with transaction.atomic():
                return Statement.objects.create(
                    organisation_key=organisation.pk,
                    year=day.year,
                    serial=last + 1,
                    day=on,
                    issued_at=at,
                    issued_by=by,
                    **kept,
                )
        except IntegrityError:
            continue
    raise IntegrityError("no number was free for the statement")


def refuse_second_sending(key):
    """Raises `SentAlready` when a form has made a statement before."""
    made = Statement.objects.filter(form_key=key).first()
    if made:
        raise SentAlready(made)
