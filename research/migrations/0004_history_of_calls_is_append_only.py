"""The database refuses to change or delete what history holds of the calls."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0003_calls")]

    operations = [
        AppendOnly("HistoricalCall"),
        AppendOnly("HistoricalCallStage"),
    ]
