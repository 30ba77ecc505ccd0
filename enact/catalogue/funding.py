"""The indicators of money: six sums that never merge, and the envelope announced."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, choice, institution, theme, year
from enact.languages import Text
from funding import measures
from funding.measures.flows import OF_ITS_COMMITMENT
from funding.measures.states import TABLES
from funding.models import Commitment, Expenditure, Receipt
from indicators.catalogue import EUROS, Better, Breakdown, Indicator, Kind, Pillar, Unit
from indicators.forecast import Outlook
from partners.models import Organisation

RECORDS_OF_MONEY = Text(
    "Registre des engagements tenu par la coordination : chaque engagement porte des étapes datées et leur source.",
    "The register of commitments kept by the coordination: each commitment has dated steps with their source.",
)
RECORDS_OF_FLOWS = Text(
    "Registre des versements et des dépenses tenu par la coordination, ligne par ligne, sur chaque engagement.",
    "The register of receipts and expenditure kept by the coordination, row by row, on each commitment.",
)
NO_SINGLE_AMOUNT = Text(
    "Le montant d’un seul partenaire n’est publié qu’avec son accord ; celui d’un organisme public l’est par défaut. "
    "Les autres n’entrent dans une somme que si aucun d’eux ne peut être déduit, seul ou à deux, de ce qui est publié.",
    "The amount of a single partner is published with its agreement only; that of a public body, by default. "
    "The others enter a sum only where none of them, alone or of two, can be deduced from what is published.",
)
OTHER_FUNDERS = Text("Autres partenaires, ensemble", "Other partners, together")


def funder(name):
    """The label of a funder whose amount is public; the others are gathered under one."""
    return Text(name, name) if name else OTHER_FUNDERS


BY_FUNDER, BY_FORM = Text("Par financeur", "By funder"), Text("Numéraire ou nature", "Cash or in kind")
OF_STEPS = Text("Par année de la dernière étape", "By year of the last step")
IN_ALL = Text(
    "Un engagement peut relever de plusieurs thèmes : ces parties ne s’additionnent pas.",
    "A commitment may belong to several themes: these parts do not add up.",
)


def by_funder(**kwargs):
    """The parts of a sum of money by funder."""
    return Breakdown("funder", BY_FUNDER, "published_as", funder, **kwargs)


def of_commitments(kind, pillar, themes, year_field, year_name):
    """The parts of a sum by what is said of the commitments, from the fields that lead there."""
    return (
        Breakdown("kind", Text("Par nature de financeur", "By kind of funder"), kind, choice(Organisation.Kind)),
        Breakdown("pillar", Text("Par pilier", "By pillar"), pillar, choice(Commitment.Pillar)),
        Breakdown("theme", Text("Par thème", "By theme"), themes, theme, note=IN_ALL),
        Breakdown("year", year_name, year_field, year),
    )


BY_STEPS = (
    by_funder(),
    Breakdown("form", BY_FORM, TABLES[0], choice(Commitment.Form)),
    *of_commitments(*TABLES[1:], OF_STEPS),
)
"""The parts of the sums of commitments."""
BY_RECEIPTS = (
    by_funder(),
    Breakdown("form", BY_FORM, "form", choice(Receipt.Form)),
    *of_commitments(*OF_ITS_COMMITMENT, Text("Par année", "By year")),
)
BY_EXPENDITURE = (
    by_funder(),
    Breakdown("heading", Text("Par poste", "By heading"), "heading", choice(Expenditure.Heading)),
    Breakdown("institution", Text("Par établissement", "By institution"), "institution__name", institution),
    *of_commitments(*OF_ITS_COMMITMENT, Text("Par année", "By year")),
)


ENVELOPE = Indicator(
    code="FIN-0",
    name=Text("Enveloppe annoncée", "Envelope announced"),
    definition=Text(
        "Montant global annoncé pour le programme, toutes origines et tous états confondus. C’est une annonce, pas une somme "
        "de ce qui est promis, accordé ou signé.",
        "Overall amount announced for the programme, all origins and states together. It is an announcement, not a sum of "
        "what is promised, granted or agreed.",
    ),
    unit=EUROS,
    kind=Kind.STOCK,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=Text("Déclaration publique.", "Public statement."),
    owner=COORDINATION,
    rhythm=12,
    limits=Text(
        "Ce que les parties connues n’expliquent pas est montré comme non ventilé, jamais complété.",
        "What the known parts do not explain is shown as not itemised, never filled in.",
    ),
    better=Better.NEITHER,
    composition=("FIN-4", "FIN-3", "FIN-2"),
)

IN_DISCUSSION = Indicator(
    code="FIN-1",
    name=Text("En discussion", "In discussion"),
    definition=Text(
        "Nombre de financements dont on parle, sans promesse écrite.",
        "Number of contributions that are talked about, without a written promise.",
    ),
    unit=Unit("talks", Text("discussion", "talk"), Text("discussions", "talks")),
    kind=Kind.STOCK,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=RECORDS_OF_MONEY,
    owner=COORDINATION,
    rhythm=6,
    limits=Text("Une discussion n’est pas de l’argent.", "A talk is not money."),
    better=Better.NEITHER,
    counted=Text(
        "On compte les engagements dont la dernière étape datée au plus tard du jour est une discussion.",
        "Commitments are counted whose latest step, dated by the day, is a discussion.",
    ),
    measure=measures.talks,
    breakdowns=(by_funder(measure=measures.amounts_in_talks, unit=EUROS),),
)

PROMISED = Indicator(
    code="FIN-2",
    name=Text("Promis", "Promised"),
    definition=Text(
        "Montant des manifestations d’intérêt et des lettres d’engagement : une indication, pas une créance. Une lettre "
        "devenue convention n’est plus comptée ici.",
        "Amount of expressions of interest and letters of commitment: an indication, not a claim. A letter that became an "
        "agreement no longer counts here.",
    ),
    unit=EUROS,
    kind=Kind.STOCK,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=RECORDS_OF_MONEY,
    owner=COORDINATION,
    rhythm=6,
    limits=NO_SINGLE_AMOUNT,
    better=Better.NEITHER,
    counted=Text(
        "On additionne les montants de la dernière étape des engagements dont cette étape est une manifestation "
        "d’intérêt ou une lettre.",
        "The amounts of the latest step are added up, of commitments of which it is an expression of interest or a "
        "letter.",
    ),
    measure=measures.promised,
    breakdowns=BY_STEPS,
)

GRANTED = Indicator(
    code="FIN-3",
    name=Text("Accordé", "Granted"),
    definition=Text(
        "Montant attribué ou voté par le financeur, la convention n’étant pas encore signée.",
        "Amount awarded or voted by the funder, the agreement not yet being signed.",
    ),
    unit=EUROS,
    kind=Kind.STOCK,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=RECORDS_OF_MONEY,
    owner=COORDINATION,
    rhythm=6,
    limits=NO_SINGLE_AMOUNT,
    better=Better.NEITHER,
    counted=Text(
        "On additionne les montants de la dernière étape des engagements dont cette étape est une attribution.",
        "The amounts of the latest step are added up, of commitments of which it is an award.",
    ),
    measure=measures.granted,
    breakdowns=BY_STEPS,
)

AGREED = Indicator(
    code="FIN-4",
    name=Text("Conventionné", "Agreed"),
    definition=Text(
        "Montant des conventions signées par les deux parties, avenants compris.",
        "Amount of the agreements signed by both parties, with their amendments.",
    ),
    unit=EUROS,
    kind=Kind.STOCK,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=RECORDS_OF_MONEY,
    owner=COORDINATION,
    rhythm=6,
    limits=NO_SINGLE_AMOUNT,
    better=Better.NEITHER,
    counted=Text(
        "On additionne les montants de la dernière étape des engagements dont cette étape est une convention, un "
        "avenant ou l’achèvement.",
        "The amounts of the latest step are added up, of commitments of which it is an agreement, an amendment or the"
        " completion.",
    ),
    measure=measures.agreed,
    breakdowns=BY_STEPS,
)

RECEIVED = Indicator(
    code="FIN-5",
    name=Text("Reçu", "Received"),
    definition=Text(
        "Versements encaissés et apports en nature valorisés et validés, depuis le début du programme.",
        "Cash paid in, and contributions in kind valued and approved, since the start of the programme.",
    ),
    unit=EUROS,
    kind=Kind.CUMULATIVE,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=RECORDS_OF_FLOWS,
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Reçu reste compris dans conventionné ou accordé ; ce qui a été reçu d’un engagement retiré depuis reste compté. "
        "Un apport en nature ne compte qu’une fois valorisé par une personne et validé par une autre.",
        "What is received stays inside agreed or granted; what was received of a commitment withdrawn since still counts. "
        "What is in kind counts once one person has valued it and another has approved it.",
    ),
    better=Better.NEITHER,
    counted=Text(
        "On additionne les versements encaissés et les apports en nature validés, datés au plus tard du jour et non "
        "annulés.",
        "Receipts paid in and contributions in kind approved are added up, dated by the day and not cancelled.",
    ),
    outlook=Outlook(
        measures.instalments_ahead,
        Text(
            "Bas : avec les échéances à venir des conventions signées. Central : avec celles des financements "
            "accordés. Haut : avec celles des promesses. Les échéances d’un partenaire dont le montant n’est pas "
            "public sont inconnues.",
            "Low: with the instalments to come of signed agreements. Central: with those of grants. High: with those "
            "of promises. Instalments of a partner whose amount is not public are unknown.",
        ),
    ),
    measure=measures.received,
    breakdowns=BY_RECEIPTS,
)

SPENT = Indicator(
    code="FIN-6",
    name=Text("Dépensé", "Spent"),
    definition=Text(
        "Dépenses des établissements sur les fonds du programme, depuis son début.",
        "Expenditure of the institutions on the programme’s funds, since its start.",
    ),
    unit=EUROS,
    kind=Kind.CUMULATIVE,
    pillar=Pillar.FUNDING,
    perimeter=CONSORTIUM,
    collected=RECORDS_OF_FLOWS,
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Dépensé reste compris dans reçu. Les établissements déclarent par année : "
        "une dépense compte au dernier jour de sa période.",
        "What is spent stays inside received. Institutions declare by year: expenditure counts on the last day of its"
        " period.",
    ),
    better=Better.NEITHER,
    counted=Text(
        "On additionne les dépenses déclarées dont la période s’achève au plus tard ce jour et qui ne sont pas "
        "annulées.",
        "Expenditure is added up whose period ends by the day and which is not cancelled.",
    ),
    measure=measures.spent,
    breakdowns=BY_EXPENDITURE,
)
