"""What can be asked of the chairs."""

from django.utils.translation import gettext_lazy as _

from enact.languages import alphabetical
from enact.ui.filters import ChoicesFilter, ListFilter, SearchFilter, ThemesFilter
from partners.models import Organisation
from research.models import Chair, ChairStep

TOLD = [(kind.value, kind.label) for kind in ChairStep.Kind if kind != ChairStep.Kind.PLANNED]
"""The states of chairs that are told in public: those from the award on, and withdrawal."""


class ChairFilter(ListFilter):
    """The filters of the chairs as they stand on a day, after `with_step_on` and `with_public_host`."""

    q = SearchFilter("words", "host_words", label=_("Search"), help_text=_("Title or host; accents do not count."))
    kind = ChoicesFilter(label=_("Type"), choices=Chair.Kind.choices)
    state = ChoicesFilter("step_kind", label=_("State"), choices=TOLD)
    theme = ThemesFilter(label=_("Theme"))
    host = ChoicesFilter("host_key", label=_("Host institution"), choices=[])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hosts = self.queryset.filter(host_key__isnull=False).order_by().values_list("host_key", "host_name").distinct()
        self.form.fields["host"].choices = sorted(hosts, key=lambda pair: alphabetical(pair[1]))


class OfficeChairFilter(ListFilter):
    """The filters of the chairs as the coordination sees them on a day, after `with_step_on`."""

    q = SearchFilter("words", "host__words", label=_("Search"), help_text=_("Title or host; accents do not count."))
    kind = ChoicesFilter(label=_("Type"), choices=Chair.Kind.choices)
    state = ChoicesFilter(
        "step_kind", label=_("State"), choices=ChairStep.Kind.choices, none=_("nothing has happened yet")
    )
    theme = ThemesFilter(label=_("Theme"))
    host = ChoicesFilter("host", label=_("Host institution"), choices=[])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hosts = Organisation.objects.filter(pk__in=self.queryset.order_by().values("host"))
        self.form.fields["host"].choices = [(str(host.pk), str(host)) for host in hosts]
