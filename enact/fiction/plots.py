"""What happens: commitments with their dated steps, from the first talk on, each from a seed of its own."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from enact.dates import Precision
from enact.fiction.money import follow
from enact.fiction.papers import paper
from enact.fiction.purses import purse_of
from enact.themes import Themed
from funding.models import Commitment, CommitmentStep, State
from indicators.measures import Qualifier
from partners.models import Organisation

SEED = "programme fictif"
COMMITMENTS = 200
Kind, Nature, Form, Pillar = CommitmentStep.Kind, Commitment.Nature, Commitment.Form, Commitment.Pillar

GIVEN = {
    **dict.fromkeys([Organisation.Kind.STATE], (400, 3_500)),
    **dict.fromkeys([Organisation.Kind.LOCAL_AUTHORITY], (80, 900)),
    **dict.fromkeys(
        [Organisation.Kind.HIGHER_EDUCATION, Organisation.Kind.RESEARCH, Organisation.Kind.HOSPITAL], (30, 400)
    ),
    **dict.fromkeys([Organisation.Kind.COMPANY], (8, 160)),
}
"""Between how many thousands of euros a commitment lies, by the kind of who gives it."""
LITTLE = (5, 40)
"""The same for the others."""

COURSES = {
    True: (
        (2, (Kind.DISCUSSION, Kind.AWARD, Kind.AGREEMENT)),
        (5, (Kind.DISCUSSION, Kind.AWARD, Kind.AGREEMENT, Kind.AMENDMENT)),
        (3, (Kind.AWARD, Kind.AGREEMENT, Kind.AMENDMENT, Kind.AMENDMENT)),
        (3, (Kind.AWARD, Kind.AGREEMENT, Kind.AMENDMENT, Kind.COMPLETION)),
        (1, (Kind.DISCUSSION, Kind.AWARD)),
        (2, (Kind.DISCUSSION,)),
        (1, (Kind.DISCUSSION, Kind.WITHDRAWAL)),
    ),
    False: (
        (7, (Kind.DISCUSSION, Kind.INTEREST, Kind.LETTER, Kind.AGREEMENT)),
        (6, (Kind.INTEREST, Kind.LETTER, Kind.AGREEMENT, Kind.AMENDMENT)),
        (3, (Kind.INTEREST, Kind.LETTER, Kind.AGREEMENT, Kind.COMPLETION)),
        (2, (Kind.LETTER, Kind.AGREEMENT, Kind.AMENDMENT, Kind.COMPLETION)),
        (3, (Kind.DISCUSSION, Kind.LETTER)),
        (2, (Kind.INTEREST, Kind.LETTER)),
        (1, (Kind.DISCUSSION, Kind.INTEREST)),
        (2, (Kind.DISCUSSION,)),
        (1, (Kind.LETTER, Kind.WITHDRAWAL)),
        (1, (Kind.LETTER, Kind.AGREEMENT, Kind.WITHDRAWAL)),
    ),
}
"""What happens one after another, with how often it does: to what public bodies give, and to what others do."""

PAUSES = {
    Kind.DISCUSSION: (0, 0),
    Kind.INTEREST: (30, 120),
    Kind.LETTER: (30, 150),
    Kind.AWARD: (45, 200),
    Kind.AGREEMENT: (40, 180),
    Kind.AMENDMENT: (150, 420),
    Kind.COMPLETION: (360, 700),
    Kind.WITHDRAWAL: (60, 400),
}
"""Between how many days pass before a step, after the one before."""

UNKNOWN = {Kind.DISCUSSION: 70, Kind.INTEREST: 40, Kind.LETTER: 12, Kind.AWARD: 4, Kind.AGREEMENT: 3, Kind.AMENDMENT: 4}
"""How many amounts of a hundred are not known; that of a withdrawal never is, that of a completion is the last one."""
VAGUE = {
    Kind.DISCUSSION: (Qualifier.ABOUT, Qualifier.AT_MOST),
    Kind.INTEREST: (Qualifier.ABOUT, Qualifier.AT_MOST),
    Kind.LETTER: (Qualifier.EXACT, Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST),
}
"""How the amount of a step may be read; elsewhere it is exact."""

DOCUMENTS = {
    Kind.LETTER: "Lettre fictive L-{number}",
    Kind.AWARD: "Décision fictive D-{number}",
    Kind.AGREEMENT: "Convention fictive C-{number}",
    Kind.AMENDMENT: "Avenant fictif à la convention C-{number}",
}
FILED, LACKS = (Kind.LETTER, Kind.AGREEMENT, Kind.AMENDMENT), 6
"""The steps that have a file, but for one in so many."""
SIGNED = (Kind.AGREEMENT, Kind.AMENDMENT)
SIGNATORIES = "direction fictive du partenaire ; coordination du programme fictif"

NATURES = (
    (Nature.CASH_GRANT, Form.CASH, Pillar.ALL, "Subvention fictive", "Fictional grant"),
    (Nature.SPONSORSHIP, Form.CASH, Pillar.INNOVATION, "Mécénat fictif", "Fictional sponsorship"),
    (Nature.DOCTORAL_CONTRACT, Form.CASH, Pillar.TRAINING, "Contrat doctoral fictif", "Fictional doctoral contract"),
    (Nature.CHAIR, Form.CASH, Pillar.RESEARCH, "Financement de chaire fictif", "Fictional chair funding"),
    (Nature.INTERNSHIP, Form.IN_KIND, Pillar.TRAINING, "Accueil de stages fictif", "Fictional internships"),
    (Nature.STAFF_TIME, Form.IN_KIND, Pillar.RESEARCH, "Temps de travail fictif", "Fictional staff time"),
    (Nature.DATA, Form.IN_KIND, Pillar.RESEARCH, "Jeu de données fictif", "Fictional data"),
    (Nature.EQUIPMENT, Form.IN_KIND, Pillar.RESEARCH, "Équipement fictif", "Fictional equipment"),
    (Nature.COMPUTING, Form.IN_KIND, Pillar.RESEARCH, "Temps de calcul fictif", "Fictional computing time"),
    (Nature.PREMISES, Form.IN_KIND, Pillar.INNOVATION, "Locaux fictifs", "Fictional premises"),
    (Nature.NOT_SAID, Form.NOT_SAID, Pillar.NOT_SAID, "Engagement fictif", "Fictional commitment"),
)
OFTEN = {True: (14, 0, 2, 3, 0, 3, 1, 2, 2, 1, 1), False: (5, 4, 5, 4, 3, 5, 2, 2, 2, 1, 5)}
"""How often each nature is given by public bodies, and by others."""


class Happening(NamedTuple):
    """A step of a plot: its kind, its day, the amount from then on, in euros, `None` when it is not known."""

    kind: Kind
    on: object
    amount: Decimal | None


def tell(book, cast, times=1):
    """Has all commitments entered with their steps and the money that follows them: so many times their usual number.

    Returns the purses of those of the usual number that are agreed, and not withdrawn.
    """
    weights, purses = [player.weight for player in cast.players], []
    for number in range(1, COMMITMENTS * times + 1):
        chance = random.Random(f"{SEED} {number}")  # noqa: S311 (a story, not a secret)
        (player,) = chance.choices(cast.players, weights)
        plot = [happening for happening in imagine(book, chance, player) if happening.on <= book.until]
        commitment = enter(book, chance, cast, player, plot, number)
        step = enter_steps(book, chance, cast, commitment, plot, number)
        follow(book, chance, cast, commitment, plot, step)
        if number <= COMMITMENTS:
            purses += purse_of(commitment, plot)
    return purses


def imagine(book, chance, player):
    """The plot of a commitment of a player, which begins between its coming and a month before the end of the story."""
    public = player.organisation.is_public_body
    weights, courses = zip(*COURSES[public], strict=True)
    (course,) = chance.choices(courses, weights)
    least, most = GIVEN.get(player.organisation.kind, LITTLE)
    amount = Decimal(chance.randint(2 * least, 2 * most) * 500)
    on = player.since + timedelta(days=chance.randrange((book.until - player.since).days - 30))
    for place, kind in enumerate(course):
        on += timedelta(days=chance.randint(*PAUSES[kind]) if place else 0)
        if kind == Kind.AMENDMENT:
            amount = (amount * chance.choice((60, 80, 110, 120, 125, 150)) / 100).quantize(Decimal(1))
        known = kind != Kind.WITHDRAWAL and chance.randrange(100) >= UNKNOWN.get(kind, 0)
        yield Happening(kind, on, amount if known else None)


def enter(book, chance, cast, player, plot, number):
    """The commitment of a plot. Some come under a framework agreement; some change hands."""
    public, begins = player.organisation.is_public_body, plot[0].on
    (nature, form, pillar, french, english) = chance.choices(NATURES, OFTEN[public])[0]
    framework = player.framework if player.framework and chance.randrange(5) < 3 else None
    framework = framework if framework and framework.signed_on <= begins else None
    themes = dict.fromkeys(chance.sample(Themed.THEMES, chance.choice((0, 1, 1, 1, 2))), True)
    record = Commitment(
        programme=cast.programme,
        organisation=player.organisation,
        title_fr=f"{french} n° {number:03}",
        title_en=f"{english} no. {number:03}",
        nature=nature,
        form=form,
        pillar=pillar,
        framework=framework,
        responsible=chance.choice(cast.team),
        counterpart=player.counterpart,
        starts_on=begins + timedelta(days=90),
        ends_on=begins + timedelta(days=90 + 365 * chance.randint(2, 4)),
        **themes,
    )
    book.enter(
        record, begins + timedelta(days=chance.randrange(10)), after=[player.organisation, *filter(None, [framework])]
    )
    if chance.randrange(10) == 0:
        book.change(record, begins + timedelta(days=300), responsible=chance.choice(cast.team))
    return record


def enter_steps(book, chance, cast, commitment, plot, number):
    """The steps of a plot; returns the last one entered of those that stand. One plot in fourteen has a step corrected."""
    wrong = chance.randrange(len(plot)) if chance.randrange(14) == 0 else None
    last = commitment
    for place, happening in enumerate(plot):
        known = happening.on + timedelta(days=chance.randrange(10))
        step = step_of(chance, cast, commitment, happening, number)
        if place == wrong and happening.amount:
            mistaken = step_of(chance, cast, commitment, happening._replace(amount=happening.amount * 10), number)
            book.enter(mistaken, known, after=[last])
            step.replaces, step.reason = mistaken, "Un zéro de trop à la saisie (fictif)"
            known, last = known + timedelta(days=chance.randint(5, 90)), mistaken
        step.file = file_of(book, commitment, step, known, number, place)
        last = book.enter(step, known, after=[last, *filter(None, [step.file])])
        if CommitmentStep.LEADS_TO[step.kind] == State.AGREED and chance.randrange(5) < 2:
            agree_to_publish(book, commitment, known)
    return last


def file_of(book, commitment, step, known, number, place):
    """The file of a letter or an agreement; one in six was not sent, and what benches ask for beyond the usual has none."""
    if number > COMMITMENTS or step.kind not in FILED or (number + place) % LACKS == 0:
        return None
    lines = [step.document_reference, commitment.title_fr, commitment.organisation.name, f"{step.happened_on:%d/%m/%Y}"]
    return paper(book, f"{step.kind}-{number:04}-{place + 1}", lines, known)


def agree_to_publish(book, commitment, day):
    """A partner agrees that its amount be published, unless it has already."""
    if not commitment.organisation.is_public_body and commitment.amount_published_since is None:
        book.change(commitment, day, amount_published_since=day)


def step_of(chance, cast, commitment, happening, number):
    """The record of a happening."""
    kind = happening.kind
    return CommitmentStep(
        commitment=commitment,
        kind=kind,
        happened_on=happening.on,
        precision=chance.choices(
            (Precision.EXACT, Precision.MONTH, Precision.YEAR, Precision.KNOWN_BY), (80, 13, 3, 4)
        )[0],
        amount=happening.amount,
        qualifier=chance.choice(VAGUE.get(kind, (Qualifier.EXACT,))),
        source=cast.source if chance.randrange(8) else None,
        document_reference=DOCUMENTS.get(kind, "").format(number=f"{number:04}"),
        signatories=SIGNATORIES if kind in SIGNED else "",
    )
