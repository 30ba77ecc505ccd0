"""What needs the coordination today: the first page of the back office."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enact.dates import months_after
from enact.years import last_ended_by, year_in_words
from funding.models import Commitment, CommitmentStep, State
from indicators.catalogue import indicators
from indicators.document import reading
from indicators.figures import Ledger
from indicators.models import Completeness, Observation, Release, Target
from partners.models import Membership, Responsibility
from research.models import ChairStep
from sources.models import Statement, Step
from training.measures import coverage_on
from training.models import Respondent, StudentFigure

RELEASE_RHYTHM = 3
"""In months: how long a release stands before the next is due. A quarter: the public sees four states a year."""

SHOWN = 5
"""How many rows a need shows; the others are a list away."""


@dataclass(frozen=True)
class Need:
    """Something to do: what, why it matters, how much of it, the first rows with their addresses, and where to go.

    Only those see it who have the `right`.
    """

    right: str
    title: str
    why: str
    count: int
    rows: list[tuple[str, str]]
    address: str

    @property
    def more(self):
        """How many rows are not shown."""
        return self.count - len(self.rows)


def needs(request):
    """The context of the first page: what there is to do today, of what the account may do or see."""
    day = timezone.localdate()
    ledger = Ledger(day)
    found = [
        *releases_due(day, ledger),
        unknown_figures(ledger),
        *unfinished_records(day),
        *students_to_ask(day),
        *without_source(),
    ]
    return {"needs": [need for need in found if need.count and request.user.has_perm(need.right)]}


def releases_due(day, ledger):
    """Whether it is time to publish, and which figures read otherwise than in the last release."""
    right, address, release = "indicators.add_release", reverse("admin:publish"), Release.objects.latest_published()
    if release is None or months_after(release.day, RELEASE_RHYTHM) <= day:
        why = _("A release stands for three months; after that, the public reads figures that have aged.")
        yield Need(right, _("A release is due"), why, 1, [(str(release), address)] if release else [], address)
    if release:
        changed = [(f"{found.code} – {found.name}", address) for found in changed_since(release, ledger)]
        why = _("The public still reads the former values. Look at the difference, and publish.")
        title = _("Figures that changed since the last release")
        yield Need(right, title, why, len(changed), changed[:SHOWN], address)


def changed_since(release, ledger):
    """The indicators whose figure reads otherwise than in a release."""
    published = {entry["code"]: reading(entry["figure"]) for entry in json.loads(release.text)["indicators"]}
    return [found for found in indicators().values() if reading(figure_now(found, ledger)) != published.get(found.code)]


def figure_now(indicator, ledger):
    """The figure that an indicator would publish now; its records are counted only where they stand for themselves."""
    return ledger.figure(indicator) if ledger.is_complete(indicator) else ledger.latest(indicator)


def unknown_figures(ledger):
    """The published indicators of which nothing is known: no source states them, no complete records give them."""
    right, lists = "indicators.view_observation", reverse("admin:indicators_observation_changelist")
    found = [
        (f"{code} – {indicator.name}", f"{reverse('admin:indicators_observation_add')}?indicator={code}")
        for code, indicator in indicators().items()
        if not ledger.is_complete(indicator) and not ledger.observations_of(indicator)
    ]
    why = _("They are published as not disclosed. Record what a source says, or declare their records complete.")
    return Need(right, _("Figures that nobody has given"), why, len(found), found[:SHOWN], lists)


def unfinished_records(day):
    """What the records of today lack, besides sources."""
    yield need_of(
        Commitment.objects.real().in_state_on(State.IN_DISCUSSION, day).without_amount().select_related("organisation"),
        _("Talks without amount"),
        _("Nobody can weigh what is talked about while no amount is. Ask, and add a step."),
        f"state={State.IN_DISCUSSION}&without_amount=yes&real=yes",
    )
    yield need_of(
        Observation.objects.stale_on(day),
        _("Figures older than their rhythm"),
        _("The public reads these figures as the latest known. Ask their source for a new one."),
        "stale=yes",
    )


def students_to_ask(day):
    """Institutions that have not answered for the last academic year that ended, and figures of students that disagree."""
    year, right = last_ended_by(day), "training.view_studentfigure"
    missing = sorted(coverage_on(day, [year])[year].missing.values())
    address = f"{reverse('office-students')}?year={year}"
    title = _("Institutions that have not stated their students of %(year)s") % {"year": year_in_words(year)}
    why = _("Until they do, the students trained are told of the year before, or as provisional.")
    yield Need(right, title, why, len(missing), [(name, address) for name in missing[:SHOWN]], address)
    yield need_of(
        StudentFigure.objects.real().undecided_on(day).select_related("study_programme__institution"),
        _("Figures of students that disagree"),
        _("The latest stated counts. Ask the institution, and choose the one that is right."),
        "undecided=yes",
    )


def without_source():
    """What nobody knows who said it, kind by kind."""
    why = _("A figure is worth what its source is worth: say who said it, and where.")
    for rows, query in (
        (CommitmentStep.objects.real().standing().select_related("commitment__organisation"), "&standing=yes&real=yes"),
        (ChairStep.objects.standing().select_related("chair"), "&standing=yes"),
        (Observation.objects.standing(), "&standing=yes"),
        (Target.objects.all(), ""),
        (Completeness.objects.all(), ""),
        (Membership.objects.real().select_related("organisation"), "&real=yes"),
        (Statement.objects.all(), ""),
        (Responsibility.objects.real(), "&real=yes"),
        (StudentFigure.objects.real().select_related("study_programme__institution"), ""),
        (Respondent.objects.real().select_related("institution"), ""),
    ):
        title = _("Without source: %(kind)s") % {"kind": rows.model._meta.verbose_name_plural}
        yield need_of(rows.without_source(), title, why, f"without_source=yes{query}")


def need_of(rows, title, why, query):
    """A need that is a list of records, as a query string filters it."""
    opts = rows.model._meta
    first = list(rows[: SHOWN + 1])
    count = len(first) if len(first) <= SHOWN else rows.count()
    address = f"{reverse(f'admin:{opts.app_label}_{opts.model_name}_changelist')}?{query}"
    shown = [(name_of(row), form_of(row)) for row in first[:SHOWN]]
    return Need(f"{opts.app_label}.view_{opts.model_name}", title, why, count, shown, address)


def name_of(record):
    """The name of a record where its kind alone is known: a step or a row of money names its owner, a figure its indicator."""
    if hasattr(record, "OWNER"):
        return f"{getattr(record, record.OWNER)} – {record}"
    return f"{record} – {indicators()[record.indicator].name}" if hasattr(record, "indicator") else str(record)


def form_of(record):
    """Where a record is edited: a step, in the form of what it belongs to."""
    opts = record._meta
    if isinstance(record, Step):
        return form_of(getattr(record, record.OWNER))
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
