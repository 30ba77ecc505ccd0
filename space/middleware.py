"""What somebody sends to the space whose account was closed meanwhile."""

from functools import partial

from accounts.middleware import closed_account_of
from space.views.answering import AnswerPage
from space.views.leaving import told_to_whoever_left


class Farewell:
    """Tells whoever sends an answer from an account that was deactivated meanwhile, before the page to sign in takes it away.

    Nothing is done, read or opened: what was typed is kept for the coordination, as of those whose access ended.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The page for whoever answered for the organisation; `None` for everybody else, who go on as they would."""
        page = getattr(view, "view_class", None)
        if request.method != "POST" or page is None or not issubclass(page, AnswerPage):
            return None
        user = None if request.user.is_authenticated else closed_account_of(request)
        if user is None:
            return None
        about = {"user": user, "template": "space/closed.html"}
        field_of = partial(page.field_of, **kwargs)
        return told_to_whoever_left(request, kwargs["organisation"], page.title, field_of, **about)
