"""A session goes on while somebody works."""

import time

EVERY = 5 * 60
"""In seconds: a session is not written at each page, but once in so long; it ends that much earlier at most."""


def goes_on(request):
    """Has the session of a request end later, as one that has just begun."""
    worked_at = int(time.time()) // EVERY
    if request.session.get("worked_at") != worked_at:
        request.session["worked_at"] = worked_at
