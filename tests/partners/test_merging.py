"""Merging two organisations: no link is lost, nothing happens by halves, and history tells it all."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.models import HistoricalChanges

from enact.records import Record, unexplained
from funding.models import Commitment
from office.models import Mail
from partners.actions import Merge, NotMerged, links_to, merge_organisations
from partners.models import Access, Membership, Organisation
from space.models import CalendarAddress
from tests import make
from tests.make import DAY
from tests.page import plain

pytestmark = pytest.mark.django_db
REASON = "Saisie deux fois."
SIREN, SIRET = "732829320", "73282932000074"
POINTING = {
    "funding.Commitment.organisation": lambda one: make.commitment(organisation=one, amount=5),
    "funding.Expenditure.institution": lambda one: make.expenditure(institution=one),
    "funding.FrameworkAgreement.organisation": lambda one: make.framework(organisation=one),
    "funding.Receipt.institution": lambda one: make.receipt(institution=one),
    "funding.Transfer.giver": lambda one: make.transfer(giver=one),
    "office.Mail.organisation": lambda one: make.mail(organisation=one),
    "funding.Transfer.receiver": lambda one: make.transfer(receiver=one),
    "partners.Access.organisation": lambda one: make.access(organisation=one),
    "partners.DeclaredSize.organisation": lambda one: make.declared_size(organisation=one),
    "partners.Distinction.one": lambda one: make.distinction(one=one),
    "partners.Distinction.other": lambda one: make.distinction(other=one),
    "partners.FormerKey.organisation": lambda one: make.former_key(organisation=one),
    "partners.Invitation.organisation": lambda one: make.invitation(organisation=one),
    "partners.Membership.organisation": lambda one: make.membership(organisation=one),
    "partners.Organisation.group": lambda one: make.organisation(group=one),
    "partners.Responsibility.contact_of": lambda one: make.responsibility(contact_of=one),
    "partners.Responsibility.organisation": lambda one: make.responsibility(organisation=one),
    "partners.Supervision.organisation": lambda one: make.supervision(organisation=one),
    "research.Chair.host": lambda one: make.chair(host=one),
    "research.CommunityMember.organisation": lambda one: make.community_member(organisation=one),
    "research.EventOrganiser.organisation": lambda one: make.event_organiser(organisation=one),
    "research.StaffPost.employer": lambda one: make.staff_post(employer=one),
    "space.Attestation.organisation": lambda one: make.attestation(organisation=one),
    "space.CalendarAddress.organisation": lambda one: make.calendar_address(organisation=one),
    "space.Correction.organisation": lambda one: make.correction(organisation=one),
    "space.LeftBehind.organisation": lambda one: make.left_behind(organisation=one),
    "space.PaymentAnnouncement.organisation": lambda one: make.payment_announcement(organisation=one),
    "space.SignedPaper.organisation": lambda one: make.signed_paper(organisation=one),
    "training.DoctoralContract.cotutelle": lambda one: make.doctoral_contract(cotutelle=one),
    "training.DoctoralContract.employer": lambda one: make.doctoral_contract(employer=one),
    "training.DoctoralContract.institution": lambda one: make.doctoral_contract(institution=one),
    "training.Respondent.institution": lambda one: make.respondent(institution=one),
    "training.StudyProgramme.institution": lambda one: make.study_programme(institution=one),
}
"""How a row is made that points at an organisation, by the foreign key by which it does."""
WITHOUT_HISTORY = {Mail, CalendarAddress}
"""What is no business record."""


def merged_into(kept, merged, **order):
    """The organisation that is kept, after a merge."""
    return merge_organisations(kept=kept, merged=merged, **{"by": make.user(), "reason": REASON} | order)


def refusal(kept, merged):
    """Why two organisations are not merged, in words; nothing was moved."""
    before = everything()
    with pytest.raises(NotMerged) as refused, transaction.atomic():
        merged_into(kept, merged, by=None)
    assert everything() == before
    return refused.value.reasons


def everything():
    """All rows that may point at an organisation, and the organisations."""
    return [list(model.objects.order_by("pk").values()) for model in (Organisation, *links_to(Organisation))]


def test_every_link_to_an_organisation_is_known_here():
    found = {
        f"{model._meta.label}.{field.name}" for model, fields in links_to(Organisation).items() for field in fields
    }
    assert found == POINTING.keys()
    assert {model for model in links_to(Organisation) if not issubclass(model, Record)} == WITHOUT_HISTORY
    assert not any(issubclass(model, HistoricalChanges) for model in links_to(Organisation))


def test_no_link_is_lost():
    kept, merged = (make.organisation(name=name, country="DE") for name in ("Gardée", "Retirée"))
    rows = {name: make_row(merged) for name, make_row in POINTING.items()}
    others = {name: make_row(make.organisation(country="DE")) for name, make_row in POINTING.items()}
    owners = {name: getattr(row, f"{name.split('.')[2]}_id") for name, row in others.items()}
    by = make.user()
    why = f"« Retirée » (n° {merged.pk}) fusionnée dans « Gardée » (n° {kept.pk}) : {REASON}"
    merged_into(kept, merged, by=by)
    for name, row in rows.items():
        row.refresh_from_db()
        assert getattr(row, name.split(".")[2]) == kept
        if type(row) in WITHOUT_HISTORY:
            continue
        told = row.history.first()
        assert (told.history_type, told.history_user, plain(told.history_change_reason)) == ("~", by, why)
    for row in others.values():
        row.refresh_from_db()
    assert {name: getattr(row, f"{name.split('.')[2]}_id") for name, row in others.items()} == owners
    recorded = links_to(Organisation).keys() - WITHOUT_HISTORY
    assert [list(unexplained(model)) for model in recorded] == [[]] * len(recorded)


def test_address_of_a_calendar_ends_where_its_account_has_one_of_the_organisation_that_stays():
    kept, merged, user = make.organisation(), make.organisation(), make.user()
    stays, _goes = (make.calendar_address(organisation=one, user=user) for one in (kept, merged))
    merged_into(kept, merged)
    assert list(CalendarAddress.objects.values_list("pk", "organisation")) == [(stays.pk, kept.pk)]


def test_row_that_points_twice_moves_once():
    kept, merged, elsewhere = make.organisation(), make.organisation(), make.organisation()
    transfer = make.transfer(giver=merged, receiver=elsewhere)
    merged_into(kept, merged)
    transfer.refresh_from_db()
    assert (transfer.giver, transfer.receiver, transfer.version) == (kept, elsewhere, 2)


def test_merged_organisation_is_gone_and_its_history_stays():
    kept, merged = make.organisation(), make.organisation(name="Retirée", siren=SIREN)
    by, key = make.user(), merged.pk
    merged_into(kept, merged, by=by)
    assert not Organisation.objects.filter(pk=key).exists()
    last, first = Organisation.history.filter(id=key)
    assert (last.history_type, last.history_user, last.siren, first.history_type) == ("-", by, SIREN, "+")
    assert kept.history.first().history_change_reason == last.history_change_reason


def test_empty_fields_are_filled_and_others_kept():
    kept = make.organisation(name="Gardée", website="https://gardee.example.org/", country="")
    merged = make.organisation(
        name="Retirée",
        short_name="RET",
        siren=SIREN,
        siret=SIRET,
        ror="02feahw73",
        commune="Nancy",
        department="54",
        website="https://retiree.example.org/",
        group=make.organisation(name="Groupe"),
    )
    found = merged_into(kept, merged)
    found.refresh_from_db()
    assert (found.name, found.short_name, found.siren, found.siret, found.ror) == (
        "Gardée",
        "RET",
        SIREN,
        SIRET,
        "02feahw73",
    )
    assert (found.commune, found.department, found.country) == ("Nancy", "54", "FR")
    assert (found.website, str(found.group)) == ("https://gardee.example.org/", "Groupe")


LATER = DAY + timedelta(days=9)


@pytest.mark.parametrize(
    ("kept", "merged", "agreed_on"),
    [
        ((None,), (DAY,), None),
        ((DAY,), (None,), None),
        ((DAY,), (LATER,), LATER),
        ((LATER,), (DAY,), LATER),
        ((DAY,), (DAY,), DAY),
        ((None,), (None,), None),
        ((DAY,), (None, "association"), DAY),
        ((None,), (DAY, "association"), None),
        ((None, "association"), (DAY,), None),
    ],
)
def test_name_is_public_only_as_far_as_both_companies_agreed(kept, merged, agreed_on):
    kept, merged = (
        make.organisation(name_published_since=day, kind="".join(kind) or "company") for day, *kind in (kept, merged)
    )
    key, own = merged.pk, (kept.name_published_since, merged.name_published_since)
    merged_into(kept, merged)
    kept.refresh_from_db()
    assert kept.name_published_since == agreed_on
    assert (
        Organisation.history.filter(id=key).first().name_published_since,
        kept.history.last().name_published_since,
    ) == (
        own[1],
        own[0],
    )


def test_amount_that_one_agreed_to_is_not_public_under_a_name_that_the_other_did_not_agree_to():
    kept, merged = make.organisation(), make.organisation(name_published_since=DAY)
    make.commitment(organisation=merged, amount=5, amount_published_since=DAY)
    assert Commitment.objects.public_on(DAY).count() == 1
    merged_into(kept, merged)
    assert Commitment.objects.public_on(DAY).count() == 0


@pytest.mark.parametrize(
    ("kept", "merged"),
    [
        ({"country": "DE"}, {"commune": "Nancy", "department": "54"}),
        ({"department": "57"}, {"commune": "Nancy", "department": "54"}),
        ({"siren": "552100554"}, {"siret": SIRET}),
        ({"siret": "55210055400013"}, {"siren": SIREN}),
    ],
)
def test_nothing_is_filled_that_contradicts_what_is_kept(kept, merged):
    assert Merge(make.organisation(**kept), make.organisation(**merged)).gains == {}


def test_two_equal_rows_become_one():
    kept, merged, programme, user, laboratory = (
        make.organisation(),
        make.organisation(),
        make.programme(),
        make.user(),
        make.laboratory(),
    )
    for one in (kept, merged):
        make.membership(organisation=one, programme=programme, role="company")
        make.declared_size(organisation=one)
        make.access(organisation=one, user=user)
        make.supervision(organisation=one, laboratory=laboratory)
    double = merged.memberships.get().pk
    assert Merge(kept, merged).obstacles == []
    merged_into(kept, merged)
    assert [rows.count() for rows in (kept.memberships, kept.declared_sizes, kept.accesses, kept.supervisions)] == [
        1
    ] * 4
    assert [entry.history_type for entry in Membership.history.filter(id=double)] == ["-", "+"]


@pytest.mark.parametrize("difference", [{"is_disputed": True}, {"standing": "in_talks"}, {"ends_on": DAY}])
def test_roles_that_clash_are_said_and_nothing_moves(difference):
    kept, merged = make.organisation(name="Gardée"), make.organisation(name="Retirée")
    make.commitment(organisation=merged)
    make.membership(organisation=kept, role="funder")
    make.membership(organisation=merged, role="funder", **difference)
    said = ["Retirée, financeur – Cette organisation tient déjà ce rôle à partir de ce jour."]
    assert refusal(kept, merged) == said


def test_commitments_of_one_title_are_never_made_one():
    kept, merged = make.organisation(), make.organisation(name="Retirée")
    for one in (kept, merged):
        make.commitment(organisation=one, title_fr="Mécénat", kind="letter")
    assert len(refusal(kept, merged)) == 1


def test_transfer_between_the_two_is_said():
    kept, merged = make.organisation(), make.organisation()
    make.transfer(giver=merged, receiver=kept)
    assert len(refusal(kept, merged)) == 1


def test_accesses_of_an_account_to_both_that_overlap_are_said():
    kept, merged, user = make.organisation(), make.organisation(), make.user()
    make.access(organisation=kept, user=user, role=Access.Role.VIEWER)
    make.access(organisation=merged, user=user, role=Access.Role.MANAGER, starts_on=DAY + timedelta(days=1))
    assert len(refusal(kept, merged)) == 1


def test_framework_moves_with_its_commitments():
    kept, merged = make.organisation(), make.organisation()
    framework = make.framework(organisation=merged)
    commitment = make.commitment(organisation=merged, framework=framework)
    merged_into(kept, merged)
    commitment.refresh_from_db()
    assert (commitment.organisation, commitment.framework.organisation) == (kept, kept)


def test_organisation_is_not_merged_into_itself():
    one = make.organisation()
    assert refusal(one, Organisation.objects.get()) == ["Une organisation ne peut pas être fusionnée avec elle-même."]


def test_real_one_is_not_merged_with_an_invented_one():
    assert len(refusal(make.organisation(), make.organisation(is_example=True))) == 1


def test_group_and_member_are_not_merged():
    group = make.organisation()
    member = make.organisation(group=group)
    assert len(refusal(group, member)) == len(refusal(member, group)) == 1


def test_group_that_would_belong_to_itself_is_said():
    kept, merged = make.organisation(), make.organisation()
    between = make.organisation(group=merged)
    kept.group = between
    kept.save()
    assert len(refusal(kept, merged)) == 1


@pytest.mark.parametrize("which", ["kept", "merged"])
def test_organisation_saved_since_it_was_read_is_not_merged(which):
    pair = {"kept": make.organisation(), "merged": make.organisation()}
    Organisation.objects.get(pk=pair[which].pk).save()
    assert len(refusal(**pair)) == 1


def test_merged_twice_is_refused_the_second_time():
    kept, merged = make.organisation(), make.organisation()
    seen = Organisation.objects.get(pk=merged.pk)
    kept = merged_into(kept, merged)
    assert len(refusal(kept, seen)) == 1


def test_chain_of_groups_that_ends_where_it_starts_is_refused():
    first, second, third = make.organisation(), make.organisation(), make.organisation()
    second.group, third.group, first.group = first, second, third
    second.save()
    third.save()
    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    assert list(refused.value.message_dict) == ["group"]
    first.group = None
    first.full_clean()
    third.full_clean()


def test_what_the_worker_does_with_a_mail_meanwhile_stays():
    kept, merged = make.organisation(), make.organisation()
    mail = make.mail(organisation=merged, given_up_at=None, fault="")
    merge = Merge(kept, merged)
    assert list(merge.moves) == [Mail]
    sent_at = timezone.now()
    Mail.objects.update(sent_at=sent_at)
    merge.moves[Mail][0].carry_out(make.user(), REASON)
    mail.refresh_from_db()
    assert (mail.organisation_id, mail.sent_at) == (kept.pk, sent_at)


def test_address_of_a_calendar_that_is_taken_back_meanwhile_stays_taken_back():
    kept, merged = make.organisation(), make.organisation()
    make.calendar_address(organisation=merged)
    merge = Merge(kept, merged)
    assert list(merge.moves) == [CalendarAddress]
    CalendarAddress.objects.all().delete()
    merge.moves[CalendarAddress][0].carry_out(make.user(), REASON)
    assert CalendarAddress.objects.count() == 0
