"""The three themes of the programme, and what belongs to all of them.

Source: the presentation of the programme at its launch, 20 May 2025 (statement L08).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Themed(models.Model):
    """A record that belongs to one or more themes, or is transverse; none ticked means that it is not known."""

    digital_health = models.BooleanField(_("digital health"), default=False)
    engineering_and_discovery = models.BooleanField(_("AI for engineering and scientific discovery"), default=False)
    language_and_multimodal = models.BooleanField(_("language processing and large multimodal models"), default=False)
    transverse = models.BooleanField(_("transverse"), default=False)

    OWN = ("digital_health", "engineering_and_discovery", "language_and_multimodal")
    THEMES = (*OWN, "transverse")

    class Meta:
        abstract = True

    @property
    def themes(self):
        """The names of the themes ticked, in the order of the programme; an empty list when not known."""
        return [self._meta.get_field(theme).verbose_name for theme in self.THEMES if getattr(self, theme)]
