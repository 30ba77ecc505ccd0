"""What the public directories of research share."""

from django.urls import reverse

from enact.ui.lists import ListPage
from indicators.extracts import release_shown


def addresses_of(route):
    """The function that leads from a record of a list to its public page."""
    before, after = reverse(route, args=[0]).rsplit("0", 1)
    return lambda record: f"{before}{record.id}{after}"


class ResearchList(ListPage):
    """A public directory. Beside it stands what the release says: `release` is its document, `None` before the first."""

    def get_context_data(self):
        return super().get_context_data() | {"released": release_shown()}

    @property
    def day(self):
        """The day on which what is shown was public: nobody is told today what will be public on a day to come."""
        return min(self.on, self.today)


def names_told(rows, day):
    """Rows of people over periods, the first before: the name, "" without the person's consent to be named, and the row."""
    rows = rows.select_related("person__identity").order_by("starts_on", "pk")
    return [(name_told(row.person, day), row) for row in rows]


def name_told(person, day):
    """The name of a person as it may be told in public on a day; "" without consent, or once the person was erased."""
    identity = getattr(person, "identity", None)
    return str(identity) if identity and person.consented_on and person.consented_on <= day else ""
