"""Statements: what was said to a partner of its commitments on a day, kept to the letter."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from space.models.kept import Kept

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What check codes are made of: without 0, 1, I, L, O and U, which are taken for each other, or make words."""
LENGTH = 24
"""How many letters a code has: of thirty letters each, 117 bits."""
GROUP = 4


def new_code():
    """A check code that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def code_in(typed):
    """The check code in what was typed, whatever parts its letters, and small letters or capitals; "" where it is none."""
    letters = "".join(letter for letter in typed.upper() if letter not in "-–—_. \t\r\n\u00a0\u202f")
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else ""


class Statement(Kept):
    """A statement of the commitments of an organisation, as canonical JSON in text. The database never lets it be changed.

    `sha256` is that of the text in UTF-8. Statements are numbered within the year of their issue, without a gap. Whoever has the
    code can ask whether there is such a statement, and is told nothing of what it says.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number within the year"))
    day = models.DateField(_("day"))
    text = models.TextField(_("text"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    code = models.CharField(_("check code"), max_length=LENGTH, unique=True, default=new_code, editable=False)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("issued by"), related_name="+"
    )
    form_key = models.UUIDField(_("key of the form"), unique=True, editable=False)

    class Meta:
        verbose_name = _("statement of commitments")
        verbose_name_plural = _("statements of commitments")
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="%(app_label)s_%(class)s_number_is_unique"),
            models.CheckConstraint(condition=models.Q(serial__gte=1), name="%(app_label)s_%(class)s_numbers_from_one"),
        ]

    def __str__(self):
        return _("Statement no. %(number)s, %(day)s") % {"number": self.number, "day": in_words(self.day)}

    @property
    def number(self):
        """The number as it is written: 2026-0042."""
        return number_of(self.year, self.serial)

    @property
    def code_in_groups(self):
        """The check code as it is printed: K7QF-…, by groups of four."""
        return "-".join(self.code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def number_of(year, serial):
    """The number of a statement as it is written."""
    return f"{year}-{serial:04}"
