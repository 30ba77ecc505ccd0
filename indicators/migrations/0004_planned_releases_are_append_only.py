"""What was prepared, the moves of announced moments and the history of planned releases are never changed."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_planned_releases")]

    operations = [
        AppendOnly("HistoricalPlannedRelease"),
        AppendOnly("PreparedRelease"),
        AppendOnly("ReleaseMove"),
    ]
