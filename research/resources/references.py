"""Calls, chairs and communities, as files name them."""

from enact.imports.directories import Directory
from research.models import Call, Chair, Community


def directory_of(model, field):
    """All records of a model by key, and by a text in both languages."""
    found = Directory(model._meta.verbose_name)
    for key, *texts in model.objects.values_list("pk", f"{field}_fr", f"{field}_en"):
        found.add(key, *texts)
    return found


def calls():
    """All calls by key and title."""
    return directory_of(Call, "title")


def chairs():
    """All chairs by key and title."""
    return directory_of(Chair, "title")


def communities():
    """All communities by key and name."""
    return directory_of(Community, "name")
