"""What can be asked of the training."""

from training.filters.contracts import DoctoralContractFilter

__all__ = ["DoctoralContractFilter"]
