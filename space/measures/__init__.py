"""What is told to a partner of its own: sums, payments, what is waited for, its projects, what is around it, and whose names."""
