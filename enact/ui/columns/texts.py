"""Columns of texts, choices and themes."""

from django.db.models import F, Value
from django.db.models.functions import Concat, NullIf, StrIndex
from django.utils.translation import gettext as _

from enact.languages import text_of
from enact.themes import Themed
from enact.ui.columns.base import UNKNOWN, ListColumn, WordsColumn, named


class ToldColumn(WordsColumn):
    """A text that every record has: where it is empty, nobody has told it."""

    is_nullable = True

    def words(self):
        read = self.reader
        return lambda record: read(record) or UNKNOWN


class BothColumn(ListColumn):
    """A text in both languages, kept in `<field>_fr` and `<field>_en`: the reader's on screen, both in a spreadsheet."""

    def __init__(self, verbose_name, field, **options):
        super().__init__(verbose_name, lambda record: str(text_of(record, field)), **options)
        self.field = field

    def headers(self):
        return [named(self.header, _("in French")), named(self.header, _("in English"))]

    def values(self):
        return lambda record: tuple(text_of(record, self.field))


class ChoiceColumn(WordsColumn):
    """One of some choices, by its name. `names`: a `TextChoices`, or key-name pairs.

    It is sorted in the order of the choices, or of `ranks` where the field to sort by holds other keys.
    """

    is_nullable = True

    def __init__(self, verbose_name, accessor=None, *, names, ranks=None, **options):
        self.choices, self.ranks = names, ranks or names
        super().__init__(verbose_name, accessor, **options)

    def names(self):
        """The names by key, in the language of the reader."""
        return {key: str(name) for key, name in getattr(self.choices, "choices", self.choices)}

    def ordering(self, is_descending):
        keys = "".join(f",{key}" for key, _name in getattr(self.ranks, "choices", self.ranks))
        ranks = [
            NullIf(StrIndex(Value(f"{keys},"), Concat(Value(","), F(field), Value(","))), Value(0))
            for field in self.sort_fields
        ]
        return [rank.desc(nulls_last=True) if is_descending else rank.asc(nulls_last=True) for rank in ranks]

    def words(self):
        read, names = self.reader, self.names()
        return lambda record: names.get(read(record))


class YesColumn(WordsColumn):
    """Yes, or nothing."""

    def words(self):
        read, yes = self.reader, _("yes")
        return lambda record: yes if read(record) else None


class ThemesColumn(WordsColumn):
    """The themes ticked on a record of the kind of `Themed`; nothing when they are not known."""

    def __init__(self, verbose_name, **options):
        super().__init__(verbose_name, accessor=str, orderable=False, **options)

    def words(self):
        names = [(theme, str(Themed._meta.get_field(theme).verbose_name)) for theme in Themed.THEMES]
        return lambda record: ", ".join(name for theme, name in names if getattr(record, theme))


class ToldThemesColumn(ThemesColumn):
    """Themes, of which every record has some: where none is ticked, nobody has told them."""

    def words(self):
        words = super().words()
        return lambda record: words(record) or UNKNOWN
