"""What can be asked of the lists of the training."""

from training.filters.contracts import DoctoralContractFilter
from training.filters.students import StudentFigureFilter

__all__ = ["DoctoralContractFilter", "StudentFigureFilter"]
