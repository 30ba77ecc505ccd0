"""The back office of the training."""

from training.admin.students import RespondentAdmin, StudentFigureAdmin, StudyProgrammeAdmin

__all__ = ["RespondentAdmin", "StudentFigureAdmin", "StudyProgrammeAdmin"]
