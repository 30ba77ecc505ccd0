"""The coordination’s lists of observations and of releases."""

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of
from enact.records import known_at
from enact.ui.coordination import form_addresses
from enact.ui.lists import ListPage
from indicators.filters import ObservationFilter, ReleaseFilter
from indicators.models import Observation, Release
from indicators.tables import ObservationTable, ReleaseTable
from indicators.wording import days_in_words

SOURCES_OF_TODAY = _("Sources are named as they are today.")


class ObservationList(ListPage):
    """What sources stated by any day, as recorded by the end of any day."""

    title = _("Observations")
    base = "office/base.html"
    adds = Observation
    table_class = ObservationTable
    filterset_class = ObservationFilter
    knows_days = ("on", "known")

    def get_day_note(self):
        said = _("All that was stated by then; what had been superseded by then is marked.")
        return f"{said} {days_in_words(self, SOURCES_OF_TODAY)}"

    def get_queryset(self):
        rows = known_at(Observation, end_of(self.known)) if self.known else Observation.objects.all()
        stated = rows.filter(stated_on__lte=self.on)
        superseding = stated.filter(supersedes=OuterRef("id")).order_by()
        return stated.annotate(is_superseded=Exists(superseding)).select_related("source__document")

    def get_address_of(self):
        return form_addresses(Observation)


class ReleaseList(ListPage):
    """What was published of any day or before, by the end of any day."""

    title = _("Releases")
    base = "office/base.html"
    table_class = ReleaseTable
    filterset_class = ReleaseFilter
    knows_days = ("on", "known")

    def get_day_note(self):
        said = _("Releases of that day or before.")
        return f"{said} {days_in_words(self)}"

    def get_queryset(self):
        published = Release.objects.filter(day__lte=self.on)
        if self.known:
            published = published.filter(published_at__lte=end_of(self.known))
        corrections = published.filter(corrects=OuterRef("id")).order_by().values("number")
        found = published.annotate(correction_number=Subquery(corrections[:1]))
        return found.select_related("published_by", "corrects").defer(
            "text", "kept", "corrects__text", "corrects__kept"
        )

    def get_address_of(self):
        return form_addresses(Release)
