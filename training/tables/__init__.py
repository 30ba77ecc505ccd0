"""The columns of the lists of the training."""

from training.tables.contracts import DoctoralContractTable
from training.tables.students import StudentFigureTable

__all__ = ["DoctoralContractTable", "StudentFigureTable"]
