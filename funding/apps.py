"""The app of the funding."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    """Commitments and their dated steps."""

    name = "funding"
    verbose_name = _("Funding")
