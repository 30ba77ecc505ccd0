"""What the office list of commitments is measured against: the same rows, columns and values, from stock parts.

One page is django-tables2 and django-filter as their manuals show them; the other, the change list of Django's admin.
"""

import django_tables2
from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2.views import SingleTableMixin

from enact.amounts import money
from enact.dates import in_words
from enact.languages import text_of
from enact.ui.templatetags.figures import qualified
from funding.filters import CommitmentFilter
from funding.models import Commitment
from funding.tables import gives, state_of

ROWS = 50
ORDER = ("organisation__words", "id")
FORM = ("admin:funding_commitment_change", {"object_id": django_tables2.A("id")})


def amount_of(record):
    """The amount of the day with its qualifier in words; `None` where nothing is given."""
    if not gives(record):
        return None
    if record.step_amount is None:
        return _("not disclosed")
    return f"{qualified(record.step_qualifier)} {money(record.step_amount)}".strip()


class StockTable(django_tables2.Table):
    """The columns that the office list shows by itself, with the template of django-tables2."""

    title = django_tables2.Column(accessor="title_fr", linkify=FORM)
    partner = django_tables2.Column(accessor="organisation", order_by="organisation__words")
    nature = django_tables2.Column()
    form = django_tables2.Column()
    state = django_tables2.Column(accessor="step_kind")
    amount = django_tables2.Column(accessor="step_amount", empty_values=())
    happened = django_tables2.Column(accessor="step_day")
    pillar = django_tables2.Column()

    def render_title(self, record):
        return str(text_of(record, "title"))

    def render_state(self, record):
        return state_of(record).label

    def render_amount(self, record):
        return amount_of(record) or self.default

    def render_happened(self, record):
        return in_words(record.step_day, record.step_precision)


class StockFilter(CommitmentFilter):
    """The filters of the office list that are drawn there."""

    organisation = framework = left = None


class StockCommitmentList(SingleTableMixin, FilterView):
    """Commitments as they stand today, with the filters of the office list, drawn by the widgets of Django."""

    table_class = StockTable
    filterset_class = StockFilter
    template_name = "bench/stock.html"
    paginate_by = ROWS

    def get_queryset(self):
        found = Commitment.objects.with_step_on(timezone.localdate())
        return found.select_related("organisation").order_by(*ORDER)


class StockCommitmentAdmin(admin.ModelAdmin):
    """The same rows and columns in a plain admin, with the filters that it has by itself."""

    list_display = ("title", "partner", "nature", "form_of_it", "state", "amount", "happened", "pillar")
    list_filter = ("form", "nature", "pillar", "organisation__kind")
    list_select_related = ("organisation",)
    list_per_page = ROWS
    search_fields = ("words", "organisation__words")
    ordering = ORDER

    def get_queryset(self, request):
        return super().get_queryset(request).with_step_on(timezone.localdate())

    @admin.display(ordering="words")
    def title(self, record):
        return str(text_of(record, "title"))

    @admin.display(ordering="organisation__words")
    def partner(self, record):
        return str(record.organisation)

    @admin.display(ordering="form")
    def form_of_it(self, record):
        """`form` is the admin's own."""
        return record.get_form_display()

    @admin.display(ordering="step_kind")
    def state(self, record):
        return state_of(record).label if record.step_kind else None

    @admin.display(ordering="step_amount")
    def amount(self, record):
        return amount_of(record)

    @admin.display(ordering="step_day")
    def happened(self, record):
        return in_words(record.step_day, record.step_precision)


class StockSite(admin.AdminSite):
    """A plain admin, with an address to which the frame of the back office links."""

    def get_urls(self):
        return [path("publish/", self.admin_view(self.index), name="publish"), *super().get_urls()]


stock_admin = StockSite(name="stock")
stock_admin.register(Commitment, StockCommitmentAdmin)
