"""Every list with one row and with three, in the same number of queries; every answer with the headers of the house."""

import re

import pytest
from django.contrib import admin
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from accounts.actions import open_coordinator_account
from enact.records import Record
from enact.ui.public import DATA
from funding.measures.waterfall import CRITERIA
from indicators.actions import publish_release
from indicators.models import Release
from tests import make
from tests.drawn import forget_pages
from tests.indicators.test_actions import NOW, REASON
from tests.make import DAY
from tests.test_house import PUBLIC, routes

pytestmark = pytest.mark.django_db
MADE = {
    "accounts.User": make.user,
    "funding.BulkChange": make.bulk_change,
    "funding.Commitment": lambda: make.commitment(kind="letter", amount=5),
    "funding.CommitmentStep": lambda: make.commitment_step(source=make.source(), recorded_by=make.user()),
    "funding.Expenditure": make.expenditure,
    "funding.FrameworkAgreement": make.framework,
    "funding.Instalment": make.instalment,
    "funding.PaymentCall": lambda: make.payment_call(instalment=None),
    "funding.Receipt": lambda: make.receipt(institution=make.organisation()),
    "funding.Transfer": make.transfer,
    "indicators.Completeness": None,
    "indicators.Observation": lambda: make.observation(source=make.source()),
    "indicators.PlannedRelease": None,
    "indicators.Release": None,
    "indicators.Target": None,
    "partners.Access": make.access,
    "partners.Affiliation": lambda: make.affiliation(source=make.source()),
    "partners.DeclaredSize": lambda: make.declared_size(source=make.source()),
    "partners.Distinction": lambda: make.distinction(recorded_by=make.user()),
    "partners.Invitation": make.invitation,
    "partners.Laboratory": make.laboratory,
    "partners.Membership": lambda: make.membership(source=make.source()),
    "partners.Organisation": make.organisation,
    "partners.Person": make.person,
    "partners.Programme": None,
    "partners.Responsibility": lambda: make.responsibility(source=make.source()),
    "partners.Supervision": lambda: make.supervision(source=make.source()),
    "research.Call": lambda: make.call(opens_at=NOW),
    "research.CallDocument": lambda: make.call_document(file=make.file()),
    "research.CallQuestion": make.call_question,
    "research.CallStage": make.call_stage,
    "research.ChairFunding": make.chair_funding,
    "research.ChairHolder": lambda: make.chair_holder(source=make.source()),
    "research.Community": lambda: make.community(source=make.source()),
    "research.CommunityLead": make.community_lead,
    "research.CommunityMeeting": make.community_meeting,
    "research.CommunityMember": make.community_member,
    "research.CommunityOutput": make.community_output,
    "research.JoinRequest": make.join_request,
    "research.StaffPost": lambda: make.staff_post(
        chair=make.chair(), employer=make.organisation(), commitment=make.commitment()
    ),
    "research.ChairStep": lambda: make.chair_step(source=make.source(), recorded_by=make.user()),
    "research.Chair": lambda: make.chair(kind="awarded", host=make.organisation()),
    "research.Event": lambda: make.event_organiser().event,
    "research.EventOrganiser": make.event_organiser,
    "sources.Document": make.document,
    "sources.File": lambda: make.receipt(file=make.file(sent_by=make.user())).file,
    "sources.Source": make.source,
    "sources.Statement": lambda: make.statement(source=make.source()),
    "training.Respondent": lambda: make.respondent(source=make.source()),
    "training.StudentFigure": lambda: make.student_figure(enrolled=30, source=make.source()),
    "training.StudyProgramme": make.study_programme,
    "training.CommitteeMeeting": make.committee_meeting,
    "training.Coverage": make.coverage,
    "training.DoctoralContract": lambda: make.doctoral_contract(
        student=make.person(), employer=make.organisation(), started_on=DAY
    ),
    "training.DoctoralLaboratory": make.doctoral_laboratory,
    "training.DoctoralRole": make.doctoral_role,
    "training.DoctoralStep": lambda: make.doctoral_step(source=make.source(), recorded_by=make.user()),
    "training.MinimumPay": make.minimum_pay,
    "space.Attestation": make.attestation,
    "space.Correction": make.correction,
    "space.LeftBehind": make.left_behind,
    "space.PaymentAnnouncement": make.payment_announcement,
    "space.Round": make.round_of,
    "space.SignedPaper": make.signed_paper,
}
"""How a row of each list of the back office is made; `None` where rows are made from a list of codes, or there is one."""
SEVERAL = {
    "indicators.Completeness": [
        lambda code=code: make.completeness(indicator=code) for code in ("RES-1", "PAR-1", "PAR-2")
    ],
    "indicators.Target": [
        lambda code=code: make.target(indicator=code, source=make.source()) for code in ("RES-1", "PAR-1", "PAR-2")
    ],
    "space.Round": [lambda year=year: make.round_of(year) for year in (2023, 2024, 2025)],
    "indicators.PlannedRelease": [
        lambda month=month: make.planned_release(day=DAY.replace(month=month)) for month in (1, 2, 3)
    ],
    "indicators.Release": [lambda value=value: published(value) for value in (5, 6, 7)],
}
OFFICE = {
    "commitments": "funding.Commitment",
    "instalments": "funding.Instalment",
    "payment-calls": "funding.PaymentCall",
    "receipts": "funding.Receipt",
    "expenditure": "funding.Expenditure",
    "transfers": "funding.Transfer",
    "partners": "partners.Membership",
    "calls": "research.Call",
    "chairs": "research.Chair",
    "doctoral-contracts": "training.DoctoralContract",
    "communities": "research.Community",
    "events": "research.Event",
    "files": "sources.File",
    "students": "training.StudentFigure",
    "observations": "indicators.Observation",
    "releases": "indicators.Release",
}
"""The lists of the coordination by their addresses, and the model of which each row needs one."""
HEADERS = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FRAMED = {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Frame-Options": None,
}
"""The headers of the pages that other sites may frame, where they are not those of the house."""
ADDRESSES = [
    address.replace("<language>", "fr")
    .replace("<slug:code>", "RES-1")
    .replace("<int:number>", "1")
    .replace("<int:former>", "1")
    .replace("<int:pk>", "1")
    .replace("<int:document>", "1")
    for address in sorted(PUBLIC)
]


def published(value):
    """A release that says something new."""
    make.programme()
    make.observation(value=value, stated_on=NOW.date())
    return publish_release(day=DAY, by=None, at=NOW, reason=REASON)


@pytest.fixture
def administrator(client):
    """A client signed in as an administrator."""
    client.force_login(make.user(is_staff=True, is_superuser=True))
    return client


def queries(client, address):
    """How many queries a page takes, once what is the same for every page has been read; what lists keep is forgotten."""
    client.get(address)
    forget_pages()
    caches["lists"].clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_every_list_of_the_back_office_is_known():
    assert {model._meta.label for model in admin.site._registry} == MADE.keys()
    unlisted = {model._meta.label for model in Record.__subclasses__() if not model._meta.abstract} - MADE.keys()
    # Written by merges, and with the answers of partners, never by people here.
    assert unlisted == {"partners.FormerKey", "space.ContestedLine"}


@pytest.mark.parametrize("label", [label for label in MADE if label != "partners.Programme"])
def test_list_of_the_back_office_takes_as_many_queries_with_three_rows_as_with_one(administrator, label):
    first, *others = SEVERAL.get(label) or [MADE[label]] * 3
    address = reverse(f"admin:{label.replace('.', '_').lower()}_changelist")
    first()
    with_one = queries(administrator, address)
    for another in others:
        another()
    assert queries(administrator, address) == with_one


@pytest.mark.parametrize("name", OFFICE)
def test_list_of_the_coordination_takes_as_many_queries_with_three_rows_as_with_one(client, name):
    client.force_login(open_coordinator_account(email="anne@example.org", name="Anne", password="tested password"))
    first, *others = SEVERAL.get(OFFICE[name]) or [MADE[OFFICE[name]]] * 3
    first()
    found = {address: queries(client, address) for address in (f"/office/{name}/", f"/office/{name}/?known=x")}
    for another in others:
        another()
    assert {address: queries(client, address) for address in found} == found
    assert max(found.values()) <= 10


def row_of_money():
    """A commitment of a new partner that is agreed, with a row of each kind of money that follows it."""
    commitment = make.commitment(kind="agreement", amount=9, form="cash")
    instalment = make.instalment(commitment=commitment, amount=8)
    make.payment_call(commitment=commitment, instalment=instalment, amount=7)
    make.receipt(commitment=commitment, instalment=instalment, amount=6, institution=make.organisation())
    make.receipt(commitment=commitment, form="in_kind")
    make.expenditure(commitment=commitment, amount=5, spent_on=DAY)
    make.commitment(kind="letter", amount=None)


LISTS_OF_MONEY = ("commitments", "instalments", "payment-calls", "receipts", "expenditure")
MONEY = [
    *(f"/office/money/?by={key}{day}" for key in CRITERIA for day in ("", "&on=2025-06-30", "&on=2010-01-01")),
    *(f"/office/{name}/{asked}" for name in LISTS_OF_MONEY for asked in ("", "?on=2025-06-30", "?q=a&pillar=research")),
    *("/office/commitments/?left=to_call", "/office/commitments/?plan=unlike", "/office/commitments/?known=2025-06-30"),
    "/office/instalments/?late=is_late",
]


@pytest.mark.parametrize("address", MONEY)
def test_page_of_the_money_takes_as_many_queries_however_many_rows(client, address):
    client.force_login(open_coordinator_account(email="anne@example.org", name="Anne", password="tested password"))
    row_of_money()
    with_one = queries(client, address)
    row_of_money()
    row_of_money()
    assert queries(client, address) == with_one <= 10


def test_steps_of_a_commitment_take_as_many_queries_however_many(administrator):
    commitment = make.commitment(kind="letter", amount=5)
    address = reverse("admin:funding_commitment_change", args=[commitment.pk])
    with_one = queries(administrator, address)
    make.commitment_step(commitment=commitment, kind="agreement", amount=6, source=make.source())
    make.commitment_step(commitment=commitment, kind="amendment", amount=7, source=make.source())
    assert queries(administrator, address) == with_one


@pytest.mark.parametrize("address", ["/fr/", "/fr/indicators/", "/fr/funding/", "/fr/about/", "/fr/releases/1/"])
def test_public_lists_take_as_many_queries_with_three_releases_as_with_one(client, launch, address):
    with_one = queries(client, address)
    published(5)
    published(6)
    assert Release.objects.count() == 3
    assert queries(client, address) == with_one
    assert with_one <= 3 + 2  # the release, the list of releases, and which one is shown


def every_address():
    """Every route of the site as an address, with what it asks for filled in."""
    for route, _view in routes(get_resolver(), "/"):
        plain = re.sub(r"\(\?P<\w+>[^/]*\)|<(path|int|str):\w+>", "1", route)
        plain = re.sub(r"[\^$]|\\Z", "", plain).replace("(?:.*)?", "").replace("\\", "")
        yield plain.replace("<language>", "fr").replace("<slug:code>", "RES-1")


@pytest.mark.parametrize("address", [*sorted(set(every_address())), "/fr/nowhere", "/admin/nowhere/"])
def test_every_answer_has_the_headers_of_the_house(client, launch, address):
    response = client.get(address, secure=True)
    found = {name: response.headers.get(name) for name in HEADERS}
    expected = HEADERS | (FRAMED if "/embed/" in address and response.status_code == 200 else {})
    if "Access-Control-Allow-Origin" in response.headers:  # public data, for scripts of other sites
        expected |= {"Cross-Origin-Resource-Policy": "cross-origin"}
    is_data = response.headers["Content-Type"].startswith(DATA) or address.startswith(("/api/", "/data/verify"))
    is_public = address in ADDRESSES and (response.status_code == 200 or address.startswith("/api/"))
    assert ("Access-Control-Allow-Origin" in response.headers) == (is_public and is_data)
    csp = "; ".join(sorted(found["Content-Security-Policy"].split("; ")))
    assert found | {"Content-Security-Policy": csp} == expected


@pytest.mark.parametrize("address", ["/admin/", "/admin/funding/commitment/", "/fr/accounts/login/"])
def test_what_is_not_public_is_kept_by_nobody(administrator, address):
    assert "no-store" in administrator.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_answers_set_no_cookie(client, administrator, launch, address):
    assert dict(client.get(address).cookies) == {}
