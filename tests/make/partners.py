"""Organisations, people and accounts for tests."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from enact.tokens import hash_of
from partners.models import (
    Access,
    Affiliation,
    DeclaredSize,
    Distinction,
    FormerKey,
    Identity,
    Invitation,
    Invitee,
    Laboratory,
    Membership,
    Organisation,
    Person,
    Programme,
    Responsibility,
    Supervision,
)
from tests.make.base import DAY, numbers


def user(**fields):
    """An account with the password `tested password`."""
    return User.objects.create_user(
        **{"email": f"user{next(numbers)}@example.org", "password": "tested password", **fields}
    )


def programme(**fields):
    """The programme; there is one."""
    fields = {
        "short_name": "ENACT",
        "name_fr": "Centre européen",
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2029, 12, 31),
    } | fields
    found = Programme.objects.first()
    return found or Programme.objects.create(**fields)


def organisation(**fields):
    """A company, unless the test says otherwise."""
    return Organisation.objects.create(**{"name": f"Organisation {next(numbers)}", "kind": "company", **fields})


def membership(**fields):
    """The agreed role of a new organisation since the usual day."""
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return Membership.objects.create(**{"programme": programme(), "role": "member", "starts_on": DAY, **fields})


def distinction(**fields):
    """That two new organisations are different."""
    for name in {"one", "other"} - fields.keys():
        fields[name] = organisation()
    return Distinction.objects.create(**fields)


def former_key(**fields):
    """The former number of a new organisation."""
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return FormerKey.objects.create(**{"key": 900_000 + next(numbers), **fields})


def declared_size(**fields):
    """The size that a new company declared for the year of the usual day: a small or medium-sized enterprise."""
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return DeclaredSize.objects.create(**{"category": "sme", "year": DAY.year, "origin": "l’entreprise", **fields})


def laboratory(**fields):
    """A laboratory that nobody supervises."""
    return Laboratory.objects.create(**{"name": f"Laboratoire {next(numbers)}", **fields})


def supervision(**fields):
    """That a new institution supervises a new laboratory since the usual day."""
    if "laboratory" not in fields:
        fields["laboratory"] = laboratory()
    if "organisation" not in fields:
        fields["organisation"] = organisation(kind="higher_education")
    return Supervision.objects.create(**{"starts_on": DAY, **fields})


def affiliation(**fields):
    """That a new person works in a new laboratory since the usual day."""
    if "person" not in fields:
        fields["person"] = person()
    if "laboratory" not in fields:
        fields["laboratory"] = laboratory()
    return Affiliation.objects.create(**{"starts_on": DAY, **fields})


def access(**fields):
    """The access of a new account to a new organisation since the usual day."""
    if "user" not in fields:
        fields["user"] = user()
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return Access.objects.create(**{"starts_on": DAY, **fields})


def invitation(token="", **fields):
    """An invitation that waits, sent now by an administrator; `token` is that of its link.

    `email`, `name` and `language` say whom it is for.
    """
    now = fields.pop("sent_at", timezone.now())
    whom = {name: fields.pop(name) for name in ("email", "name", "language") if name in fields}
    if "invited_by" not in fields:
        fields["invited_by"] = user(is_staff=True, is_superuser=True)
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    sent = {"invited_at": now, "sent_at": now, "sent_by": fields["invited_by"], "expires_at": now + timedelta(days=7)}
    made = Invitation.objects.create(**sent | fields)
    number = next(numbers)
    whom = {"email": f"invited{number}@example.org", "token_hash": hash_of(token or f"token {number}")} | whom
    Invitee.objects.create(invitation=made, **whom)
    return made


def person(given_name="Camille", family_name="Exemple", **fields):
    """A person with an identity."""
    made = Person.objects.create(**fields)
    Identity.objects.create(person=made, given_name=given_name, family_name=family_name)
    return made


def responsibility(**fields):
    """A function that a new person holds since the usual day."""
    if "person" not in fields:
        fields["person"] = person()
    return Responsibility.objects.create(**{"function_fr": "Référente", "starts_on": DAY, **fields})
