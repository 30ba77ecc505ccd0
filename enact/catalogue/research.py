"""The indicators of research."""

from enact.catalogue.funding import theme, year
from enact.catalogue.words import CONSORTIUM, COORDINATION, ORGANISATIONS, choice
from enact.languages import Text
from indicators.catalogue import Breakdown, Indicator, Kind, Pillar, Unit
from indicators.forecast import Outlook
from research import measures
from research.models import Chair, Community, CommunityMember

IN_ALL = Text(
    "Une chaire peut relever de plusieurs thèmes : ces parties ne s’additionnent pas.",
    "A chair may belong to several themes: these parts do not add up.",
)
COMMUNITIES_IN_ALL = Text(
    "Une communauté peut relever de plusieurs thèmes : ces parties ne s’additionnent pas.",
    "A community may belong to several themes: these parts do not add up.",
)
PEOPLE_ONCE = Text(
    "Chaque personne compte une fois par catégorie, dans combien de communautés qu’elle soit. De 1 à 4, le nombre n’est pas "
    "publié.",
    "Each person counts once in a category, in however many communities. From 1 to 4, the number is not published.",
)


def host(name):
    """The label of a host institution; those that are not known, or not to be named, are gathered under one."""
    return Text(name, name) if name else Text("Non communiqué", "Not disclosed")


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
    counted=Text(
        "On compte les chaires dont la dernière étape datée au plus tard du jour est l’attribution, la convention, le"
        " début ou la fin.",
        "Chairs are counted whose latest step, dated by the day, is their award, agreement, start or end.",
    ),
    outlook=Outlook(
        measures.chairs_ahead,
        Text(
            "Bas : les chaires attribuées. Central : avec les chaires prévues d’un appel publié, au jour de sa "
            "clôture. Haut : avec les autres places de ces appels. Un appel sans date de clôture, ou déjà clos, n’y "
            "entre pas.",
            "Low: the chairs awarded. Central: with the chairs planned of a published call, on the day on which it "
            "closes. High: with the other places of these calls. A call without a closing day, or that has closed, is"
            " not in it.",
        ),
    ),
    measure=measures.chairs_awarded,
    breakdowns=(
        Breakdown("kind", Text("Par type", "By type"), "kind", choice(Chair.Kind)),
        Breakdown("theme", Text("Par thème", "By theme"), Chair.THEMES, theme, note=IN_ALL),
        Breakdown("host", Text("Par établissement d’accueil", "By host institution"), "published_host", host),
        Breakdown("year", Text("Par année d’attribution", "By year of award"), "year", year),
    ),
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
    collected=Text(
        "Déclarations publiques, puis communautés et membres enregistrés par la coordination.",
        "Public statements, then communities and members recorded by the coordination.",
    ),
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Au lancement, leur déploiement est annoncé, sans nombre ni noms.",
        "At the launch, they are said to be under way, without number or names.",
    ),
    counted=Text(
        "On compte les communautés ouvertes au plus tard ce jour et qui ne sont pas closes.",
        "Communities are counted that opened by the day and have not closed.",
    ),
    measure=measures.communities,
    breakdowns=(
        Breakdown("theme", Text("Par thème", "By theme"), Community.THEMES, theme, note=COMMUNITIES_IN_ALL),
        Breakdown(
            "people",
            Text("Personnes membres, par catégorie", "People who are members, by category"),
            "category",
            choice(CommunityMember.Category),
            measure=measures.people_in_communities,
            unit=Unit("people", Text("personne", "person"), Text("personnes", "people")),
            note=PEOPLE_ONCE,
            counts_people=True,
        ),
        Breakdown(
            "organisations",
            Text("Organisations membres, par catégorie", "Organisations that are members, by category"),
            "category",
            choice(CommunityMember.Category),
            measure=measures.organisations_in_communities,
            unit=ORGANISATIONS,
        ),
    ),
)
