"""The columns that a file may have: each reads what people write in a cell into what a record holds.

An empty cell says nothing. "-" alone says that there is nothing: what the record holds is erased.
"""

import datetime
import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.amounts import AmountFormField
from enact.dates import FIRST_DAY, DayField
from enact.imports.headings import normal
from enact.languages import both
from enact.search import words_of
from enact.themes import Themed

ERASING = ("-", "–", "—")
YES = {"yes", "oui", "true", "vrai", "x", "1", "o", "y"}
NO = {"no", "non", "false", "faux", "0", "n"}
YEAR = re.compile(r"20\d\d")
SPACED = re.compile(r"[0-9]{1,3}(?:[\s\u00a0\u202f’'][0-9]{3}){0,2}|[0-9]{1,9}")
"""A whole number up to nine digits, as people write it."""


def plain(cell):
    """A cell as a text: numbers without useless decimals, days as the form fields read them."""
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


class Column:
    """A column: its `name` in files that programs write, its label, the other headings that mean it, and what it asks for.

    A heading is a text, or a pair of texts whose group and column are named apart. `field`: the field of the record that it
    fills; "" when it only helps to find one. `asked`: whether a new record needs it.
    """

    allowed = gettext_lazy("text")

    def __init__(self, name, label, *, field=None, also=(), asked=False, note=""):
        self.name, self.label, self.also, self.asked, self.note = name, label, also, asked, note
        self.field = name if field is None else field

    def headings(self):
        """Every heading that means this column, as headings are compared."""
        found = {normal(self.name)}
        for heading in (self.label, *self.also):
            parts = heading if isinstance(heading, tuple) else (heading,)
            texts = [both(part) for part in parts]
            found |= {normal("".join(text.fr for text in texts)), normal("".join(text.en for text in texts))}
        return found

    def choices(self):
        """The values that are allowed, in words; none where a text, a number or a day is asked for."""
        return []

    def read(self, cell, context):
        """What a record holds for a cell that is not empty, by field. Raises `ValidationError`."""
        return {self.field: self.value(cell, context)}

    def value(self, cell, context):
        """The value of the field. Raises `ValidationError`."""
        return plain(cell)

    def erased(self):
        """What a record holds once the cell has erased it, by field; `None` where that cannot be."""
        return {self.field: ""}


class TextColumn(Column):
    """A text. `width`: a number is filled up with zeros to so many digits; `is_compact`: spaces and points do not count."""

    def __init__(self, *args, width=0, is_compact=False, **options):
        self.width, self.is_compact = width, is_compact
        super().__init__(*args, **options)

    def value(self, cell, context):
        text = plain(cell)
        if self.is_compact:
            text = re.sub(r"[\s.]", "", text.removeprefix("https://ror.org/"))
        return text.zfill(self.width) if text.isdecimal() else text


class KeyColumn(Column):
    """The key of a record, as our own files write it."""

    allowed = gettext_lazy("the number that our own files give; empty for a new row")

    def value(self, cell, context):
        if not re.fullmatch(r"[0-9]{1,18}", plain(cell)):
            raise ValidationError(_("A key is a whole number, as our own files write it."))
        return int(plain(cell))

    def erased(self):
        return None


class NumberColumn(KeyColumn):
    """A whole number."""

    allowed = gettext_lazy("whole number")

    def value(self, cell, context):
        if not re.fullmatch(r"[0-9]{1,5}", plain(cell)) or int(plain(cell)) > 32_767:
            raise ValidationError(_("“%(value)s” is not a whole number.") % {"value": plain(cell)})
        return int(plain(cell))


class CountColumn(Column):
    """How many: a whole number, or unknown."""

    allowed = gettext_lazy("whole number; empty when it is not known")

    def value(self, cell, context):
        typed = plain(cell).strip().removesuffix(".0")
        if re.fullmatch(r"[-−–]\s*[0-9]+", typed):
            raise ValidationError(_("“%(value)s” is below zero.") % {"value": plain(cell)})
        if re.fullmatch(r"[0-9]{10,}", typed):
            raise ValidationError(_("“%(value)s” is more than can be counted: nine digits at most.") % {"value": typed})
        if not SPACED.fullmatch(typed):
            raise ValidationError(f"{_('“%(value)s” is not a whole number.') % {'value': plain(cell)}} {self.advice()}")
        return int(re.sub(r"\D", "", typed))

    def advice(self):
        """What to do about what is not a whole number, in words."""
        words = _("Of “about 150”, write 150, and “about” in the column “%(name)s”.")
        return words % {"name": _("to be read as")}

    def erased(self):
        return {self.field: None}


class AmountColumn(Column):
    """An amount in euros, or unknown."""

    allowed = gettext_lazy("amount, as in 1 234,50")
    reader = AmountFormField()

    def value(self, cell, context):
        if isinstance(cell, bool | datetime.date):
            raise self.reader.refusal("invalid", plain(cell))
        if not isinstance(cell, int | Decimal):
            return self.reader.to_python(cell)
        if cell < 0:
            raise self.reader.refusal("negative", plain(cell))
        return self.reader.in_range(round(Decimal(cell), 6), plain(cell))

    def erased(self):
        return {self.field: None}


class DayColumn(Column):
    """A day. Where `ends_year`, a year alone is its last day."""

    allowed = gettext_lazy("day, as in 20/05/2025")

    def __init__(self, *args, ends_year=False, **options):
        self.ends_year = ends_year
        super().__init__(*args, **options)

    def value(self, cell, context):
        if isinstance(cell, datetime.datetime):
            cell = cell.date()
        if isinstance(cell, datetime.date):
            if cell < FIRST_DAY:
                raise DayField().refusal("too_early", plain(cell))
            return cell
        if self.ends_year and YEAR.fullmatch(plain(cell)):
            return datetime.date(int(plain(cell)), 12, 31)
        return DayField().to_python(plain(cell))

    def erased(self):
        return {self.field: None}


class YesColumn(Column):
    """Yes or no. `empty`: what an erased cell leaves; `None` where it may not be known."""

    def __init__(self, *args, empty=False, **options):
        self.empty = empty
        super().__init__(*args, **options)

    def choices(self):
        return [_("yes"), _("no")]

    def value(self, cell, context):
        said = normal(plain(cell))
        if said not in YES | NO:
            raise ValidationError(_("“%(value)s”: write yes or no.") % {"value": plain(cell)})
        return said in YES

    def erased(self):
        return {self.field: self.empty}


class ChoiceColumn(Column):
    """One of some choices, by its key or by its name in either language. `unsaid`: names that say nothing.

    `called`: the keys by other names that people write. `empty` is what an erased cell leaves; `None`: it cannot be erased.
    """

    def __init__(self, name, label, names, *, empty=None, unsaid=(), called=(), **options):
        super().__init__(name, label, **options)
        self.names, self.empty, self.unsaid, self.called = names, empty, unsaid, dict(called)

    def choices(self):
        return [str(name) for _key, name in self.names.choices]

    def known(self):
        """The keys by their names in both languages, as they are compared; nothing for names that say nothing."""
        found = {normal(text): None for word in self.unsaid for text in both(word)}
        for key, name in self.names.choices:
            found |= dict.fromkeys([normal(key), *(normal(text) for text in both(name))], key)
        return {normal(name): key for name, key in self.called.items()} | found

    def parts(self):
        """The words of each choice's names, with its key."""
        return [(set(words_of(text)), key) for key, name in self.names.choices for text in both(name)]

    def read(self, cell, context):
        """The choice of that name, or else the only one in whose name all the words stand."""
        known = context.once(self.known)
        said, words = normal(plain(cell)), set(words_of(plain(cell)))
        if said in known:
            return {} if known[said] is None else {self.field: known[said]}
        found = {key for others, key in context.once(self.parts) if words and words <= others}
        if len(found) != 1:
            words = _("“%(value)s” is none of the choices. Write one of: %(choices)s.")
            raise ValidationError(words % {"value": plain(cell), "choices": ", ".join(self.choices())})
        return {self.field: found.pop()}

    def erased(self):
        return None if self.empty is None else {self.field: self.empty}


class ThemesColumn(Column):
    """The themes of a record, separated by commas: those that are named, and no others."""

    allowed = gettext_lazy("themes, separated by commas")

    def choices(self):
        return [str(Themed._meta.get_field(theme).verbose_name) for theme in Themed.THEMES]

    def known(self):
        """The themes by their names in both languages, as they are compared."""
        names = {theme: both(Themed._meta.get_field(theme).verbose_name) for theme in Themed.THEMES}
        return {normal(text): theme for theme, words in names.items() for text in (theme, *words)}

    def read(self, cell, context):
        known = context.once(self.known)
        named = [part for part in re.split(r"[,;·\n]", plain(cell)) if part.strip()]
        wrong = [part.strip() for part in named if normal(part) not in known]
        if wrong:
            words = _("“%(value)s” is none of the themes. Write some of: %(choices)s.")
            raise ValidationError(words % {"value": ", ".join(wrong), "choices": ", ".join(self.choices())})
        chosen = {known[normal(part)] for part in named}
        return {theme: theme in chosen for theme in Themed.THEMES}

    def erased(self):
        return dict.fromkeys(Themed.THEMES, False)


class ReferenceColumn(Column):
    """Another record, found by what `directory`, a function of nothing, lists: a `Directory`, read once for a file."""

    allowed = gettext_lazy("its number, its identifier, or its name")

    def __init__(self, *args, directory, is_optional=True, **options):
        super().__init__(*args, **options)
        self.directory, self.is_optional = directory, is_optional

    def read(self, cell, context):
        return {self.field: context.once(self.directory).find(plain(cell))}

    def erased(self):
        return {self.field: frozenset()} if self.is_optional else None


class SeveralColumn(ReferenceColumn):
    """Other records, parted by semicolons, points in the middle or lines: a tuple of what each name finds."""

    allowed = gettext_lazy("numbers, identifiers or names, separated by semicolons")

    def read(self, cell, context):
        named = [part.strip() for part in re.split(r"\s·\s|[;\n]", plain(cell)) if part.strip()]
        return {self.field: tuple(context.once(self.directory).find(name) for name in named)}

    def erased(self):
        return None
