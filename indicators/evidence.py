"""How a figure is made: in words, from how many records, and a hash of them.

The hash is that of what the records say, with a salt that the coordination keeps: whoever holds the records can show that they
are those of the release, and nobody can guess them from it. Counts of people have neither where they are not told.
"""

import hashlib
import json
from decimal import Decimal

from django.db import models

from indicators.figures import plain
from indicators.measures import Count, Share


def evidence_of(indicator, told, day, salt):
    """What a release says of the records behind a figure; `None` for an indicator of which no records are kept."""
    if indicator.measure is None:
        return None
    said = sorted(lines(indicator.measure.records(day), indicator.measure.total))
    are_hidden = counts_heads(indicator) and is_untold(told)
    return {
        "how": indicator.counted.as_json(),
        "records": None if are_hidden or isinstance(indicator.measure, Share) else len(said),
        "sha256": None if are_hidden else hashlib.sha256("\n".join([salt, *said]).encode()).hexdigest(),
    }


def counts_heads(indicator):
    """Whether the number of its records is a number of people."""
    return (indicator.counts_people and isinstance(indicator.measure.total, Count)) or isinstance(
        indicator.measure, Share
    )


def is_untold(told):
    """Whether what the records come to is not told, or not told yet."""
    recorded = told["figure"]["recorded"]
    return "waiting" in told or recorded is None or recorded["protected"] or recorded["value"] is None


def lines(records, total):
    """What each record says, as a line: its own fields, but keys and moments, and the amount that is added up."""
    names = [field.attname for field in records.model._meta.concrete_fields if is_said(field)]
    names += [name for name in (getattr(total, "amount", None), getattr(total, "qualifier", None)) if name]
    for values in records.order_by().values_list(*dict.fromkeys(names)):
        yield json.dumps([plain(value) if isinstance(value, Decimal) else str(value) for value in values])


def is_said(field):
    """Whether a field is of what a record says: neither a key, which differs between databases, nor how it was saved."""
    is_own = field.primary_key or field.is_relation or isinstance(field, (models.DateTimeField, models.UUIDField))
    return not is_own and field.name not in SAVED


SAVED = ("entry", "version")
"""The fields of every record that tell how it was saved."""
