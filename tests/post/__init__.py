"""Mail: the outbox, what it sends and what it does not, reminders and digests."""
