"""The back office: Django's admin, for the coordination."""

from allauth.account import views as account
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enact.pages import publishing, today
from enact.ui.coordination import for_coordination


class Office(AdminSite):
    """Django's admin in our dress, in the language of whoever is signed in, behind the one sign-in page of the site.

    Whoever is signed in without being of the coordination finds nothing here: every address answers 404. The others are
    led to the sign-in page before they come here, as everywhere on the site.
    """

    site_header = _("ENACT – back office")
    site_title = _("ENACT back office")
    index_title = _("What needs you today")
    empty_value_display = "–"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        """The view for the coordination alone."""
        return for_coordination(super().admin_view(view, cacheable))

    def get_urls(self):
        announced = self.admin_view(publishing.announce_release)
        return [
            path("publish/", self.admin_view(publishing.publish), name="publish"),
            path("publish/announce/", announced, name="announce-release"),
            path("publish/<int:pk>/", self.admin_view(publishing.planned_release), name="planned-release"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        """The list of the records, under what needs doing today."""
        return super().index(request, {**(extra_context or {}), **today.needs(request)})

    def get_app_list(self, request, app_label=None):
        """The list of the records, kept for whoever has the same rights and language: every page of the office holds it."""
        if app_label:
            return super().get_app_list(request, app_label)
        user = request.user
        key = get_language(), user.is_superuser, frozenset(user.get_all_permissions())
        if key not in self.lists:
            self.lists[key] = super().get_app_list(request)
        return self.lists[key]

    @cached_property
    def lists(self):
        """The lists of the records by language and rights. There are few: rights are given by groups."""
        return {}

    @login_not_required
    def login(self, request, extra_context=None):
        """The one sign-in page, which leads back to where one wanted to go."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))

    def logout(self, request, extra_context=None):
        return account.logout(request)

    def password_change(self, request, extra_context=None):
        """The one page to change a password."""
        return redirect("account_change_password")
