"""The public directory of partners, as it stands today."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from enact.pages.partners.asking import PartnerFilter
from enact.pages.partners.table import PartnerTable
from enact.themes import Themed
from enact.ui.kept.live import kept_for_seconds
from enact.ui.lists import ListPage
from funding.models import Commitment
from partners.models import Organisation, roles_on
from research.models import Chair


class PartnerList(ListPage):
    """The organisations that hold a role in the programme, today or on another day, and that may be named in public today."""

    title = _("Directory of partners")
    intro = _(
        "Who holds a role in the programme, agreed or not yet. The page of each says since when, and according to whom."
    )
    template_name = "partners/directory.html"
    table_class = PartnerTable
    filterset_class = PartnerFilter

    @property
    def day(self):
        """The day shown: nobody is told today what is planned for a day to come."""
        return min(self.on, self.today)

    def get_day_note(self):
        return "" if self.on == self.day else _("A day to come is shown as today.")

    def get_queryset(self):
        roles = roles_on(self.day)
        found = Organisation.objects.public_on(self.today).filter(pk__in=roles.order_by().values("organisation"))
        return (
            found.with_place()
            .annotate(**themes_on(self.day))
            .prefetch_related(Prefetch("memberships", roles, to_attr="roles"))
        )

    @cached_property
    def filterset(self):
        return PartnerFilter(
            self.asked.typed, queryset=self.get_queryset(), request=self.request, roles=roles_on(self.day)
        )

    def get_address_of(self):
        pattern = reverse("partner", args=[0])
        return lambda record: pattern.replace("/0/", f"/{record.id}/")


def themes_on(day):
    """For each theme, whether a partner's public commitments of a day, or the chairs that it hosts, belong to it."""
    commitments = Commitment.objects.public_on(day).filter(organisation=OuterRef("pk"))
    chairs = Chair.objects.real().awarded_by(day).filter(host=OuterRef("pk"))
    return {
        theme: ExpressionWrapper(
            Exists(commitments.filter(**{theme: True})) | Exists(chairs.filter(**{theme: True})), BooleanField()
        )
        for theme in Themed.THEMES
    }


partner_list = kept_for_seconds(PartnerList.as_view())
