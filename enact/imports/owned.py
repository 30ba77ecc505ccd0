"""Parts whose records belong to those of the first part of a file: found by what tells them from the others of their owner."""

from django.utils.translation import gettext as _

from enact.imports.parts import Part, Wrong, rows_by


class OwnedPart(Part):
    """Records of owners. `OWNER`: the field that names the owner. `told_by`: fields that a line needs to find one of them.

    `day`: the field by which, where a line gives it, one is told from others of the same; "" without one. The rules that look
    at all records of an owner together are asked by `refuse_together`, so `clean` asks a record about its own fields alone.
    """

    OWNER = ""
    told_by = ()
    day = ""

    def load(self, lines, owners):
        self.owners = list({id(target): target for target in owners.values() if target}.values())
        keys = {owner.record.pk for owner in self.owners if owner.record.pk}
        self.loaded = list(rows_by(self.rows(), f"{self.OWNER}_id", keys))
        self.held, self.held_so, self.of = {}, {}, {}
        for record in self.loaded:
            owner = getattr(record, f"{self.OWNER}_id")
            told = tuple(self.value(record, field) for field in self.told_by)
            self.held.setdefault(owner, []).append(record)
            self.held_so.setdefault((owner, told), []).append(record)

    def rows(self):
        """The records that may be meant."""
        return self.model.objects.all()

    def held_by(self, owner):
        """The records of an owner that stand already."""
        return self.held.get(owner.record.pk, [])

    def find(self, line, owner):
        if not any(self.key(field) in line.values for field in self.fields):
            return None, None
        told = tuple(self.told(line, field) for field in self.told_by)
        day = line.values.get(self.key(self.day)) if self.day else None
        held = self.held_so.get((owner.record.pk, told), [])
        if day is not None:
            held = [record for record in held if getattr(record, self.day) == day]
        if len(held) > 1:
            held = [record for record in held if self.says(line, record)]
            if len(held) != 1:
                raise Wrong(self.several(), self.told_by[0])
        return (held[0].pk, held[0]) if held else ((id(owner), told, day), None)

    def several(self):
        """That several records may be meant, and what to do."""
        heading = self.heading(self.day or self.told_by[0])
        return _("Several are recorded: write which one is meant, in the column “%(name)s”.") % {"name": heading}

    def told(self, line, field):
        """What a line says of a field by which its record is found. Raises `Wrong`."""
        if self.key(field) not in line.values:
            words = _("A row needs a value in the column “%(name)s” to say this.") % {"name": self.heading(field)}
            raise Wrong(words)
        return self.meant(line, field, self.model())

    def value(self, record, field):
        """What a record holds in a field: of another record, its key."""
        return getattr(record, self.model._meta.get_field(field).attname)

    def says(self, line, record):
        """Whether a line says of a record nothing but what it holds."""
        given = [field for field in self.fields if self.key(field) in line.values]
        return all(self.meant(line, field, record) == self.value(record, field) for field in given)

    def new(self, line, owner):
        return self.model(**{self.OWNER: owner.record})

    def target(self, line, owner):
        found = super().target(line, owner)
        if found:
            self.of.setdefault(id(owner), {})[id(found)] = found
        return found

    def clean(self, target):
        target.record.clean_fields(exclude=self.unchecked(target))

    def changed_of(self, owner):
        """What lines change or add of the records of an owner, in the order in which it is looked at."""
        changed = [target for target in self.of.get(id(owner), {}).values() if target.is_changed]
        return sorted(changed, key=self.order)

    def order(self, target):
        """In which order what changes is looked at: what stood already, then what is new."""
        return target.is_new

    def standing_of(self, owner):
        """The records of an owner as they will stand."""
        changed = self.changed_of(owner)
        gone = {id(one) for target in changed for one in (target.record, target.replaced)}
        return [one for one in self.held_by(owner) if id(one) not in gone] + [target.record for target in changed]

    def refuse_together(self, owner, wrong, field):
        """Notes what is refused of the records of an owner together, at the line that brings it in; returns the words.

        `wrong`: a function of some records that says it in words, `None` for nothing. Where no line changes any of them,
        nothing is noted: what to do with the words is the caller's.
        """
        records, changed = self.standing_of(owner), self.changed_of(owner)
        words = wrong(records) if not any(line.faults for line in owner.lines) else None
        if not words:
            return None
        told = [target.record for target in changed]
        stands = [record for record in records if all(record is not one for one in told)]
        for target in changed:
            stands.append(target.record)
            found = wrong(stands)
            if found:
                self.note(target, field, str(found))
                return found
        return words


class SeveralPart(OwnedPart):
    """Records of owners that only link them to others, several of which may stand in one cell: the field `told_by` names them."""

    def target(self, line, owner):
        [field] = self.told_by
        key = self.key(field)
        found, last = line.values.get(key, ()), None
        for one in found:
            line.values[key] = one
            last = super().target(line, owner)
        if found:
            line.values[key] = found
        return last
