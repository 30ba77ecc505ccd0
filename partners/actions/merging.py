"""Organisations that look alike: two that are one are merged, so that everything points at one of them; others are told apart."""

from collections import defaultdict
from functools import cached_property
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from enact.imports.saving import bulk_save
from enact.records import Record
from partners.models import Distinction, FormerKey, Organisation
from partners.models.likeness import SIREN_DIGITS

SAME_PLACE = {"commune": ("department", "country"), "department": ("commune", "country")}
"""Of a place, what must not contradict before a part of it is taken from the other organisation."""
CONSENT = "name_published_since"
"""The day on which a company agreed to be named: what nobody takes over from somebody else."""
OF_THE_ROW = {"id", "version", "entry"}
"""What tells two rows apart that say the same."""


class NotMerged(Exception):
    """The two were not merged; `reasons` are words."""

    def __init__(self, reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def links_to(model):
    """The models whose rows may point at rows of a model, each with the foreign keys by which; histories are left alone."""
    found = defaultdict(list)
    for relation in model._meta.get_fields(include_hidden=True):
        points = (relation.one_to_many or relation.one_to_one) and relation.auto_created and not relation.concrete
        if points and not issubclass(relation.related_model, HistoricalChanges):
            found[relation.related_model].append(relation.field)
    return found


def with_what_it_names(model):
    """The rows of a model, with what they point at and what that points at: their names tell it."""
    first = [field for field in model._meta.concrete_fields if field.is_relation]
    second = [
        f"{field.name}__{other.name}"
        for field in first
        for other in field.related_model._meta.concrete_fields
        if other.is_relation
    ]
    return model._base_manager.select_related(*(field.name for field in first), *second).order_by("pk")


class Move:
    """A row that points at the organisation that goes, and will point at the one that stays.

    `ends` says in words why the row is deleted instead, such as that the one that stays has a row that says the same; "" when it
    moves. `clash` says in words why it cannot; "" when it can.
    """

    def __init__(self, row, fields, kept):
        self.row, self.words, self.ends, self.clash = row, str(row), "", ""
        self.fields = {field.name for field in fields}
        for name in self.fields:
            setattr(row, name, kept)
        for constraint in self.constraints():
            self.try_out(constraint)

    def constraints(self):
        """What the database holds of the row, as far as its move touches it."""
        for constraint in self.row._meta.constraints:
            condition = getattr(constraint, "condition", None)
            touched = {*getattr(constraint, "fields", ()), *(condition.referenced_base_fields if condition else ())}
            if touched & self.fields or getattr(constraint, "expressions", ()):
                yield constraint

    def try_out(self, constraint):
        """Notes what the database would refuse."""
        try:
            constraint.validate(type(self.row), self.row)
        except ValidationError as error:
            names = getattr(constraint, "fields", ())
            same = self.row._meta.default_manager.filter(**{name: getattr(self.row, name) for name in names})
            twin = same.exclude(pk=self.row.pk).first() if names else None
            if twin and self.says_the_same(twin):
                self.ends = said_already()
            else:
                self.clash = f"{self.words} – {' '.join(error.messages)}"

    def says_the_same(self, twin):
        """Whether the row, moved, would say nothing that another one does not, and nothing refers to it."""
        names = [field.attname for field in self.row._meta.concrete_fields if field.name not in OF_THE_ROW]
        equal = all(getattr(self.row, name) == getattr(twin, name) for name in names)
        pointing = links_to(type(self.row)).items()
        return equal and not any(
            model._base_manager.filter(**{field.name: self.row.pk}).exists()
            for model, fields in pointing
            for field in fields
        )

    def carry_out(self, by, reason):
        """Moves the row, or deletes it where nothing is left for it to say."""
        self.row.saved_by(by, reason)
        if self.ends:
            self.row.delete()
        else:
            self.row.save()


class MoveOfDistinction(Move):
    """The move of what tells two organisations apart: nothing is left of it when they are merged, or when it stands already."""

    def try_out(self, constraint):
        try:
            constraint.validate(type(self.row), self.row)
        except ValidationError:
            is_of_the_two = self.row.one_id == self.row.other_id
            self.ends = _("taken back: the two are one after all") if is_of_the_two else said_already()


class MoveWithoutHistory(Move):
    """The move of a row that is no business record, such as a mail: nothing of it is told in a history. One that clashes ends."""

    def try_out(self, constraint):
        try:
            constraint.validate(type(self.row), self.row)
        except ValidationError:
            self.ends = said_already()

    def carry_out(self, by, reason):
        if self.ends:
            self.row.delete()
        else:
            # The worker may be changing the others, or its account may have taken it back.
            kept = {name: getattr(self.row, name) for name in self.fields}
            type(self.row)._base_manager.filter(pk=self.row.pk).update(**kept)


def move_of(model):
    """How rows of a model move."""
    if model is Distinction:
        return MoveOfDistinction
    return Move if issubclass(model, Record) else MoveWithoutHistory


def said_already():
    """That a row says nothing that another one does not, in words."""
    return _("the same stands there already: the two become one")


class Merge:
    """What a merge would do: the rows that move, what the organisation that stays gains, and what stands against it."""

    def __init__(self, kept, merged):
        self.kept, self.merged = kept, merged

    @cached_property
    def moves(self):
        """The rows that move, by their model."""
        found = {}
        for model, fields in links_to(Organisation).items():
            pointing = models.Q(*((field.name, self.merged.pk) for field in fields), _connector=models.Q.OR)
            rows = list(with_what_it_names(model).filter(pointing))
            if rows:
                move = move_of(model)
                found[model] = [move(row, self.pointing(row, fields), self.kept) for row in rows]
        return found

    def pointing(self, row, fields):
        """The foreign keys of a row that point at the organisation that goes."""
        return [field for field in fields if getattr(row, field.attname) == self.merged.pk]

    @cached_property
    def gains(self):
        """The values that the organisation that stays takes over, by the names of their columns: those that it has not, and how
        far the other one agrees to be named, where it agrees less.
        """
        fields = [field for field in Organisation._meta.concrete_fields if field.editable and not field.primary_key]
        found = {
            field.attname: getattr(self.merged, field.attname)
            for field in fields
            if field.name != CONSENT
            and is_empty(getattr(self.kept, field.attname))
            and not is_empty(getattr(self.merged, field.attname))
            and self.fits(field.name)
        }
        return found | ({CONSENT: self.merged.name_published_since} if self.agrees_less else {})

    @property
    def agrees_less(self):
        """Whether the organisation that goes is a company that agreed to be named later than the one that stays, or does not."""
        kept, merged = (each.name_published_since for each in (self.kept, self.merged))
        is_asked = kept is not None and self.merged.kind == Organisation.Kind.COMPANY
        return is_asked and (merged is None or merged > kept)

    def fits(self, name):
        """Whether a value of the one that goes does not contradict what the one that stays says of itself."""
        if name in SAME_PLACE:
            return all(getattr(self.kept, other) in ("", getattr(self.merged, other)) for other in SAME_PLACE[name])
        legal, other = (each.siren or each.siret[:SIREN_DIGITS] for each in (self.kept, self.merged))
        return name not in ("siren", "siret") or legal in ("", other)

    @cached_property
    def obstacles(self):
        """Why the two cannot be merged, in words."""
        if self.kept.pk == self.merged.pk:
            return [_("An organisation cannot be merged into itself.")]
        if self.kept.is_example != self.merged.is_example:
            return [_("One of the two is an invented example, the other is real: they cannot be one.")]
        if self.kept.pk == self.merged.group_id or self.merged.pk == self.kept.group_id:
            return [_("One of the two is the group of the other. If they are one, first empty the field “group”.")]
        return [move.clash for moves in self.moves.values() for move in moves if move.clash]

    @property
    def mark(self):
        """A mark of the records that would be merged: whatever is changed of them in between has another."""
        rows = [move.row for model, moves in self.moves.items() if issubclass(model, Record) for move in moves]
        seen = [f"{row._meta.label} {row.pk} {row.version}" for row in (self.kept, self.merged, *rows)]
        return sha256("\n".join(seen).encode()).hexdigest()


def is_empty(value):
    """Whether a value says nothing."""
    return value in (None, "")


@transaction.atomic
def merge_organisations(*, kept, merged, by, reason):
    """Moves everything that points at `merged` to `kept`, fills what `kept` does not say, deletes `merged`; returns `kept`.

    Whole or not at all. The history of each row says who, when and why, and that of `merged` stays readable. Its addresses
    lead to `kept` from then on, which is named in public only as far as both had agreed. Raises
    `NotMerged` when something stands against it, or when either was saved after it had been read.
    """
    merge = Merge(*locked(kept, merged))
    if merge.obstacles:
        raise NotMerged(merge.obstacles)
    names = {"merged": merged.name, "key": merged.pk, "kept": kept.name, "kept_key": kept.pk, "reason": reason}
    why = _("“%(merged)s” (no. %(key)s) merged into “%(kept)s” (no. %(kept_key)s): %(reason)s") % names
    for moves in merge.moves.values():
        for move in moves:
            move.carry_out(by, why)
    merge.merged.saved_by(by, why).delete()
    FormerKey(key=merged.pk, organisation=merge.kept).saved_by(by, why).save()
    for name, value in merge.gains.items():
        setattr(merge.kept, name, value)
    merge.kept.saved_by(by, why).save()
    faults = list(faults_after(merge))
    if faults:
        raise NotMerged(faults)
    return merge.kept


def locked(*organisations):
    """Organisations as they are now, locked until the end. Raises `NotMerged` when one was saved or deleted since it was read."""
    found = Organisation.objects.select_for_update().in_bulk([each.pk for each in organisations])
    if any(each.pk not in found or found[each.pk].version != each.version for each in organisations):
        raise NotMerged([overtaken()])
    return [found[each.pk] for each in organisations]


def overtaken():
    """That something was changed after it had been looked at, in words."""
    return _(
        "One of the two, or something that belongs to them, was changed after you had opened this page. Nothing was merged: "
        "look again, and confirm."
    )


def faults_after(merge):
    """What no constraint holds, but what the rows that moved must still be, in words."""
    for model, moves in merge.moves.items():
        for row in with_what_it_names(model).filter(pk__in=[move.row.pk for move in moves]):
            try:
                row.clean()
            except ValidationError as error:
                yield f"{row} – {' '.join(error.messages)}"


@transaction.atomic
def tell_apart(*, pairs, by, reason):
    """Records that the organisations of each pair are different, though they look alike: nobody is asked about them again.

    Pairs of which that is said already are left. Returns the new distinctions.
    """
    told, found = Organisation.objects.told_apart(), []
    for one, other in pairs:
        if other.pk not in told[one.pk]:
            told[one.pk].add(other.pk)
            told[other.pk].add(one.pk)
            found.append(Distinction(one=one, other=other, reason=reason, recorded_by=by))
    bulk_save(Distinction, found, [], [], by=by, reason=reason)
    return found
