"""What was known of ENACT on the day of its launch, 20 May 2025: the first data, in our words, each with its source."""
