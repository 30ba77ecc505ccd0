"""The app of the partners' space."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpaceConfig(AppConfig):
    """What a partner reads of itself, in its own terms."""

    name = "space"
    verbose_name = _("Partners' space")
