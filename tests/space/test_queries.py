"""Every page of the space asks the database at most ten times, and as often of one row of each kind as of three."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from space.urls import pages
from tests import make

MOST = 10
DAY = make.DAY
PAGES = {
    "space-home": "{organisation}/",
    "space-commitments": "{organisation}/commitments/",
    "space-commitment": "{organisation}/commitments/{commitment}/",
    "space-sign": "{organisation}/commitments/{promised}/sign/",
    "space-announce": "{organisation}/commitments/{commitment}/announce/",
    "space-correct": "{organisation}/correct/contract/{contract}/",
    "space-answers": "{organisation}/answers/",
    "space-instalments": "{organisation}/instalments/",
    "space-payments": "{organisation}/payments/",
    "space-calendar": "{organisation}/calendar/",
    "space-contracts": "{organisation}/doctoral-contracts/",
    "space-contract": "{organisation}/doctoral-contracts/{contract}/",
    "space-chairs": "{organisation}/chairs/",
    "space-chair": "{organisation}/chairs/{chair}/",
    "space-around": "{organisation}/around/",
    "space-file": "{organisation}/files/{file}/",
    "space-profile": "{organisation}/profile/",
    "space-profile-change": "{organisation}/profile/change/",
    "space-publication": "{organisation}/profile/publication/",
    "space-contact-add": "{organisation}/profile/contacts/add/",
    "space-contact": "{organisation}/profile/contacts/{contact}/",
    "space-attestation": "{organisation}/attestations/2025/",
    "space-attest": "{organisation}/attestations/2025/answer/",
    "space-members": "{organisation}/members/",
    "space-invite": "{organisation}/members/invite/",
    "space-member-role": "{organisation}/members/{access}/role/",
    "space-member-end": "{organisation}/members/{access}/end/",
    "space-invitation-again": "{organisation}/invitations/{invitation}/again/",
    "space-invitation-revoke": "{organisation}/invitations/{invitation}/revoke/",
    "space-looks": "{organisation}/looks/",
    "space-statements": "{organisation}/statements/",
    "space-statement-new": "{organisation}/statements/new/",
    "space-statement-json": "{organisation}/statements/{statement}.json",
    "space-statement-xlsx": "{organisation}/statements/{statement}.xlsx",
    "space-statement-pdf": "{organisation}/statements/{statement}.pdf",
    "space-mail": "mails/",
}
"""The pages of the space, by the names of their addresses."""
APART = {"space", "mail-stop", "space-calendar-ics", "space-logo", "statement-check"}
"""Those that lead elsewhere, that a secret opens, that are a picture, or that are for strangers."""


class World:
    """An organisation of which there is one thing of each kind, and one more of each whenever it grows."""

    def __init__(self, organisation, user):
        self.organisation, self.user = organisation, user
        self.round = make.round_of(2025)
        self.framework = make.framework(organisation=organisation, file=make.file())
        self.file = self.framework.file
        own = {"organisation": organisation, "framework": self.framework}
        self.commitment = make.commitment(**own, kind="agreement", amount=1000)
        self.promised = make.commitment(**own, kind="discussion")
        self.chair = make.chair("awarded", host=organisation, laboratory=make.laboratory())
        self.contract = make.doctoral_contract(started_on=DAY, employer=organisation, chair=self.chair)
        self.grow()

    def grow(self):
        """One more of each kind."""
        own, whole = {"organisation": self.organisation}, {"commitment": self.commitment}
        self.grow_money(own, whole)
        self.grow_projects(own, whole)
        self.grow_answers(own, whole)
        self.grow_around(own)
        self.contact = make.responsibility(**own)
        make.responsibility(contact_of=self.organisation)
        make.responsibility(is_public=True)
        self.access = make.access(**own)
        self.invitation = make.invitation(**own)
        make.look(**own)
        self.statement = make.issued_statement(**own)
        make.calendar_address(**own)

    def grow_money(self, own, whole):
        """Commitments in several states, and what is due and paid of one."""
        for kind in ("discussion", "letter", "award", "agreement"):
            make.commitment(**own, kind=kind, amount=10, amount_published_since=DAY)
        step = make.commitment_step(**whole, kind="amendment", amount=1000, file=make.file(), source=make.source())
        make.commitment_step(**whole, kind="amendment", amount=1000, replaces=step, reason="Faute")
        due = make.instalment(**whole, amount=100, due_on=timezone.localdate() + timedelta(10))
        make.payment_call(**whole, instalment=due, file=make.file(), amount=100)
        make.receipt(**whole, instalment=due, amount=5, file=make.file(), institution=make.organisation())
        make.receipt(**whole, form="in_kind", quantity=1, rate=5, amount=5, unit="days", method="Tarif")

    def grow_answers(self, own, whole):
        """What was sent, and what was answered to rounds."""
        make.signed_paper(**whole)
        make.signed_paper(commitment=self.promised)
        make.payment_announcement(**whole, instalment=self.commitment.instalments.first())
        about = {
            "step": self.commitment.steps.first(),
            "instalment": self.commitment.instalments.first(),
            "receipt": self.commitment.receipts.first(),
            "commitment": self.commitment,
            "chair": self.chair,
            "means": self.chair.means.first(),
            "contract": self.contract,
            "coverage": self.contract.coverages.first(),
        }
        for name, record in about.items():
            field = "title_fr" if name in ("commitment", "chair", "contract") else "amount"
            make.correction(**own, field=field, proposed="2.00", **{name: record})
        answer = make.attestation(**own, round=self.round, verdict="contested")
        make.signatory(attestation=answer)
        make.contested_line(attestation=answer)

    def grow_projects(self, own, whole):
        """Chairs and doctoral contracts, hosted and paid for, and what is in one of each."""
        more = make.commitment(**own, kind="agreement", amount=10)
        make.coverage(contract=self.contract, commitment=more, last_month=2)
        make.chair_funding(chair=self.chair, commitment=more)
        make.doctoral_role(contract=self.contract, role="company")
        make.doctoral_laboratory(contract=self.contract)
        make.doctoral_step(contract=self.contract, kind="extended", months=1, ground="Maladie")
        make.chair_holder(chair=self.chair)
        make.chair_step(chair=self.chair, kind="agreed")
        make.staff_post(chair=self.chair, employer=self.organisation)
        make.coverage(contract=make.doctoral_contract(started_on=DAY, chair=self.chair), **whole)
        make.chair_funding(chair=make.chair("awarded"), **whole)

    def grow_around(self, own):
        """Communities, events and calls."""
        today = timezone.localdate()
        make.community_member(community=make.community(), **own)
        make.event_organiser(event=make.event(starts_on=today), **own)
        make.call(opens_at=timezone.now())

    @property
    def keys(self):
        """The keys that addresses name."""
        names = ("organisation", "commitment", "promised", "chair", "contract", "file", "contact")
        names += ("access", "invitation", "statement")
        return {name: getattr(self, name).pk for name in names}


@pytest.fixture
def world(access, manager):
    """The organisation of a manager."""
    return World(access.organisation, access.user)


def asked(browser, address):
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
        assert response.status_code == 200
        b"".join(response) if response.streaming else response.content
    return len(queries)


def test_every_page_is_counted():
    assert {*PAGES} | APART == {page.name for page in pages}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_asks_at_most_ten_times_and_as_often_for_many_rows(manager, world, path):
    address = f"/fr/space/{path.format(**world.keys)}"
    asked(manager, "/fr/space/mails/")  # from here on, the session has begun
    once = asked(manager, address)
    world.grow()
    world.grow()
    assert (asked(manager, address), once <= MOST) == (once, True)
