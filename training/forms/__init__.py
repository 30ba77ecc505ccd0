"""What the forms of the training refuse."""
