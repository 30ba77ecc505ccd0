"""What made a figure change: what was recorded of its records, and of what hangs on them, since the last release."""

from datetime import datetime
from typing import NamedTuple

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _

from enact.pages.today import form_of, name_of
from enact.records import recorded_models
from indicators.models import Completeness, Observation
from sources.models import Step

MOST = 200
"""How many changes of a kind of records are read, the latest first: a large import is told by its first ones."""


class Origin(NamedTuple):
    """A change of a record: its name, its address ("" once it is deleted), what was done to which part of it, who, when, why.

    `is_counted`: the record is among those that the figure counts now.
    """

    name: str
    address: str
    what: str
    who: str
    at: datetime
    reason: str
    is_counted: bool


class Origins:
    """What was recorded since a moment. The history of each kind of records is read once, whatever the number of figures."""

    def __init__(self, since):
        self.since, self.read, self.names = since, {}, {}

    def of(self, indicator, ledger):
        """The changes that may have made the figure of an indicator change, the latest first; those of what it counts first."""
        found = [*self.stated(indicator)]
        if ledger.is_complete(indicator):
            for model, counted in counted_by(indicator, ledger.day).items():
                found += self.recorded(model, counted)
        return sorted(found, key=lambda origin: (origin.is_counted, origin.at), reverse=True)

    def stated(self, indicator):
        """The changes of what is stated of an indicator, and of the declaration of its records."""
        for model in (Observation, Completeness):
            for entry in self.entries(model):
                if entry["indicator"] == indicator.code:
                    yield self.origin(model, model, entry, entry["id"], is_counted=True)

    def recorded(self, model, counted):
        """The changes of records of a model and of what hangs on them. `counted`: the querysets of those that are counted."""
        changes = [(model, entry, entry["id"]) for entry in self.entries(model)]
        for part, field in hanging_on(model):
            changes += [(part, entry, entry[field]) for entry in self.entries(part)]
        keys = {key for _part, _entry, key in changes}
        those = {key for rows in counted for key in rows.order_by().filter(pk__in=keys).values_list("pk", flat=True)}
        return [self.origin(model, part, entry, key, is_counted=key in those) for part, entry, key in changes]

    def entries(self, model):
        """The entries of the history of a model since the moment, as plain values, the latest first."""
        if model not in self.read:
            entries = model.history.filter(history_date__gt=self.since).order_by("-history_id")
            fields = [
                field.attname
                for field in model._meta.concrete_fields
                if field.name in ("id", "indicator") or is_key(field)
            ]
            told = ("history_date", "history_type", "history_change_reason", "history_user__name")
            self.read[model] = list(entries.values(*fields, *told)[:MOST])
        return self.read[model]

    def origin(self, model, part, entry, key, *, is_counted):
        """An entry of the history of a part of a record, as a change of the record."""
        name, address = self.named(model).get(key) or (_("%(kind)s, deleted") % {"kind": model._meta.verbose_name}, "")
        kind = {"+": _("addition"), "~": _("change"), "-": _("deletion")}[entry["history_type"]]
        what = kind if part is model else f"{kind} ({part._meta.verbose_name})"
        who, why = entry["history_user__name"] or _("The machine"), entry["history_change_reason"] or ""
        return Origin(name, address, what, who, entry["history_date"], why, is_counted)

    def named(self, model):
        """The names and the addresses of the records of a model that were changed, or of which a part was, by key."""
        if model not in self.names:
            keys = {entry["id"] for entry in self.entries(model)}
            keys |= {entry[field] for part, field in hanging_on(model) for entry in self.entries(part)}
            rows = model.objects.select_related(*selected_with(model)).in_bulk(keys)
            self.names[model] = {key: (name_of(row), form_of(row)) for key, row in rows.items()}
        return self.names[model]


def is_key(field):
    """Whether a field names another record, always."""
    return isinstance(field, models.ForeignKey) and not field.null


def selected_with(model):
    """What the name of a record of a model needs."""
    registered = admin.site._registry.get(model)
    return (registered and registered.list_select_related) or ()


def counted_by(indicator, day):
    """The records that an indicator and its parts count on a day, as querysets by their model."""
    measures = [indicator.measure, *indicator.part_measures.values(), *(each.measure for each in indicator.breakdowns)]
    found = {}
    for measure in dict.fromkeys(filter(None, measures)):
        rows = measure.records(day)
        found.setdefault(rows.model, []).append(rows)
    return found


def hanging_on(model):
    """What hangs on the records of a model: the models of its steps and parts, each with the field that names the record.

    Rows of money name a commitment, and are counted by themselves.
    """
    return [
        (part, field.attname)
        for part in recorded_models()
        for field in part._meta.concrete_fields
        if is_key(field)
        and field.related_model is model
        and part is not model
        and part._meta.app_label == model._meta.app_label
        and (issubclass(part, Step) or not hasattr(part, "OWNER"))
    ]
