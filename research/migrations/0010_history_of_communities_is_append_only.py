"""The database refuses to change or delete what the history of communities holds, and that of chairs, which has a new column."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0009_communities")]

    operations = [
        AppendOnly("HistoricalChair"),
        AppendOnly("HistoricalCommunity"),
        AppendOnly("HistoricalCommunityLead"),
        AppendOnly("HistoricalCommunityMeeting"),
        AppendOnly("HistoricalCommunityMember"),
        AppendOnly("HistoricalCommunityOutput"),
    ]
