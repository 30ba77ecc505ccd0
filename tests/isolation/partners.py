"""Many partners, each with a row of every kind that can be its own, and a word of its own in every text."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from enact.launch.loading import LAUNCH
from enact.tokens import hash_of
from funding.models import (
    Commitment,
    CommitmentStep,
    Expenditure,
    FrameworkAgreement,
    Instalment,
    PaymentCall,
    Receipt,
    Transfer,
)
from partners.models import (
    Access,
    Affiliation,
    DeclaredSize,
    Distinction,
    Identity,
    Invitation,
    Invitee,
    Laboratory,
    Membership,
    Organisation,
    Person,
    Responsibility,
    Supervision,
)
from research.models import Chair, ChairFunding, ChairHolder, ChairStep, StaffPost
from sources.models import Document, Source
from space.models import (
    Attestation,
    CalendarAddress,
    ContestedLine,
    Correction,
    LeftBehind,
    PaymentAnnouncement,
    Signatory,
    SignedPaper,
)
from tests import make
from tests.isolation.words import amount_of, identifiers_of, idref_of, orcid_of, telephone_of, texts_of, word_of
from training.models import (
    CommitteeMeeting,
    Coverage,
    DoctoralContract,
    DoctoralLaboratory,
    DoctoralRole,
    DoctoralStep,
    Respondent,
    StudentFigure,
    StudyProgramme,
)

KINDS = dict(enumerate(Organisation.Kind.values))
"""Partners of each kind; the others are companies."""
EXAMPLES = {8, 20}
"""Partners that are invented, one of them a company that is said to agree to be named."""
NAMED = {10, 11, 12, 20}
"""Companies that have agreed to be named; another one has agreed to it from tomorrow on."""
NAMED_TOMORROW = {13}
WITH_PUBLIC_AMOUNTS = {6, 11}
"""Partners that have agreed that their amounts be published, besides public bodies."""
COMING, GONE = {7}, {12}
"""Partners whose role begins tomorrow, or ended yesterday."""
IN_PUBLIC_OFFICE = {0, 3, 4, 6, 10}
"""Partners in which somebody holds a public function."""
WITHOUT_AWARD = {3, 7, 10, 14}
"""Partners that host a chair which is only planned."""

ABROAD = 9
ODD_COUNTRIES = {ABROAD: "MT", 14: "IS", 20: "FJ"}
"""Partners that are alone in their country: one that is named, a company that is not, an example."""


PAPERS = (
    *("firstwrong", "firstright", "secondwrong", "secondright", "framework", "call", "receipt", "logo"),
    *("signed", "left"),
)
"""What each partner has a file of: steps, one of each commitment by mistake, and what follows the first commitment, its logo.

The last two were sent in the space of the partner, one of them by somebody who had lost the access to it.
"""


class Partner(NamedTuple):
    """A partner: its number, and the rows that are its own by the label of their model."""

    number: int
    rows: dict


def profile(number, today):
    """What a partner is, besides its words."""
    named_since = LAUNCH if number in NAMED else today + timedelta(days=1) if number in NAMED_TOMORROW else None
    return {
        "kind": KINDS.get(number, Organisation.Kind.COMPANY),
        "department": "" if number in ODD_COUNTRIES else "54",
        "country": ODD_COUNTRIES.get(number, "FR"),
        "is_example": number in EXAMPLES,
        "name_published_since": named_since,
        **identifiers_of(number),
    }


def filled(model, number, rank="", **fields):
    """A row of a partner with a word of its own in every text."""
    return model.objects.create(**texts_of(model, number, rank) | fields)


def partner(number, today):
    """A partner with a row of every kind that can be its own."""
    organisation = filled(Organisation, number, logo=logo(number), **profile(number, today))
    source = filled(Source, number, document=filled(Document, number, published_on=LAUNCH))
    account = filled(User, number)
    in_charge = people(number, organisation, source)
    rows = [
        *(account, make.access(user=account, organisation=organisation, role=Access.Role.MANAGER)),
        *invited(number, organisation, account),
        *(organisation, source, source.document, role(number, organisation, source, today)),
        *at_the_desk(number, organisation),
        *in_charge,
        *laboratory(number, organisation, source, in_charge[1]),
        filled(DeclaredSize, number, organisation=organisation, category="sme", year=LAUNCH.year, source=source),
        filled(Distinction, number, one=organisation, other=make.organisation()),
        *commitment(number, "first", organisation, source),
        *commitment(number, "second", organisation, source),
        *chair(number, organisation, source),
        *students(number, organisation, source),
    ]
    rows += doctorate(number, rows, source)
    paying = next(row for row in rows if isinstance(row, Commitment))
    rows += money(number, organisation, paying)
    rows += attested(number, organisation, account)
    rows += answers(number, account, paying)
    rows += kept(number, organisation, account)
    rows += around_chair(number, next(row for row in rows if isinstance(row, Chair)), in_charge[1], paying)
    return Partner(number, {row._meta.label_lower: row for row in reversed(rows)})


def role(number, organisation, source, today):
    """The role of a partner, which some do not hold yet, or any more."""
    days = {"starts_on": LAUNCH, "ends_on": today - timedelta(days=1) if number in GONE else None}
    if number in COMING:
        days = {"starts_on": today + timedelta(days=1)}
    return filled(
        Membership, number, programme=make.programme(), organisation=organisation, role="company", source=source, **days
    )


def invited(number, organisation, account):
    """Somebody invited, whose answer is waited for; the first partner's link holds the token of the matrix."""
    now = timezone.now()
    sent = {"invited_at": now, "sent_at": now, "expires_at": now + timedelta(days=7)}
    by = {"invited_by": account, "sent_by": account}
    made = filled(Invitation, number, organisation=organisation, **sent, **by)
    token = hash_of("token" if number == 0 else f"token {number}")
    return [made, filled(Invitee, number, invitation=made, token_hash=token)]


def people(number, organisation, source):
    """Who is in charge: on the partner's side, in public for some, and its contact on ours."""
    shared, found = {"starts_on": LAUNCH, "source": source}, []
    sides = (("own", {"organisation": organisation}), ("contact", {"contact_of": organisation}))
    for place, (rank, side) in enumerate(sides):
        person = filled(Person, number)
        given = {"orcid": orcid_of(number, place), "idref": "" if place else idref_of(number)}
        filled(Identity, number, rank, person=person, telephone=telephone_of(number, rank), **given)
        is_public = rank == "own" and number in IN_PUBLIC_OFFICE
        found += [filled(Responsibility, number, rank, person=person, is_public=is_public, **side, **shared), person]
    return found


def at_the_desk(number, organisation):
    """Somebody in charge whom the partner keeps up to date itself."""
    person = filled(Person, number)
    filled(Identity, number, "desk", person=person, telephone=telephone_of(number, "desk"))
    return [filled(Responsibility, number, "desk", person=person, organisation=organisation, starts_on=LAUNCH), person]


def logo(number):
    """The logo of a partner: its name, and the text inside it, are words of its own."""
    content = b"\x89PNG\r\n\x1a\n" + word_of(number, "filecontentlogo").encode()
    return make.file(content, f"{word_of(number, 'filenamelogo')}.png")


def attested(number, organisation, account):
    """What a partner contested of its figures, and what it was answered."""
    contested = make.attestation(
        organisation=organisation,
        made_by=account,
        verdict="contested",
        answered_on=LAUNCH,
        **texts_of(Attestation, number),
    )
    signed = filled(Signatory, number, attestation=contested)
    return [contested, signed, filled(ContestedLine, number, attestation=contested)]


def commitment(number, rank, organisation, source):
    """A commitment of a partner, promised or granted, with its steps, one of which replaces another."""
    made = filled(
        Commitment,
        number,
        rank,
        programme=make.programme(),
        organisation=organisation,
        amount_published_since=LAUNCH if number in WITH_PUBLIC_AMOUNTS else None,
    )
    kind, amounts = {"first": ("letter", (1, 2)), "second": ("award", (3, 4))}[rank]
    shared = {"commitment": made, "happened_on": LAUNCH, "source": source, "kind": kind}
    before, after = (amount_of(number, amount) for amount in amounts)
    wrong, right = (shared | {"file": paper(number, f"{rank}{step}")} for step in ("wrong", "right"))
    wrong = filled(CommitmentStep, number, f"{rank}wrong", amount=before, **wrong)
    return [made, filled(CommitmentStep, number, f"{rank}right", amount=after, replaces=wrong, **right), wrong]


def paper(number, rank):
    """A file of a partner: its name, and the text inside it, are words of its own."""
    word = word_of(number, f"filecontent{rank}")
    content = f"%PDF-1.7\n% {word}\n%%EOF\n".encode()
    return make.file(content, f"{word_of(number, f'filename{rank}')}.pdf")


def money(number, organisation, commitment):
    """What follows a commitment of a partner: a framework agreement, and rows of money, some of them with a file."""
    framework = filled(FrameworkAgreement, number, organisation=organisation, file=paper(number, "framework"))
    commitment.framework = framework
    commitment.save()
    shared = {"commitment": commitment}
    planned, paid = (amount_of(number, rank) for rank in (5, 6))
    moved = [make.organisation(kind="higher_education") for _side in range(2)]
    return [
        *(framework, framework.file),
        Instalment.objects.create(**texts_of(Instalment, number), number=1, due_on=LAUNCH, amount=planned, **shared),
        filled(PaymentCall, number, called_on=LAUNCH, file=paper(number, "call"), **shared),
        filled(Receipt, number, received_on=LAUNCH, form="cash", amount=paid, file=paper(number, "receipt"), **shared),
        filled(Expenditure, number, spent_on=LAUNCH, heading="staff", institution=moved[0], **shared),
        filled(Transfer, number, transferred_on=LAUNCH, giver=moved[0], receiver=moved[1], **shared),
    ]


def answers(number, account, commitment):
    """What a partner has sent: all of it waits but one correction, which was refused; and what somebody has left behind."""
    shared = {"organisation": commitment.organisation, "sent_at": timezone.now()}
    sent = {**shared, "sent_by": account}
    paid = {"paid_on": LAUNCH, "amount": amount_of(number, 0), "instalment": commitment.instalments.get()}
    signed = {"kind": "agreement", "signed_on": LAUNCH, "amount": amount_of(number, 9)}
    said = {name: word_of(number, f"correction{name}") for name in ("seen", "proposed", "reason", "source")}
    refused = {"decided_at": timezone.now(), "decided_by": account, "is_accepted": False}
    left = {name: word_of(number, f"leftbehind{name}") for name in ("page", "address", "typed")}
    left["typed"] = [["note", left["typed"]]]
    return [
        filled(SignedPaper, number, commitment=commitment, file=paper(number, "signed"), **signed, **sent),
        filled(PaymentAnnouncement, number, commitment=commitment, **paid, **sent),
        filled(Correction, number, "waiting", field="commune", **said, **sent),
        filled(Correction, number, field="commune", **said, **refused, **sent),
        filled(LeftBehind, number, user=account, file=paper(number, "left"), **left, **shared),
    ]


def kept(number, organisation, account):
    """What the space keeps of a partner: that it was looked at, a statement, and the number of one that was merged into it."""
    return [
        make.look(organisation=organisation, why=word_of(number, "lookwhy")),
        make.issued_statement(organisation=organisation, by=account),
        make.former_key(organisation=organisation),
        CalendarAddress.objects.create(
            user=account, organisation=organisation, token_hash=f"{number:064}", made_on=LAUNCH
        ),
    ]


def laboratory(number, organisation, source, person):
    """A laboratory that a partner supervises, and in which somebody of it works."""
    made = filled(Laboratory, number, code=f"UMR {71370 + number}")
    shared = {"starts_on": LAUNCH, "source": source}
    return [
        made,
        filled(Supervision, number, laboratory=made, organisation=organisation, **shared),
        filled(Affiliation, number, laboratory=made, person=person, **shared),
    ]


def chair(number, organisation, source):
    """A chair that a partner hosts."""
    made = filled(Chair, number, programme=make.programme(), host=organisation)
    return [
        made,
        filled(
            ChairStep,
            number,
            chair=made,
            kind="planned" if number in WITHOUT_AWARD else "awarded",
            happened_on=LAUNCH,
            source=source,
        ),
    ]


def students(number, organisation, source):
    """What a partner teaches, to how many, and that it is asked for it."""
    taught = filled(StudyProgramme, number, institution=organisation, level="master", kind="specialist")
    said = {"year": 2023, "stated_on": LAUNCH, "source": source, "chosen_on": LAUNCH}
    return [
        taught,
        filled(StudentFigure, number, study_programme=taught, enrolled=40 + number, **said),
        filled(Respondent, number, institution=organisation, first_year=2023, source=source),
    ]


def doctorate(number, rows, source):
    """A doctoral contract that a partner employs and pays for, with somebody of it as student and in every role."""
    of = {row._meta.label: row for row in reversed(rows)}
    organisation, person = of["partners.Organisation"], of["partners.Person"]
    made = filled(
        DoctoralContract,
        number,
        kind="cifre",
        institution=organisation,
        employer=organisation,
        chair=of["research.Chair"],
        student=person,
        nnt="",
    )
    return [
        made,
        filled(DoctoralStep, number, contract=made, kind="started", happened_on=LAUNCH, source=source, ground=""),
        filled(DoctoralRole, number, contract=made, role="company", person=person, starts_on=LAUNCH),
        DoctoralLaboratory.objects.create(contract=made, laboratory=of["partners.Laboratory"]),
        CommitteeMeeting.objects.create(contract=made, year=2, held_on=LAUNCH),
        Coverage.objects.create(
            contract=made, commitment=of["funding.Commitment"], last_month=36, amount=amount_of(number, 8)
        ),
    ]


def around_chair(number, chair, person, commitment):
    """Who holds the chair of a partner, what pays for it, and a post attached to it."""
    return [
        filled(ChairHolder, number, chair=chair, person=person, starts_on=LAUNCH),
        filled(ChairFunding, number, chair=chair, commitment=commitment, amount=amount_of(number, 7)),
        filled(StaffPost, number, chair=chair, kind="postdoc", employer=commitment.organisation, commitment=commitment),
    ]
