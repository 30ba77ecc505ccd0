"""Records for tests: `make.commitment(amount=300)`. What a test does not care about is filled in."""

from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import count

from django.core.files.base import ContentFile

from accounts.models import User
from funding.models import (
    BulkChange,
    Commitment,
    CommitmentStep,
    Expenditure,
    FrameworkAgreement,
    Instalment,
    PaymentCall,
    Receipt,
    Transfer,
)
from indicators.models import Completeness, Observation, Target
from office.models import Import, SavedView
from partners.models import (
    Access,
    Affiliation,
    DeclaredSize,
    Distinction,
    FormerKey,
    Identity,
    Laboratory,
    Membership,
    Organisation,
    Person,
    Programme,
    Responsibility,
    Supervision,
)
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
from sources.models import Document, File, Source, Statement
from tests.make_communities import (  # noqa: F401 (they are made as all others)
    community,
    community_lead,
    community_meeting,
    community_member,
    community_output,
    join_request,
)
from training.models import (
    CommitteeMeeting,
    Coverage,
    DoctoralContract,
    DoctoralLaboratory,
    DoctoralRole,
    DoctoralStep,
    MinimumPay,
    Respondent,
    StudentFigure,
    StudyProgramme,
)

DAY = date(2025, 5, 20)
"""The day on which what a test makes is true, unless it says otherwise."""

numbers = count(1)


def user(**fields):
    """An account with the password `tested password`."""
    return User.objects.create_user(
        **{"email": f"user{next(numbers)}@example.org", "password": "tested password", **fields}
    )


def document(**fields):
    """A document that somebody published."""
    fields = {
        "key": f"document-{next(numbers)}",
        "title_fr": "Rapport",
        "publisher": "Éditeur",
        "published_on": DAY,
    } | fields
    return Document.objects.create(**fields)


def source(**fields):
    """A voice in a document."""
    if "document" not in fields:
        fields["document"] = document()
    return Source.objects.create(**{"key": f"source-{next(numbers)}", "said_by_fr": "coordination", **fields})


def statement(**fields):
    """What a source said."""
    number = next(numbers)
    fields = {
        "key": f"S{number}",
        "area": "programme",
        "status": "fact",
        "text_fr": "Un fait.",
        "stated_on": DAY,
    } | fields
    return Statement.objects.create(**fields)


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


def commitment(amount=None, kind=None, happened_on=DAY, **fields):
    """A commitment of a new organisation, with one step when `kind` is given, a letter when only an amount is."""
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    made = Commitment.objects.create(**{"programme": programme(), "title_fr": f"Engagement {next(numbers)}", **fields})
    if kind or amount is not None:
        commitment_step(commitment=made, kind=kind or "letter", amount=amount, happened_on=happened_on)
    return made


def commitment_step(**fields):
    """A step of a commitment: a letter on the usual day, without amount."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return CommitmentStep.objects.create(**{"kind": "letter", "happened_on": DAY, **fields})


def file(content=b"%PDF-1.7\n%%EOF\n", name="lettre.pdf", **fields):
    """A file as it was sent."""
    return File.objects.create(
        **{
            "name": name,
            "content": ContentFile(content, name),
            "sha256": sha256(content).hexdigest(),
            "size": len(content),
            **fields,
        }
    )


def framework(**fields):
    """A framework agreement of a new organisation, not signed."""
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return FrameworkAgreement.objects.create(**{"title_fr": f"Accord-cadre {next(numbers)}", **fields})


def instalment(**fields):
    """The next instalment of a commitment, due on the usual day, of an amount that is not known."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return Instalment.objects.create(
        **{"number": fields["commitment"].instalments.count() + 1, "due_on": DAY, **fields}
    )


def payment_call(**fields):
    """A call for payment sent on the usual day."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return PaymentCall.objects.create(**{"called_on": DAY, **fields})


def receipt(**fields):
    """Cash received on the usual day."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return Receipt.objects.create(**{"received_on": DAY, **fields})


def expenditure(**fields):
    """Staff paid by a new institution by the end of 2025."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    if "institution" not in fields:
        fields["institution"] = organisation(kind="higher_education")
    return Expenditure.objects.create(**{"heading": "staff", "spent_on": date(2025, 12, 31), **fields})


def transfer(**fields):
    """What a new institution passed on to another on the usual day."""
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    for side in ("giver", "receiver"):
        if side not in fields:
            fields[side] = organisation(kind="higher_education")
    return Transfer.objects.create(**{"transferred_on": DAY, **fields})


def bulk_change(**fields):
    """A change of the pillar of a new commitment to research."""
    if "rows" not in fields:
        changed = commitment(pillar="research")
        fields["rows"] = [{"key": changed.pk, "before": {"pillar": "not_said"}, "after": {"pillar": "research"}}]
    if "made_by" not in fields:
        fields["made_by"] = user()
    return BulkChange.objects.create(**{"kind": "pillar", "reason": "Relecture", **fields})


def sent_import(**fields):
    """Rows of commitments that somebody sent on the usual day, of which nothing was read."""
    fields = {"resource": "commitments", "name": "lignes.csv", "sha256": "0" * 64, "size": 1, "rows": 1} | fields
    sent_at = datetime(2025, 5, 20, 9, tzinfo=UTC)
    return Import.objects.create(**{"sent_at": sent_at, "sent_by": fields.get("sent_by") or user(), **fields})


def chair(kind=None, happened_on=DAY, **fields):
    """A chair, with one step when `kind` is given."""
    made = Chair.objects.create(**{"programme": programme(), "title_fr": f"Chaire {next(numbers)}", **fields})
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
        fields["person"] = person()
    return ChairHolder.objects.create(**{"starts_on": DAY, **fields})


def chair_funding(**fields):
    """That a new commitment pays for a new chair, with an amount that is not known."""
    if "chair" not in fields:
        fields["chair"] = chair()
    if "commitment" not in fields:
        fields["commitment"] = commitment()
    return ChairFunding.objects.create(**fields)


def staff_post(**fields):
    """The post of a postdoc, of which nothing else is known."""
    return StaffPost.objects.create(**{"kind": "postdoc", **fields})


def call(opens_at=None, closes_at=None, **fields):
    """A call of doctoral contracts, published on the usual day, with one stage when it opens."""
    made = Call.objects.create(
        **{
            "programme": programme(),
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
    return Event.objects.create(**{"programme": programme(), **fields})


def event_organiser(**fields):
    """That a new organisation organises a new event."""
    if "event" not in fields:
        fields["event"] = event()
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    return EventOrganiser.objects.create(**fields)


def observation(**fields):
    """A figure stated on the usual day: 3 chairs, unless the test says otherwise."""
    return Observation.objects.create(**{"indicator": "RES-1", "value": 3, "holds_on": DAY, "stated_on": DAY, **fields})


def target(**fields):
    """A target stated on the usual day: 18 chairs by the programme's end, unless the test says otherwise."""
    fields = {"indicator": "RES-1", "value": 18, "due_on": date(2029, 12, 31), "stated_on": DAY} | fields
    return Target.objects.create(**fields)


def completeness(**fields):
    """A declaration that the records of an indicator are complete from the usual day."""
    fields = {"indicator": "RES-1", "complete_from": DAY, "grounds_fr": "Registre tenu à jour."} | fields
    return Completeness.objects.create(**fields)


def study_programme(**fields):
    """A master for specialists of a new institution."""
    if "institution" not in fields:
        fields["institution"] = organisation(kind="higher_education")
    fields = {"title_fr": f"Formation {next(numbers)}", "level": "master", "kind": "specialist"} | fields
    return StudyProgramme.objects.create(**fields)


def student_figure(**fields):
    """What an institution stated on the usual day for 2023-2024; nobody who is enrolled is counted elsewhere."""
    if "study_programme" not in fields:
        fields["study_programme"] = study_programme()
    if fields.get("enrolled") is not None:
        fields.setdefault("counted_elsewhere", 0)
    return StudentFigure.objects.create(**{"year": 2023, "stated_on": DAY, **fields})


def respondent(**fields):
    """That a new institution is asked for its students from 2023-2024 on."""
    if "institution" not in fields:
        fields["institution"] = organisation(kind="higher_education")
    return Respondent.objects.create(**{"first_year": 2023, **fields})


def saved_view(**fields):
    """A view of the list of students that a new account keeps for itself."""
    fields = {"path": "/office/students/", "query": "year=2023", "name": f"Vue {next(numbers)}"} | fields
    return SavedView.objects.create(**{"owner": fields.get("owner") or user(), **fields})


def doctoral_contract(kind="academic", started_on=None, **fields):
    """A doctoral contract of 36 months at a new university, with its start when `started_on` is given."""
    if "institution" not in fields:
        fields["institution"] = organisation(kind="higher_education")
    made = DoctoralContract.objects.create(**{"kind": kind, "title_fr": f"Thèse {next(numbers)}", **fields})
    if started_on:
        doctoral_step(contract=made, happened_on=started_on)
    return made


def doctoral_step(**fields):
    """A step of a doctoral contract: its start on the usual day."""
    if "contract" not in fields:
        fields["contract"] = doctoral_contract()
    return DoctoralStep.objects.create(**{"kind": "started", "happened_on": DAY, **fields})


def doctoral_role(**fields):
    """That a new person with an HDR directs a new thesis since the usual day."""
    if "contract" not in fields:
        fields["contract"] = doctoral_contract()
    if "person" not in fields:
        fields["person"] = person(has_hdr=True)
    return DoctoralRole.objects.create(**{"role": "director", "starts_on": DAY, **fields})


def doctoral_laboratory(**fields):
    """That a new thesis is prepared in a new laboratory."""
    for name, new in (("contract", doctoral_contract), ("laboratory", laboratory)):
        if name not in fields:
            fields[name] = new()
    return DoctoralLaboratory.objects.create(**fields)


def committee_meeting(**fields):
    """A meeting of a follow-up committee before the second year, on the usual day."""
    if "contract" not in fields:
        fields["contract"] = doctoral_contract()
    return CommitteeMeeting.objects.create(**{"year": 2, "held_on": DAY, **fields})


def coverage(**fields):
    """That a new commitment pays all 36 months of a new contract, of an amount that is not known."""
    for name, new in (("contract", doctoral_contract), ("commitment", commitment)):
        if name not in fields:
            fields[name] = new()
    return Coverage.objects.create(**{"first_month": 1, "last_month": 36, **fields})


def minimum_pay(**fields):
    """The least gross pay of academic contracts in one more year from 2001 on."""
    given = {"kind": "academic", "amount": 2200, "text": "Arrêté", **fields}
    if "starts_on" not in given:
        given["starts_on"] = date(2001 + MinimumPay.objects.count(), 1, 1)
    return MinimumPay.objects.create(**given)
