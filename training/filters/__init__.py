"""What can be asked of the lists of the training."""

from training.filters.students import StudentFigureFilter

__all__ = ["StudentFigureFilter"]
