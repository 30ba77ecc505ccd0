"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are opened by administrators: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False
