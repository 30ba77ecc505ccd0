"""What marks a programme that does not exist: on every page, and in the name of every file that leaves it."""

from django.conf import settings


def marked(request):
    """Tells every template whether the programme is fictional. The database is not asked: it may be away."""
    return {"fictional": settings.FICTIONAL}
