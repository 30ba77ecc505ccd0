"""The tables of a release."""

from enact.languages import Text
from indicators.open_data.agreements import AGREEMENTS
from indicators.open_data.columns import COUNT, DAY, NUMBER, YES, Column, Table, in_both, texts
from indicators.open_data.figures import figures_table

KEY = {"constraints": {"required": True, "unique": True}}
TOLD = ("name", "definition", "perimeter", "collected", "owner", "limits")


def indicator_rows(document):
    """What the indicators are, and where each stands."""
    return [
        texts(**{name: entry[name] for name in TOLD}, unit_one=entry["unit"]["one"], unit_many=entry["unit"]["many"])
        | {key: entry[key] for key in ("code", "pillar", "kind", "better", "counts_people", "definition_version")}
        | {
            "unit": entry["unit"]["key"],
            "composition": " ".join(entry["composition"]),
            "rhythm_months": entry["rhythm"],
            "next_update": entry["next_update_on"],
            "status": entry["progress"]["status"],
            "judged_on": entry["progress"]["on"],
            "expected": entry["progress"]["expected"],
            "share": entry["progress"]["share"],
        }
        for entry in document["indicators"]
    ]


def source_rows(document):
    """Who said what the figures are drawn from, and where."""
    return [
        {key: source[key] for key in ("address", "page", "published_on", "publisher")}
        | {"key": key}
        | texts(said_by=source["said_by"], title=source["title"])
        for key, source in document["sources"].items()
    ]


def statement_rows(document):
    """What the sources said."""
    names = ("key", "area", "status", "source", "stated_on", "holds_on", "precision", "due_on")
    return [{name: row[name] for name in names} | texts(text=row["text"]) for row in document["statements"]]


INDICATORS = Table(
    "indicators.csv",
    Text("Définitions des indicateurs, et où chacun en est", "Definitions of the indicators, and where each stands"),
    (
        Column("code", Text("Code", "Code"), more=KEY),
        *in_both("name", "Nom", "Name"),
        *in_both("definition", "Définition", "Definition"),
        Column("definition_version", Text("Version de la définition", "Version of the definition"), COUNT),
        Column("pillar", Text("Pilier", "Pillar")),
        Column("kind", Text("État, cumul ou année", "Stock, cumulative or yearly")),
        Column("better", Text("Quel sens est le meilleur", "Which way is better")),
        Column("unit", Text("Clé de l’unité", "Key of the unit")),
        *in_both("unit_one", "Unité, au singulier", "Unit, as one"),
        *in_both("unit_many", "Unité, au pluriel", "Unit, as several"),
        *in_both("perimeter", "Périmètre", "Perimeter"),
        *in_both("collected", "Comment il est recueilli", "How it is collected"),
        *in_both("owner", "Responsable", "Owner"),
        *in_both("limits", "Limites", "Limits"),
        Column("counts_people", Text("Compte des personnes", "Counts people"), YES),
        Column("composition", Text("Codes des composantes", "Codes of the components")),
        Column("rhythm_months", Text("Mois entre deux mises à jour", "Months between two updates"), COUNT),
        Column("next_update", Text("Prochaine mise à jour attendue", "Next update due"), DAY),
        Column("status", Text("Où il en est de sa trajectoire", "Where it stands on its trajectory")),
        Column("judged_on", Text("Jour pour lequel il est jugé", "Day for which it is judged"), DAY),
        Column("expected", Text("Attendu ce jour-là", "Expected on that day"), NUMBER),
        Column("share", Text("Part du chemin faite, de 0 à 1", "Share of the way done, from 0 to 1"), NUMBER),
    ),
    indicator_rows,
)

SOURCES = Table(
    "sources.csv",
    Text("Sources : qui l’a dit, et dans quel document", "Sources: who said it, and in which document"),
    (
        Column("key", Text("Clé de la source", "Key of the source"), more=KEY),
        *in_both("said_by", "Qui l’a dit", "Who said it"),
        *in_both("title", "Titre du document", "Title of the document"),
        Column("publisher", Text("Éditeur", "Publisher")),
        Column("published_on", Text("Jour de parution", "Day of publication"), DAY),
        Column("page", Text("Page", "Page")),
        Column("address", Text("Adresse du document", "Address of the document")),
    ),
    source_rows,
)

STATEMENTS = Table(
    "statements.csv",
    Text("Ce que les sources ont dit", "What the sources said"),
    (
        Column("key", Text("Clé de la déclaration", "Key of the statement"), more=KEY),
        Column("area", Text("Domaine", "Area")),
        Column("status", Text("Ce que la source en fait", "What the source makes of it")),
        *in_both("text", "Ce qui a été dit", "What was said"),
        Column("source", Text("Clé de la source", "Key of the source")),
        Column("stated_on", Text("Jour où cela a été dit", "Day on which it was said"), DAY),
        Column("holds_on", Text("Jour pour lequel cela vaut", "Day for which it holds"), DAY),
        Column("precision", Text("Précision de ce jour", "Precision of that day")),
        Column("due_on", Text("Échéance", "Day on which it is due"), DAY),
    ),
    statement_rows,
    {"source": ("sources", "key")},
)

TABLES = (figures_table("fr"), figures_table("en"), INDICATORS, SOURCES, STATEMENTS, AGREEMENTS)
"""Every table, in the order in which readers are told of them."""
