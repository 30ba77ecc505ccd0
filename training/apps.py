"""The app of the training."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Doctoral contracts, and the figures of students."""

    name = "training"
    verbose_name = _("Training")
