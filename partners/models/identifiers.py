"""Identifiers that others give, to organisations, laboratories and people, and how each is checked."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum import isni
from stdnum.fr import siren, siret

UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def check_siren(value):
    """Refuses a SIREN whose check digit (Luhn) is wrong."""
    if not siren.is_valid(value):
        raise ValidationError(
            _("“%(value)s” is not a SIREN: nine digits with their check digit."), params={"value": value}
        )


def check_siret(value):
    """Refuses a SIRET whose check digit is wrong: Luhn, but for La Poste, whose digits add up to a multiple of five."""
    if not siret.is_valid(value):
        raise ValidationError(
            _("“%(value)s” is not a SIRET: 14 digits with their check digit."), params={"value": value}
        )


def check_uai(value):
    """Refuses a UAI whose letter is not that of its seven digits, modulo 23."""
    valid = re.fullmatch(r"[0-9]{7}[A-Z]", value) and UAI_LETTERS[int(value[:7]) % 23] == value[7]
    if not valid:
        raise ValidationError(
            _("“%(value)s” is not a UAI: seven digits and their check letter."), params={"value": value}
        )


def check_ror(value):
    """Refuses a ROR identifier whose two check digits (ISO 7064, modulo 97) are wrong."""
    valid = re.fullmatch(rf"0[{ROR_DIGITS}]{{6}}[0-9]{{2}}", value)
    if valid:
        number = 0
        for character in value[:7]:
            number = number * 32 + ROR_DIGITS.index(character)
        valid = 98 - (number * 100) % 97 == int(value[7:])
    if not valid:
        raise ValidationError(_("“%(value)s” is not a ROR identifier, such as 02feahw73."), params={"value": value})


def check_orcid(value):
    """Refuses an ORCID whose check digit is wrong: it is that of ISNI."""
    if not isni.is_valid(value):
        raise ValidationError(_("“%(value)s” is not an ORCID, such as 0000-0002-1825-0097."), params={"value": value})


def check_telephone(value):
    """Refuses a telephone number that nobody can dial: digits with what parts them, 6 to 15, after a + or not."""
    digits = re.sub(r"[^0-9]", "", value)
    if not (re.fullmatch(r"\+?[0-9][0-9 .()/\u00a0\u202f-]*", value) and 6 <= len(digits) <= 15):
        raise ValidationError(
            _("“%(value)s” is not a telephone number, such as 03 88 00 00 00 or +49 681 00 00 00."),
            params={"value": value},
        )


def check_idref(value):
    """Refuses an IdRef (the PPN of a record of the Abes) whose last character is not the check of its eight digits, modulo 11."""
    valid = re.fullmatch(r"[0-9]{8}[0-9X]", value)
    if valid:
        weighed = sum(int(digit) * weight for digit, weight in zip(value, range(9, 1, -1), strict=False))
        valid = "0123456789X"[-weighed % 11] == value[8]
    if not valid:
        raise ValidationError(
            _("“%(value)s” is not an IdRef: eight digits and their check digit, or X."), params={"value": value}
        )


def unique_when_given(field, message):
    """The constraint that no two rows share an identifier, which none of them must have."""
    return models.UniqueConstraint(
        fields=[field],
        condition=~models.Q(**{field: ""}),
        name=f"%(app_label)s_%(class)s_{field}_is_unique",
        violation_error_message=message,
    )
