"""What can be asked of the doctoral contracts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, EitherFilter, ListFilter, SearchFilter, ThemesFilter
from partners.models import Organisation
from training.models import ContractKind, DoctoralStep


class DoctoralContractFilter(ListFilter):
    """The filters of the doctoral contracts as they stand on a day, after `with_step_on`."""

    q = SearchFilter("words", label=_("Search"), help_text=_("Title; accents do not count."))
    kind = ChoicesFilter(label=_("Kind"), choices=ContractKind.choices)
    state = ChoicesFilter(
        "step_kind", label=_("State"), choices=DoctoralStep.Kind.choices, none=_("nothing has happened yet")
    )
    theme = ThemesFilter(label=_("Theme"))
    institution = ChoicesFilter("institution", label=_("Institution of registration"), choices=[])
    employer = ChoicesFilter("employer", label=_("Employer"), choices=[], none=_("not known"))
    cotutelle = EitherFilter(
        "cotutelle__isnull", label=_("Cotutelle"), choices=[("no", _("without")), ("yes", _("with"))]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        named = Q(pk__in=rows.values("institution")) | Q(pk__in=rows.values("employer"))
        choices = [(str(found.pk), str(found)) for found in Organisation.objects.filter(named)]
        self.form.fields["institution"].choices = choices
        self.form.fields["employer"].choices = [*choices, *self.form.fields["employer"].choices]
