"""The columns of the directory of partners."""

from django.utils.translation import gettext_lazy as _

from enact.places import country_name
from enact.ui.columns import ChoiceColumn, ListColumn, ToldColumn, ToldThemesColumn
from enact.ui.tables import ListTable
from partners.models import Organisation
from partners.tables import NameColumn, roles_in_words


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
