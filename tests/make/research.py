"""Chairs, calls and events for tests."""

from research.models import (
    Call,
    CallDocument,
    CallQuestion,
    CallStage,
    Chair,
    ChairFunding,
    ChairHolder,
    ChairStep,
    Event,
    EventOrganiser,
    StaffPost,
)
from tests import make
from tests.make.base import DAY, numbers


def chair(kind=None, happened_on=DAY, **fields):
    """A chair, with one step when `kind` is given."""
    made = Chair.objects.create(**{"programme": make.programme(), "title_fr": f"Chaire {next(numbers)}", **fields})
    if kind:
        chair_step(chair=made, kind=kind, happened_on=happened_on)
    return made


def chair_step(**fields):
    """A step of a chair: its award on the usual day."""
    if "chair" not in fields:
        fields["chair"] = chair()
    return ChairStep.objects.create(**{"kind": "awarded", "happened_on": DAY, **fields})


def chair_holder(**fields):
    """That a new person holds a new chair since the usual day."""
    if "chair" not in fields:
        fields["chair"] = chair()
    if "person" not in fields:
        fields["person"] = make.person()
    return ChairHolder.objects.create(**{"starts_on": DAY, **fields})


def chair_funding(**fields):
    """That a new commitment pays for a new chair, with an amount that is not known."""
    if "chair" not in fields:
        fields["chair"] = chair()
    if "commitment" not in fields:
        fields["commitment"] = make.commitment()
    return ChairFunding.objects.create(**fields)


def staff_post(**fields):
    """The post of a postdoc, of which nothing else is known."""
    return StaffPost.objects.create(**{"kind": "postdoc", **fields})


def call(opens_at=None, closes_at=None, **fields):
    """A call of doctoral contracts, published on the usual day, with one stage when it opens."""
    made = Call.objects.create(
        **{
            "programme": make.programme(),
            "title_fr": f"Appel {next(numbers)}",
            "kind": "doctoral_contracts",
            "published_on": DAY,
            **fields,
        }
    )
    if opens_at:
        call_stage(call=made, opens_at=opens_at, closes_at=closes_at)
    return made


def call_stage(**fields):
    """The next stage of a call, of which no hour is known unless the test says so."""
    if "call" not in fields:
        fields["call"] = call()
    return CallStage.objects.create(**{"position": fields["call"].stages.count() + 1, **fields})


def call_document(**fields):
    """A document of a call, at an address, published on the usual day; a file where the test gives one."""
    if "call" not in fields:
        fields["call"] = call()
    address = "" if fields.get("file") else "https://example.org/texte"
    return CallDocument.objects.create(**{"title_fr": "Texte", "address": address, "published_on": DAY, **fields})


def call_question(**fields):
    """A question about a call, answered and published on the usual day."""
    if "call" not in fields:
        fields["call"] = call()
    fields = {"question_fr": "Quand ?", "answer_fr": "Bientôt.", "answered_on": DAY, "published_on": DAY} | fields
    return CallQuestion.objects.create(**fields)


def event(**fields):
    """A workshop of the usual day, published on that day."""
    fields = {
        "title_fr": f"Atelier {next(numbers)}",
        "kind": "workshop",
        "starts_on": DAY,
        "published_on": DAY,
    } | fields
    return Event.objects.create(**{"programme": make.programme(), **fields})


def event_organiser(**fields):
    """That a new organisation organises a new event."""
    if "event" not in fields:
        fields["event"] = event()
    if "organisation" not in fields:
        fields["organisation"] = make.organisation()
    return EventOrganiser.objects.create(**fields)
