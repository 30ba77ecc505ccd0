"""The indicators of training. Records of the others come with the app of training; until then they publish observations."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, IN_SEVERAL_THEMES, choice, theme, year
from enact.languages import Text
from enact.themes import Themed
from indicators.catalogue import Breakdown, Indicator, Kind, Pillar, Unit
from research import measures
from research.models import Event

STUDENTS_TRAINED = Indicator(
    code="TRA-1",
    name=Text("Étudiants formés à l’IA", "Students trained in AI"),
    definition=Text(
        "Nombre d’étudiants formés à l’IA à l’échelle du consortium. La source du point de départ ne précise pas « par an » ; "
        "d’autres sources publiques le font, et c’est ainsi que l’indicateur est suivi.",
        "Number of students trained in AI across the consortium. The source of the starting point does not say “a year”; "
        "other public sources do, and the indicator is followed in that way.",
    ),
    unit=Unit("students", Text("étudiant", "student"), Text("étudiants", "students")),
    kind=Kind.YEARLY,
    pillar=Pillar.TRAINING,
    perimeter=Text("Les établissements du consortium", "The institutions of the consortium"),
    collected=Text(
        "Déclarations publiques, puis effectifs transmis par les établissements pour chaque année universitaire.",
        "Public statements, then head-counts sent by the institutions for each academic year.",
    ),
    owner=COORDINATION,
    rhythm=12,
    limits=Text(
        "Le point de départ est une déclaration, sans détail par établissement ni par niveau.",
        "The starting point is a statement, without detail by institution or by level.",
    ),
    counts_people=True,
)

AI_DOCTORATES = Indicator(
    code="TRA-2",
    name=Text("Doctorats en IA par an, aux deux universités", "AI doctorates a year, at the two universities"),
    definition=Text(
        "Doctorats en IA par an à l’Université de Lorraine et à l’Université de Strasbourg, contrats académiques et "
        "industriels ensemble. Débuts, doctorats en cours et soutenances sont suivis séparément ; la trajectoire juge les "
        "débuts.",
        "AI doctorates a year at Université de Lorraine and Université de Strasbourg, academic and industrial contracts "
        "together. Starts, running doctorates and defences are followed apart; the trajectory judges starts.",
    ),
    unit=Unit("doctorates", Text("doctorat par an", "doctorate a year"), Text("doctorats par an", "doctorates a year")),
    kind=Kind.YEARLY,
    pillar=Pillar.TRAINING,
    perimeter=Text("Les deux universités", "The two universities"),
    collected=Text(
        "Déclarations publiques, puis contrats doctoraux enregistrés par la coordination.",
        "Public statements, then doctoral contracts recorded by the coordination.",
    ),
    owner=COORDINATION,
    rhythm=12,
    limits=Text(
        "Le mot de la source, « soutenus », est ambigu : on peut y lire des doctorats financés ou des thèses soutenues. Le "
        "jour du point de départ n’est pas donné : c’est celui du montage du projet.",
        "The word of the source, “soutenus”, is ambiguous: doctorates that are funded, or that are defended, can be read. "
        "The day of the starting point is not given: it is that on which the bid was written.",
    ),
    parts={
        "starts": Text("Débuts", "Starts"),
        "running": Text("En cours", "Running"),
        "defended": Text("Soutenances", "Defended"),
    },
    counts_people=True,
)

ACADEMIC_CONTRACTS = Indicator(
    code="TRA-3",
    name=Text("Contrats doctoraux académiques financés par ENACT", "Academic doctoral contracts funded by ENACT"),
    definition=Text(
        "Contrats doctoraux académiques commencés avec un financement d’ENACT, par année complète.",
        "Academic doctoral contracts started with ENACT funding, by complete year.",
    ),
    unit=Unit("contracts", Text("contrat par an", "contract a year"), Text("contrats par an", "contracts a year")),
    kind=Kind.YEARLY,
    pillar=Pillar.TRAINING,
    perimeter=CONSORTIUM,
    collected=Text("Contrats enregistrés par la coordination.", "Contracts recorded by the coordination."),
    owner=COORDINATION,
    rhythm=12,
    limits=Text(
        "Un premier appel est ouvert au lancement ; ses dates et ses résultats n’ont pas été donnés.",
        "A first call is out at the launch; neither its dates nor its results were given.",
    ),
    counts_people=True,
)

PARTICIPANTS = Unit("participants", Text("participation", "attendance"), Text("participations", "attendances"))
ATTENDANCE_TOLD = Text(
    "Présences comptées, une personne comptant à chaque événement où elle vient. Les effectifs seulement annoncés, inconnus, "
    "ou de 1 à 4 personnes, sont parmi les inconnus.",
    "Attendance that was counted; a person counts at each event. Numbers that were only announced, that are not known, or of 1 "
    "to 4 people, are among the unknowns.",
)
ATTENDANCE = {"measure": measures.attendance, "unit": PARTICIPANTS, "note": ATTENDANCE_TOLD}

EVENTS = Indicator(
    code="TRA-4",
    name=Text("Hackathons, défis de données et autres événements", "Hackathons, data challenges and other events"),
    definition=Text(
        "Nombre d’événements qui ont eu lieu depuis le début du programme : hackathons, défis de données, travaux pratiques, "
        "ateliers, réunions, journées annuelles. Un événement compte à partir de son dernier jour, une fois qu’il est "
        "enregistré comme ayant eu lieu ; la présence y est donnée à part.",
        "Number of events that have taken place since the start of the programme: hackathons, data challenges, practicals, "
        "workshops, meetings, annual days. An event counts from its last day on, once it is recorded that it took place; "
        "attendance is given apart.",
    ),
    unit=Unit("events", Text("événement", "event"), Text("événements", "events")),
    kind=Kind.CUMULATIVE,
    pillar=Pillar.TRAINING,
    perimeter=CONSORTIUM,
    collected=Text(
        "Déclarations publiques, puis événements enregistrés par la coordination.",
        "Public statements, then events recorded by the coordination.",
    ),
    owner=COORDINATION,
    rhythm=6,
    limits=Text(
        "Ni objectif ni point de départ n’ont été donnés. La même personne peut venir à plusieurs événements.",
        "Neither a target nor a starting point was given. The same person may come to several events.",
    ),
    measure=measures.events_held,
    breakdowns=(
        Breakdown("kind", Text("Par nature", "By kind"), "kind", choice(Event.Kind)),
        Breakdown("theme", Text("Par thème", "By theme"), Themed.THEMES, theme, note=IN_SEVERAL_THEMES),
        Breakdown("year", Text("Par année", "By year"), "in_year", year),
        Breakdown(
            "attendance", Text("Présence, par nature", "Attendance, by kind"), "kind", choice(Event.Kind), **ATTENDANCE
        ),
        Breakdown(
            "attendance_theme", Text("Présence, par thème", "Attendance, by theme"), Themed.THEMES, theme, **ATTENDANCE
        ),
        Breakdown("attendance_year", Text("Présence, par année", "Attendance, by year"), "in_year", year, **ATTENDANCE),
    ),
)
