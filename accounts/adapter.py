"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are opened by the coordination: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Where one comes after signing in: the coordination to the back office, everybody else to the partners' space."""
        return reverse("admin:index" if request.user.is_staff else "space")
