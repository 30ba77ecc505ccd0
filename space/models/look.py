"""Who of the coordination looked at a space as its partner does."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.moments import moment_in_words
from space.models.kept import Kept


class Look(Kept):
    """That somebody of the coordination looked at the space of an organisation: once in a session. The partner reads it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    began_at = models.DateTimeField(_("began at"))
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("look as a partner")
        verbose_name_plural = _("looks as a partner")
        ordering = ["-began_at", "-pk"]

    def __str__(self):
        return f"{self.by}, {moment_in_words(self.began_at)}"
