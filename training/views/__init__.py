"""The lists of the coordination of the training."""

from training.views.contracts import DoctoralContractList, doctoral_contract
from training.views.coverage import coverage
from training.views.students import StudentFigureList

__all__ = ["DoctoralContractList", "StudentFigureList", "coverage", "doctoral_contract"]
