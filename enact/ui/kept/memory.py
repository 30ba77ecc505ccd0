"""The pages that a process has read last."""

from collections import OrderedDict
from threading import Lock


class Memory:
    """Pages by key, up to so many bytes; those that were asked for longest ago are forgotten first."""

    def __init__(self, most):
        self.most, self.weight, self.pages, self.lock = most, 0, OrderedDict(), Lock()

    def get(self, key):
        """A page; `None` when it is not there."""
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key, page):
        """Remembers a page, and forgets others for it."""
        with self.lock:
            self.forget(key)
            self.pages[key] = page
            self.weight += page.weight
            while self.weight > self.most and len(self.pages) > 1:
                self.forget(next(iter(self.pages)))

    def drop(self, key):
        """Forgets a page, if it is there."""
        with self.lock:
            self.forget(key)

    def forget(self, key):
        """Forgets a page, if it is there; the lock is the caller's."""
        page = self.pages.pop(key, None)
        if page is not None:
            self.weight -= page.weight

    def clear(self):
        """Forgets all."""
        with self.lock:
            self.pages.clear()
            self.weight = 0
