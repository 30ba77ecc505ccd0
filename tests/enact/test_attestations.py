"""What a release tells of the partners that attested their figures: how many, by name those that confirm and may be named."""

import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from enact.catalogue import attestations_on
from indicators.actions import publish_due
from indicators.models import Release
from tests import make
from tests.indicators.test_actions import publish
from tests.indicators.test_planning import order
from tests.make import DAY
from tests.page import Page, plain
from tests.sending import coordinator, form_of
from tests.spreadsheet import cells

pytestmark = pytest.mark.django_db
READ_ON = DAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def programme():
    """The programme, without which there is nothing to publish."""
    return make.programme()


@pytest.fixture
def asked():
    """A round about the day before the usual one."""
    return make.round_of(2025, read_on=READ_ON, opens_on=READ_ON, closes_on=date(2025, 6, 15))


def partner(name, **fields):
    """A public body, unless the test says otherwise, that gave something by the day of the round."""
    organisation = make.organisation(**{"name": name, "kind": "local_authority"} | fields)
    make.commitment(organisation=organisation, kind="letter", happened_on=READ_ON)
    return organisation


def test_release_tells_how_many_were_asked_and_who_confirms(asked):
    names = ["Écully", "Metz", "Nancy"]
    for name in names[:2]:
        make.attestation(round=asked, organisation=partner(name))
    make.attestation(round=asked, organisation=partner("Forge", kind="company"))
    agreed = partner("Usine", kind="company", name_published_since=READ_ON)
    make.attestation(round=asked, organisation=agreed)
    contesting = partner(names[2])
    make.attestation(round=asked, organisation=contesting)
    make.attestation(round=asked, organisation=contesting, verdict="contested")
    partner("Silence")
    release = publish()
    assert json.loads(release.text)["attestations"] == [
        {
            "asked": 6,
            "attested": 4,
            "attested_by": ["Écully", "Metz", "Usine"],
            "closes_on": "2025-06-15",
            "read_on": READ_ON.isoformat(),
            "year": 2025,
        }
    ]


@pytest.mark.parametrize(("on", "count"), [(READ_ON - timedelta(days=1), 0), (READ_ON, 1), (DAY, 1)])
def test_round_is_told_from_its_day_on(asked, on, count):
    make.attestation(round=asked, organisation=partner("Metz"))
    assert len(attestations_on(on)) == count


def test_round_that_nobody_has_answered_leaves_the_text_as_it_was(asked):
    partner("Metz")
    assert "attestations" not in json.loads(publish().text)


def test_pages_and_report_say_so(client, asked):
    make.attestation(round=asked, organisation=partner("Metz"))
    partner("Nancy")
    release = publish()
    page = plain(Page(client.get("/fr/releases/1/")).text)
    said = "2 partenaires ont été interrogés. 1 confirme ses chiffres. Moins de trois contestent leurs chiffres."
    assert said in page
    assert "Ceux qui confirment et peuvent être nommés : Metz." in page
    assert "Attested by the partners" in Page(client.get(f"/en/releases/{release.number}/")).text
    assert client.get("/fr/releases/1.pdf").status_code == 200


def test_partner_that_may_not_be_named_any_more_is_not_published_as_it_was_approved(asked):
    company = partner("Forge", kind="company", name_published_since=READ_ON)
    make.attestation(round=asked, organisation=company)
    at = datetime(2025, 6, 30, 12, tzinfo=UTC)
    order(make.user(), moment=at + timedelta(days=1))
    company.name_published_since = None
    company.save()
    (plan,) = publish_due(at=at + timedelta(days=1))
    assert (plan.release, Release.objects.count()) == (None, 0)


def test_partner_whose_figures_changed_since_is_counted_apart_and_not_named(client, asked):
    metz = partner("Metz")
    for each in (metz, partner("Nancy")):
        make.attestation(round=asked, organisation=each)
    (told,) = attestations_on(DAY)
    assert (told["attested_by"], "changed" in told) == (["Metz", "Nancy"], False)
    make.commitment(organisation=metz, kind="agreement", amount=9_000_000, happened_on=READ_ON)
    publish()
    (told,) = json.loads(client.get("/data/releases/1.json").content)["attestations"]
    assert (told["attested"], told["attested_by"], told["changed"]) == (1, ["Nancy"], 1)
    said = "1 a confirmé des chiffres qui ont changé depuis\u202f: il n’est pas compté parmi eux."
    assert plain(said) in plain(Page(client.get("/fr/releases/1/")).text)
    report = PdfReader(io.BytesIO(client.get("/fr/releases/1.pdf").content))
    assert "qui ont changé depuis" in plain(" ".join(page.extract_text() for page in report.pages))
    make.attestation(round=asked, organisation=metz)
    assert attestations_on(DAY)[0]["attested_by"] == ["Metz", "Nancy"]


@pytest.mark.parametrize("count", range(5))
def test_how_many_contest_is_told_of_three_or_more(client, asked, count):
    make.attestation(round=asked, organisation=partner("Metz"))
    for number in range(count):
        make.attestation(round=asked, organisation=partner(f"Ville {number}"), verdict="contested")
    publish()
    (told,) = json.loads(client.get("/data/releases/1.json").content)["attestations"]
    assert told.get("contested") == (count if count > 2 else None)
    words = f"{count} contestent leurs chiffres." if count > 2 else "Moins de trois contestent leurs chiffres."
    assert words in plain(Page(client.get("/fr/releases/1/")).text)


@pytest.mark.parametrize(
    ("name", "typed", "is_refused"),
    [
        ("read_on", {"read_on": "18/05/2025"}, True),
        ("year", {"year": "2024"}, True),
        ("closes_on", {"closes_on": "30/06/2025"}, False),
    ],
)
def test_year_and_day_of_a_round_stay_once_somebody_has_answered(asked, name, typed, is_refused):
    anne, address = coordinator("Anne"), f"/admin/space/round/{asked.pk}/change/"
    make.attestation(round=asked, organisation=partner("Metz"))
    before = getattr(asked, name)
    answer = anne.post(address, form_of(anne.get(address)) | typed)
    asked.refresh_from_db()
    assert (getattr(asked, name) == before) == is_refused
    assert ("Des partenaires ont déjà répondu" in answer.content.decode()) == is_refused


def test_answers_that_came_since_make_a_correction_of_the_day(asked):
    make.attestation(round=asked, organisation=partner("Metz"))
    publish()
    make.attestation(round=asked, organisation=partner("Nancy"))
    found = attestations_on(DAY)
    assert found[0]["attested_by"] == ["Metz", "Nancy"]


def test_contest_needs_the_coordination_until_it_is_answered():
    asked, anne = make.round_of(2025), coordinator("Anne")
    contest = make.attestation(round=asked, verdict="contested")
    make.contested_line(attestation=contest)
    needs = {need.address: need.count for need in anne.get("/admin/").context["needs"]}
    address = "/admin/space/attestation/?unanswered=yes"
    assert needs[address] == 1
    assert str(contest.organisation) in anne.get(address).content.decode()
    contest.answered_on, contest.answer = DAY, "Corrigé."
    contest.save()
    assert address not in {need.address for need in anne.get("/admin/").context["needs"]}


def test_list_says_who_has_answered_what(django_assert_max_num_queries):
    asked, anne = make.round_of(2025), coordinator("Anne")
    confirmed = make.attestation(round=asked).organisation
    contested = make.attestation(round=asked, verdict="contested").organisation
    silent = make.commitment(kind="letter").organisation
    address = "/office/attestations/2025/"

    def told(**typed):
        return anne.get(address, {"export": "csv", **typed}).content.decode("utf-8-sig")

    for standing, one in [("confirmed", confirmed), ("contested", contested), ("unanswered", silent)]:
        rows = told(standing=standing).splitlines()
        assert (len(rows), one.name in rows[1]) == (2, True)
    assert len(told().splitlines()) == 4
    anne.get(address)
    with django_assert_max_num_queries(10):
        assert anne.get(address).status_code == 200
    assert anne.get("/office/attestations/2024/").status_code == 404


def renamed_and_published(organisation):
    """Another name of an organisation, other titles of its commitments, and that all of it may be told from now on."""
    organisation.name, organisation.name_published_since = "Autre nom", READ_ON
    organisation.save()
    for commitment in organisation.commitments.all():
        commitment.title_fr, commitment.amount_published_since = f"Z {commitment.title_fr}", READ_ON
        commitment.save()


def test_names_and_what_may_be_published_change_no_figure(client, asked):
    access = make.access(role="manager", starts_on=timezone.localdate())
    client.force_login(access.user)
    forge = access.organisation
    for amount in (5, 6):
        make.commitment(organisation=forge, kind="agreement", amount=amount, happened_on=READ_ON)
    make.attestation(round=asked, organisation=forge)
    renamed_and_published(forge)
    (told,) = attestations_on(DAY)
    assert (told["attested"], told["attested_by"], "changed" in told) == (1, ["Autre nom"], False)
    place = f"/fr/space/{forge.pk}/attestations/2025/"
    assert client.get(place).context["changes"] == []
    commitment = forge.commitments.first()
    make.commitment_step(commitment=commitment, kind="amendment", amount=50, happened_on=READ_ON)
    assert [change.name for change in client.get(place).context["changes"]] == [commitment.title_fr]
    assert attestations_on(DAY)[0]["changed"] == 1


def test_coordination_reads_that_figures_have_changed_since_wherever_it_reads_the_answer(asked):
    anne, metz = coordinator("Anne"), partner("Metz")
    same, answer = (make.attestation(round=asked, organisation=each) for each in (partner("Nancy"), metz))
    make.commitment(organisation=metz, kind="agreement", amount=9, happened_on=READ_ON)
    words, address = "confirmé, chiffres changés depuis", "/office/attestations/2025/"
    assert words in Page(anne.get(address)).text
    (row,) = rows_of(anne.get(address, {"export": "xlsx", "standing": "changed"}))
    assert ("Metz" in row, words in row) == (True, True)
    (row,) = rows_of(anne.get(address, {"export": "xlsx", "standing": "confirmed"}))
    assert ("Nancy" in row, words in row) == (True, False)
    assert Page(anne.get("/admin/space/attestation/")).text.count(words) == 1
    forms = [Page(anne.get(f"/admin/space/attestation/{one.pk}/change/")).text for one in (answer, same)]
    assert [words in form for form in forms] == [True, False]


def rows_of(response):
    """The rows of a spreadsheet, without its head."""
    return cells(response)[1:]


def test_rounds_are_a_list_among_those_of_the_coordination(asked):
    anne = coordinator("Anne")
    make.attestation(round=asked)
    make.attestation(round=asked, verdict="contested", organisation=make.attestation(round=asked).organisation)
    page = Page(anne.get("/office/attestations/"))
    assert "/office/attestations/2025/" in page.links
    (row,) = rows_of(anne.get("/office/attestations/", {"export": "xlsx"}))
    assert (row[1], row[-2:]) == (2025, [1, 1])
    assert "/office/attestations/" in Page(anne.get("/office/releases/")).links


def test_lists_of_answers_ask_as_often_for_many_rows(asked):
    anne, counts = coordinator("Anne"), []
    for address in ("/office/attestations/", "/office/attestations/2025/", "/admin/space/attestation/"):
        make.attestation(round=asked, organisation=partner(f"Metz {address}"))
        anne.get(address)
        with CaptureQueriesContext(connection) as once:
            anne.get(address)
        for number in range(3):
            make.attestation(round=asked, organisation=partner(f"Nancy {number} {address}"))
        with CaptureQueriesContext(connection) as often:
            anne.get(address)
        counts.append((len(often) == len(once), len(once) <= 10))
    assert counts == [(True, True)] * 3


def test_record_that_comes_in_late_keeps_nothing_back_that_was_approved(asked):
    metz = partner("Metz")
    make.attestation(round=asked, organisation=metz)
    at = datetime(2025, 6, 30, 12, tzinfo=UTC)
    order(make.user(), moment=at + timedelta(days=1))
    make.commitment(organisation=metz, kind="agreement", amount=9_000_000, happened_on=READ_ON)
    assert "changed" in attestations_on(DAY)[0]
    (plan,) = publish_due(at=at + timedelta(days=1))
    (told,) = json.loads(plan.release.text)["attestations"]
    assert told["attested_by"] == ["Metz"]


def test_partner_that_contests_since_is_not_published_as_it_was_approved(asked):
    metz = partner("Metz")
    make.attestation(round=asked, organisation=metz)
    at = datetime(2025, 6, 30, 12, tzinfo=UTC)
    order(make.user(), moment=at + timedelta(days=1))
    make.attestation(round=asked, organisation=metz, verdict="contested")
    (plan,) = publish_due(at=at + timedelta(days=1))
    assert (plan.release, plan.failed_at) == (None, at + timedelta(days=1))


def test_agreement_of_which_more_is_recorded_keeps_nothing_back_that_was_approved(asked):
    city = partner("Metz")
    agreed = make.commitment(organisation=city, kind="agreement", amount=70, title_fr="Bourses")
    make.completeness(indicator="FIN-4")
    at = datetime(2025, 6, 30, 12, tzinfo=UTC)
    order(make.user(), moment=at + timedelta(days=1))
    make.instalment(commitment=agreed, due_on=DAY, amount=70)
    (plan,) = publish_due(at=at + timedelta(days=1))
    assert [row["instalments"] for row in json.loads(plan.release.text)["agreements"]] == [0]
