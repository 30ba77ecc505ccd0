"""The figures of one partner as a release of a day tells them: from the same records that all published sums are made of."""

from django.db.models import Count, F, Q, Value

from enact.amounts import CENT
from funding.measures import receipts_by
from funding.models import Commitment, CommitmentStep, State
from indicators.figures import plain
from indicators.measures import Qualifier, Sum, Total
from research.measures import chairs_on
from research.models import ChairFunding
from space.measures.sums import amount_of
from training.models import Coverage, DoctoralContract

SCHEMA = "enact-attestation-1"
RECEIVED = Sum("amount", "step_qualifier")
GIVEN = (State.IN_DISCUSSION, State.PROMISED, State.GRANTED, State.AGREED)
"""The states whose amounts are summed, one at a time."""
FIGURES = ("amount", "received", "state")
"""What of a commitment is a figure: its titles, and whether its amount is published, are told with it."""
PAYER = "commitment__organisation"


def figures_of(organisation, round_):
    """The figures of an organisation that a round asks about, as a document in plain values: amounts are strings, in euros.

    `None` for an amount: it is not known. They are the records of today, read on the day of the round.
    """
    return figures_of_each([organisation], round_)[organisation.pk]


def figures_of_each(organisations, round_):
    """The figures of some organisations that a round asks about, by their keys, in as many queries as of one."""
    on, found = round_.read_on, {one.pk: [] for one in organisations}
    own = Commitment.objects.filter(organisation__in=[*found]).with_step_on(on).with_publicity(on)
    for one in own.filter(step_kind__isnull=False).order_by("words", "pk"):
        found[one.organisation_id].append(one)
    received = RECEIVED.totals(receipts_by(on).filter(commitment__organisation__in=[*found]), "commitment")
    counts = counts_of([*found], on)
    return {
        one.pk: {
            "commitments": [line_of(each, received.get(each.pk, Total())) for each in found[one.pk]],
            "counts": counts[one.pk],
            "organisation": {"key": one.pk, "name": one.name},
            "read_on": on.isoformat(),
            "schema": SCHEMA,
            "sums": sums_of(found[one.pk], received),
            "year": round_.year,
        }
        for one in organisations
    }


def told_alike(one, other):
    """Whether two documents of figures hold the same figures, whatever the names in them and what may be published."""
    return figures_in(one) == figures_in(other)


def figures_in(document):
    """What figures a document tells: states, amounts and counts, without what is only shown with them."""
    rows = {row["key"]: {name: row[name] for name in FIGURES} for row in document["commitments"]}
    return rows, *(document[name] for name in ("counts", "sums", "read_on", "year"))


def line_of(commitment, received):
    """A commitment, after `with_step_on` and `with_publicity`, as the document holds it."""
    total = amount_of(commitment)
    return {
        "amount": total and as_told(total),
        "is_published": bool(commitment.published_as),
        "key": commitment.pk,
        "received": as_told(received),
        "state": str(CommitmentStep.LEADS_TO[commitment.step_kind]),
        "title_en": commitment.title_en,
        "title_fr": commitment.title_fr,
    }


def as_told(total):
    """A total in plain values: its known part, `None` where nothing of it is known, how many are not, how it is to be read."""
    value = total.value if total.value is None else total.value.quantize(CENT)
    return {"qualifier": str(total.qualifier), "unknowns": total.unknowns, "value": plain(value)}


def sums_of(commitments, received):
    """The sums of some commitments by state, and what was received of them."""
    sums = dict.fromkeys(GIVEN, Total())
    for each in commitments:
        state = CommitmentStep.LEADS_TO[each.step_kind]
        if state in sums:
            sums[state] += Total.of(each.step_amount, each.step_qualifier or Qualifier.EXACT)
    told = {str(state): as_told(total) for state, total in sums.items()}
    paid = sum((received[each.pk] for each in commitments if each.pk in received), Total())
    return told | {"received": as_told(paid)}


def counts_of(keys, on):
    """How many chairs and doctoral contracts each organisation hosts, and funds by its commitments, on a day; in one query."""
    chairs, contracts = chairs_on(on).order_by(), DoctoralContract.objects.real().running_on(on).order_by()
    at_both = Q(employer=F("institution"))
    counted = [
        ("chairs_hosted", chairs, "host", "pk"),
        ("chairs_funded", ChairFunding.objects.filter(chair__in=chairs.values("pk")), PAYER, "chair"),
        ("contracts_hosted", contracts, "institution", "pk"),
        ("contracts_hosted", contracts.exclude(at_both), "employer", "pk"),
        ("contracts_funded", Coverage.objects.filter(contract__in=contracts.values("pk")), PAYER, "contract"),
    ]
    found = {key: dict.fromkeys(sorted({name for name, *_more in counted}), 0) for key in keys}
    one, *others = [number_by(name, rows.filter(**{f"{by}__in": keys}), by, what) for name, rows, by, what in counted]
    for name, key, number in one.union(*others, all=True):
        found[key][name] += number
    return found


def number_by(name, rows, by, what):
    """How many different things some rows are about, by the organisation that a path names; with a name, as plain values."""
    named = rows.model.objects.filter(pk__in=rows.values("pk")).order_by().annotate(named=Value(name))
    return named.values_list("named", by).annotate(number=Count(what, distinct=True))
