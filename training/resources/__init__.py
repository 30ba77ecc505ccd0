"""What can be imported of the training."""

from training.resources.students import StudentResource

__all__ = ["StudentResource"]
