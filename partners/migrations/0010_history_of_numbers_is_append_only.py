"""The database refuses to change or delete what the history of the numbers of merged organisations holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0009_numbers_of_merged_organisations")]

    operations = [AppendOnly("HistoricalFormerKey")]
