"""Every figure of a release as a row, under the key that it has on the pages."""

from functools import partial

from django.utils.translation import override

from enact.languages import Text
from indicators.measures import Qualifier
from indicators.open_data.columns import COUNT, DAY, NUMBER, YES, Column, Table
from indicators.tables import units_of

WHAT = {
    "value": Text("valeur publiée", "published value"),
    "recorded": Text("ce qui est enregistré jusqu’ici", "what is recorded so far"),
    "part": Text("dont", "of which"),
    "breakdown": Text("part d’une répartition", "part of a breakdown"),
    "remainder": Text("ce que les composantes n’expliquent pas", "what the components leave unexplained"),
    "target": Text("cible", "target"),
    "trajectory": Text("point de la trajectoire", "point of the trajectory"),
    "series": Text("valeur d’une publication", "value at a release"),
    "observation": Text("ce qu’une source a déclaré", "what a source stated"),
}
"""What a row can be."""
LANGUAGES = {"fr": Text("en français", "in French"), "en": Text("en anglais", "in English")}

COLUMNS = (
    Column(
        "figure",
        Text(
            "Clé du chiffre, la même dans les pages (data-figure)", "Key of the figure, the same on pages (data-figure)"
        ),
        more={"constraints": {"required": True}},
    ),
    Column(
        "indicator", Text("Code de l’indicateur", "Code of the indicator"), more={"constraints": {"required": True}}
    ),
    Column("part", Text("Clé de la part ; vide pour le tout", "Key of the part; empty for the whole")),
    Column(
        "what",
        Text("Ce qu’est la ligne", "What the row is"),
        more={"constraints": {"required": True, "enum": list(WHAT)}},
    ),
    Column("day", Text("Jour pour lequel le chiffre vaut", "Day for which the figure holds"), DAY),
    Column("value", Text("Valeur ; vide si inconnue ou protégée", "Value; empty where unknown or protected"), NUMBER),
    Column(
        "qualifier",
        Text("Comment lire la valeur ; vide sans valeur", "How to read the value; empty without one"),
        more={"constraints": {"enum": [str(value) for value in Qualifier.values]}},
    ),
    Column("unknowns", Text("Nombre de valeurs inconnues dans la somme", "Number of unknown values in the sum"), COUNT),
    Column("protected", Text("Valeur tue parce que trop petite", "Value not told because it is too small"), YES),
    Column(
        "held_back",
        Text("Valeur dite comme avant : son changement est retenu", "Value told as before: its change is held back"),
        YES,
    ),
    Column("unit", Text("Clé de l’unité", "Key of the unit")),
    Column("source", Text("Clé de la source, dans sources.csv", "Key of the source, in sources.csv")),
    Column("release", Text("Numéro de la publication", "Number of the release"), COUNT),
    Column("sha256", Text("Empreinte de la publication", "Fingerprint of the release")),
    Column("indicator_name", Text("Nom de l’indicateur", "Name of the indicator")),
    Column("part_name", Text("Nom de la part", "Name of the part")),
    Column("unit_name", Text("Nom de l’unité", "Name of the unit")),
    Column("source_name", Text("Qui l’a dit", "Who said it")),
)
LINKS = {"indicator": ("indicators", "code"), "source": ("sources", "key")}


def figures_table(language):
    """The table of figures whose texts are in a language."""
    title = Text(f"Tous les chiffres, textes {LANGUAGES[language].fr}", f"All figures, texts {LANGUAGES[language].en}")
    return Table(f"figures.{language}.csv", title, COLUMNS, partial(rows, language=language), LINKS)


def rows(document, language):
    """The rows of all figures of a document, its texts in a language."""
    with override(language):
        units = units_of(document)
    return [
        row | texts_of(row, entry, document, units, language)
        for entry in document["indicators"]
        for row in rows_of(entry, document)
    ]


def rows_of(entry, document):
    """The rows of the figures of an indicator, without texts but the name of the part in both languages."""
    code, unit, day = entry["code"], entry["unit"]["key"], document["day"]
    for part, what, on, figure, own_unit, name in told(entry, day):
        key = ":".join(filter(None, [code, part]))
        yield {
            "figure": key,
            "indicator": code,
            "part": part if what in ("part", "breakdown") else "",
            "what": what,
            "day": on,
            "value": figure["value"],
            "qualifier": None if figure["value"] is None else figure.get("qualifier", str(Qualifier.EXACT)),
            "unknowns": figure.get("unknowns", 0),
            "protected": figure.get("protected", False),
            "held_back": figure.get("held_back", False),
            "unit": own_unit or unit,
            "source": figure.get("source"),
            "release": document["number"],
            "sha256": document["sha256"],
            "name": name,
        }


def told(entry, day):
    """What is told of an indicator: the key within it, what it is, its day, the figure, its unit if its own, its name if any."""
    figure = entry["figure"]
    yield "", "value", figure["holds_on"] or day, figure, None, None
    if figure.get("recorded"):
        yield "recorded", "recorded", day, figure["recorded"], None, None
    for part in entry["parts"]:
        yield part["key"], "part", part["figure"]["holds_on"] or day, part["figure"], None, (part["name"],)
    for breakdown in entry["breakdowns"]:
        for part in breakdown["parts"]:
            names = breakdown["name"], part["name"]
            yield f"{breakdown['key']}:{part['key']}", "breakdown", day, part, breakdown["unit"], names
    if entry["remainder"]:
        yield "remainder", "remainder", day, entry["remainder"], None, None
    for target in entry["targets"]:
        yield ":".join(filter(None, ["target", target["due_on"]])), "target", target["due_on"], target, None, None
    for point in entry["trajectory"]:
        yield f"trajectory:{point['on']}", "trajectory", point["on"], point, None, None
    for point in entry["series"]:
        yield f"published:{point['day']}", "series", point["day"], point, None, None
    for place, row in enumerate(entry["observations"], start=1):
        yield f"observation:{place}", "observation", row["holds_on"], row, None, None


def texts_of(row, entry, document, units, language):
    """The texts of a row in a language."""
    source = document["sources"].get(row["source"])
    return {
        "indicator_name": entry["name"][language],
        "part_name": " – ".join(name[language] for name in row["name"] or ()),
        "unit_name": units.get(row["unit"], row["unit"]),
        "source_name": source["said_by"][language] if source else "",
    }
