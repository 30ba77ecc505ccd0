"""Where pages are kept: one file a page, in a folder for each edition, and the last read of them in memory.

An edition names all that its pages are drawn from, so that a page of another release, or of another state of the software,
is never found. Files are replaced whole; what cannot be written is drawn again, and said in the log.
"""

import fcntl
import hashlib
import logging
import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from enact.ui.kept.encodings import encoded
from enact.ui.kept.memory import Memory
from enact.ui.kept.page import Page, unpacked

WATCHED = (".py", ".html", ".css", ".svg", ".mo", ".txt", ".typ")
"""The files of the software that decide what a page says; `.txt` are the locked packages."""

logger = logging.getLogger(__name__)
memory = Memory(most=64_000_000)


@cache
def build():
    """A name for the state of the software's files: what an older state has drawn is not shown."""
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(settings.BASE_DIR):
        own = Path(folder) == settings.BASE_DIR
        folders[:] = sorted(
            name for name in folders if not (name.startswith(".") or (own and name in ("var", "tests")))
        )
        for name in sorted(names):
            if name.endswith(WATCHED):
                path = Path(folder, name)
                digest.update(f"{path} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def edition_of(source):
    """The edition of what is drawn from a source by this state of the software, at the site's address."""
    return edition_named(source, build(), settings.SITE_ADDRESS, settings.DEMO, settings.FICTIONAL)


@lru_cache(maxsize=100)
def edition_named(*state):
    """The name of the edition of all that decides what its pages say."""
    return hashlib.sha256(" ".join(map(str, state)).encode()).hexdigest()[:32]


def root():
    """The folder of all editions."""
    return Path(settings.VAR_DIR) / "pages"


def place(edition, language, path):
    """The file of a page."""
    return root() / edition / hashlib.sha256(f"{language} {path}".encode()).hexdigest()[:40]


def find(edition, language, path):
    """A kept page; `None` when there is none."""
    return memory.get((edition, language, path)) or read(edition, language, path)


def read(edition, language, path):
    """A page as its file says, which is remembered; `None` when there is no such file, or it is not whole."""
    try:
        with place(edition, language, path).open("rb") as file:
            page = unpacked(file.read(), os.fstat(file.fileno()).st_mtime)
    except (OSError, ValueError):
        return None
    memory.put((edition, language, path), page)
    return page


def keep(edition, language, path, response, drawn_at):
    """Keeps what a view has answered, and returns the page. A page that says the same as before is only dated."""
    headers, body = dict(response.headers), response.getvalue()
    before = find(edition, language, path)
    bodies = before.bodies if before and before.says(headers, body) else encoded(body)
    page = Page(headers, bodies, drawn_at)
    memory.put((edition, language, path), page)
    file = place(edition, language, path)
    with logged("A page could not be kept."):
        if bodies is not getattr(before, "bodies", None) or not dated(file, drawn_at):
            write(file, page.packed(), drawn_at)
    return page


def unkept(response, drawn_at):
    """What a view has answered as a page that is given once."""
    return Page(dict(response.headers), encoded(response.getvalue()), drawn_at)


def dated(file, moment):
    """Gives a file its moment, and returns whether there is such a file."""
    with suppress(FileNotFoundError):
        os.utime(file, (moment, moment))
        return True
    return False


def write(file, content, moment=None):
    """Writes a file of which readers see all or nothing, in a folder that is made when it is not there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(number, "wb") as new:
            new.write(content)
        if moment is not None:
            os.utime(name, (moment, moment))
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def drop(edition, language, path):
    """Forgets a page that is no more."""
    memory.drop((edition, language, path))
    with logged("A page that is no more could not be removed."):
        place(edition, language, path).unlink(missing_ok=True)


def sweep(edition, before):
    """Removes the pages of an edition that were drawn before a moment."""
    with logged("Old pages could not be removed."):
        for file in (root() / edition).glob("*"):
            if file.stat().st_mtime < before:
                file.unlink(missing_ok=True)


def leave_only(editions):
    """Removes every edition but these, and all else that is not a file of ours."""
    with logged("Old pages could not be removed."):
        for found in root().iterdir():
            if found.is_dir() and found.name not in editions:
                shutil.rmtree(found, ignore_errors=True)
            elif found.suffix == ".djcache":  # as kept by earlier versions
                found.unlink(missing_ok=True)


@contextmanager
def logged(words):
    """What fails here for want of room or of a right on the disk is said in the log, and hinders nobody."""
    try:
        yield
    except OSError:
        logger.exception(words)


@contextmanager
def alone_for(file):
    """While this lasts, nobody else is alone for the same file, which need not be there."""
    lock = file.with_suffix(".lock")
    with logged("A lock could not be made."):
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.open("ab").close()
    with alone(lock, wait=True):
        yield


@contextmanager
def alone(file, wait):
    """Whether one is alone with a file, or with the want of it: others wait, or with `wait=False` hear that they are not."""
    try:
        opened = file.open("rb")
    except OSError:
        yield True
        return
    with opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def now():
    """The moment, in seconds since 1970: pages age by the clock of the files."""
    return time.time()
