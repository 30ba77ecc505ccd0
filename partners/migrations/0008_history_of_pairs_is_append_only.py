"""The database refuses to change or delete what the history of pairs of different organisations holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0007_pairs_of_different_organisations")]

    operations = [AppendOnly("HistoricalDistinction")]
