"""The lists of the coordination of the training."""

from training.views.students import StudentFigureList

__all__ = ["StudentFigureList"]
