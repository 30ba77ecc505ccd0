"""Doctoral contracts, and the figures of students."""

from training.models.contract import (
    ContractKind,
    DoctoralContract,
    DoctoralLaboratory,
    PayUnit,
    contracts_known,
)
from training.models.coverage import Coverage
from training.models.pay import MinimumPay, minimum_on
from training.models.role import CommitteeMeeting, DoctoralRole
from training.models.step import DoctoralStep
from training.models.students import Respondent, StudentFigure, StudyProgramme

__all__ = [
    "CommitteeMeeting",
    "ContractKind",
    "Coverage",
    "DoctoralContract",
    "DoctoralLaboratory",
    "DoctoralRole",
    "DoctoralStep",
    "MinimumPay",
    "PayUnit",
    "Respondent",
    "StudentFigure",
    "StudyProgramme",
    "contracts_known",
    "minimum_on",
]
