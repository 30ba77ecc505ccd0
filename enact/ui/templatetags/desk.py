"""The lists of the coordination, by subject, as each account may read them."""

from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()


class Place(NamedTuple):
    """A list of the coordination: its route, its name, the right to read it, and the routes of pages that belong to it."""

    route: str
    name: str
    right: str
    below: tuple[str, ...] = ()

    def is_at(self, here):
        """Whether the route shown is that of the list, or of a page that belongs to it."""
        return here in (self.route, *self.below)


SUBJECTS = (
    (_("Partners"), (Place("office-organisations", _("Organisations"), "partners.view_organisation"),)),
    (
        _("Money"),
        (
            Place("office-money", _("Overview"), "funding.view_commitment"),
            Place("office-commitments", _("Commitments"), "funding.view_commitment", ("office-commitment",)),
            Place("office-instalments", _("Instalments"), "funding.view_instalment"),
            Place("office-payment-calls", _("Calls for payment"), "funding.view_paymentcall"),
            Place("office-receipts", _("Receipts"), "funding.view_receipt"),
            Place("office-expenditure", _("Expenditure"), "funding.view_expenditure"),
            Place("office-transfers", _("Transfers"), "funding.view_transfer"),
        ),
    ),
    (
        _("Research"),
        (
            Place("office-chairs", _("Chairs"), "research.view_chair"),
            Place("office-communities", _("Communities of interest"), "research.view_community"),
            Place("office-calls", _("Calls"), "research.view_call"),
            Place("office-events", _("Events"), "research.view_event"),
        ),
    ),
    (
        _("Training"),
        (
            Place(
                "office-doctoral-contracts",
                _("Doctoral contracts"),
                "training.view_doctoralcontract",
                ("office-doctoral-contract",),
            ),
            Place("office-coverage", _("Coverage"), "training.view_coverage"),
            Place("office-students", _("Students"), "training.view_studentfigure"),
        ),
    ),
    (
        _("Figures"),
        (
            Place("office-observations", _("Observations"), "indicators.view_observation"),
            Place("office-releases", _("Releases"), "indicators.view_release"),
            Place("office-rounds", _("Attestations"), "space.view_round", ("office-attestations",)),
        ),
    ),
    (_("Files"), (Place("office-files", _("Files"), "sources.view_file"),)),
    (
        _("Mail"),
        (
            Place("office-mails", _("Outbox"), "office.view_mail", ("office-mail",)),
            Place("office-mail-kinds", _("Kinds of mail"), "office.view_mail", ("office-mail-kind",)),
        ),
    ),
    (_("Import"), (Place("office-imports", _("Import"), "funding.add_commitment", ("office-import",)),)),
)
"""The subjects in their order, each with its lists."""


class Link(NamedTuple):
    """A link: its address, its name, and what `aria-current` says of it; "" where the reader is elsewhere."""

    address: str
    name: str
    current: str


def links(places, here):
    """The links to some lists."""
    return [
        Link(reverse(place.route), place.name, "page" if here == place.route else "true" if place.is_at(here) else "")
        for place in places
    ]


def readable(user):
    """The subjects of which an account may read a list, each with the lists that it may read."""
    for name, places in SUBJECTS:
        found = [place for place in places if user.has_perm(place.right)]
        if found:
            yield name, found


@register.inclusion_tag("office/sections.html", takes_context=True)
def office_sections(context):
    """The subjects, each by its first list, and the lists of the subject shown."""
    request = context["request"]
    here = request.resolver_match.url_name if request.resolver_match else ""
    subjects, lists = [], []
    for name, places in readable(context["user"]):
        is_here = any(place.is_at(here) for place in places)
        only = is_here and len(places) == 1
        first = links(places[:1], here)[0]
        subjects.append(Link(first.address, name, first.current if only else "true" if is_here else ""))
        if is_here and not only:
            lists = links(places, here)
    return {"subjects": subjects, "lists": lists}


@register.inclusion_tag("office/lists.html", takes_context=True)
def office_lists(context):
    """All lists, by subject."""
    return {"subjects": [(name, links(places, "")) for name, places in readable(context["user"])]}
