"""The fictional programme: what it holds, always the same, sound, and known day by day."""

import json
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count

from accounts.actions import open_coordinator_account
from enact.dates import end_of
from enact.fiction.cast import TRIED
from enact.fiction.loading import LAST_DAY
from enact.fiction.writing import ORDER, REASON
from enact.records import Record, known_at
from funding import measures
from funding.models import (
    Commitment,
    CommitmentStep,
    Expenditure,
    FrameworkAgreement,
    Instalment,
    Receipt,
    State,
    Transfer,
)
from indicators.catalogue import indicators
from indicators.measures import readings_on
from indicators.models import Release
from partners.models import (
    Affiliation,
    DeclaredSize,
    Identity,
    Laboratory,
    Membership,
    Organisation,
    Responsibility,
)
from research.models import Call, CallDocument, Chair, Community, Event
from sources.models import File, private_files, stored_names
from sources.pdf import check_pdf, safe_name
from training.models import DoctoralContract, StudyProgramme

pytestmark = pytest.mark.usefixtures("fiction")
HALF_YEARS = [
    date(2022, 12, 31),
    *(date(year, *end) for year in (2023, 2024, 2025) for end in ((6, 30), (12, 31))),
    LAST_DAY,
]
STATES = [State.IN_DISCUSSION, State.PROMISED, State.GRANTED, State.AGREED]


def deciding_steps(day, known=None):
    """The step that decides each commitment on a day, found row by row; with `known`, of those recorded before a moment."""
    steps = [step for step in CommitmentStep.objects.all() if known is None or step.recorded_at < known]
    wrong = {step.replaces_id for step in steps}
    deciding = {}
    for step in sorted(steps, key=lambda step: (step.happened_on, step.pk)):
        if step.pk not in wrong and step.happened_on <= day:
            deciding[step.commitment_id] = step
    return deciding.values()


def sum_and_unknowns(amounts):
    """What some amounts add up to, and how many are not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)), len(amounts) - len(known)


def published(steps, known):
    """The amounts of steps as they may be published: those that their partners keep to themselves, three together or not."""
    commitments = {row.id: row for row in known_at(Commitment, known).select_related("organisation")}
    organisations = {row.id: row for row in known_at(Organisation, known)}
    day = known.date()
    named = {
        key
        for key, row in organisations.items()
        if row.kind != "company" or (row.name_published_since and row.name_published_since <= day)
    }
    own = [step for step in steps if not is_public(commitments[step.commitment_id], named)]
    partners = {commitments[step.commitment_id].organisation_id for step in own if step.amount is not None}
    hidden = set() if len(partners) >= 3 else set(own)
    return [None if step in hidden else step.amount for step in steps]


def is_public(commitment, named):
    """Whether the amount of a commitment is published by itself, by the keys of the organisations that may be named."""
    agreed = commitment.amount_published_since is not None and commitment.organisation_id in named
    return commitment.organisation.is_public_body or agreed


def test_seventy_partners_of_every_kind_have_two_hundred_commitments():
    assert (Organisation.objects.count(), Commitment.objects.count()) == (70, 200)
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(Organisation.Kind)
    assert set(Membership.objects.values_list("role", flat=True)) == set(Membership.Role)
    assert set(CommitmentStep.objects.values_list("kind", flat=True)) == set(CommitmentStep.Kind)
    assert {step.state for step in deciding_steps(LAST_DAY)} == set(State)
    assert Commitment.objects.filter(organisation__name=TRIED).count() > 5


def test_what_is_out_of_the_ordinary_is_there():
    found = {
        "replaced": CommitmentStep.objects.filter(replaces__isnull=False).count(),
        "unknown": CommitmentStep.objects.filter(amount__isnull=True).exclude(kind="withdrawal").count(),
        "framed": Commitment.objects.filter(framework__isnull=False).count(),
        "beyond": Receipt.objects.exclude(note="").filter(cancelled_on__isnull=True).count(),
        "cancelled": Receipt.objects.filter(cancelled_on__isnull=False).count(),
        "waiting": Receipt.objects.waiting_for_approval().count(),
        "overdue": Instalment.objects.due_by(LAST_DAY).filter(receipts__isnull=True).count(),
        "withdrawn after money": Receipt.objects.filter(commitment__steps__kind="withdrawal").count(),
        "transfers": Transfer.objects.count(),
        "chairs": Chair.objects.awarded_by(LAST_DAY).count(),
        "groups": Organisation.objects.filter(group__isnull=False).count(),
        "sizes not declared": Membership.objects.filter(role="company")
        .with_size(LAST_DAY)
        .filter(size="unknown")
        .count(),
        "sizes that grow": sum(len(sizes) > 1 for sizes in sizes_by_company().values()),
        "laboratories of several": Laboratory.objects.annotate(count=Count("supervisions")).filter(count__gt=1).count(),
        "people who left": Affiliation.objects.filter(ends_on__lte=LAST_DAY).count(),
        "signed without a file": CommitmentStep.objects.filter(kind="agreement", file__isnull=True).count(),
        "framework agreements with a file": FrameworkAgreement.objects.filter(file__isnull=False).count(),
        "people of partners": Responsibility.objects.filter(organisation__isnull=False).count(),
        "contacts of partners": Responsibility.objects.filter(contact_of__isnull=False).count(),
        "precisions": len(set(CommitmentStep.objects.values_list("precision", flat=True))) - 3,
    }
    assert [name for name, count in found.items() if not count] == []


def sizes_by_company():
    """The sizes that each company declared, by its key."""
    found = defaultdict(set)
    for size in DeclaredSize.objects.all():
        found[size.organisation_id].add(size.category)
    return found


def test_sizes_say_their_year_and_their_origin_and_are_declared_in_time():
    entered = dict(DeclaredSize.history.filter(history_type="+").values_list("id", "history_date__year"))
    assert {size.pk: size.year for size in DeclaredSize.objects.all()} == entered
    assert set(DeclaredSize.objects.values_list("category", flat=True)) == set(DeclaredSize.Category)
    assert set(DeclaredSize.objects.values_list("organisation__kind", flat=True)) == {"company"}


def test_files_are_pdfs_that_would_be_accepted_and_say_that_they_are_invented():
    files = File.objects.all()
    for file in files:
        content = file.content_as_sent()
        check_pdf(content)
        assert (safe_name(file.name), len(content) == file.size < 2_000) == (file.name, True)
        assert b"Document fictif : tout y est invent" in content
    assert files.count() > 200
    linked = {
        *CommitmentStep.objects.values_list("file", flat=True),
        *FrameworkAgreement.objects.values_list("file", flat=True),
        *CallDocument.objects.values_list("file", flat=True),
    }
    assert {file.pk for file in files} == linked - {None}


def test_received_and_spent_are_published_with_their_breakdowns():
    entries = {entry["code"]: entry for entry in json.loads(Release.objects.latest_published().text)["indicators"]}
    for code in ("FIN-5", "FIN-6"):
        entry = entries[code]
        assert (entry["figure"]["origin"], Decimal(entry["figure"]["value"]) > 0) == ("records", True)
        assert [each["key"] for each in entry["breakdowns"]] == [each.key for each in indicators()[code].breakdowns]
        assert [each["key"] for each in entry["breakdowns"] if not any(part["value"] for part in each["parts"])] == []


@pytest.mark.parametrize(
    "name",
    [
        *("money", "partners", "commitments", "instalments", "payment-calls", "receipts", "expenditure", "files"),
        *("chairs", "calls", "communities", "events", "doctoral-contracts", "students"),
    ],
)
def test_list_of_the_office_has_rows(client, name):
    client.force_login(open_coordinator_account(email="anne@example.org", name="Anne", password="tested password"))
    page = client.get(f"/office/{name}/", {"on": LAST_DAY}).context["page"]
    assert len(page.rows if name == "money" else page.records) > 10


def test_no_name_can_be_taken_for_real():
    names = [
        *Laboratory.objects.values_list("name", flat=True),
        *File.objects.values_list("name", flat=True),
        *Organisation.objects.values_list("name", flat=True),
        *Identity.objects.values_list("family_name", flat=True),
        *DoctoralContract.objects.values_list("title_fr", flat=True),
        *DoctoralContract.objects.values_list("title_en", flat=True),
        *DoctoralContract.objects.exclude(nnt="").values_list("nnt", flat=True),
        *StudyProgramme.objects.values_list("title_fr", flat=True),
        *Community.objects.values_list("name_fr", flat=True),
        *(title for model in (Call, Chair, Event) for title in model.objects.values_list("title_fr", flat=True)),
    ]
    assert [name for name in names if "fict" not in name.casefold()] == []
    identifiers = Organisation.objects.values_list("siren", "siret", "ror", "uai", "website", "is_example")
    assert set(identifiers) == {("", "", "", "", "", False)}
    assert [
        email for email in Identity.objects.values_list("email", flat=True) if not email.endswith("@example.org")
    ] == []


def test_every_record_is_one_that_a_form_would_take():
    for model in ORDER:
        pointing = [field.name for field in model._meta.concrete_fields if field.is_relation]
        for record in model.objects.select_related(*pointing):
            record.clean_fields(exclude=pointing)  # what constraints and keys say, the database has held already
            record.clean()


def test_audit_finds_nothing():
    of_fiction = set(File.objects.values_list("content", flat=True))
    for name in stored_names() - of_fiction:  # what other tests have sent
        private_files().delete(name)
    out = StringIO()
    call_command("audit", stdout=out)
    assert out.getvalue() == (
        "Every record is as its history says; every release is intact and follows the one before; "
        "every file is as it was sent.\n"
    )


def test_history_tells_who_when_and_why_and_counts_versions():
    for model in (model for model in ORDER if issubclass(model, Record)):
        versions = Counter()
        for entry in model.history.order_by("history_id"):
            versions[entry.id] += 1
            kind = "+" if versions[entry.id] == 1 else "~"
            found = (entry.version, entry.history_type, entry.history_change_reason, entry.history_user_id is None)
            assert found == (versions[entry.id], kind, REASON, False)
            assert entry.history_date <= end_of(LAST_DAY)


def test_steps_are_recorded_when_their_history_says():
    recorded = dict(CommitmentStep.objects.values_list("pk", "recorded_at"))
    assert recorded == dict(CommitmentStep.history.filter(history_type="+").values_list("id", "history_date"))
    assert [step for step in CommitmentStep.objects.all() if step.recorded_at.date() < step.happened_on] == []


def test_more_is_known_each_half_year():
    counts = [known_at(Commitment, end_of(day)).count() for day in HALF_YEARS]
    assert (counts, counts[-1]) == (sorted(set(counts)), 200)


def test_each_half_year_has_its_release_published_that_evening():
    releases = Release.objects.order_by("number")
    assert [(one.number, one.day) for one in releases] == list(enumerate(HALF_YEARS, start=1))
    assert [one.published_at.date() for one in releases] == HALF_YEARS
    assert {json.loads(one.text)["programme"]["name"]["fr"] for one in releases} == {"programme fictif d’exemple"}


def test_release_says_what_was_known_that_evening():
    for release in Release.objects.all():
        steps = deciding_steps(release.day, release.published_at)
        agreed = published([step for step in steps if step.state == State.AGREED], release.published_at)
        (entry,) = (entry for entry in json.loads(release.text)["indicators"] if entry["code"] == "FIN-4")
        figure = entry["figure"]
        told = Decimal(figure["value"]), figure["unknowns"]
        # What is held back stays as it was told before: it is not what was known.
        assert figure["origin"] == "records"
        assert (told == sum_and_unknowns(agreed)) is ("held_back" not in figure), release.number


DAYS = [date(2022, 6, 30), date(2024, 2, 29), LAST_DAY, date(2027, 1, 1)]
"""Before the first day, in the middle, the last day, after it."""


@pytest.mark.parametrize("day", DAYS)
def test_four_states_are_those_of_a_slow_computation(day):
    steps = deciding_steps(day)
    slow = {state: sum_and_unknowns([step.amount for step in steps if step.state == state]) for state in STATES}
    quick = dict.fromkeys(STATES, (Decimal(0), 0))
    for (kind, _form), total in measures.sums_of(Commitment.objects.with_step_on(day))[0].items():
        state = CommitmentStep.LEADS_TO.get(kind)
        if state in quick:
            known, unknowns = quick[state]
            quick[state] = known + total.known, unknowns + total.unknowns
    assert quick == slow


@pytest.mark.parametrize("day", DAYS)
def test_received_and_spent_are_those_of_a_slow_computation(day):
    received = [
        row.amount
        for row in Receipt.objects.all()
        if row.received_on <= day
        and not (row.cancelled_on and row.cancelled_on <= day)
        and (row.form == "cash" or (row.approved_on and row.approved_on <= day))
    ]
    spent = [row.amount for row in Expenditure.objects.all() if row.spent_on <= day]
    for rows, slow in ((Receipt.objects.received_by(day), received), (Expenditure.objects.spent_by(day), spent)):
        assert sum_and_unknowns(list(rows.values_list("amount", flat=True))) == sum_and_unknowns(slow)


@pytest.mark.parametrize("day", DAYS)
def test_figures_read_at_once_are_those_read_one_by_one(day):
    measured = {code: found.measure for code, found in indicators().items() if found.measure}
    found = readings_on(day, measured).items()
    assert {code: reading.total for code, reading in found} == {code: one.on(day) for code, one in measured.items()}


def test_no_commitment_spends_more_than_it_received():
    for commitment in Commitment.objects.prefetch_related("receipts", "expenditures"):
        received = sum(row.amount or 0 for row in commitment.receipts.all() if row.cancelled_on is None)
        assert sum(row.amount for row in commitment.expenditures.all()) <= received
