"""Doctoral contracts, and the figures of students."""

from training.models.students import Respondent, StudentFigure, StudyProgramme

__all__ = ["Respondent", "StudentFigure", "StudyProgramme"]
