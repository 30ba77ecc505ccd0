"""The grant agreements in the columns that French law asks for.

Décret n° 2017-779 of 5 May 2017 and arrêté of 17 November 2017; the names, types and words are those of the national schema
`scdl/subventions` on schema.data.gouv.fr. What a release does not know stays empty.
"""

from enact.languages import Text
from indicators.open_data.columns import DAY, NUMBER, Column, Table

SCHEMA = "https://schema.data.gouv.fr/scdl/subventions/"
NATURES = {"cash": "aide en numéraire", "in_kind": "aide en nature"}
YES_OR_NO = {"trueValues": ["oui"], "falseValues": ["non"]}

SIRET = {"constraints": {"pattern": r"^\d{14}$"}}

COLUMNS = (
    Column("nomAttribuant", Text("Qui accorde", "Who grants"), more={"constraints": {"required": True}}),
    Column("idAttribuant", Text("Son SIRET", "Its SIRET"), more=SIRET),
    Column("dateConvention", Text("Jour de la signature", "Day of the signature"), DAY),
    Column("referenceDecision", Text("Référence de la décision", "Reference of the decision")),
    Column("nomBeneficiaire", Text("Qui reçoit : le chef de file", "Who receives: the leader")),
    Column("idBeneficiaire", Text("Son SIRET", "Its SIRET"), more=SIRET),
    Column("rnaBeneficiaire", Text("Son numéro d’association", "Its number as an association")),
    Column("objet", Text("Objet", "Subject"), more={"constraints": {"required": True, "maxLength": 256}}),
    Column("montant", Text("Montant en euros", "Amount in euros"), NUMBER),
    Column(
        "nature",
        Text("En numéraire ou en nature", "In cash or in kind"),
        more={"constraints": {"enum": list(NATURES.values())}},
    ),
    Column(
        "conditionsVersement",
        Text("Versement unique ou échelonné", "Paid at once or by instalments"),
        more={"constraints": {"enum": ["unique", "échelonné"]}},
    ),
    Column(
        "datesPeriodeVersement",
        Text("Jour ou période des versements", "Day or period of the payments"),
        more={"constraints": {"pattern": r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$"}},
    ),
    Column(
        "idRAE", Text("Numéro au répertoire des aides aux entreprises", "Number in the register of aid to companies")
    ),
    Column("notificationUE", Text("Aide notifiée à l’Union", "Aid notified to the Union"), "boolean", YES_OR_NO),
    Column(
        "pourcentageSubvention",
        Text("Part du bénéficiaire, de 0 à 1", "Share of the beneficiary, from 0 to 1"),
        NUMBER,
        {"constraints": {"minimum": 0.01, "maximum": 1}},
    ),
    Column("dispositifAide", Text("Dispositif d’aide", "Aid scheme")),
)


def rows(document):
    """The agreements of a document that tells them."""
    return [row(one) for one in document["agreements"]]


def are_told(document):
    """Whether a document tells agreements: an earlier layout does not."""
    return document["agreements"] is not None


def row(told):
    """An agreement in the columns of the law. A day or an amount that is not exact is not given for an exact one."""
    beneficiary = told["beneficiary"] or {"name": "", "siret": ""}
    known = {
        "nomAttribuant": told["grantor"]["name"],
        "idAttribuant": told["grantor"]["siret"],
        "dateConvention": told["agreed_on"] if told["precision"] == "exact" else None,
        "referenceDecision": told["reference"],
        "nomBeneficiaire": beneficiary["name"],
        "idBeneficiaire": beneficiary["siret"],
        "objet": told["subject"]["fr"],
        "montant": told["amount"] if told["qualifier"] == "exact" else None,
        "nature": NATURES.get(told["form"]),
        "conditionsVersement": conditions(told["instalments"]),
        "datesPeriodeVersement": period(told["paid_from"], told["paid_until"]),
        "pourcentageSubvention": 1 if told["beneficiary"] else None,
    }
    return {column.name: known.get(column.name) for column in COLUMNS}


def conditions(instalments):
    """How it is paid, by the number of its instalments; `None` where none is recorded."""
    if not instalments:
        return None
    return "unique" if instalments == 1 else "échelonné"


def period(first, last):
    """The day, or the period, of the payments in ISO 8601; `None` where it is not known."""
    return first if first == last else f"{first}/{last}"


AGREEMENTS = Table(
    "agreements.csv",
    Text("Conventions de subvention publiques", "Grant agreements that are public"),
    COLUMNS,
    rows,
    tells=are_told,
)
