"""Records as files name them: by key, by identifier, by name."""

from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enact.imports.headings import normal

MOST_GUESSES = 50
"""For how many names that are not known others like them are looked for: that takes time."""
DIGITS = (9, 14)
"""How long SIREN and SIRET are: spreadsheets take the zeros away with which some begin."""


class Directory:
    """Records by what names them. `kind` says in words what they are.

    What is found is a frozenset of keys: of a name that several bear, all of them; which one is meant may follow from the rest
    of the row.
    """

    def __init__(self, kind):
        self.kind = kind
        self.keys, self.names, self.shown = set(), {}, {}
        self.guesses = 0

    def add(self, key, shown, *names):
        """Adds a record: its key, how it is shown, and all that names it."""
        self.keys.add(key)
        self.shown[key] = shown
        for name in (shown, *names):
            if name:
                self.names.setdefault(normal(name), set()).add(key)

    def find(self, text):
        """The keys of the records that a text names. Raises `ValidationError` when there is none."""
        if text.isdecimal() and len(text) < 9 and int(text) in self.keys:
            return frozenset({int(text)})
        names = [normal(text), *(text.zfill(digits) for digits in DIGITS if text.isdecimal())]
        found = next((self.names[name] for name in names if name in self.names), None)
        if not found:
            raise ValidationError(self.unknown(text))
        return frozenset(found)

    def unknown(self, text):
        """That there is no such record, and what to do."""
        words = _("There is no %(kind)s “%(name)s”. Correct the name, or record it first.")
        said, alike = words % {"kind": self.kind, "name": text}, _("Is it one of these: %(names)s?")
        self.guesses += 1
        close = get_close_matches(normal(text), self.names, n=3, cutoff=0.75) if self.guesses <= MOST_GUESSES else []
        names = sorted({self.shown[key] for name in close for key in self.names[name]})
        return f"{said} {alike % {'names': ', '.join(names)}}" if names else said

    def only(self, found, current=None):
        """The one key that is meant: the current one where it is among those found. Raises `ValidationError` for several."""
        if current in found:
            return current
        if len(found) > 1:
            words = _("Several records are called so: %(names)s. Write the number of the one that is meant.")
            names = ", ".join(f"{self.shown[key]} ({key})" for key in sorted(found)[:5])
            raise ValidationError(words % {"names": names})
        return next(iter(found), None)
