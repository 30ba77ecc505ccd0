"""The public pages of the communities of interest, and the coordination’s list of them."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.coordination import form_addresses
from enact.ui.kept.live import kept_for_seconds
from enact.ui.lists import ListPage
from indicators.figures import SMALL_COUNTS
from partners.models import Organisation
from research.filters import CommunityFilter
from research.models import Chair, Community, CommunityLead, CommunityMeeting, CommunityMember, CommunityOutput
from research.tables import CommunityTable, OfficeCommunityTable
from research.views.directories import ResearchList, addresses_of, names_told


class CommunityList(ResearchList):
    """The communities that have begun."""

    title = _("Communities of interest")
    intro = _("Groups that meet around a theme: students, researchers, companies, hospitals and others.")
    template_name = "research/community_list.html"
    table_class = CommunityTable
    filterset_class = CommunityFilter

    def get_queryset(self):
        return Community.objects.public_on(self.day).with_state_on(self.day).with_meetings_on(self.day)

    def get_day_note(self):
        return "" if self.on == self.day else _("A day to come is shown as today.")

    def get_address_of(self):
        return addresses_of("community")


def every_community():
    """The parameters of the page of each community that is told today."""
    return [{"pk": pk} for pk in Community.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


@kept_for_seconds(pages=every_community)
def community_page(request, pk):
    """What is told of a community: who leads it, who is in it, when it meets, what came of it. It counts no members."""
    today = timezone.localdate()
    community = get_object_or_404(Community.objects.public_on(today).with_state_on(today), pk=pk)
    members = CommunityMember.objects.active_on(today).filter(community=community)
    leads = CommunityLead.objects.filter(community=community, starts_on__lte=today)
    present = set(members.order_by().values_list("category", flat=True).distinct())
    chairs = Chair.objects.public_on(today).filter(community=community).order_by("words", "pk")
    outputs = CommunityOutput.objects.filter(community=community, produced_on__lte=today)
    context = {
        "community": community,
        "title": str(text_of(community, "name")),
        "summary": str(text_of(community, "summary")),
        "state": Community.State(community.state),
        "holders": names_told(leads, today),
        "categories": [label for key, label in CommunityMember.Category.choices if key in present],
        "organisations": Organisation.objects.public_on(today).filter(pk__in=members.values("organisation")),
        "meetings": meetings_told(community),
        "outputs": [(text_of(row, "title"), row) for row in outputs],
        "chairs": [(text_of(row, "title"), row) for row in chairs],
        "day": today,
    }
    return render(request, "research/community.html", context)


def meetings_told(community):
    """The meetings of a community, the latest first: the subject, whether so few came that it is not said, and the row."""
    rows = CommunityMeeting.objects.filter(community=community)
    return [(text_of(row, "subject"), row.attendance in SMALL_COUNTS, row) for row in rows]


class OfficeCommunityList(ListPage):
    """All communities for the coordination, those to come too, on any day."""

    title = _("Communities of interest")
    base = "office/base.html"
    adds = Community
    table_class = OfficeCommunityTable
    filterset_class = CommunityFilter

    def get_queryset(self):
        return Community.objects.with_state_on(self.on).with_meetings_on(self.on).with_members_on(self.on)

    def get_address_of(self):
        return form_addresses(Community)

    def completed(self, records):
        """With who leads each on the day."""
        found = {record.id: record for record in records}
        for record in records:
            record.led_by = []
        rows = CommunityLead.objects.active_on(self.on).filter(community__in=list(found))
        for row in rows.select_related("person__identity").order_by("starts_on", "pk"):
            found[row.community_id].led_by.append(str(row.person))
        return records


community_list = kept_for_seconds(CommunityList.as_view())
