"""The database refuses to change or delete what the history of steps holds, which has a new column."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0005_files_of_steps")]

    operations = [AppendOnly("HistoricalChairStep")]
