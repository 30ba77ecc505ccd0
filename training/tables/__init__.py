"""The columns of the training: what is not known is said."""

from training.tables.contracts import DoctoralContractTable

__all__ = ["DoctoralContractTable"]
