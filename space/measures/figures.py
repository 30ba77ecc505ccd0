"""The figures of one partner as a release of a day tells them: from the same records that all published sums are made of."""

from collections import defaultdict

from django.db.models import Count, F, Q, Value
from django.db.models import Sum as SumOf

from enact.amounts import CENT
from enact.gathering import made, told
from funding.measures import receipts_by
from funding.measures.account import cents
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
COMMITMENT, PAID = "commitment", "paid"
"""What rows that are read together tell of, besides what is counted: a commitment, and what was paid of one."""
COUNTED = ("chairs_hosted", "chairs_funded", "contracts_hosted", "contracts_funded")
TITLED, STANDS = ("id", "words", "title_fr", "title_en"), ("step_kind", "step_amount", "step_qualifier", "published_as")
"""What is read of a commitment: of itself, and of how it stands."""
FIGURES = ("amount", "received", "state")
"""What of a commitment is a figure: its titles, and whether its amount is published, are told with it."""
PAYER = "commitment__organisation"


def figures_of(organisation, round_):
    """The figures of an organisation that a round asks about, as a document in plain values: amounts are strings, in euros.

    `None` for an amount: it is not known. They are the records of today, read on the day of the round.
    """
    return figures_of_each([organisation], round_)[organisation.pk]


def figures_of_each(organisations, round_):
    """The figures of some organisations that a round asks about, by their keys, all in one query."""
    on, keys = round_.read_on, [one.pk for one in organisations]
    found, received, counts = read(keys, on)
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


def read(keys, on):
    """The commitments of organisations on a day, what was paid of each by its key, and how much is counted of what.

    The first and the last by the keys of the organisations. The page on which a partner comes in asks for it with all else.
    """
    found, counts = {key: [] for key in keys}, {key: dict.fromkeys(COUNTED, 0) for key in keys}
    received = defaultdict(Total)
    parts = [commitments_told(keys, on), payments_told(keys, on), *numbers_told(keys, on)]
    for what, key, fields in parts[0].union(*parts[1:], all=True):
        if what == COMMITMENT:
            found[key].append(commitment_of(fields))
        elif what == PAID:
            rows, knowns = fields["rows"], fields["knowns"]
            received[key] += RECEIVED.total(fields["step_qualifier"], fields["known"], knowns, rows - knowns)
        else:
            counts[key][what] += fields["number"]
    by_title = {key: sorted(rows, key=lambda row: (row.words, row.pk)) for key, rows in found.items()}
    return by_title, received, counts


def commitments_told(keys, on):
    """The commitments of organisations that had begun by a day, as plain values, by the key of the organisation."""
    own = Commitment.objects.filter(organisation__in=keys).with_step_on(on).with_publicity(on)
    begun = own.filter(step_kind__isnull=False).order_by()
    return begun.values_list(Value(COMMITMENT), "organisation_id", told(*TITLED, *STANDS))


def commitment_of(fields):
    """A commitment that was told, as after `with_step_on` and `with_publicity`."""
    commitment = made(Commitment, {name: fields[name] for name in TITLED})
    for name in STANDS:
        setattr(commitment, name, fields[name])
    commitment.step_amount = cents(commitment.step_amount)
    return commitment


def payments_told(keys, on):
    """What was received of the commitments of organisations by a day, as plain values, by the key of the commitment."""
    own = receipts_by(on).filter(commitment__organisation__in=keys).order_by()
    added = {"known": SumOf("amount"), "knowns": Count("amount"), "rows": Count("pk")}
    groups = own.values("commitment", "step_qualifier").annotate(**added)
    return groups.values_list(Value(PAID), "commitment", told("step_qualifier", *added))


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


def numbers_told(keys, on):
    """How many chairs and doctoral contracts organisations host, and fund by their commitments, on a day, as plain values."""
    chairs, contracts = chairs_on(on).order_by(), DoctoralContract.objects.real().running_on(on).order_by()
    at_both = Q(employer=F("institution"))
    counted = [
        ("chairs_hosted", chairs, "host", "pk"),
        ("chairs_funded", ChairFunding.objects.filter(chair__in=chairs.values("pk")), PAYER, "chair"),
        ("contracts_hosted", contracts, "institution", "pk"),
        ("contracts_hosted", contracts.exclude(at_both), "employer", "pk"),
        ("contracts_funded", Coverage.objects.filter(contract__in=contracts.values("pk")), PAYER, "contract"),
    ]
    return [number_by(name, rows.filter(**{f"{by}__in": keys}), by, what) for name, rows, by, what in counted]


def number_by(name, rows, by, what):
    """How many different things some rows are about, by the organisation that a path names; with a name, as plain values."""
    named = rows.model.objects.filter(pk__in=rows.values("pk")).order_by().annotate(named=Value(name))
    return (
        named.values("named", by).annotate(number=Count(what, distinct=True)).values_list("named", by, told("number"))
    )
