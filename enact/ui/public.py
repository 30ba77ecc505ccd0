"""What makes a view public."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def public(view):
    """A page that everybody reads, signed in or not, and to which nothing is ever sent: other methods answer 405."""

    @csrf_exempt
    @login_not_required
    @require_safe
    @wraps(view)
    def page(request, **kwargs):
        return view(request, **kwargs)

    return page
