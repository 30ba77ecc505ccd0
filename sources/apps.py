"""The app of the sources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Who said what, and where."""

    name = "sources"
    verbose_name = _("Sources")
