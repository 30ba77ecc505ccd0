"""Text in both languages of the house: French first, English beside it."""

import unicodedata
from typing import NamedTuple

from django.utils.translation import get_language, override


class Text(NamedTuple):
    """A text in French and in English; as a string, it is in the language of the reader, French by default."""

    fr: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "").startswith("en") and self.en else self.fr

    def as_json(self):
        """Both languages, as a release holds them."""
        return {"en": self.en or self.fr, "fr": self.fr}


NO_TEXT = Text("", "")


def text_of(row, field):
    """The text that a row keeps in `<field>_fr` and `<field>_en`."""
    return Text(getattr(row, f"{field}_fr"), getattr(row, f"{field}_en"))


def both(lazy):
    """A translated text in both languages."""
    with override("fr"):
        french = str(lazy)
    with override("en"):
        return Text(french, str(lazy))


def alphabetical(text):
    """The key by which French sorts a text: accents and capitals do not count. The same on every database."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return plain.casefold().replace("œ", "oe").replace("æ", "ae")
