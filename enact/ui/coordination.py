"""What makes a view one of the coordination's."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils import translation

from enact.ui.session import goes_on


def for_coordination(view, right=None):
    """A view for the coordination alone, in the language of whoever is signed in; while it works here, its session goes on.

    Whoever is signed in without being of the coordination, or without the `right` asked for, finds nothing: 404. The
    others are led to the sign-in page before they come here, as everywhere on the site.
    """

    @wraps(view)
    def inner(request, *args, **kwargs):
        user = request.user
        if not (user.is_active and user.is_staff and (right is None or user.has_perm(right))):
            raise Http404
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        goes_on(request)
        return view(request, *args, **kwargs)

    inner.right = right
    return inner


def form_addresses(model):
    """The function that leads from a record of a list to its form in the back office."""
    before, after = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[0]).rsplit("0", 1)
    return lambda record: f"{before}{record.id}{after}"
