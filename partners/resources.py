"""Organisations with their roles, as files give them."""

import re
from collections import defaultdict

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import ReferenceColumn, TextColumn
from enact.imports.directories import Directory
from enact.imports.fields import columns_of
from enact.imports.headings import normal, shortened
from enact.imports.parts import Part, Target, Wrong, rows_by
from enact.imports.resources import KeyedPart, Resource, key_column
from enact.languages import both
from enact.places import country_name
from partners.actions import tell_apart
from partners.models import FormerKey, Identity, Laboratory, Membership, Organisation, Programme
from partners.models.likeness import IDENTIFIERS, LOOKED_AT

MOST_NAMED = 5
"""How many organisations that look like one are named."""


def organisations():
    """All organisations by key, identifier, name and short name; those that are invented with their mark, too.

    The keys of those that were merged name those that stay.
    """
    found, former = Directory(Organisation._meta.verbose_name), defaultdict(list)
    for key, kept in FormerKey.objects.values_list("key", "organisation"):
        former[kept].append(str(key))
    for organisation in Organisation.objects.all():
        names = [organisation.name, organisation.short_name, *(getattr(organisation, one) for one in IDENTIFIERS)]
        marked = both(organisation) if organisation.is_example else ()
        found.add(organisation.pk, organisation.name, *names, *marked, *former[organisation.pk])
    return found


def people():
    """All people by key, name, address, ORCID and IdRef."""
    found = Directory(gettext_lazy("person"))
    for identity in Identity.objects.all():
        name = f"{identity.given_name} {identity.family_name}"
        turned = f"{identity.family_name} {identity.given_name}"
        found.add(identity.person_id, name, turned, identity.email)
        for address, identifier in (("https://orcid.org/", identity.orcid), ("https://www.idref.fr/", identity.idref)):
            if identifier:
                found.add(identity.person_id, name, identifier, f"{address}{identifier}")
    return found


def laboratories():
    """All laboratories by key, name, short name, unit code and ROR."""
    found = Directory(Laboratory._meta.verbose_name)
    for one in Laboratory.objects.all():
        found.add(one.pk, str(one), one.name, one.short_name, one.code, one.ror)
    return found


class OrganisationColumn(ReferenceColumn):
    """An organisation, by its number, identifier or name."""

    def __init__(self, name, label, **options):
        super().__init__(name, label, directory=organisations, **options)


class PersonColumn(ReferenceColumn):
    """A person, by name, address, ORCID or IdRef."""

    def __init__(self, name, label, **options):
        super().__init__(name, label, directory=people, **options)


def countries():
    """The codes of countries by their names in both languages, as headings are compared."""
    codes = [code for code in Locale("fr").territories if re.fullmatch("[A-Z]{2}", code)]
    return {normal(text): code for code in ["", *codes] for text in country_name(code)}


class CountryColumn(TextColumn):
    """A country, by its two letters or its name; or that it is not one country."""

    allowed = gettext_lazy("two letters, as in FR, or the name")

    def value(self, cell, context):
        return context.once(countries).get(normal(cell), str(cell).strip().upper())


class OrganisationPart(KeyedPart):
    """The organisations of a file: by key, else by an identifier, else by name and, where it is given, country.

    The key of one that was merged is that of the one that stays.
    """

    model = Organisation
    fields = (
        *("name", "short_name", "kind", "country", *IDENTIFIERS, "commune", "department", "website"),
        *("name_published_since", "is_example"),
    )
    asked = ("name", "kind")
    NAME = "name"

    def records(self, lines, keys):
        return Organisation.objects.all()

    def load(self, lines, owners):
        super().load(lines, owners)
        for key, kept in FormerKey.objects.values_list("key", "organisation"):
            self.by_key[key] = self.by_key[kept]
        self.by_name, self.by_identifier = {}, {}
        self.lookalikes = Organisation.objects.lookalikes()
        self.told_apart, self.pairs = Organisation.objects.told_apart(), []
        for organisation in self.loaded:
            self.by_name.setdefault(normal(organisation.name), []).append(organisation)
            for one in IDENTIFIERS:
                if getattr(organisation, one):
                    self.by_identifier[one, getattr(organisation, one)] = organisation

    def find_otherwise(self, line, owner):
        for one in IDENTIFIERS:
            found = self.by_identifier.get((one, line.values.get(one)))
            if found:
                return found.pk, found
        name, country = normal(line.values.get("name", "")), line.values.get("country")
        if not name:
            raise Wrong(_("A row names its organisation: by number, identifier or name."))
        found = [one for one in self.by_name.get(name, []) if country in (None, one.country)]
        if len(found) > 1:
            raise Wrong(
                _("Several organisations are called so: write the number or the country of the one that is meant."),
                "name",
            )
        return (found[0].pk, found[0]) if found else (("new", name, country), None)

    def new(self, line, owner):
        return Organisation()

    def check_one(self, target):
        super().check_one(target)
        if target.is_new or set(LOOKED_AT) & target.before.keys():
            self.look_for_others(target)

    def look_for_others(self, target):
        """Notes which organisations one that is new, or called otherwise, looks like: those recorded, and those of other rows."""
        own = target.record.pk or target
        found = self.lookalikes.like(**{field: getattr(target.record, field) for field in LOOKED_AT}) - {own}
        found -= self.told_apart.get(own, set())
        self.lookalikes.add(target.record, own)
        self.pairs += [(target, other) for other in found]
        rows = sorted(other.lines[0].number for other in found if isinstance(other, Target))
        names = sorted(f"{self.by_key[key].name} ({key})" for key in found if not isinstance(key, Target))
        if names:
            words = _(
                "It looks like %(names)s, recorded already. If it is the same, write its number in the column “id”, and send the "
                "file again; if it is another one, say so when you import."
            )
            self.doubt(target, "name", words % {"names": shortened(names, MOST_NAMED)})
        if rows:
            words = _(
                "It looks like the organisation of row %(numbers)s. If it is the same, write its name in the same way on each "
                "row, and send the file again; if it is another one, say so when you import."
            )
            self.doubt(target, "name", words % {"numbers": shortened(rows, MOST_NAMED)})

    def conclude(self, *, by, reason):
        """Whoever imports what is in doubt says that the two are different."""
        others = [other.record if isinstance(other, Target) else self.by_key[other] for _target, other in self.pairs]
        pairs = [(target.record, other) for (target, _other), other in zip(self.pairs, others, strict=True)]
        tell_apart(pairs=pairs, by=by, reason=reason)


class MembershipPart(Part):
    """The roles of the organisations of a file: by role and first day."""

    model = Membership
    fields = ("role", "standing", "starts_on", "precision", "ends_on", "is_disputed")
    asked = ("starts_on",)

    def load(self, lines, owners):
        keys = {target.record.pk for target in owners.values() if target and target.record.pk}
        self.loaded = list(rows_by(Membership.objects.all(), "organisation_id", keys))
        self.held = {}
        for role in self.loaded:
            self.held.setdefault((role.organisation_id, role.role), []).append(role)
        self.programme = Programme.objects.first()

    def find(self, line, owner):
        if not any(field in line.values for field in self.fields):
            return None, None
        if "role" not in line.values:
            raise Wrong(_("Say which role this is about, in the column “role”."))
        role, day = line.values["role"], line.values.get("starts_on")
        held = [one for one in self.held.get((owner.record.pk, role), []) if day in (None, one.starts_on)]
        if len(held) > 1:
            raise Wrong(_("The organisation has had this role several times: write its first day."), "role")
        return (held[0].pk, held[0]) if held else ((id(owner), role, day), None)

    def give(self, target, line):
        self.refuse_second(target)
        super().give(target, line)

    def new(self, line, owner):
        return Membership(organisation=owner.record, programme=self.programme)


class OrganisationResource(Resource):
    """Organisations, each with a role where the row gives one."""

    name = "organisations"
    title = gettext_lazy("Organisations with their roles")
    intro = gettext_lazy(
        "One row an organisation; of one with several roles, one row a role. Found by number, SIREN, SIRET, ROR, UAI or name."
    )
    doubted = gettext_lazy(
        "Rows that look like an organisation recorded already, or like one another, are then organisations of their own, and "
        "nobody is asked about them again."
    )
    parts = (OrganisationPart, MembershipPart)
    columns = (
        key_column(),
        *columns_of(
            Organisation,
            name={"asked": True, "also": (gettext_lazy("organisation"), gettext_lazy("partner"))},
            short_name={"also": ((gettext_lazy("name"), gettext_lazy("short")),)},
            kind={"asked": True, "also": (gettext_lazy("Kind of partner"), "type", "catégorie")},
            siren={"width": 9, "is_compact": True},
            siret={"width": 14, "is_compact": True},
            ror={"width": 9, "is_compact": True},
            uai={"width": 8, "is_compact": True},
            commune={},
            department={"width": 2},
        ),
        CountryColumn("country", Organisation._meta.get_field("country").verbose_name),
        *columns_of(
            Organisation,
            website={},
            name_published_since={},
            is_example={"also": ((gettext_lazy("name"), gettext_lazy("invented example")),)},
        ),
        *columns_of(
            Membership,
            role={},
            standing={"name": "role_standing"},
            starts_on={
                "name": "role_starts_on",
                "label": gettext_lazy("role: starts on"),
                "also": (gettext_lazy("starts on"), (gettext_lazy("role"), gettext_lazy("starts on"))),
            },
            precision={"name": "role_precision"},
            ends_on={
                "name": "role_ends_on",
                "label": gettext_lazy("role: last day"),
                "also": (gettext_lazy("last day"), (gettext_lazy("role"), gettext_lazy("last day"))),
            },
            is_disputed={"name": "role_is_disputed"},
        ),
    )
    derived = (gettext_lazy("roles"), gettext_lazy("place"), gettext_lazy("commitments"))
