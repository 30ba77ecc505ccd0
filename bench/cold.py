"""What a process has kept for the next reader, forgotten."""

from django.core.cache import caches

from enact.ui.kept import files


def forget_all():
    """Removes the public pages that are kept, from this process's memory and from the disk, and the sums of lists."""
    files.memory.clear()
    files.leave_only(set())
    caches["lists"].clear()
