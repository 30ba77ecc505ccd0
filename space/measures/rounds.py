"""Who is asked in a round of attestation, and what each has answered."""

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from funding.models import CommitmentStep
from partners.models import Organisation
from research.measures import chairs_on
from space.measures.figures import figures_of_each, told_alike
from space.models import Attestation
from training.models import DoctoralContract

CONFIRMED, CONTESTED, CHANGED, UNANSWERED = *Attestation.Verdict.values, "changed", "unanswered"


def asked_in(round_):
    """The organisations that a round asks: real ones of which something is recorded on its day; and those that have answered."""
    on, own = round_.read_on, OuterRef("pk")
    steps = CommitmentStep.objects.taken_by(on).order_by().filter(commitment__organisation=own)
    contracts = DoctoralContract.objects.running_on(on).order_by()
    answers = Attestation.objects.filter(round=round_, organisation=own).order_by()
    return Organisation.objects.real().filter(
        Exists(steps)
        | Exists(chairs_on(on).order_by().filter(host=own))
        | Exists(contracts.filter(Q(institution=own) | Q(employer=own)))
        | Exists(answers)
    )


def with_answers(round_):
    """Those asked in a round, with what each answered last; `None` without: `answer_key`, `verdict`, `made_at`, `answered_on`.

    `standing` is the verdict, `CHANGED` where figures have changed since they were confirmed, or `UNANSWERED`.
    """
    latest = Attestation.objects.filter(round=round_, organisation=OuterRef("pk")).order_by("-pk")
    said = {"answer_key": "pk", "verdict": "verdict", "made_at": "made_at", "answered_on": "answered_on"}
    found = asked_in(round_).annotate(**{name: Subquery(latest.values(field)[:1]) for name, field in said.items()})
    confirmed = Attestation.objects.real().filter(round=round_).standing().confirmed().select_related("organisation")
    changed = [one.organisation_id for one in changed_of(confirmed.order_by("pk"), round_)]
    standing = Case(When(pk__in=changed, then=Value(CHANGED)), default=Coalesce("verdict", Value(UNANSWERED)))
    return found.annotate(standing=standing)


def changed_of(answers, round_):
    """Of some answers to a round, with their organisations, those to figures that are no longer what was shown."""
    now = figures_of_each([one.organisation for one in answers], round_)
    return [one for one in answers if not (one.is_intact and told_alike(one.figures(), now[one.organisation_id]))]
