"""The coordination's list of organisations, with the roles that each holds on a day."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.pages.partners.asking import PartnerFilter
from enact.places import country_name
from enact.ui.columns import ChoiceColumn, ListColumn, NumberColumn, ToldColumn, named
from enact.ui.coordination import form_addresses
from enact.ui.filters import EitherFilter
from enact.ui.lists import ListPage
from enact.ui.tables import ListTable
from funding.models import Commitment, CommitmentStep
from partners.models import Membership, Organisation
from partners.tables import NameColumn, full_name, roles_in_words


class MarkedNameColumn(NameColumn):
    """The name of an organisation, which says of one that is invented that it is."""

    def words(self):
        marked = gettext("%(name)s (invented example)")
        return lambda record: marked % {"name": full_name(record)} if record.is_example else full_name(record)

    def headers(self):
        return [*super().headers(), named(self.header, gettext("invented example"))]

    def values(self):
        read, yes = super().values(), gettext("yes")
        return lambda record: (*read(record), yes if record.is_example else None)


class OrganisationTable(ListTable):
    """All organisations, as they stand on a day."""

    name = MarkedNameColumn(_("name"), order_by="words")
    kind = ChoiceColumn(_("kind"), names=Organisation.Kind)
    roles = ListColumn(_("roles"), roles_in_words)
    place = ToldColumn(_("place"), "whereabouts", order_by="place")
    country = ListColumn(_("country"), lambda row: str(country_name(row.country)), order_by="country")
    department = ListColumn(_("department"), visible=False)
    commitments = NumberColumn(_("commitments"), "commitment_count", visible=False)
    siren = ListColumn("SIREN", "siren", visible=False)
    siret = ListColumn("SIRET", "siret", visible=False)
    ror = ListColumn("ROR", "ror", visible=False)
    uai = ListColumn("UAI", "uai", visible=False)
    website = ListColumn(_("website"), visible=False)

    class Meta:
        order_by = ("words", "id")


class OrganisationFilter(PartnerFilter):
    """The filters of all organisations as they stand on a day, after `with_place`, with `has_role`."""

    theme = None  # themes are those of what partners give: here, of nothing
    has_role = EitherFilter(
        label=_("Role on that day"), choices=[("yes", _("with a role")), ("no", _("without a role"))]
    )
    example = EitherFilter(
        "is_example", label=_("Invented"), choices=[("yes", _("invented example")), ("no", _("real"))]
    )


class OrganisationList(ListPage):
    """All organisations for the coordination, those invented for a demonstration and those without a role too."""

    title = _("Organisations")
    intro = _("All organisations, with or without a role. A role that is not agreed, or that is disputed, says so.")
    base = "office/base.html"
    table_class = OrganisationTable
    filterset_class = OrganisationFilter

    def get_queryset(self):
        roles = Membership.objects.active_on(self.on).order_by("starts_on", "pk")
        return (
            Organisation.objects.with_place()
            .annotate(
                has_role=Exists(roles.order_by().filter(organisation=OuterRef("pk"))),
                commitment_count=commitments_on(self.on),
            )
            .prefetch_related(Prefetch("memberships", roles, to_attr="roles"))
        )

    @cached_property
    def filterset(self):
        return OrganisationFilter(self.asked.typed, queryset=self.get_queryset(), request=self.request, day=self.on)

    @cached_property
    def counted(self):
        """How many rows there are: to count organisations costs less than to know whether they are unchanged."""
        return self.summed(self.rows.order_by())

    def get_address_of(self):
        return form_addresses(Organisation)


def commitments_on(day):
    """How many commitments of an organisation have begun by a day, and are not withdrawn."""
    begun = Commitment.objects.with_step_on(day).filter(organisation=OuterRef("pk"), step_kind__isnull=False)
    standing = begun.exclude(step_kind=CommitmentStep.Kind.WITHDRAWAL).order_by()
    return Coalesce(Subquery(standing.values("organisation").annotate(count=Count("pk")).values("count")), 0)
