"""The database refuses to change or delete what history holds of the requests to join a community."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("research", "0011_requests_to_join")]

    operations = [AppendOnly("HistoricalJoinRequest")]
