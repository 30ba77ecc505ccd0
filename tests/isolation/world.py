"""A programme of many partners, each with words of its own in every text, and everybody who may want to read them."""

from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from django.utils import timezone

from accounts.actions import bring_coordination_up_to_date
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
from tests import make
from tests.isolation.asking import Visitor
from tests.isolation.partners import PARTNERS, filled, paper, partner
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
        "indicators.plannedrelease": make.planned_release(),
        "indicators.completeness": [make.completeness(indicator=code) for code in COMPLETE].pop(),
    }
    shared["funding.bulkchange"] = make.bulk_change(rows=[])
    shared["training.minimumpay"] = make.minimum_pay()
    shared["office.import"] = make.sent_import()
    shared["office.savedview"] = make.saved_view()
    told = (
        *call(NOBODY + 1, published_on=LAUNCH),
        *event(NOBODY + 1, published_on=LAUNCH),
        *community(NOBODY + 1, starts_on=LAUNCH),
    )
    shared |= {row._meta.label_lower: row for row in told}
    coming = community(NOBODY, starts_on=timezone.localdate() + timedelta(days=1))
    hidden = (*call(NOBODY), *event(NOBODY), *coming, *colleague(NOBODY))
    secret = {row._meta.label_lower: row for row in hidden}
    partners = [partner(number, timezone.localdate()) for number in range(PARTNERS)]
    shared["indicators.release"] = publish_release(day=LAUNCH, by=None, at=timezone.localtime())
    return World(partners, shared, secret, visitors(partners, timezone.localdate()), {})


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
    filled(Identity, number, "lead", person=person)
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
    filled(Identity, number, person=person)
    return [filled(Responsibility, number, person=person, starts_on=LAUNCH)]


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
    user.user_permissions.set(bring_coordination_up_to_date().permissions.filter(codename__startswith="view_"))
    return user


def coordinator():
    """A coordinator."""
    user = make.user(is_staff=True)
    user.groups.add(bring_coordination_up_to_date())
    return user
