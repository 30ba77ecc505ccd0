"""What can be asked of the observations and of the releases."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, EitherFilter, ListFilter
from indicators.catalogue import code_choices


class ObservationFilter(ListFilter):
    """The filters of the observations, with `is_superseded`."""

    indicator = ChoicesFilter(label=_("Indicator"), choices=code_choices)
    value = EitherFilter(
        "value__isnull", label=_("Value"), choices=[("unknown", _("not disclosed")), ("known", _("known"))]
    )
    standing = EitherFilter(
        "is_superseded",
        label=_("Standing"),
        choices=[("superseded", _("superseded")), ("standing", _("not superseded"))],
    )
    source = EitherFilter(
        "source__isnull", label=_("Source"), choices=[("none", _("without source")), ("given", _("with a source"))]
    )


class ReleaseFilter(ListFilter):
    """The filters of the releases, with `correction_number`."""

    correction = EitherFilter(
        "correction_number__isnull",
        label=_("Correction"),
        choices=[("none", _("in force")), ("corrected", _("corrected since"))],
    )
