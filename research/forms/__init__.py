"""What the forms of research refuse."""

from research.forms.chairs import ChairStepFormSet
from research.forms.events import EventForm
from research.forms.joining import JoinForm

__all__ = ["ChairStepFormSet", "EventForm", "JoinForm"]
