"""The database refuses to change or delete what history holds of what goes with calls, and of stages, with new columns."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0013_calls_in_depth")]

    operations = [
        AppendOnly("HistoricalCallStage"),
        AppendOnly("HistoricalCallDocument"),
        AppendOnly("HistoricalCallQuestion"),
    ]
