"""Organisations that count on a day."""

from indicators.measures import Count, Measure
from partners.models import Membership, Organisation


def partners_on(day):
    """The agreed roles of organisations other than companies on a day."""
    return (
        Membership.objects.real()
        .active_on(day)
        .agreed()
        .exclude(organisation__kind=Organisation.Kind.COMPANY)
        .with_place()
    )


def companies_on(day):
    """The agreed roles of companies on a day, each with the size last declared by then."""
    return (
        Membership.objects.real()
        .active_on(day)
        .agreed()
        .filter(organisation__kind=Organisation.Kind.COMPANY)
        .with_place()
        .with_size(day)
    )


def abroad_on(day):
    """The roles of cross-border and European partners on a day, agreed or not yet."""
    return Membership.objects.real().active_on(day).filter(role=Membership.Role.EUROPEAN)


partner_organisations = Measure(partners_on, Count(distinct="organisation"))
partner_companies = Measure(companies_on, Count(distinct="organisation"))
european_partners = Measure(abroad_on, Count(distinct="organisation"))
