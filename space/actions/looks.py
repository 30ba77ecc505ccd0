"""Looking at a space as its partner does."""

from space.models import Look


def record_look(*, organisation, by, at, why=""):
    """Records that somebody of the coordination looks at the space of an organisation from a moment on."""
    return Look.objects.create(organisation_key=organisation.pk, by=by, began_at=at, why=why)
