"""The database refuses to change or delete what history holds of the doctoral contracts."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("training", "0001_doctoral_contracts")]

    operations = [
        AppendOnly("HistoricalDoctoralContract"),
        AppendOnly("HistoricalDoctoralLaboratory"),
        AppendOnly("HistoricalDoctoralRole"),
        AppendOnly("HistoricalDoctoralStep"),
        AppendOnly("HistoricalCommitteeMeeting"),
        AppendOnly("HistoricalCoverage"),
        AppendOnly("HistoricalMinimumPay"),
    ]
