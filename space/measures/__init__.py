"""What is told to a partner of its own: sums by state, payments, each never added to another."""
