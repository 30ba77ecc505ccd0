"""What the forms of research refuse."""

from research.forms.chairs import ChairStepFormSet

__all__ = ["ChairStepFormSet"]
