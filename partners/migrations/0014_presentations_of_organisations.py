"""What organisations say of themselves in public: a description in both languages, and a logo."""

import django.db.models.deletion
from django.db import migrations, models

from enact.records import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0013_history_of_invitations_is_append_only'),
        ('sources', '0001_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalorganisation',
            name='description_en',
            field=models.TextField(blank=True, max_length=2000, verbose_name='description in English'),
        ),
        migrations.AddField(
            model_name='historicalorganisation',
            name='description_fr',
            field=models.TextField(blank=True, max_length=2000, verbose_name='description in French'),
        ),
        migrations.AddField(
            model_name='historicalorganisation',
            name='logo',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.file', verbose_name='logo'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='description_en',
            field=models.TextField(blank=True, max_length=2000, verbose_name='description in English'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='description_fr',
            field=models.TextField(blank=True, max_length=2000, verbose_name='description in French'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='logo_of', to='sources.file', verbose_name='logo'),
        ),
        AppendOnly("HistoricalOrganisation"),
    ]
