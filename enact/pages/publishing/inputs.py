"""What is missing, late or incomplete of a draft, before it is published."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enact.languages import Text
from enact.ui.templatetags.figures import day as day_in_words
from enact.ui.templatetags.figures import full_amount, unknowns_in_words
from enact.years import last_ended_by, year_in_words
from indicators.catalogue import indicators
from training.measures.students import StudentsTrained, coverage_on


@dataclass(frozen=True)
class Gap:
    """Something that the figures lack: what, why it matters, and which ones: a name, what is lacking, where to mend it."""

    title: str
    why: str
    rows: list[tuple[str, str, str]]


def inputs_of(content, ledger):
    """What the figures of a draft lack."""
    gaps = (overdue(content), unknown(content), observed(content), unanswered(content, ledger.day), incomplete(content))
    return [gap for gap in gaps if gap.rows]


def named(entry):
    """An indicator by its code and its name."""
    return f"{entry['code']} – {Text(**entry['name'])}"


def form_for(entry):
    """Where a figure is stated."""
    return f"{reverse('admin:indicators_observation_add')}?indicator={entry['code']}"


def overdue(content):
    """The figures that were due to be stated again."""
    rows = [
        (named(entry), _("due on %(day)s") % {"day": day_in_words(entry["next_update_on"])}, form_for(entry))
        for entry in content["indicators"]
        if entry["next_update_on"] < content["day"]
    ]
    return Gap(_("Late figures"), _("Their rhythm says that a newer one was due before this day."), rows)


def unknown(content):
    """The figures that nobody has given, or of which nothing is known."""
    rows = [
        (named(entry), _("not disclosed"), form_for(entry))
        for entry in content["indicators"]
        if entry["figure"]["value"] is None and not entry["figure"]["protected"]
    ]
    return Gap(_("Unknown figures"), _("They are published as not disclosed."), rows)


def observed(content):
    """The figures that are stated although records are entered."""
    rows = [
        (named(entry), recorded_so_far(entry), reverse("admin:indicators_completeness_changelist"))
        for entry in content["indicators"]
        if entry["figure"]["origin"] == "observation" and holds_something(entry)
    ]
    why = _("They stay as a source stated them until their records are declared complete.")
    return Gap(_("Figures stated although records exist"), why, rows)


def holds_something(entry):
    """Whether the records of an indicator hold something so far: a number that is not zero, or sums not known."""
    recorded, is_money = entry["figure"]["recorded"], entry["unit"]["key"] == "EUR"
    if recorded is None:
        return False
    return recorded["protected"] or recorded["value"] not in (None, "0") or (is_money and recorded["unknowns"] > 0)


def recorded_so_far(entry):
    """What the records of an indicator hold so far, in words."""
    recorded = entry["figure"]["recorded"]
    if recorded["protected"]:
        return _("recorded so far: protected")
    return _("%(value)s recorded so far") % {"value": full_amount(recorded["value"], entry["unit"]["key"])}


def unanswered(content, day):
    """The yearly figures for which institutions have not answered, with how many have."""
    year, rows = last_ended_by(day), []
    codes = [code for code, found in indicators().items() if isinstance(found.measure, StudentsTrained)]
    coverage = coverage_on(day, [year])[year] if codes else None
    if coverage and coverage.is_provisional and (coverage.asked or coverage.answered):
        names = ", ".join(sorted(coverage.missing.values()))
        said = f"{year_in_words(year)}{_(':')} {coverage}" + (f" ({names})" if names else "")
        address = f"{reverse('office-students')}?year={year}"
        rows = [(named(entry), said, address) for entry in content["indicators"] if entry["code"] in codes]
    why = _("Until they do, the figure is that of the year before, or provisional.")
    return Gap(_("Institutions that have not answered"), why, rows)


def incomplete(content):
    """The sums of which some amounts are not known."""
    rows = [
        (
            named(entry),
            unknowns_in_words(entry["figure"]["unknowns"]),
            reverse("indicator-detail", args=[entry["code"]]),
        )
        for entry in content["indicators"]
        if entry["figure"]["value"] is not None and entry["figure"]["unknowns"]
    ]
    return Gap(_("Incomplete sums"), _("What is not known of them is said beside what is."), rows)
