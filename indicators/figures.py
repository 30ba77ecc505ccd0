"""The figure of an indicator on a day: its latest observation, until its records are complete; then what they measure.

Everything here gives plain values, as a release holds them: texts in both languages, days in ISO 8601, numbers as strings.
"""

from decimal import Decimal

from enact.dates import Precision
from enact.languages import NO_TEXT
from indicators.measures import Qualifier, Total
from indicators.protection import SMALL_COUNTS


def plain(number):
    """A number as a release writes it: no exponent, no useless zero; `None` stays."""
    return None if number is None else f"{Decimal(number).normalize():f}"


def total_as_json(total):
    """The published form of a total."""
    return {"qualifier": str(total.qualifier), "unknowns": total.unknowns, "value": plain(total.value)}


def is_small(total):
    """Whether a total counts so few people that it is not published."""
    return total.value is not None and total.value in SMALL_COUNTS


def protected(total, indicator):
    """The published form of a total of an indicator or of a breakdown, without its value where that counts too few people."""
    if indicator.counts_people and is_small(total):
        return HIDDEN
    return total_as_json(total) | {"protected": False}


def counting(indicator, breakdown):
    """Which of the two says whether the parts of a breakdown count people: itself, unless it leaves it to the indicator."""
    return indicator if breakdown.counts_people is None else breakdown


HIDDEN = total_as_json(Total(unknowns=1)) | {"protected": True}
"""The published form of a count that is protected."""


def observed(observation, indicator):
    """The figure that an observation states."""
    return protected(Total.of(observation.value, observation.qualifier), indicator) | {
        "complete_from": None,
        "holds_on": observation.holds_on.isoformat(),
        "note": observation.note.as_json(),
        "origin": "observation",
        "perimeter": observation.perimeter.as_json(),
        "precision": str(observation.precision),
        "source": observation.source.key if observation.source else None,
        "stated_on": observation.stated_on.isoformat(),
    }


def measured(reading, indicator, completeness, day):
    """The figure of an indicator, or of one of its parts, that a reading of complete records gives on a day."""
    return protected(reading.total, indicator) | {
        "complete_from": completeness.complete_from.isoformat(),
        "holds_on": reading.holds_on.isoformat(),
        "note": {"en": completeness.grounds_en or completeness.grounds_fr, "fr": completeness.grounds_fr},
        "origin": "records",
        "perimeter": reading.covers.as_json(),
        "precision": str(Precision.EXACT),
        "source": completeness.source.key if completeness.source else None,
        "stated_on": day.isoformat(),
    }


def unknown():
    """The figure of an indicator of which nobody has said anything, and whose records are not complete."""
    return {
        "complete_from": None,
        "holds_on": None,
        "note": NO_TEXT.as_json(),
        "origin": "none",
        "perimeter": NO_TEXT.as_json(),
        "precision": str(Precision.EXACT),
        "protected": False,
        "qualifier": str(Qualifier.EXACT),
        "source": None,
        "stated_on": None,
        "unknowns": 1,
        "value": None,
    }


def adds_up(totals, whole):
    """Whether the known parts and the unknowns of some totals make up a whole."""
    added = sum(totals, Total())
    return (added.known, added.unknowns) == (whole.known, whole.unknowns)
