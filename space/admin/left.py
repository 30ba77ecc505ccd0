"""The back office of what people had typed whose access ended while they did."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from enact.moments import moment_in_words
from enact.ui.admin import AdjectiveFilter, RecordAdmin, day_column
from partners.admin import Real
from space.models import LeftBehind


class Unsettled(AdjectiveFilter):
    """What nobody of the coordination has dealt with."""

    title = _("dealt with")
    parameter_name = "unsettled"
    words = _("not yet")
    adjective = "unsettled"


@admin.register(LeftBehind)
class LeftBehindAdmin(RecordAdmin):
    """Texts left behind: they are read, and it is said when they were dealt with."""

    list_display = ["organisation", "page", "user", "moment", "settled"]
    list_filter = [Unsettled, Real]
    list_select_related = ["organisation", "user"]
    search_fields = ["organisation__name", "user__email", "user__name", "page"]
    fieldsets = [
        (None, {"fields": ["organisation", ("user", "moment"), ("page", "address"), "told", "reading"]}),
        (_("What became of it"), {"fields": ["settled_on", "note"]}),
    ]
    readonly_fields = ["organisation", "user", "moment", "page", "address", "told", "reading"]

    settled = day_column("settled_on", _("dealt with on"))

    @admin.display(description=_("sent at"), ordering="sent_at")
    def moment(self, left):
        """The moment at which it was sent."""
        return moment_in_words(left.sent_at)

    @admin.display(description=_("what was typed"))
    def told(self, left):
        """What was typed, field by field."""
        return render_to_string("admin/space/left.html", {"left": left})

    @admin.display(description=_("file"))
    def reading(self, left):
        """The file, which can be read; `None` without one."""
        return render_to_string("admin/sources/file.html", {"file": left.file}) if left.file else None

    def has_add_permission(self, request):
        return False
