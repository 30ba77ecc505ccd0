"""What can be asked of the doctoral contracts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, EitherFilter, ListFilter, SearchFilter, ThemesFilter
from partners.models import Organisation
from training.measures.due import ASKED, keys_asking
from training.models import ContractKind, DoctoralStep


class DueFilter(ChoicesFilter):
    """Contracts that ask for one of some things on the day of the list, as is known today; read where it is asked for."""

    def filter(self, qs, value):
        return qs.filter(id__in=keys_asking(value, self.parent.on)) if value else qs


class DoctoralContractFilter(ListFilter):
    """The filters of the doctoral contracts as they stand on the day `on`, after `with_step_on`."""

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
    due = DueFilter(label=_("What is due"), choices=[(check, title) for check, (title, _why) in ASKED.items()])

    def __init__(self, *args, on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        rows = self.queryset.order_by()
        named = Q(pk__in=rows.values("institution")) | Q(pk__in=rows.values("employer"))
        choices = [(str(found.pk), str(found)) for found in Organisation.objects.filter(named)]
        self.form.fields["institution"].choices = choices
        self.form.fields["employer"].choices = [*choices, *self.form.fields["employer"].choices]
