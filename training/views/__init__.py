"""The coordination's lists and pages of the training."""

from training.views.contracts import DoctoralContractList, doctoral_contract
from training.views.coverage import coverage

__all__ = ["DoctoralContractList", "coverage", "doctoral_contract"]
