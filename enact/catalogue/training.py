"""The indicators of training."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, IN_SEVERAL_THEMES, choice, institution, theme, year
from enact.languages import Text
from enact.themes import Themed
from indicators.catalogue import Better, Breakdown, Indicator, Kind, Pillar, Unit
from indicators.forecast import Outlook
from research import measures as of_research
from research.models import Event
from training.measures import ahead, students_trained
from training.measures import contracts as measures
from training.measures.students import INSTITUTION, NOT_ANSWERED
from training.models import ContractKind, StudyProgramme

SMALL = Text(
    "De 1 à 4 personnes, une part est protégée, et d’autres avec elle, pour qu’elle ne puisse pas être calculée.",
    "From 1 to 4 people, a part is protected, and others with it, so that it cannot be computed.",
)


def or_not_answered(label):
    """The label of a value, or that of the institutions which have not answered."""
    unknown = Text("Établissements qui n’ont pas répondu", "Institutions that have not answered")
    return lambda value: unknown if value == NOT_ANSWERED else label(value)


SEVERAL_THEMES = Text(
    "Un doctorat peut relever de plusieurs thèmes : ces parties ne s’additionnent pas.",
    "A doctorate may belong to several themes: these parts do not add up.",
)
BY_INSTITUTION = Breakdown("institution", Text("Par établissement", "By institution"), "institution__name", institution)
BY_THEME = Breakdown("theme", Text("Par thème", "By theme"), Themed.THEMES, theme, note=SEVERAL_THEMES)

METHOD_OF_STARTS = Text(
    "Pour chaque année : bas, les contrats déjà commencés ; central, avec ceux dont la personne est choisie, "
    "au jour prévu ; haut, avec les contrats proposés et les places d’appels ouverts. Arrondi à cinq, pour "
    "qu’aucun petit nombre de personnes ne s’en déduise.",
    "For each year: low, contracts that have started; central, with those of which the student is selected, "
    "on the planned day; high, with contracts proposed and places of open calls. Rounded to five, so that no "
    "small number of people can be told.",
)

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
        "Le point de départ est une déclaration, sans détail par établissement ni par niveau. Les effectifs sont ceux de la "
        "dernière année universitaire, du 1er septembre au 31 août, qui est terminée et pour laquelle tous les établissements "
        "interrogés ont répondu ; tant qu’il n’y en a pas, de la dernière pour laquelle l’un a répondu, et chacun de ceux qui "
        "manquent est un inconnu. Une personne inscrite dans deux établissements est comptée deux fois.",
        "The starting point is a statement, without detail by institution or by level. Head-counts are those of the last "
        "academic year, from 1 September to 31 August, that has ended and for which all institutions asked have answered; "
        "until there is one, of the last for which one has answered, and each that is missing is an unknown. A person "
        "enrolled in two institutions is counted twice.",
    ),
    counted=Text(
        "On additionne les effectifs d’étudiants de l’année universitaire retenue, ligne par ligne, tels que chaque "
        "établissement les a déclarés en dernier.",
        "The head-counts of students of the academic year told are added up, row by row, as each institution stated "
        "them last.",
    ),
    measure=students_trained,
    breakdowns=(
        Breakdown(
            "institution",
            Text("Par établissement", "By institution"),
            INSTITUTION,
            lambda name: Text(name, name),
            note=SMALL,
        ),
        Breakdown(
            "level",
            Text("Par niveau", "By level"),
            "study_programme__level",
            or_not_answered(choice(StudyProgramme.Level)),
            note=SMALL,
        ),
        Breakdown(
            "kind",
            Text("Par type de formation", "By kind of training"),
            "study_programme__kind",
            or_not_answered(choice(StudyProgramme.Kind)),
            note=SMALL,
        ),
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
    part_measures={
        "starts": measures.doctorates_started,
        "running": measures.doctorates_running,
        "defended": measures.doctorates_defended,
    },
    counted=Text(
        "On compte les contrats doctoraux inscrits dans une université du consortium dont la première étape « "
        "commencé » tombe dans la dernière année civile complète.",
        "Doctoral contracts registered at a university of the consortium are counted whose first step “started” falls"
        " in the last complete calendar year.",
    ),
    outlook=Outlook(ahead.ai_starts_ahead, METHOD_OF_STARTS),
    measure=measures.doctorates_started,
    breakdowns=(
        Breakdown("kind", Text("Par nature de contrat", "By kind of contract"), "kind", choice(ContractKind)),
        BY_INSTITUTION,
        BY_THEME,
        Breakdown(
            "year",
            Text("Débuts par année", "Starts by year"),
            "start_year",
            year,
            measure=measures.starts_by_year,
            note=Text("Les années complètes seulement.", "Complete years alone."),
            is_lasting=True,
        ),
    ),
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
    counted=Text(
        "On compte les contrats académiques dits financés par ENACT dont la première étape « commencé » tombe dans la"
        " dernière année civile complète.",
        "Academic contracts said to have ENACT funding are counted whose first step “started” falls in the last "
        "complete calendar year.",
    ),
    outlook=Outlook(ahead.academic_starts_ahead, METHOD_OF_STARTS),
    measure=measures.academic_contracts_started,
    breakdowns=(BY_INSTITUTION, BY_THEME),
    counts_people=True,
)

SHARE_OF_WOMEN = Indicator(
    code="EQU-1",
    name=Text(
        "Part de femmes parmi les doctorants, et parmi les titulaires de chaires",
        "Share of women among doctoral students, and among chair holders",
    ),
    definition=Text(
        "Part de femmes parmi les personnes dont le doctorat est en cours, et part de femmes parmi celles qui sont titulaires "
        "d’une chaire attribuée et non terminée, chaque personne comptant une fois. Les deux sont suivies séparément ; le "
        "chiffre donné d’abord est celui des doctorants. Aucune n’est publiée si les femmes, ou les autres, y sont moins de "
        "cinq.",
        "Share of women among people whose doctorate is running, and share of women among those who hold a chair that has been "
        "awarded and has not ended, each person counting once. The two are followed apart; the figure given first is that of "
        "doctoral students. Neither is published where women, or the others, are fewer than five in it.",
    ),
    unit=Unit("percent", Text("%", "%"), Text("%", "%")),
    kind=Kind.STOCK,
    pillar=Pillar.TRAINING,
    perimeter=CONSORTIUM,
    collected=Text(
        "Contrats et chaires enregistrés par la coordination.", "Contracts and chairs recorded by the coordination."
    ),
    owner=COORDINATION,
    rhythm=12,
    limits=Text(
        "Le genre est celui que chaque personne a indiqué ; qui ne l’a pas fait ne compte pas.",
        "Gender is as each person gave it; who did not is not counted.",
    ),
    better=Better.NEITHER,
    parts={
        "students": Text("Doctorants", "Doctoral students"),
        "holders": Text("Titulaires de chaires", "Chair holders"),
    },
    part_measures={"students": measures.share_of_women, "holders": of_research.share_of_women},
    counted=Text(
        "Parmi les doctorats en cours ce jour dont le genre de la personne est donné, on divise le nombre de femmes "
        "par le nombre de personnes.",
        "Among doctorates running on the day of which the gender of the student is given, women are divided by people.",
    ),
    measure=measures.share_of_women,
)

PARTICIPANTS = Unit("participants", Text("participation", "attendance"), Text("participations", "attendances"))
ATTENDANCE_TOLD = Text(
    "Présences comptées, une personne comptant à chaque événement où elle vient. Les effectifs seulement annoncés, inconnus, "
    "ou de 1 à 4 personnes, sont parmi les inconnus.",
    "Attendance that was counted; a person counts at each event. Numbers that were only announced, that are not known, or of 1 "
    "to 4 people, are among the unknowns.",
)
ATTENDANCE = {"measure": of_research.attendance, "unit": PARTICIPANTS, "note": ATTENDANCE_TOLD}

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
    counted=Text(
        "On compte les événements enregistrés comme ayant eu lieu, dont le dernier jour est passé.",
        "Events are counted that are recorded as having taken place and whose last day has passed.",
    ),
    measure=of_research.events_held,
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
