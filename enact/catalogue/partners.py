"""The indicators of partners."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, ORGANISATIONS, choice
from enact.languages import Text
from enact.places import country_name, place_name
from indicators.catalogue import Better, Breakdown, Indicator, Kind, Pillar, Unit
from partners import measures
from partners.models import NOT_DECLARED, DeclaredSize, Organisation

BY_DEPARTMENT = Breakdown(
    "department", Text("Par département du siège", "By department of the head office"), "place", place_name
)
BY_COUNTRY = Breakdown("country", Text("Par pays", "By country"), "organisation__country", country_name)
SIZES = {
    DeclaredSize.Category.MICRO: Text("Microentreprises", "Microenterprises"),
    DeclaredSize.Category.SME: Text("Petites et moyennes entreprises (PME)", "Small and medium-sized enterprises"),
    DeclaredSize.Category.MID: Text("Entreprises de taille intermédiaire (ETI)", "Mid-cap companies (ETI)"),
    DeclaredSize.Category.LARGE: Text("Grandes entreprises", "Large companies"),
    NOT_DECLARED: Text("Taille non communiquée", "Size not disclosed"),
}
BY_SIZE = Breakdown(
    "size",
    Text("Par taille déclarée, appréciée au niveau du groupe", "By declared size, judged at the level of the group"),
    "size",
    SIZES.get,
)

PARTNER_ORGANISATIONS = Indicator(
    code="PAR-1",
    name=Text("Organisations partenaires, hors entreprises", "Partner organisations other than companies"),
    definition=Text(
        "Organisations, autres que des entreprises, qui tiennent un rôle convenu dans le programme : chef de file, membre du "
        "consortium, financeur, soutien, relais d’innovation. Celles qui ne sont qu’identifiées, envisagées ou en pourparlers "
        "ne comptent pas.",
        "Organisations other than companies that hold an agreed role in the programme: leader, consortium member, funder, "
        "supporter, innovation relay. Those that are only identified, intended or in talks do not count.",
    ),
    unit=ORGANISATIONS,
    kind=Kind.STOCK,
    pillar=Pillar.PARTNERS,
    perimeter=CONSORTIUM,
    collected=Text(
        "Rôles enregistrés par la coordination, chacun avec sa source.",
        "Roles recorded by the coordination, each with its source.",
    ),
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Être partenaire, ou accompagner le programme, n’est pas le financer. Le lieu est celui du siège : un organisme national "
        "dont des laboratoires sont dans le Grand Est compte ailleurs en France.",
        "To be a partner, or to accompany the programme, is not to fund it. The place is that of the head office: a national "
        "organisation with laboratories in Grand Est counts elsewhere in France.",
    ),
    better=Better.NEITHER,
    counted=Text(
        "On compte les organisations, autres que des entreprises, qui tiennent ce jour au moins un rôle convenu ; "
        "chacune une fois.",
        "Organisations other than companies are counted that hold an agreed role on the day; each once.",
    ),
    measure=measures.partner_organisations,
    breakdowns=(
        Breakdown("kind", Text("Par nature", "By kind"), "organisation__kind", choice(Organisation.Kind)),
        BY_DEPARTMENT,
        BY_COUNTRY,
    ),
)

PARTNER_COMPANIES = Indicator(
    code="PAR-2",
    name=Text("Entreprises partenaires", "Partner companies"),
    definition=Text(
        "Entreprises de toute taille qui accompagnent le programme.",
        "Companies of every size that accompany the programme.",
    ),
    unit=Unit("companies", Text("entreprise", "company"), Text("entreprises", "companies")),
    kind=Kind.STOCK,
    pillar=Pillar.INNOVATION,
    perimeter=CONSORTIUM,
    collected=Text(
        "Déclarations publiques, puis rôles enregistrés par la coordination.",
        "Public statements, then roles recorded by the coordination.",
    ),
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "La source ne nomme aucune entreprise et ne donne pas leur taille.",
        "The source names no company and gives no size.",
    ),
    counted=Text(
        "On compte les entreprises qui tiennent ce jour un rôle convenu d’accompagnement ; chacune une fois.",
        "Companies are counted that hold an agreed role of support on the day; each once.",
    ),
    measure=measures.partner_companies,
    breakdowns=(BY_SIZE, BY_DEPARTMENT, BY_COUNTRY),
    parts={"grand_est": Text("dont du Grand Est", "of which from Grand Est")},
)
