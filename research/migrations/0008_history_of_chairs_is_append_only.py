"""The database refuses to change or delete what the history of chairs holds, of their holders, means and staff posts."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0007_chairs_in_depth")]

    operations = [
        AppendOnly("HistoricalChair"),
        AppendOnly("HistoricalChairHolder"),
        AppendOnly("HistoricalChairFunding"),
        AppendOnly("HistoricalStaffPost"),
    ]
