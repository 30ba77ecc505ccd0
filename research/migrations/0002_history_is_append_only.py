"""The database refuses to change or delete what history holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0001_initial")]

    operations = [
        AppendOnly("HistoricalChair"),
        AppendOnly("HistoricalChairStep"),
    ]
