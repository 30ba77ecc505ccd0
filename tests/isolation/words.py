"""Words and numbers that one partner alone has, in every text of its own, and how they are found wherever they leak."""

import re

from django.db import models
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from partners.models.identifiers import ROR_DIGITS, UAI_LETTERS

WORD = re.compile("kanari([a-z])([a-z])([a-z]*)")
NUMBER = re.compile(r"9(\d\d)(\d)7137|81(\d\d)4826")
TELEPHONE = re.compile(r"36(\d\d)(\d)8245")
BETWEEN_DIGITS = re.compile(r"[\s.,-]")
RANKS = ("", "own", "contact", "desk", "lead")
"""What tells people of one partner apart, by the digit of their telephone."""
CODES = {"country", "department", "siren", "siret", "ror", "uai", "orcid", "idref", "nnt", "password", "telephone"}
"""Fields of text that hold no words; `identifiers_of`, `orcid_of` and `telephone_of` fill those that tell who somebody is."""


def word_of(number, field):
    """The word of a partner in a field: letters only, so that searches, addresses and keys keep it whole."""
    return f"kanari{chr(97 + number // 26)}{chr(97 + number % 26)}{re.sub('[^a-z]', '', field)}"


def amount_of(number, rank):
    """An amount that one partner alone has, one of ten by rank."""
    return int(f"9{number:02}{rank}7137")


def marks_in(text):
    """What is told of partners in a text: (number of the partner, field) pairs; words cut short are found too.

    Amounts, the digits of a SIREN and telephones count too, whatever parts them: their fields are "amount" with its rank,
    "siren", and "telephone" with the rank of the person.
    """
    digits = BETWEEN_DIGITS.sub("", text)
    words = {
        ((ord(first) - 97) * 26 + ord(second) - 97, field) for first, second, field in WORD.findall(text.casefold())
    }
    numbers = {
        (int(number), f"amount{rank}") if number else (int(siren), "siren")
        for number, rank, siren in NUMBER.findall(digits)
    }
    telephones = {(int(number), f"telephone{RANKS[int(rank)]}") for number, rank in TELEPHONE.findall(digits)}
    return words | numbers | telephones


def own_fields(model):
    """The fields of a model into which people type words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
        and field.name not in CODES
    ]


def texts_of(model, number, rank=""):
    """A word of the partner for every text of a model, as its fields take them; `rank` tells rows of one model apart."""
    return {
        field.name: text_for(field, word_of(number, f"{model._meta.model_name}{field.name}{rank}"))
        for field in own_fields(model)
    }


def text_for(field, word):
    """A word in the form that a field takes."""
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.URLField):
        return f"https://{word}.example.org/"
    return word[: field.max_length]


def telephone_of(number, rank=""):
    """A telephone that one person of a partner alone has."""
    return f"036{number:02}{RANKS.index(rank)}8245"


def identifiers_of(number):
    """The identifiers of an organisation, with their check digits and letters."""
    siren = checked(f"81{number:02}4826")
    uai = 7137000 + number
    return {
        "siren": siren,
        "siret": checked(f"{siren}7137"),
        "uai": f"{uai}{UAI_LETTERS[uai % 23]}",
        "ror": ror_of(number),
    }


def checked(digits):
    """Digits with Luhn's check digit."""
    return digits + luhn.calc_check_digit(digits)


def ror_of(number):
    """A ROR identifier with its two check digits."""
    letters = f"07137{ROR_DIGITS[number // 32]}{ROR_DIGITS[number % 32]}"
    value = 0
    for letter in letters:
        value = value * 32 + ROR_DIGITS.index(letter)
    return f"{letters}{98 - value * 100 % 97:02}"


def idref_of(number):
    """An IdRef with its check character."""
    digits = f"81{number:02}4826"
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True))
    return digits + "0123456789X"[-weighed % 11]


def orcid_of(number, place=0):
    """An ORCID with its check digit, one of a thousand of the partner by place."""
    digits = f"000081{number:02}4826{place:03}"
    digits += mod_11_2.calc_check_digit(digits)
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))
