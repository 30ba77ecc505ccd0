"""Every list of the site, by its route: whatever is asked of one can be asked of all."""

from django.urls import get_resolver

from enact.ui.lists import ListPage
from tests.test_house import routes

LISTS = {
    route: view.view_class
    for route, view in routes(get_resolver(), "/")
    if issubclass(getattr(view, "view_class", object), ListPage)
}
"""The class of each list by its route."""


def every_list():
    """The classes of lists that the code declares."""
    waiting, found = [ListPage], set()
    while waiting:
        page = waiting.pop()
        waiting += page.__subclasses__()
        found |= {page} if page.table_class else set()
    return found


def address_of(route, organisation):
    """The address of a list; those of the partners' space are of an organisation."""
    filled = route.replace("<language>", "fr").replace("<int:organisation>", str(organisation.pk))
    return filled.replace("<int:year>", "2025")  # of a round of attestation


def names_of(page):
    """What a list can be asked: the names of its filters, of its columns, and of what every list reads."""
    return [
        *page.filterset_class.base_filters,
        *page.table_class.base_columns,
        "on",
        "known",
        "sort",
        "columns",
        "page",
        "export",
    ]
