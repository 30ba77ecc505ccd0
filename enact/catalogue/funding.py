"""The indicators of money: six sums that never merge, and the envelope announced."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, choice
from enact.languages import Text
from funding import measures
from funding.models import Commitment
from indicators.catalogue import EUROS, Better, Breakdown, Indicator, Kind, Pillar, Unit

RECORDS_OF_MONEY = Text(
    "Registre des engagements tenu par la coordination : chaque engagement porte des étapes datées et leur source.",
    "The register of commitments kept by the coordination: each commitment has dated steps with their source.",
)
NO_SINGLE_AMOUNT = Text(
    "Le montant d’un seul partenaire n’est publié qu’avec son accord ; celui d’un organisme public l’est par défaut. "
    "Les autres n’entrent dans une somme que s’ils sont au moins trois.",
    "The amount of a single partner is published with its agreement only; that of a public body, by default. "
    "The others enter a sum only where there are at least three of them.",
)
OTHER_FUNDERS = Text("Autres partenaires, ensemble", "Other partners, together")


def funder(name):
    """The label of a funder whose amount is public; the others are gathered under one."""
    return Text(name, name) if name else OTHER_FUNDERS


BY_FUNDER = Text("Par financeur", "By funder")
BY_FORM = Breakdown("form", Text("Numéraire ou nature", "Cash or in kind"), "form", choice(Commitment.Form))


def by_funder(**kwargs):
    """The parts of a sum of money by funder."""
    return Breakdown("funder", BY_FUNDER, "published_as", funder, **kwargs)


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
    measure=measures.promised,
    breakdowns=(by_funder(), BY_FORM),
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
    measure=measures.granted,
    breakdowns=(by_funder(), BY_FORM),
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
    measure=measures.agreed,
    breakdowns=(by_funder(), BY_FORM),
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
    collected=Text("Déclarations de la coordination.", "Statements of the coordination."),
    owner=COORDINATION,
    rhythm=6,
    limits=Text("Reçu reste compris dans conventionné ou accordé.", "What is received stays inside agreed or granted."),
    better=Better.NEITHER,
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
    collected=Text("Déclarations de la coordination.", "Statements of the coordination."),
    owner=COORDINATION,
    rhythm=6,
    limits=Text("Dépensé reste compris dans reçu.", "What is spent stays inside received."),
    better=Better.NEITHER,
)
