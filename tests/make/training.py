"""Doctoral contracts and figures of students for tests."""

from datetime import date

from tests import make
from tests.make.base import DAY, numbers
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


def study_programme(**fields):
    """A master for specialists of a new institution."""
    if "institution" not in fields:
        fields["institution"] = make.organisation(kind="higher_education")
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
        fields["institution"] = make.organisation(kind="higher_education")
    return Respondent.objects.create(**{"first_year": 2023, **fields})


def doctoral_contract(kind="academic", started_on=None, **fields):
    """A doctoral contract of 36 months at a new university, with its start when `started_on` is given."""
    if "institution" not in fields:
        fields["institution"] = make.organisation(kind="higher_education")
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
        fields["person"] = make.person(has_hdr=True)
    return DoctoralRole.objects.create(**{"role": "director", "starts_on": DAY, **fields})


def doctoral_laboratory(**fields):
    """That a new thesis is prepared in a new laboratory."""
    for name, new in (("contract", doctoral_contract), ("laboratory", make.laboratory)):
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
    for name, new in (("contract", doctoral_contract), ("commitment", make.commitment)):
        if name not in fields:
            fields[name] = new()
    return Coverage.objects.create(**{"first_month": 1, "last_month": 36, **fields})


def minimum_pay(**fields):
    """The least gross pay of academic contracts in one more year from 2001 on."""
    given = {"kind": "academic", "amount": 2200, "text": "Arrêté", **fields}
    if "starts_on" not in given:
        given["starts_on"] = date(2001 + MinimumPay.objects.count(), 1, 1)
    return MinimumPay.objects.create(**given)
