"""What is measured of the training."""

from training.measures.students import Coverage, coverage_on, students_trained

__all__ = ["Coverage", "coverage_on", "students_trained"]
