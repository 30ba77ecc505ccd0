"""The database refuses to change or delete what history holds: that of four more records, and of organisations, rebuilt."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_laboratories_sizes_groups_and_likeness")]

    operations = [
        AppendOnly("HistoricalAffiliation"),
        AppendOnly("HistoricalDeclaredSize"),
        AppendOnly("HistoricalLaboratory"),
        AppendOnly("HistoricalOrganisation"),
        AppendOnly("HistoricalSupervision"),
    ]
