"""The indicators of research."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, choice
from enact.languages import Text
from indicators.catalogue import Breakdown, Indicator, Kind, Pillar, Unit
from research import measures
from research.models import Chair

CHAIRS_AWARDED = Indicator(
    code="RES-1",
    name=Text("Chaires de recherche et d’innovation attribuées", "Chairs of research and innovation awarded"),
    definition=Text(
        "Nombre de chaires de recherche et d’innovation attribuées depuis le début du programme et non retirées. Une chaire "
        "est un projet financé, pas un poste ; elle compte du jour de son attribution.",
        "Number of chairs of research and innovation awarded since the start of the programme and not withdrawn. A chair is "
        "a funded project, not a post; it counts from the day of its award.",
    ),
    unit=Unit("chairs", Text("chaire", "chair"), Text("chaires", "chairs")),
    kind=Kind.CUMULATIVE,
    pillar=Pillar.RESEARCH,
    perimeter=CONSORTIUM,
    collected=Text(
        "Déclarations publiques, puis décisions d’attribution enregistrées par la coordination.",
        "Public statements, then decisions of award recorded by the coordination.",
    ),
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Au lancement, ni les titulaires, ni les types, ni les thèmes des chaires n’ont été donnés.",
        "At the launch, neither the holders, nor the types, nor the themes of the chairs were given.",
    ),
    measure=measures.chairs_awarded,
    breakdowns=(Breakdown("kind", Text("Par type", "By type"), "kind", choice(Chair.Kind)),),
)

COMMUNITIES = Indicator(
    code="RES-2",
    name=Text("Communautés d’intérêt", "Communities of interest"),
    definition=Text(
        "Nombre de communautés d’intérêt actives : des groupes qui réunissent, autour d’un thème, étudiants, chercheurs, "
        "entreprises, hôpitaux et autres.",
        "Number of active communities of interest: groups that bring together, around a theme, students, researchers, "
        "companies, hospitals and others.",
    ),
    unit=Unit("communities", Text("communauté", "community"), Text("communautés", "communities")),
    kind=Kind.STOCK,
    pillar=Pillar.RESEARCH,
    perimeter=CONSORTIUM,
    collected=Text("Déclarations publiques.", "Public statements."),
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Au lancement, leur déploiement est annoncé, sans nombre ni noms.",
        "At the launch, they are said to be under way, without number or names.",
    ),
)
