"""The row of headings of a sheet, wherever it stands, and which column each heading means."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from enact.imports.archives import Refused
from enact.languages import alphabetical

DEEPEST = 30
"""In how many first rows headings are looked for: titles may stand above them."""
TOTALS = re.compile(r"(grand|sous|sub)?total(s|aux|general|generaux)?")


def normal(text):
    """A heading as it is compared: without accents, capitals, spaces and punctuation."""
    return re.sub(r"[^a-z0-9]", "", alphabetical(str(text)))


class Table(NamedTuple):
    """Rows under their headings: of which sheet, where the headings stand, the texts of all, and the place of each column.

    `rows`: (number, cells) pairs. `said`: what the reader must know of how the sheet was read, in words.
    """

    sheet: str
    headings: list
    places: dict
    rows: list
    said: list


def letters(place):
    """The name of a column as spreadsheets show it, from its place: A, B, …, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def table_of(ways, columns):
    """The rows of the sheet whose headings are known best, of the ways to read a file. Raises `Refused`.

    `columns`: for each heading as it is compared, the name of the column that it means; "" for one that is not read.
    """
    best, found = 0, None
    for sheets in ways:
        for sheet in sheets:
            for place in range(min(DEEPEST, len(sheet.rows))):
                names = names_at(sheet, place, columns)
                known = sum(1 for name in names if name)
                if known > best:
                    best, found = known, (sheets, sheet, place, names)
    if found is None:
        raise Refused(_("No heading of these rows is known. Take the template, or the headings of a list’s file."))
    return divided(*found)


def names_at(sheet, place, columns):
    """What each heading of a row means: by itself, with the group above it, or by what stands above it alone."""
    own = sheet.rows[place][1]
    above = sheet.rows[place - 1][1] if place else []
    names, group = [], ""
    for index, heading in enumerate(own):
        over = above[index] if index < len(above) else None
        group = normal(over) if over is not None else group
        tried = [group + normal(heading), normal(heading)] if heading is not None else []
        if over is not None and heading in (None, over):
            tried.append(normal(over))
        names.append(next((columns[key] for key in tried if key and key in columns), None))
    return names


def divided(sheets, sheet, place, names):
    """The table whose headings stand at a place, with what is to be said of it. Refuses a heading that comes twice."""
    headings = [str(cell) if cell is not None else "" for cell in sheet.rows[place][1]]
    places = {}
    for index, name in enumerate(names):
        if name and name in places:
            cells = [f"{letters(one)}{sheet.rows[place][0]}" for one in (places[name], index)]
            words = _("Two columns say the same thing: “%(heading)s” in %(cells)s. Take one away, or rename it.")
            raise Refused(words % {"heading": headings[index] or headings[places[name]], "cells": ", ".join(cells)})
        if name:
            places[name] = index
    rows, skipped = useful_rows(sheet.rows[place + 1 :], list(places.values()))
    said = remarks(sheets, sheet, headings, names, skipped, {number for number, _cells in rows})
    return Table(sheet.name, headings, places, rows, said)


def useful_rows(rows, places):
    """The rows that say something in the columns read, and the numbers of those of totals, which are left out."""
    found, skipped = [], []
    for number, cells in rows:
        filled = [cells[place] for place in places if place < len(cells) and cells[place] is not None]
        if not filled:
            continue
        everything = [cell for cell in cells if cell is not None]
        if is_total(everything):
            skipped.append(number)
        else:
            found.append((number, cells))
    return found, skipped


def is_total(cells):
    """Whether a row is one of sums: it says so first, and gives nothing but numbers besides."""
    first, *others = cells
    if not (isinstance(first, str) and TOTALS.fullmatch(normal(first.rstrip(" :")))):
        return False
    return bool(others) and all(not isinstance(cell, str) or re.fullmatch(r"[\d\s.,€’']+", cell) for cell in others)


def remarks(sheets, sheet, headings, names, skipped, read):
    """What the reader must know of how a sheet was read, in words."""
    unknown = [heading for heading, name in zip(headings, names, strict=True) if heading and name is None]
    derived = [heading for heading, name in zip(headings, names, strict=True) if heading and name == ""]
    hidden = sorted(sheet.hidden & read)
    others = [other.name for other in sheets if other is not sheet and other.rows]
    found = [
        (unknown, _("These columns are not known, and are not read: %(names)s.")),
        (derived, _("These columns follow from others, and are not read: %(names)s.")),
        (hidden, _("These rows are hidden in the file, and are read like the others: %(names)s.")),
        (skipped, _("These rows give totals, and are left out: %(names)s.")),
        (others, _("These other sheets are not read: %(names)s.")),
    ]
    said = [words % {"names": shortened(names)} for names, words in found if names]
    if len(sheets) > 1:
        said.insert(0, _("The rows are those of the sheet “%(name)s”.") % {"name": sheet.name})
    return [*said, _("Of merged cells, each row has the value of the first.")] if sheet.has_merged else said


def shortened(names, most=20):
    """Some names in a row; of many, the first ones, and how many more there are."""
    shown = ", ".join(str(name) for name in names[:most])
    return (
        shown
        if len(names) <= most
        else _("%(names)s and %(count)s more") % {"names": shown, "count": len(names) - most}
    )
