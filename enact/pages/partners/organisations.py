"""The coordination's list of organisations, with the roles that each holds on a day."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of
from enact.pages.partners.asking import PartnerFilter
from enact.places import country_name
from enact.records import known_at
from enact.ui.columns import ChoiceColumn, ListColumn, NumberColumn, ToldColumn, named
from enact.ui.coordination import form_addresses
from enact.ui.filters import EitherFilter
from enact.ui.lists import ListPage
from enact.ui.tables import ListTable
from funding.models import Commitment, CommitmentStep, commitments_known
from indicators.wording import days_in_words
from partners.models import Organisation, place_of, roles_on
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
    adds = Organisation
    table_class = OrganisationTable
    filterset_class = OrganisationFilter
    knows_days = ("on", "known")

    @cached_property
    def roles(self):
        """The roles held on the day, as they were known."""
        return roles_on(self.on, self.known)

    def get_queryset(self):
        recorded = known_at(Organisation, end_of(self.known)) if self.known else Organisation.objects.all()
        return recorded.annotate(
            place=place_of(),
            has_role=Exists(self.roles.order_by().filter(organisation=OuterRef("id"))),
            commitment_count=commitments_on(self.on, self.known),
        )

    @cached_property
    def filterset(self):
        return OrganisationFilter(
            self.asked.typed, queryset=self.get_queryset(), request=self.request, roles=self.roles
        )

    def completed(self, records):
        """With their roles; what was known is read as the records that it tells of."""
        found = {record.id: read_of(record, "place", "commitment_count") for record in records}
        for organisation in found.values():
            organisation.roles = []
        for role in self.roles.filter(organisation__in=list(found)):
            found[role.organisation_id].roles.append(read_of(role))
        return list(found.values())

    def get_address_of(self):
        return form_addresses(Organisation)

    def get_day_note(self):
        return days_in_words(self)


def read_of(row, *annotations):
    """The record that a row of the history tells of, with some annotations of the row; a record itself as it is."""
    record = getattr(row, "instance", row)
    for name in annotations:
        setattr(record, name, getattr(row, name))
    return record


def commitments_on(day, known=None):
    """How many commitments of an organisation have begun by a day, and are not withdrawn, as known today or on a day."""
    rows = Commitment.objects.with_step_on(day) if known is None else commitments_known(day, known)
    begun = rows.filter(organisation=OuterRef("id"), step_kind__isnull=False)
    standing = begun.exclude(step_kind=CommitmentStep.Kind.WITHDRAWAL).order_by()
    return Coalesce(Subquery(standing.values("organisation").annotate(count=Count("id")).values("count")), 0)
