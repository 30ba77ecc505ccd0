"""Accesses of accounts to organisations: their days, and the rows that each account sees."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actions import open_coordinator_account
from funding.models import Commitment, CommitmentStep
from partners.models import Access, Membership, Organisation, Responsibility
from research.models import Chair
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


def estate(name):
    """An organisation with a row of each kind that a partner may see."""
    organisation = make.organisation(name=name)
    make.membership(organisation=organisation)
    make.commitment(organisation=organisation, amount=5)
    make.responsibility(organisation=organisation, function_fr=f"Référente de {name}")
    make.responsibility(contact_of=organisation, function_fr=f"Contact de {name}")
    make.chair(host=organisation)
    return organisation


def seen_by(user, day=DAY):
    """The organisations whose rows an account sees on a day, by kind of row; functions by their names."""
    return {
        "organisations": names(Organisation.objects.visible_to(user, day), "name"),
        "roles": names(Membership.objects.visible_to(user, day), "organisation__name"),
        "commitments": names(Commitment.objects.visible_to(user, day), "organisation__name"),
        "steps": names(CommitmentStep.objects.visible_to(user, day), "commitment__organisation__name"),
        "chairs": names(Chair.objects.visible_to(user, day), "host__name"),
        "functions": names(Responsibility.objects.visible_to(user, day), "function_fr"),
    }


def names(rows, field):
    """The values of a field, sorted."""
    return sorted(rows.values_list(field, flat=True))


def owned(*organisations, functions):
    """What is seen of some organisations, with functions."""
    kinds = ("organisations", "roles", "commitments", "steps", "chairs")
    return {kind: list(organisations) for kind in kinds} | {"functions": functions}


NOTHING = owned(functions=[])


@pytest.fixture
def alpha(db):
    """An organisation among others, with rows of every kind; on our side, a public function and one that is not."""
    estate("Bêta")
    make.responsibility(function_fr="Coordinateur", is_public=True)
    make.responsibility(function_fr="Comptable")
    return estate("Alpha")


OF_ALPHA = owned("Alpha", functions=["Contact de Alpha", "Coordinateur", "Référente de Alpha"])


@pytest.mark.parametrize("role", Access.Role)
def test_partner_sees_what_belongs_to_its_organisation_whatever_its_role(alpha, role):
    assert seen_by(make.access(organisation=alpha, role=role).user) == OF_ALPHA


def test_member_of_two_partners_sees_both_and_each_row_once(alpha):
    user = make.access(organisation=alpha).user
    make.access(organisation=Organisation.objects.get(name="Bêta"), user=user)
    both = ["Contact de Alpha", "Contact de Bêta", "Coordinateur", "Référente de Alpha", "Référente de Bêta"]
    assert seen_by(user) == owned("Alpha", "Bêta", functions=both)


def test_account_without_access_sees_nothing(alpha):
    make.access(organisation=alpha)
    assert seen_by(make.user()) == NOTHING
    assert seen_by(AnonymousUser()) == NOTHING


def test_coordination_sees_everything(alpha):
    seen = seen_by(open_coordinator_account(email="anne@example.org", name="Anne"))
    assert (seen["commitments"], len(seen["functions"])) == (["Alpha", "Bêta"], 6)


def test_account_of_the_coordination_without_rights_sees_nothing(alpha):
    assert seen_by(make.user(is_staff=True)) == NOTHING


def test_deactivated_accounts_see_nothing(alpha):
    assert seen_by(make.user(is_staff=True, is_active=False)) == NOTHING
    assert seen_by(make.access(organisation=alpha, user=make.user(is_active=False)).user) == NOTHING


@pytest.mark.parametrize(
    ("day", "seen"), [(YESTERDAY, []), (DAY, ["Alpha"]), (TOMORROW, ["Alpha"]), (TOMORROW + timedelta(1), [])]
)
def test_access_opens_from_its_first_day_to_its_last(alpha, day, seen):
    user = make.access(organisation=alpha, ends_on=TOMORROW).user
    assert names(Organisation.objects.visible_to(user, day), "name") == seen
    assert Access.objects.active_on(day).exists() is bool(seen)


def test_access_without_a_last_day_stays_open(alpha):
    assert seen_by(make.access(organisation=alpha).user, date(2099, 1, 1)) == OF_ALPHA


def test_access_withdrawn_opens_nothing_from_that_moment_on(alpha):
    access = make.access(organisation=alpha)
    access.is_withdrawn = True
    access.save()
    assert seen_by(access.user) == NOTHING


def test_database_refuses_an_end_before_the_start_and_a_second_access_from_one_day():
    access = make.access(ends_on=DAY)
    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        make.access(ends_on=YESTERDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.access(user=access.user, organisation=access.organisation)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (YESTERDAY, YESTERDAY, False),
        (YESTERDAY, DAY, True),
        (TOMORROW, None, True),
        (YESTERDAY, None, True),
        (TOMORROW + timedelta(1), None, False),
    ],
)
def test_two_accesses_to_an_organisation_never_overlap(starts_on, ends_on, overlaps):
    first = make.access(ends_on=TOMORROW)
    second = Access(user=first.user, organisation=first.organisation, starts_on=starts_on, ends_on=ends_on)
    assert refused(second) is overlaps
    first.is_withdrawn = True
    first.save()
    assert refused(second) is False


def refused(access):
    """Whether an access is refused in words."""
    try:
        access.full_clean()
    except ValidationError as error:
        return list(error.message_dict) == ["__all__"]
    return False


def test_access_is_named_after_its_account_and_its_organisation():
    access = make.access(user=make.user(name="Anne"), organisation=make.organisation(name="Alpha"))
    assert str(access) == "Anne, Alpha"


def test_database_refuses_a_contact_on_the_side_of_an_organisation():
    with pytest.raises(IntegrityError, match="contact_is_on_our_side"), transaction.atomic():
        make.responsibility(organisation=make.organisation(), contact_of=make.organisation())
