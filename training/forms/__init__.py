"""What is doubtful in the forms of the training."""

from training.forms.students import StudentFigureForm

__all__ = ["StudentFigureForm"]
