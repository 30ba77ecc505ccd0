"""Lists asked for the rows of one organisation."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from enact.ui.filters import RecordFilter
from partners.models import Organisation


class OrganisationField(ModelChoiceField):
    """An organisation by its key; by the key of one that was merged, the one that stays."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:
            kept = self.queryset.filter(former_keys__key=value).first() if str(value).isdecimal() else None
            if kept is None:
                raise
            return kept


class OrganisationFilter(RecordFilter):
    """The rows of one organisation."""

    field_class = OrganisationField

    def __init__(self, *args, **options):
        super().__init__(*args, **{"label": _("Partner"), "queryset": Organisation.objects.all(), **options})
