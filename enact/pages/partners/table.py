"""The columns of the directory of partners."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.places import country_name
from enact.ui.columns import ChoiceColumn, ListColumn, ToldColumn, ToldThemesColumn, named
from enact.ui.tables import ListTable
from partners.models import Organisation


def full_name(partner):
    """The name of a partner with its short name, unless that is in it."""
    return partner.name if partner.short_name in partner.name else f"{partner.name} ({partner.short_name})"


class NameColumn(ListColumn):
    """The name of a partner, with its short name; apart from each other in a spreadsheet."""

    def words(self):
        return full_name

    def headers(self):
        return [self.header, named(self.header, gettext("short"))]

    def values(self):
        return lambda record: (record.name, record.short_name)


def roles_in_words(partner):
    """The roles of a partner on the day, each with what is not agreed or is disputed of it."""
    return " · ".join(role.in_words for role in partner.roles)


def country_in_words(partner):
    """The name of the country of a partner; "" when it is not known."""
    return str(country_name(partner.country)) if partner.country else ""


class PartnerTable(ListTable):
    """Partners as everybody sees them: no amount, no count."""

    name = NameColumn(_("name"), order_by="words")
    kind = ChoiceColumn(_("kind"), names=Organisation.Kind)
    roles = ListColumn(_("roles"), roles_in_words)
    place = ToldColumn(_("place"), "whereabouts", order_by="place")
    themes = ToldThemesColumn(_("themes"))
    department = ToldColumn(_("department"), visible=False)
    country = ToldColumn(_("country"), country_in_words, order_by="country", visible=False)
    siren = ToldColumn("SIREN", "siren", visible=False)
    ror = ToldColumn("ROR", "ror", visible=False)
    website = ToldColumn(_("website"), visible=False)

    class Meta:
        order_by = ("words", "id")
