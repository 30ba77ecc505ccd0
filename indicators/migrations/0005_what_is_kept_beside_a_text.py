"""What is kept beside the text of a release, and of one to come: the salt of its evidence, and which amounts are in which sum."""

from django.db import migrations, models

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_planned_releases_are_append_only")]

    operations = [
        migrations.AddField(
            model_name="preparedrelease",
            name="kept",
            field=models.TextField(default="{}", editable=False, verbose_name="kept beside the text"),
        ),
        migrations.AddField(
            model_name="release",
            name="kept",
            field=models.TextField(default="{}", editable=False, verbose_name="kept beside the text"),
        ),
        AppendOnly("PreparedRelease"),
        AppendOnly("Release"),
    ]
