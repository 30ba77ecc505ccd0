"""Writing many records at once, each with the history that saving it would have left."""

import uuid
from collections import Counter
from contextlib import contextmanager

from enact.fiction.papers import store
from enact.records import Record
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
from indicators.models import Completeness, Observation, Target
from partners.models import (
    Affiliation,
    DeclaredSize,
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
    Community,
    CommunityLead,
    CommunityMeeting,
    CommunityMember,
    CommunityOutput,
    Event,
    EventOrganiser,
    StaffPost,
)
from sources.actions import written
from sources.models import Document, File, Source, Statement, Step
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

ORDER = (
    *(Document, Source, Statement, File, Programme, Organisation, Membership, Person, Identity, Responsibility),
    *(DeclaredSize, Laboratory, Supervision, Affiliation),
    *(FrameworkAgreement, Commitment, CommitmentStep, Instalment, PaymentCall, Receipt, Expenditure, Transfer),
    *(Community, CommunityLead, CommunityMember, CommunityMeeting, CommunityOutput),
    *(
        Call,
        CallStage,
        CallDocument,
        CallQuestion,
        Chair,
        ChairStep,
        ChairHolder,
        ChairFunding,
        StaffPost,
        Event,
        EventOrganiser,
    ),
    *(MinimumPay, DoctoralContract, DoctoralLaboratory, DoctoralStep, DoctoralRole, CommitteeMeeting, Coverage),
    *(Respondent, StudyProgramme, StudentFigure),
    *(Target, Completeness, Observation),
)
"""Each after those that it points at."""
STEPS = (CommitmentStep, ChairStep, DoctoralStep)
BATCH = 1_000
REASON = "programme fictif"
NAMESPACE = uuid.UUID("00000000-0000-4000-8000-000000000000")


class Pen:
    """Writes entries, and counts what it has written, so that the same entries are always the same rows."""

    def __init__(self):
        self.written = Counter()

    def write(self, entries):
        """Writes entries, given in the order of their moments: what was entered, then what was changed."""
        for model in ORDER:
            entered = [entry for entry in entries if type(entry.record) is model and not entry.changes]
            # A step that replaces another needs its key.
            for replacing in (False, True):
                self.enter(model, [entry for entry in entered if replaces(entry.record) is replacing])
        change([entry for entry in entries if entry.changes])

    def enter(self, model, entries):
        """Writes new records of one model, and the first entry of the history of each."""
        for entry in entries:
            if issubclass(model, Record):
                self.prepare(model, entry)
        records = [entry.record for entry in entries]
        model.objects.bulk_create(records, batch_size=BATCH)
        if issubclass(model, Record):
            model.history.bulk_history_create(records, batch_size=BATCH)

    def prepare(self, model, entry):
        """Gives a record what its first save would give it."""
        self.written[model] += 1
        record = signed(entry)
        record.entry = uuid.uuid5(NAMESPACE, f"{model._meta.label} {self.written[model]}")
        record.settle()
        if isinstance(record, Step):
            record.recorded_at, record.recorded_by = entry.at, entry.by
        if isinstance(record, File):
            record.sent_at = entry.at
            store(record)
            written.get().append(record.content.name)


def replaces(record):
    """Whether a record is a step that replaces another."""
    return getattr(record, "replaces", None) is not None


def signed(entry):
    """The record of an entry, whose history will say who wrote it and when."""
    entry.record.saved_by(entry.by, REASON)._history_date = entry.at
    return entry.record


def change(entries):
    """Changes records; of several changes of one, each leaves its entry in the history."""
    while entries:
        turn = {}
        later = [entry for entry in entries if turn.setdefault(id(entry.record), entry) is not entry]
        kinds = {(type(entry.record), tuple(entry.changes)) for entry in turn.values()}
        for model, fields in sorted(kinds, key=lambda kind: (ORDER.index(kind[0]), kind[1])):
            change_fields(
                model,
                fields,
                [one for one in turn.values() if (type(one.record), tuple(one.changes)) == (model, fields)],
            )
        entries = later


def change_fields(model, fields, entries):
    """Changes some fields of records of one model, each with the next entry of its history."""
    for entry in entries:
        record = signed(entry)
        record.version += 1
        for field, value in entry.changes.items():
            setattr(record, field, value)
    records = [entry.record for entry in entries]
    model.objects.bulk_update(records, [*fields, "version"], batch_size=BATCH)
    model.history.bulk_history_create(records, batch_size=BATCH, update=True)


@contextmanager
def moments_given():
    """Has steps and files keep the moment at which they were recorded and sent in the story, instead of now."""
    fields = [*(model._meta.get_field("recorded_at") for model in STEPS), File._meta.get_field("sent_at")]
    for field in fields:
        field.auto_now_add = False
    try:
        yield
    finally:
        for field in fields:
            field.auto_now_add = True
