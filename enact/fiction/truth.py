"""What is served as fiction is fiction, and nothing else is: the setting and the database must say the same."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

UNSAID = "The programme of this database is fictional, and FICTIONAL is not set: its figures would be taken for real."
UNTRUE = (
    "FICTIONAL is set, and the programme of this database is not fictional: its figures would be taken for invented."
)


def contradiction():
    """How the setting contradicts the database, in words; "" when they agree, or when there is no programme yet."""
    programmes = apps.get_model("partners", "Programme")  # the server asks before it has loaded any model
    told = list(programmes.objects.values_list("is_fictional", flat=True))
    if settings.FICTIONAL:
        return "" if all(told) else UNTRUE
    return UNSAID if any(told) else ""


def refuse_contradiction():
    """Raises `ImproperlyConfigured` when the setting contradicts the database.

    A database that does not answer, or has no tables yet, contradicts nothing: the setting alone marks the pages.
    """
    try:
        found = contradiction()
    except DatabaseError:
        return
    if found:
        raise ImproperlyConfigured(found)
