"""Keeping what is sent."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import ProtectedError

from sources.models import private_files

written = ContextVar("written", default=None)
"""The names of the files written since `kept_with_their_records` began; `None` outside of it."""


@contextmanager
def kept_with_their_records():
    """While this lasts, files are kept with the records that are saved: when it fails, none of them stays on disk.

    It stands around the transaction, since that can fail at its very end.
    """
    names, token = [], None
    try:
        token = written.set(names)
        yield
    except BaseException:
        remove(names)
        raise
    finally:
        written.reset(token)


def start_again():
    """Removes what was written so far: the transaction failed, and what is sent is tried once more."""
    remove(written.get())


def keep_file(*, file, by):
    """Saves a file that was sent, inside `kept_with_their_records`, with who sent it."""
    file.sent_by = by
    file.content.save(file.content.name, file.content.file, save=False)
    written.get().append(file.content.name)
    file.saved_by(by).save()


@transaction.atomic
def forget_file(file, reason):
    """Deletes a file whose time is over, from the disk too once that is certain; one that a record refers to stays."""
    name = file.content.name
    try:
        file.saved_by(None, reason).delete()
    except ProtectedError:
        return
    transaction.on_commit(lambda: remove([name]))


def remove(names):
    """Removes files from the disk, by their names there."""
    while names:
        private_files().delete(names.pop())
