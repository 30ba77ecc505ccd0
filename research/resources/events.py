"""Events with who organises them, as files give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import SeveralColumn, ThemesColumn
from enact.imports.fields import columns_of
from enact.imports.headings import normal
from enact.imports.owned import SeveralPart
from enact.imports.parts import Wrong
from enact.imports.resources import KeyedPart, Resource, key_column
from enact.themes import Themed
from partners.models import Programme
from partners.resources import organisations
from research.models import Event, EventOrganiser
from research.models.event import NOT_OVER
from research.resources.attendance import AttendanceColumn

ATTENDANCE = gettext_lazy("attendance")


class EventPart(KeyedPart):
    """The events of a file: by key, else by French title and, where it is given, first day."""

    model = Event
    fields = (
        *("kind", "title_fr", "title_en", "summary_fr", "summary_en", *Themed.THEMES, "starts_on", "ends_on"),
        *("place", "address", "website", "attendance", "attendance_qualifier", "attendance_basis"),
        *("took_place", "cancelled_on", "published_on"),
    )
    asked = ("kind", "title_fr", "starts_on")
    NAME = "title_fr"

    def records(self, lines, keys):
        return Event.objects.all()

    def load(self, lines, owners):
        super().load(lines, owners)
        self.by_title = {}
        for event in self.loaded:
            self.by_title.setdefault(normal(event.title_fr), []).append(event)
        self.programme = Programme.objects.first()

    def find_otherwise(self, line, owner):
        title, day = normal(line.values.get("title_fr", "")), line.values.get("starts_on")
        if not title:
            raise Wrong(_("A row names its event: by its number, or by its title in French and first day."))
        found = [event for event in self.by_title.get(title, []) if day in (None, event.starts_on)]
        if len(found) > 1:
            raise Wrong(_("Several events have this title: write the first day of the one that is meant."), "title_fr")
        return (found[0].pk, found[0]) if found else (("new", title, day), None)

    def new(self, line, owner):
        return Event(programme=self.programme)

    def meant(self, line, field, record):
        """A last day that is the first one says that it lasts one day, as our own files do."""
        value = super().meant(line, field, record)
        is_one_day = field == "ends_on" and record.ends_on is None and value == record.starts_on
        return None if is_one_day else value

    def check_one(self, target):
        super().check_one(target)
        event = target.record
        last = event.ends_on or event.starts_on
        if "took_place" in target.given and event.took_place and last and last > self.context.on:
            self.note(target, "took_place", str(NOT_OVER))


class EventOrganiserPart(SeveralPart):
    """Who organises the events of a file: those that are not recorded are added."""

    model = EventOrganiser
    PREFIX = "organised_by_"
    OWNER = "event"
    told_by = fields = asked = ("organisation",)


class EventResource(Resource):
    """Events, each with who organises it."""

    name = "events"
    title = gettext_lazy("Events with their organisers")
    intro = gettext_lazy(
        "One row an event, with all its organisers in one cell, or one row each. Found by number, or by title in French and "
        "first day."
    )
    parts = (EventPart, EventOrganiserPart)
    columns = (
        key_column(),
        *columns_of(
            Event,
            kind={"asked": True, "also": ("type",)},
            title_fr={
                "asked": True,
                "also": (
                    *(gettext_lazy("title"), gettext_lazy("event"), "titre", "intitulé"),
                    (gettext_lazy("title"), gettext_lazy("in French")),
                ),
            },
            title_en={"also": ((gettext_lazy("title"), gettext_lazy("in English")),)},
            summary_fr={},
            summary_en={},
        ),
        ThemesColumn("themes", gettext_lazy("themes")),
        *columns_of(
            Event,
            starts_on={"asked": True, "also": ("date", "date de début", gettext_lazy("day"))},
            ends_on={"also": ("date de fin",)},
            place={},
            address={},
            website={},
        ),
        AttendanceColumn(
            "attendance", ATTENDANCE, qualifier="attendance_qualifier", also=("participants", "nombre de participants")
        ),
        *columns_of(
            Event,
            attendance_qualifier={
                "unsaid": (gettext_lazy("not disclosed"),),
                "also": ((ATTENDANCE, gettext_lazy("to be read as")),),
            },
            attendance_basis={},
            took_place={},
            cancelled_on={},
            published_on={},
        ),
        SeveralColumn(
            "organisers",
            gettext_lazy("organisers"),
            field="organised_by_organisation",
            directory=organisations,
            also=("organisateur", "organisatrice", "organiser"),
        ),
    )
    derived = (gettext_lazy("state"),)
