"""The columns of the lists of the training."""

from training.tables.students import StudentFigureTable

__all__ = ["StudentFigureTable"]
