"""The database refuses to change or delete what the history of invitations holds."""

from django.db import migrations

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0012_invitations")]

    operations = [AppendOnly("HistoricalInvitation")]
