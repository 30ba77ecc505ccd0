"""The programming interface. Every answer is kept like the pages, and may be read by the pages of other sites."""

from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import Http404

from enact.ui.public import for_machines
from indicators.api import answers
from indicators.api.description import description
from indicators.extracts import entry_of
from indicators.open_data.views import machine_file
from indicators.published import drawn_from_each_release, drawn_from_release


def answered(view):
    """A page of the interface. Before the first release there is nothing, which is said as JSON like every fault."""

    @for_machines
    @wraps(view)
    def page(request, **kwargs):
        response = view(request, **kwargs)
        if response.status_code == HTTPStatus.NOT_FOUND:
            raise Http404
        return response

    return page


@answered
@drawn_from_release
def front(request, release):
    """Where to begin."""
    return machine_file(answers.front(release))


@answered
@drawn_from_release
def describing(request, release):
    """What can be asked, and what is answered: OpenAPI."""
    return machine_file(description(release, settings.SITE_ADDRESS))


@answered
@drawn_from_release
def release_list(request, release):
    """All releases, the newest first."""
    return machine_file(answers.release_list(release))


def release_detail(request, release):
    """A release, its place in the chain, and its files."""
    return machine_file(answers.release_detail(release))


def indicator_list(request, release):
    """All indicators of a release."""
    return machine_file(answers.indicator_list(release))


def indicator_detail(request, release, code):
    """All that a release says of an indicator."""
    return machine_file(answers.indicator_detail(release, entry_of(release, code)))


@answered
@drawn_from_release
def series(request, release, code):
    """The values of an indicator at each release so far."""
    return machine_file(answers.series(release, entry_of(release, code)))


OF_A_RELEASE, OF_THE_LATEST = (
    {view.__name__: answered(drawn(view)) for view in (release_detail, indicator_list, indicator_detail)}
    for drawn in (drawn_from_each_release, drawn_from_release)
)
"""The answers about one release by the name of their view: at its number, and for whichever is the latest the same bytes."""
