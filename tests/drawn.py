"""Pages that are kept, seen from a test."""

import shutil

from enact.ui.kept import files
from indicators import chain, shown, texts

AN_HOUR = 3600
"""In seconds: how long what is kept for a moment is kept where a test must see it kept, however slow the machine."""


def forget_pages():
    """No page is kept, and nobody knows which release is shown."""
    shutil.rmtree(files.root(), ignore_errors=True)
    restart()


def restart():
    """What a process remembers is gone, as when it starts: the files remain."""
    files.memory.clear()
    shown.Watch.known = (), None, "", 0.0
    chain.forget()
    texts.forget()
