"""The database refuses to change or delete what the history of files holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_files")]

    operations = [AppendOnly("HistoricalFile")]
