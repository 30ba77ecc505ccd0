"""Records that are found and sorted by their words, whatever accents and capitals, the same on every database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.languages import alphabetical

LONGEST = 200
"""In characters: of what is typed into a search, no more is looked at."""


def words_of(text):
    """The words of a text as they are searched: without accents, capitals and what no database keeps."""
    kept = "".join(letter for letter in text[:LONGEST] if letter.isprintable() or letter.isspace())
    return alphabetical(kept).split()


def holding(text, *fields):
    """The condition that every word of a text stands in one of some fields of the kind of `Searched.words`."""
    found = models.Q()
    for word in words_of(text):
        found &= models.Q.create([(f"{field}__contains", word) for field in fields], connector=models.Q.OR)
    return found


class Searched(models.Model):
    """A record with its words: those of the fields named in `SEARCHED`, in their order, by which it is sorted too."""

    SEARCHED = ()

    words = models.CharField(_("words"), max_length=600, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def settle(self):
        """The words follow from the texts: see `Record.settle`."""
        self.words = alphabetical(" ".join(getattr(self, field) for field in self.SEARCHED))[:600]
        return {"words", *super().settle()}
