"""What is not done, and why."""


class Refused(Exception):
    """What was asked for was not done; as a string, it says why, in words for whoever asked."""
