"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are opened by the coordination: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Where one comes after signing in: the coordination to the back office, everybody else to the partners' space."""
        return reverse("admin:index" if request.user.is_staff else "space")


class Backend(AuthenticationBackend):
    """allauth's way to sign in. The rights of an account and of its groups are read in one query, once a request."""

    def get_all_permissions(self, user_obj, obj=None):
        """The names of the rights; none on a single object."""
        if not user_obj.is_active or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            found = Permission.objects.filter(Q(user=user_obj.pk) | Q(group__user=user_obj.pk))
            names = found.order_by().values_list("content_type__app_label", "codename").distinct()
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return user_obj._perm_cache
