"""A programme says whether it is fictional; its history, rebuilt on SQLite, stays append-only."""

from django.db import migrations, models

from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_likeness_of_organisations")]

    operations = [
        migrations.AddField(
            model_name="historicalprogramme",
            name="is_fictional",
            field=models.BooleanField(default=False, editable=False, verbose_name="fictional"),
        ),
        migrations.AddField(
            model_name="programme",
            name="is_fictional",
            field=models.BooleanField(default=False, editable=False, verbose_name="fictional"),
        ),
        AppendOnly("HistoricalProgramme"),
    ]
