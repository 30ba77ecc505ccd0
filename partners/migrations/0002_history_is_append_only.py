"""The database refuses to change or delete what history holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [
        AppendOnly("HistoricalAccess"),
        AppendOnly("HistoricalMembership"),
        AppendOnly("HistoricalOrganisation"),
        AppendOnly("HistoricalPerson"),
        AppendOnly("HistoricalProgramme"),
        AppendOnly("HistoricalResponsibility"),
    ]
