"""What is counted of the training, and what is read to decide about it."""
