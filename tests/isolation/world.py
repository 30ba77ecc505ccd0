"""A programme of many partners, each with words of its own in every text, and everybody who may want to read them."""

from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from django.utils import timezone

from accounts.actions import group_of
from accounts.roles import Role
from enact.launch.loading import LAUNCH
from indicators.actions import publish_release
from partners.models import Access, Identity, Person, Responsibility
from research.models import (
    Applicant,
    Call,
    CallDocument,
    CallQuestion,
    CallStage,
    Community,
    CommunityLead,
    CommunityMeeting,
    CommunityMember,
    CommunityOutput,
    Event,
    JoinRequest,
)
from space.views.visit import LOOKED_AT
from tests import make
from tests.isolation.asking import Visitor
from tests.isolation.partners import filled, paper, partner
from tests.isolation.sizes import PARTNERS, PROFILES
from tests.isolation.words import telephone_of
from tests.sending import fields_of

NOBODY = PARTNERS
"""The number under which words stand that are no partner's, and not public; under the next one, those that are."""

COMPLETE = ("FIN-2", "FIN-3", "PAR-1", "PAR-2", "RES-1")
"""The indicators that the release counts from the records: in it stand amounts, and who gives them."""

OWN, ANOTHERS, ABSENT = "own", "another's", "absent"
NOBODYS = 10**6
"""A key that no row has."""

FIRST, SECOND, THIRD = range(3)
"""The numbers of partners: most roles are of the first, one is of the second, and none of the third."""
PARTNER_OF = {"elsewhere": SECOND}


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
        """What an administrator would send of the form at an address, or a manager; nothing where there is none."""
        if address not in self.forms:
            asked = (self.visitors[role].ask("GET", address) for role in ("administrator", "manager"))
            page = next((page for page in asked if page.status != 403), self.visitors["anonymous"].ask("GET", "/fr/"))
            self.forms[address] = fields_of(page.body.decode()) if page.status == 200 and b"<form" in page.body else {}
        return self.forms[address]


def build(number=PROFILES):
    """The world, saved, with a number of partners."""
    shared = {
        "partners.programme": make.programme(),
        "sources.statement": make.statement(source=make.source()),
        "indicators.observation": make.observation(source=make.source()),
        "indicators.target": make.target(),
        "indicators.plannedrelease": make.planned_release(),
        "indicators.completeness": [make.completeness(indicator=code) for code in COMPLETE].pop(),
    }
    shared["funding.bulkchange"] = make.bulk_change(rows=[])
    shared["space.round"] = make.round_of(2025)
    shared["training.minimumpay"] = make.minimum_pay()
    shared["office.import"] = make.sent_import()
    shared["office.savedview"] = make.saved_view()
    shared["office.mail"] = make.mail(content=None)
    told = (
        *call(NOBODY + 1, published_on=LAUNCH),
        *event(NOBODY + 1, published_on=LAUNCH),
        *community(NOBODY + 1, starts_on=LAUNCH),
    )
    shared |= {row._meta.label_lower: row for row in told}
    coming = community(NOBODY, starts_on=timezone.localdate() + timedelta(days=1))
    hidden = (*call(NOBODY), *event(NOBODY), *coming, *colleague(NOBODY))
    secret = {row._meta.label_lower: row for row in hidden}
    partners = [partner(each, timezone.localdate()) for each in range(number)]
    shared["indicators.release"] = publish_release(day=LAUNCH, by=None, at=timezone.localtime())
    found = visitors(partners, timezone.localdate())
    for role in ("reader", "coordinator", "publisher", "administrator"):
        has_looked(found[role], partners)
    return World(partners, shared, secret, found, {})


def has_looked(visitor, partners):
    """A visitor of the coordination that has looked at every space in its session: from here on, its visits write nothing."""
    session = visitor.client.session
    session[LOOKED_AT] = [partner.rows["partners.organisation"].pk for partner in partners]
    session.save()


def call(number, **fields):
    """A call with a stage, a document and a question, whose words are no partner's."""
    made = filled(Call, number, programme=make.programme(), kind="chairs", **fields)
    shared = {"call": made, "published_on": LAUNCH}
    return [
        made,
        filled(CallStage, number, call=made),
        filled(CallDocument, number, address="", file=paper(number, "call"), **shared),
        filled(CallQuestion, number, answered_on=LAUNCH, **shared),
    ]


def event(number, **fields):
    """An event with an organiser, whose words are no partner's."""
    made = filled(Event, number, programme=make.programme(), kind="workshop", starts_on=LAUNCH, **fields)
    return [made, make.event_organiser(event=made)]


def community(number, **fields):
    """A community of interest with a lead, a member, a meeting and an output, whose words are no partner's."""
    made = filled(Community, number, programme=make.programme(), **fields)
    person = filled(Person, number)
    filled(Identity, number, "lead", person=person, telephone=telephone_of(number, "lead"))
    since = {"community": made, "starts_on": made.starts_on}
    asked = filled(JoinRequest, number, community=made, category="student", confirmed_at=timezone.now())
    keys = {"asked_at": timezone.now(), "token_hash": f"{number:064}", "key": uuid4()}
    filled(Applicant, number, request=asked, community=made, category="student", **keys)
    return [
        made,
        filled(CommunityLead, number, person=person, **since),
        filled(CommunityMember, number, person=person, category="researcher", **since),
        filled(CommunityMeeting, number, community=made, held_on=made.starts_on),
        filled(CommunityOutput, number, community=made, produced_on=made.starts_on),
        asked,
    ]


def colleague(number):
    """Somebody on our side, neither in a public function nor the contact of a partner."""
    person = filled(Person, number)
    filled(Identity, number, person=person, telephone=telephone_of(number))
    return [filled(Responsibility, number, person=person, starts_on=LAUNCH)]


def visitors(partners, today):
    """A browser for each role; accounts deactivated since, or whose access was closed since, were signed in before."""
    first, second, *_others = [partner.rows["partners.organisation"] for partner in partners]
    days = {"yesterday": today - timedelta(days=1), "tomorrow": today + timedelta(days=1)}
    answers = {"role": Access.Role.MANAGER}
    return {
        "anonymous": Visitor(),
        "deactivated": deactivated(Visitor(member({"organisation": first}))),
        "signed in": Visitor(make.user()),
        "removed": Visitor(member({"organisation": first, "ends_on": days["yesterday"], **answers})),
        "withdrawn": Visitor(member({"organisation": first, "is_withdrawn": True, **answers})),
        "future": Visitor(member({"organisation": first, "starts_on": days["tomorrow"]})),
        "viewer": Visitor(member({"organisation": first, "ends_on": today})),
        "manager": Visitor(member({"organisation": first, "starts_on": today, "role": Access.Role.MANAGER})),
        "elsewhere": Visitor(member({"organisation": second})),
        "of two": Visitor(member({"organisation": first}, {"organisation": second, "role": Access.Role.MANAGER})),
        "staff": Visitor(make.user(is_staff=True)),
        "reader": Visitor(of_role(Role.READER)),
        "coordinator": Visitor(of_role(Role.COORDINATOR)),
        "publisher": Visitor(of_role(Role.PUBLISHER)),
        "administrator": Visitor(make.user(is_staff=True, is_superuser=True)),
        "unproven": Visitor(make.user(is_staff=True, is_superuser=True), proven=False),
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


def of_role(role):
    """An account of a role of the coordination."""
    user = make.user(is_staff=True)
    user.groups.add(group_of(role))
    return user
