"""Whose names a partner reads: of organisations, its own and those that are public; of people, those that it knows already."""

from django.db.models import Case, OuterRef, Q, Subquery, When

from partners.models import Organisation
from research.views.directories import name_told


def with_names(rows, visit, *fields):
    """Annotates for each field of an organisation `<field>_name` and `<field>_words`: `None` where it may not be named."""
    public = Organisation.objects.public_on(visit.today).order_by().values("pk")
    named = Organisation.objects.filter(Q(pk=visit.organisation.pk) | Q(pk__in=public)).order_by()
    called = named.annotate(called=Case(When(short_name="", then="name"), default="short_name"))
    told = {}
    for field in fields:
        told[f"{field}_name"] = Subquery(called.filter(pk=OuterRef(field)).values("called")[:1])
        told[f"{field}_words"] = Subquery(named.filter(pk=OuterRef(field)).values("words")[:1])
    return rows.annotate(**told)


def person_named(person, visit, *, is_known):
    """The name of a person; "" where the partner does not know it already, and the person has not agreed to be named."""
    return str(person) if is_known else name_told(person, visit.today)
