"""The app of the research."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    """Chairs and their dated steps."""

    name = "research"
    verbose_name = _("Research")
