"""A programme of many partners, each with words of its own in every text, and everybody who may want to read them."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.actions import bring_coordination_up_to_date
from accounts.models import User
from enact.launch.loading import LAUNCH
from funding.models import Commitment, CommitmentStep
from indicators.actions import publish_release
from partners.models import Access, Identity, Membership, Organisation, Person, Responsibility
from research.models import Call, CallStage, Chair, ChairStep
from sources.models import Document, Source
from tests import make
from tests.isolation.asking import Visitor
from tests.isolation.words import amount_of, identifiers_of, orcid_of, texts_of
from tests.sending import fields_of

PARTNERS = 24
"""How many partners have words of their own; they are numbered from 0."""

NOBODY = PARTNERS
"""The number under which words stand that are no partner's, and not public; under the next one, those that are."""

OWN, ANOTHERS, ABSENT = "own", "another's", "absent"
NOBODYS = 10**6
"""A key that no row has."""

FIRST, SECOND, THIRD = range(3)
"""The numbers of partners: most roles are of the first, one is of the second, and none of the third."""
PARTNER_OF = {"elsewhere": SECOND}


class Partner(NamedTuple):
    """A partner: its number, and the rows that are its own by the label of their model."""

    number: int
    rows: dict


class World(NamedTuple):
    """The partners, and a visitor for each role.

    Rows that are no partner's are in `shared`, by the label of their model, and in `secret` those that are not public.
    """

    partners: list
    shared: dict
    secret: dict
    visitors: dict
    forms: dict

    def key(self, label, role, whose):
        """The key of a row of a model, for a role: one's own, another partner's, or none; some rows are no partner's."""
        if whose == ABSENT:
            return str(NOBODYS)
        rows = (
            self.partners[PARTNER_OF.get(role, FIRST)].rows if whose == OWN else self.partners[THIRD].rows | self.secret
        )
        return str((rows.get(label) or self.shared[label]).pk)

    def form(self, address):
        """What an administrator would send of the form at an address; nothing where there is none."""
        if address not in self.forms:
            page = self.visitors["administrator"].ask("GET", address)
            self.forms[address] = fields_of(page.body.decode()) if page.status == 200 and b"<form" in page.body else {}
        return self.forms[address]


def build():
    """The world, saved."""
    shared = {
        "partners.programme": make.programme(),
        "sources.statement": make.statement(source=make.source()),
        "indicators.observation": make.observation(source=make.source()),
        "indicators.target": make.target(),
        "indicators.completeness": make.completeness(),
    }
    shared |= {row._meta.label_lower: row for row in call(NOBODY + 1, published_on=LAUNCH)}
    secret = {row._meta.label_lower: row for row in call(NOBODY)}
    partners = [partner(number) for number in range(PARTNERS)]
    shared["indicators.release"] = publish_release(day=LAUNCH, by=None, at=timezone.localtime())
    return World(partners, shared, secret, visitors(partners, timezone.localdate()), {})


def filled(model, number, rank="", **fields):
    """A row of a partner with a word of its own in every text."""
    return model.objects.create(**texts_of(model, number, rank) | fields)


def partner(number):
    """A partner with a row of every kind that can be its own."""
    kind = Organisation.Kind.values[number % len(Organisation.Kind.values)]
    organisation = filled(Organisation, number, kind=kind, department="54", **identifiers_of(number))
    source = filled(Source, number, document=filled(Document, number, published_on=LAUNCH))
    role = filled(
        Membership,
        number,
        programme=make.programme(),
        organisation=organisation,
        role="company",
        starts_on=LAUNCH,
        source=source,
    )
    person = filled(Person, number)
    filled(Identity, number, person=person, orcid=orcid_of(number))
    charge = filled(Responsibility, number, person=person, organisation=organisation, starts_on=LAUNCH, source=source)
    account = filled(User, number)
    access = make.access(user=account, organisation=organisation, starts_on=LAUNCH, role=Access.Role.MANAGER)
    rows = [account, access, organisation, source, source.document, role, person, charge]
    for rank in ("first", "second"):
        rows += commitment(number, rank, organisation, source)
    rows += chair(number, organisation, source)
    return Partner(number, {row._meta.label_lower: row for row in reversed(rows)})


def commitment(number, rank, organisation, source):
    """A commitment of a partner with its steps, one of which replaces another."""
    made = filled(Commitment, number, rank, programme=make.programme(), organisation=organisation)
    shared = {"commitment": made, "happened_on": LAUNCH, "source": source}
    wrong = filled(CommitmentStep, number, f"{rank}wrong", kind="letter", amount=amount_of(number, 1), **shared)
    right = filled(
        CommitmentStep, number, f"{rank}right", kind="letter", amount=amount_of(number, 2), replaces=wrong, **shared
    )
    return [made, right, wrong]


def chair(number, organisation, source):
    """A chair that a partner hosts."""
    made = filled(Chair, number, programme=make.programme(), host=organisation)
    return [made, filled(ChairStep, number, chair=made, kind="awarded", happened_on=LAUNCH, source=source)]


def call(number, **fields):
    """A call with a stage, whose words are no partner's."""
    made = filled(Call, number, programme=make.programme(), kind="chairs", **fields)
    return [made, filled(CallStage, number, call=made)]


def visitors(partners, today):
    """A browser for each role; accounts deactivated since, or whose access was closed since, were signed in before."""
    first, second, *_others = [partner.rows["partners.organisation"] for partner in partners]
    days = {"yesterday": today - timedelta(days=1), "tomorrow": today + timedelta(days=1)}
    return {
        "anonymous": Visitor(),
        "deactivated": deactivated(Visitor(member({"organisation": first}))),
        "signed in": Visitor(make.user()),
        "removed": Visitor(member({"organisation": first, "ends_on": days["yesterday"]})),
        "withdrawn": Visitor(member({"organisation": first, "is_withdrawn": True})),
        "future": Visitor(member({"organisation": first, "starts_on": days["tomorrow"]})),
        "viewer": Visitor(member({"organisation": first, "ends_on": today})),
        "manager": Visitor(member({"organisation": first, "starts_on": today, "role": Access.Role.MANAGER})),
        "elsewhere": Visitor(member({"organisation": second})),
        "of two": Visitor(member({"organisation": first}, {"organisation": second, "role": Access.Role.MANAGER})),
        "staff": Visitor(make.user(is_staff=True)),
        "reader": Visitor(reader()),
        "coordinator": Visitor(coordinator()),
        "administrator": Visitor(make.user(is_staff=True, is_superuser=True)),
    }


def member(*accesses):
    """An account with access to organisations, since the launch unless it is said otherwise."""
    user = make.user()
    for access in accesses:
        make.access(user=user, **{"starts_on": LAUNCH, **access})
    return user


def deactivated(visitor):
    """A visitor whose account has been deactivated since it signed in."""
    visitor.user.is_active = False
    visitor.user.save()
    return visitor


def reader():
    """A coordinator who may look at everything and change nothing."""
    user = make.user(is_staff=True)
    entered = bring_coordination_up_to_date().permissions.filter(codename__startswith="view_")
    user.user_permissions.set(entered)
    return user


def coordinator():
    """A coordinator."""
    user = make.user(is_staff=True)
    user.groups.add(bring_coordination_up_to_date())
    return user
