"""The app of the coordinators' desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """What coordinators do to many records at once."""

    name = "office"
    verbose_name = _("Office")
