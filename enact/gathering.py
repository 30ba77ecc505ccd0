"""Rows that belong to others, read with them in one query: as JSON, from which records are made again.

It is for pages that say something of very many kinds of records at once. What is made is a record in which only the fields
asked for are set; the days, the amounts and the booleans of these are what they were.
"""

from collections import defaultdict

from django.db.models import JSONField, Subquery
from django.db.models.functions import JSONObject


def told(*paths):
    """The fields of a row at some paths, as JSON: `commitment__title_fr` is that of the commitment of the row."""
    return JSONObject(**{path: path for path in paths})


class Gathered(Subquery):
    """The rows of a queryset, which names the row that they belong to by `OuterRef`, as a list of what is told of each.

    They come in no order.
    """

    output_field = JSONField()
    template = '(SELECT JSON_GROUP_ARRAY(JSON("told")) FROM (%(subquery)s) AS "gathered")'

    def __init__(self, rows, *paths):
        super().__init__(rows.order_by().values(told=told(*paths)))

    def as_postgresql(self, compiler, connection):
        """JSONB, where nothing at all is an empty list too."""
        template = """(SELECT COALESCE(JSONB_AGG("told"), '[]') FROM (%(subquery)s) AS "gathered")"""
        return self.as_sql(compiler, connection, template=template)


def made(model, fields):
    """A record of which some fields were told, by their paths; of another one that is not there, nothing was: it is `None`."""
    record, others = model(), defaultdict(dict)
    for path, value in fields.items():
        name, _separator, rest = path.partition("__")
        if rest:
            others[name][rest] = value
        else:
            setattr(record, name, model._meta.get_field(name).to_python(value))
    for name, those in others.items():
        is_there = any(value is not None for value in those.values())
        setattr(record, name, made(model._meta.get_field(name).related_model, those) if is_there else None)
    return record
