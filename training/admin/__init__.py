"""The back office of the training."""

from training.admin.contracts import DoctoralContractAdmin, DoctoralStepAdmin
from training.admin.rows import (
    CommitteeMeetingAdmin,
    CoverageAdmin,
    DoctoralLaboratoryAdmin,
    DoctoralRoleAdmin,
    MinimumPayAdmin,
)
from training.admin.students import RespondentAdmin, StudentFigureAdmin, StudyProgrammeAdmin

__all__ = [
    "CommitteeMeetingAdmin",
    "CoverageAdmin",
    "DoctoralContractAdmin",
    "DoctoralLaboratoryAdmin",
    "DoctoralRoleAdmin",
    "DoctoralStepAdmin",
    "MinimumPayAdmin",
    "RespondentAdmin",
    "StudentFigureAdmin",
    "StudyProgrammeAdmin",
]
