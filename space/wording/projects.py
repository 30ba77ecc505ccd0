"""What the coordination records of doctoral contracts and chairs, in the words of a partner who pays for them or hosts them."""

from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from research.models import ChairStep
from training.models import ContractKind, DoctoralStep

Doctoral, Chair = DoctoralStep.Kind, ChairStep.Kind

CONTRACT_STATES = {
    Doctoral.PROPOSED: _("subject proposed, nobody is selected yet"),
    Doctoral.SELECTED: _("doctoral student selected, the thesis is about to start"),
    Doctoral.STARTED: _("thesis under way"),
    Doctoral.EXTENDED: _("thesis under way, the contract was extended"),
    Doctoral.SUSPENDED: _("thesis suspended for the time being"),
    Doctoral.RESUMED: _("thesis under way again"),
    Doctoral.DEFENCE_PLANNED: _("thesis under way, its defence is planned"),
    Doctoral.DEFENDED: _("thesis defended"),
    Doctoral.STOPPED: _("thesis stopped before its defence"),
}
"""How a doctoral contract stands."""

CONTRACT_STEPS = {
    Doctoral.PROPOSED: _("The subject was proposed."),
    Doctoral.SELECTED: _("The doctoral student was selected."),
    Doctoral.STARTED: _("The contract began."),
    Doctoral.EXTENDED: _("The contract was extended."),
    Doctoral.SUSPENDED: _("The contract was suspended."),
    Doctoral.RESUMED: _("The contract went on after its suspension."),
    Doctoral.DEFENCE_PLANNED: _("The day of the defence was set."),
    Doctoral.DEFENDED: _("The thesis was defended."),
    Doctoral.STOPPED: _("The contract ended before the defence."),
}
"""What happened to it at each step; why a contract was extended or suspended may tell of a person, and is not said."""

CHAIR_STATES = {
    Chair.PLANNED: _("planned, not awarded yet"),
    Chair.AWARDED: _("awarded, its agreement is to be signed"),
    Chair.AGREED: _("agreement signed, the chair is about to start"),
    Chair.STARTED: _("chair under way"),
    Chair.ENDED: _("chair ended"),
    Chair.WITHDRAWN: _("chair withdrawn"),
}
"""How a chair stands."""

CHAIR_STEPS = {
    Chair.PLANNED: _("The chair was planned."),
    Chair.AWARDED: _("The chair was awarded."),
    Chair.AGREED: _("Its agreement was signed."),
    Chair.STARTED: _("The chair began."),
    Chair.ENDED: _("The chair ended."),
    Chair.WITHDRAWN: _("The chair was withdrawn."),
}
"""What happened to it at each step."""

PARTS = {
    "employer": _("employer"),
    "institution": _("institution of registration"),
    "cotutelle": _("institution of the cotutelle"),
    "host": _("host institution"),
    "means": _("funder"),
}
"""What a partner is to a contract or a chair, by what makes it so."""


def parts_of(row, hosts):
    """What an organisation is to a contract or a chair, in words, after `space.measures.projects.with_parts`."""
    found = [PARTS[host] for host in hosts if getattr(row, f"is_{host}")]
    return [*found, *([PARTS["means"]] if row.pays else [])]


def facts_of_contract(contract, term, months, *, is_host):
    """What a doctoral contract is: pairs of a name and a value in words; `is_host`: to somebody who hosts it."""
    unknown, (starts, ends) = _("not disclosed"), term
    found = [
        (_("Kind"), contract.get_kind_display()),
        (_("First day"), in_words(starts) or unknown),
        (_("Last day"), in_words(ends) or unknown),
        (_("Months signed"), str(months)),
        (_("Institution of registration"), contract.institution_name or unknown),
        (_("Employer"), contract.employer_name or unknown),
        (_("Doctoral school"), contract.doctoral_school or unknown),
        (_("Themes"), ", ".join(str(theme) for theme in contract.themes) or unknown),
    ]
    if contract.cotutelle_id:
        found.append((_("Cotutelle with"), contract.cotutelle_name or unknown))
    if contract.kind == ContractKind.CIFRE and is_host:
        signed = in_words(contract.collaboration_signed_on) or _("to be signed within six months of the start")
        found.append((_("Collaboration contract"), signed))
    if contract.defence_planned_on:
        found.append((_("Defence planned on"), in_words(contract.defence_planned_on)))
    return [*found, *([("NNT", contract.nnt)] if contract.nnt else [])]


def facts_of_chair(chair):
    """What a chair is: pairs of a name and a value in words."""
    unknown = _("not disclosed")
    ends = _("the end of the programme") if chair.ends_with_programme else in_words(chair.ends_on) or unknown
    return [
        (_("Type"), chair.get_kind_display()),
        (_("Host institution"), chair.host_name or unknown),
        (_("Laboratory"), str(chair.laboratory or unknown)),
        (_("Themes"), ", ".join(str(theme) for theme in chair.themes) or unknown),
        (_("Planned last day"), ends),
    ]
