"""Communities of interest for tests."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

from research.models import (
    Applicant,
    Community,
    CommunityLead,
    CommunityMeeting,
    CommunityMember,
    CommunityOutput,
    JoinRequest,
)
from tests import make


def community(**fields):
    """A community of interest, active since the usual day."""
    fields = {
        "programme": make.programme(),
        "name_fr": f"Communauté {next(make.numbers)}",
        "starts_on": make.DAY,
    } | fields
    return Community.objects.create(**fields)


def community_lead(**fields):
    """That a new person leads a new community since the usual day."""
    if "community" not in fields:
        fields["community"] = community()
    if "person" not in fields:
        fields["person"] = make.person()
    return CommunityLead.objects.create(**{"starts_on": make.DAY, **fields})


def community_member(**fields):
    """That a new company is a member of a new community since the usual day."""
    if "community" not in fields:
        fields["community"] = community()
    if not {"person", "organisation"} & fields.keys():
        fields["organisation"] = make.organisation()
    return CommunityMember.objects.create(**{"category": "company", "starts_on": make.DAY, **fields})


def community_meeting(**fields):
    """A meeting of a new community on the usual day, of which nothing else is known."""
    if "community" not in fields:
        fields["community"] = community()
    return CommunityMeeting.objects.create(**{"held_on": make.DAY, **fields})


def community_output(**fields):
    """What came of a new community on the usual day."""
    if "community" not in fields:
        fields["community"] = community()
    return CommunityOutput.objects.create(
        **{"title_fr": f"Rapport {next(make.numbers)}", "produced_on": make.DAY, **fields}
    )


def join_request(**fields):
    """The request to join of a student who confirmed it on the usual day, of a new community."""
    if "community" not in fields:
        fields["community"] = community()
    at = datetime(2025, 5, 20, 9, tzinfo=UTC)
    made = JoinRequest.objects.create(**{"category": "student", "confirmed_at": at, **fields})
    number = next(make.numbers)
    Applicant.objects.create(
        request=made,
        community=made.community,
        category=made.category,
        name=f"Personne {number}",
        email=f"personne{number}@example.org",
        asked_at=at,
        token_hash=sha256(str(number).encode()).hexdigest(),
        key=uuid4(),
    )
    return made
