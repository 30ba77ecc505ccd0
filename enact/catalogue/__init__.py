"""The published indicators, in the order in which the public reads them, and what a release says of the programme.

Definitions live here, reviewed as code; promises and observations are rows. The codes are those of the programme's
monitoring; `FIN-0`, the envelope announced, was added to them so that it has a definition and a source like every figure.
"""

from enact.catalogue import abroad, funding, partners, research, training
from enact.catalogue.agreements import agreements_on
from enact.catalogue.attestations import attestations_on, attesters_on
from enact.catalogue.leaders import leaders_on
from partners.models import Programme

__all__ = ["INDICATORS", "agreements_on", "attestations_on", "attesters_on", "programme_on", "programme_period"]

INDICATORS = (
    research.CHAIRS_AWARDED,
    training.STUDENTS_TRAINED,
    training.AI_DOCTORATES,
    training.ACADEMIC_CONTRACTS,
    training.EVENTS,
    research.COMMUNITIES,
    partners.PARTNER_ORGANISATIONS,
    partners.PARTNER_COMPANIES,
    funding.ENVELOPE,
    funding.IN_DISCUSSION,
    funding.PROMISED,
    funding.GRANTED,
    funding.AGREED,
    funding.RECEIVED,
    funding.SPENT,
    abroad.COTUTELLES,
    training.SHARE_OF_WOMEN,
)


def programme_period():
    """The first and the last day of the programme. Raises `DoesNotExist` without one."""
    return Programme.objects.values_list("starts_on", "ends_on").get()


def programme_on(day):
    """The programme as a release of a day presents it: its names, its period, its leader. Raises `DoesNotExist` without one."""
    programme = Programme.objects.get()
    return {
        "ends_on": programme.ends_on.isoformat(),
        "leaders": sorted(leader.name for leader in leaders_on(day)),
        "name": programme.name.as_json(),
        "short_name": programme.short_name,
        "starts_on": programme.starts_on.isoformat(),
        "starts_on_precision": str(programme.starts_on_precision),
    }
