"""What a partner is to doctoral contracts and chairs, and what it gives to each of them: its own part alone."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField

from funding.measures.account import cents
from indicators.measures import Total


def with_parts(rows, organisation, hosts, means):
    """Annotates what an organisation is to each row: `is_<field>` for the fields of `hosts`, and `pays`.

    `means` are the rows by which it pays, each of which names its contract or its chair in a field of the name of the model.
    """
    field = rows.model._meta.model_name.removeprefix("doctoral")
    paying = means.filter(**{field: OuterRef("pk")}).order_by()
    told = {f"is_{host}": is_true(Q(**{host: organisation.pk, f"{host}__isnull": False})) for host in hosts}
    return rows.annotate(**told, pays=Exists(paying))


def is_true(condition):
    """A condition as a value of a row."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def given_to_contracts(coverages):
    """What coverages come to by the key of their contract: the amount a month, for all their months."""
    found = defaultdict(Total)
    for row in coverages:
        found[row.contract_id] += given_by(row)
    return found


def given_by(coverage):
    """What a coverage comes to over its months, as the total of one."""
    months = coverage.last_month - coverage.first_month + 1
    return Total.of(None if coverage.amount is None else cents(coverage.amount) * months)


def given_to_chairs(means):
    """What means come to by the key of their chair."""
    found = defaultdict(Total)
    for row in means:
        found[row.chair_id] += Total.of(cents(row.amount), row.qualifier)
    return found
