"""The database refuses to change or delete what history holds, and what was published."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [
        AppendOnly("HistoricalTarget"),
        AppendOnly("HistoricalObservation"),
        AppendOnly("HistoricalCompleteness"),
        AppendOnly("Release"),
    ]
