"""The app of the indicators."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """What was promised, observed, declared complete and published."""

    name = "indicators"
    verbose_name = _("Figures")
