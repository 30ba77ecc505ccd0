"""The app of the partners."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """The programme, its organisations and the people in charge."""

    name = "partners"
    verbose_name = _("Partners")
