"""The database refuses to change or delete what history holds of the events."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0015_events")]

    operations = [AppendOnly("HistoricalEvent"), AppendOnly("HistoricalEventOrganiser")]
