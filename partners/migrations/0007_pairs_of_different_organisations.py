"""Pairs of organisations that look alike, and that somebody has said to be different."""

import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0006_fictional_programmes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalDistinction',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reason', models.CharField(blank=True, help_text='How it is known that the two are different.', max_length=300, verbose_name='reason')),
                ('is_withdrawn', models.BooleanField(default=False, help_text='The two may be one after all: they are asked about again.', verbose_name='taken back')),
                ('recorded_at', models.DateTimeField(blank=True, editable=False, verbose_name='recorded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.organisation', verbose_name='organisation')),
                ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.organisation', verbose_name='is not')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'historical pair of different organisations',
                'verbose_name_plural': 'historical pairs of different organisations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Distinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('reason', models.CharField(blank=True, help_text='How it is known that the two are different.', max_length=300, verbose_name='reason')),
                ('is_withdrawn', models.BooleanField(default=False, help_text='The two may be one after all: they are asked about again.', verbose_name='taken back')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded at')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='distinctions_as_one', to='partners.organisation', verbose_name='organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='distinctions_as_other', to='partners.organisation', verbose_name='is not')),
                ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'pair of different organisations',
                'verbose_name_plural': 'pairs of different organisations',
                'ordering': ['-recorded_at', '-pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.comparison.Least('one', 'other'), django.db.models.functions.comparison.Greatest('one', 'other'), condition=models.Q(('is_withdrawn', False)), name='partners_distinction_is_said_once', violation_error_message='It has been said already that these two are different.'), models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='partners_distinction_is_of_two', violation_error_message='An organisation is not different from itself.')],
            },
        ),
    ]
