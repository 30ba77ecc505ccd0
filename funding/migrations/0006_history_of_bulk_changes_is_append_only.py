"""The database refuses to change or delete what the history of bulk changes holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("funding", "0005_bulk_changes")]

    operations = [AppendOnly("HistoricalBulkChange")]
