"""What is refused in the forms of research."""

from django.utils.translation import gettext_lazy as _

from enact.ui.forms import RecordForm
from research.models.event import NOT_OVER


class EventForm(RecordForm):
    """An event: what has not ended has not taken place yet, and attendance is a number."""

    class Meta:
        error_messages = {
            "attendance": {
                "invalid": _(
                    "Write the number alone, as in 150, and choose beside it how it is to be read: about, at least."
                )
            }
        }

    def clean(self):
        cleaned = super().clean()
        last = cleaned.get("ends_on") or cleaned.get("starts_on")
        if cleaned.get("took_place") and last and last > self.today:
            self.add_error("took_place", NOT_OVER)
        return cleaned
