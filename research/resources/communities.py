"""Communities of interest with their leads, members, meetings and outputs, as files give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import ThemesColumn
from enact.imports.fields import columns_of, labelled
from enact.imports.headings import normal
from enact.imports.owned import OwnedPart
from enact.imports.parts import Wrong
from enact.imports.resources import KeyedPart, Resource, key_column
from enact.themes import Themed
from partners.models import Programme
from partners.resources import OrganisationColumn, PersonColumn
from research.models import Community, CommunityLead, CommunityMeeting, CommunityMember, CommunityOutput
from research.models.community_people import wrong_among
from research.resources.attendance import AttendanceColumn
from sources.resources import source_column

LEAD, MEMBER = gettext_lazy("lead"), gettext_lazy("member")
MEETING, OUTPUT = gettext_lazy("meeting"), gettext_lazy("output")


class CommunityPart(KeyedPart):
    """The communities of a file: by key, else by French name."""

    model = Community
    fields = (
        *("name_fr", "name_en", "summary_fr", "summary_en", *Themed.THEMES),
        *("starts_on", "precision", "ends_on", "source"),
    )
    asked = ("name_fr", "starts_on")
    NAME = "name_fr"

    def records(self, lines, keys):
        return Community.objects.all()

    def load(self, lines, owners):
        super().load(lines, owners)
        self.by_name = {normal(community.name_fr): community for community in self.loaded}
        self.programme = Programme.objects.first()

    def find_otherwise(self, line, owner):
        name = normal(line.values.get("name_fr", ""))
        if not name:
            raise Wrong(_("A row names its community: by its number, or by its name in French."))
        found = self.by_name.get(name)
        return (found.pk, found) if found else (("new", name), None)

    def new(self, line, owner):
        return Community(programme=self.programme)


class CommunityLeadPart(OwnedPart):
    """Who leads the communities of a file: by person and, where it is given, first day."""

    model = CommunityLead
    PREFIX = "lead_"
    OWNER = "community"
    told_by = ("person",)
    day = "starts_on"
    fields = ("person", "starts_on", "precision", "ends_on")
    asked = ("person", "starts_on")


class CommunityMemberPart(OwnedPart):
    """The members of the communities of a file: by person or organisation and, where it is given, the day they joined."""

    model = CommunityMember
    PREFIX = "member_"
    OWNER = "community"
    told_by = ("person", "organisation")
    day = "starts_on"
    fields = ("person", "organisation", "category", "starts_on", "precision", "ends_on")
    asked = ("category", "starts_on")

    def find(self, line, owner):
        given = [field for field in self.fields if self.key(field) in line.values]
        if given and not {"person", "organisation"} & set(given):
            raise Wrong(_("Say which person or organisation is the member."))
        return super().find(line, owner)

    def told(self, line, field):
        return super().told(line, field) if self.key(field) in line.values else None


class CommunityMeetingPart(OwnedPart):
    """The meetings of the communities of a file: by day."""

    model = CommunityMeeting
    PREFIX = "meeting_"
    OWNER = "community"
    told_by = ("held_on",)
    fields = ("held_on", "place", "subject_fr", "subject_en", "attendance", "qualifier", "basis")
    asked = ("held_on",)


class CommunityOutputPart(OwnedPart):
    """What comes of the communities of a file: by French title, whatever its accents and capitals, which it keeps."""

    model = CommunityOutput
    PREFIX = "output_"
    OWNER = "community"
    told_by = ("title_fr",)
    fields = ("title_fr", "title_en", "produced_on", "address")
    asked = ("title_fr", "produced_on")

    def told(self, line, field):
        return normal(super().told(line, field))

    def value(self, record, field):
        return normal(record.title_fr) if field in self.told_by else super().value(record, field)

    def meant(self, line, field, record):
        value = super().meant(line, field, record)
        return record.title_fr if field in self.told_by and normal(value) == normal(record.title_fr) else value


class CommunityResource(Resource):
    """Communities of interest, each with the leads, members, meetings and outputs that its rows give."""

    name = "communities"
    title = gettext_lazy("Communities of interest with their leads, members, meetings and outputs")
    intro = gettext_lazy(
        "One row a community; of one with several leads, members, meetings or outputs, one row each. Found by number, or by name "
        "in French. A member is a person or an organisation."
    )
    parts = (CommunityPart, CommunityLeadPart, CommunityMemberPart, CommunityMeetingPart, CommunityOutputPart)
    columns = (
        key_column(),
        *columns_of(
            Community,
            name_fr={
                "asked": True,
                "also": (
                    *(gettext_lazy("name"), gettext_lazy("community"), gettext_lazy("community of interest")),
                    (gettext_lazy("name"), gettext_lazy("in French")),
                ),
            },
            name_en={"also": ((gettext_lazy("name"), gettext_lazy("in English")),)},
            summary_fr={},
            summary_en={},
        ),
        ThemesColumn("themes", gettext_lazy("themes")),
        *columns_of(
            Community,
            starts_on={"asked": True, "also": ("active depuis",)},
            precision={"also": ((gettext_lazy("active from"), gettext_lazy("precision")),)},
            ends_on={},
        ),
        source_column("source", gettext_lazy("source")),
        PersonColumn("lead_person", LEAD, also=("responsable", "animatrice", "animateur")),
        *columns_of(
            CommunityLead, "lead_", LEAD, starts_on={"also": ("responsable depuis le",)}, precision={}, ends_on={}
        ),
        PersonColumn("member_person", labelled(MEMBER, gettext_lazy("person")), also=(gettext_lazy("person"),)),
        OrganisationColumn(
            "member_organisation",
            labelled(MEMBER, gettext_lazy("organisation")),
            also=(gettext_lazy("organisation"), "structure"),
        ),
        *columns_of(
            CommunityMember,
            "member_",
            MEMBER,
            category={"also": (gettext_lazy("category"),)},
            starts_on={"also": (gettext_lazy("joined on"), "membre depuis le", "arrivée")},
            precision={},
            ends_on={"also": ("membre jusqu’au", "départ", "left on")},
        ),
        *columns_of(
            CommunityMeeting,
            "meeting_",
            MEETING,
            held_on={"also": (gettext_lazy("meeting"), "date de la réunion")},
            place={"also": (gettext_lazy("place"),)},
            subject_fr={"also": ("ordre du jour", "sujet")},
            subject_en={},
        ),
        AttendanceColumn(
            "meeting_attendance",
            labelled(MEETING, gettext_lazy("attendance")),
            qualifier="meeting_qualifier",
            also=(gettext_lazy("attendance"), "présents", "participants"),
        ),
        *columns_of(CommunityMeeting, "meeting_", MEETING, qualifier={}, basis={}),
        *columns_of(
            CommunityOutput,
            "output_",
            OUTPUT,
            title_fr={"also": (gettext_lazy("output"), "livrable", "production")},
            title_en={},
            produced_on={"also": ("date de la production",)},
            address={},
        ),
    )
    derived = (
        *(gettext_lazy("state"), gettext_lazy("last meeting"), gettext_lazy("meetings in 12 months")),
        *(gettext_lazy("leads"), gettext_lazy("members")),
        *(gettext_lazy("joined in 12 months"), gettext_lazy("left in 12 months")),
    )

    @classmethod
    def check(cls, parts):
        """Refuses that a member belongs twice to a community on one day."""
        _communities, _leads, members, *_others = parts
        for owner in members.owners:
            members.refuse_together(owner, wrong_among, "starts_on")
