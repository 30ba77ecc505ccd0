"""The database refuses to change or delete what history holds, and what is never changed."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("space", "0001_tables")]

    operations = [
        AppendOnly("HistoricalAttestation"),
        AppendOnly("HistoricalContestedLine"),
        AppendOnly("HistoricalCorrection"),
        AppendOnly("HistoricalLeftBehind"),
        AppendOnly("HistoricalPaymentAnnouncement"),
        AppendOnly("HistoricalRound"),
        AppendOnly("HistoricalSignedPaper"),
        AppendOnly("Look"),
        AppendOnly("Statement"),
    ]
