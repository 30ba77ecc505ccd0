"""The columns of the organisations."""

from django.utils.translation import gettext

from enact.ui.columns import ListColumn, named


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
