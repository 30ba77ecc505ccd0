import datetime
import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import enact.amounts
import indicators.catalogue
from enact.records import AppendOnly


class Migration(migrations.Migration):
    """All tables of the app with their triggers, as the migrations that it replaces leave them."""

    replaces = [('indicators', '0001_initial'), ('indicators', '0002_history_is_append_only')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('sources', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('indicator', models.CharField(choices=indicators.catalogue.code_choices, max_length=10, verbose_name='indicator')),
                ('part', models.SlugField(blank=True, help_text='Empty: the whole. Otherwise the key of an “of which”.', max_length=30, verbose_name='part')),
                ('value', enact.amounts.AmountField(blank=True, decimal_places=2, help_text='Empty: not known.', max_digits=14, null=True, verbose_name='value')),
                ('qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('at_least', 'at least'), ('at_most', 'at most'), ('a_little_over', 'a little over')], default='exact', max_length=15, verbose_name='qualifier')),
                ('holds_on', models.DateField(help_text='The day that the figure is about.', verbose_name='holds on')),
                ('precision', models.CharField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('known_by', 'known by that day at the latest')], default='exact', max_length=10, verbose_name='precision')),
                ('stated_on', models.DateField(verbose_name='stated on')),
                ('is_baseline', models.BooleanField(default=False, help_text='The trajectory of the indicator starts from this value.', verbose_name='starting point')),
                ('perimeter_fr', models.CharField(blank=True, max_length=300, verbose_name='perimeter in French')),
                ('perimeter_en', models.CharField(blank=True, max_length=300, verbose_name='perimeter in English')),
                ('note_fr', models.TextField(blank=True, verbose_name='note in French')),
                ('note_en', models.TextField(blank=True, verbose_name='note in English')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='sources.source', verbose_name='source')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='indicators.observation', verbose_name='supersedes')),
            ],
            options={
                'verbose_name': 'observation',
                'verbose_name_plural': 'observations',
                'ordering': ['indicator', 'part', '-holds_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='indicators_observation_value_is_not_negative', violation_error_message='A value is never negative. Leave it empty when it is not known.'), models.CheckConstraint(condition=models.Q(('holds_on__gte', datetime.date(2000, 1, 1))), name='indicators_observation_holds_since_2000', violation_error_message='The day is before 2000: please check the year.'), models.CheckConstraint(condition=models.Q(('stated_on__gte', models.F('holds_on'))), name='indicators_observation_holds_before_it_is_stated', violation_error_message='A figure is stated on the day that it is about or later; the future is a target.'), models.CheckConstraint(condition=models.Q(('is_baseline', False), models.Q(('part', ''), ('value__isnull', False)), _connector='OR'), name='indicators_observation_baseline_is_a_known_whole', violation_error_message='A starting point is a known value of the whole indicator.'), models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), ('supersedes__lt', models.F('id')), _connector='OR'), name='indicators_observation_supersedes_an_earlier_one', violation_error_message='An observation supersedes one that was recorded before it.')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='number')),
                ('day', models.DateField(verbose_name='day')),
                ('text', models.TextField(verbose_name='text')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='indicators.release', verbose_name='corrects')),
                ('published_by', models.ForeignKey(blank=True, help_text='Empty: by the machine, at set-up.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'release',
                'verbose_name_plural': 'releases',
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='indicators_release_number_from_one'), models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('day',), name='indicators_release_second_of_a_day_corrects', violation_error_message='There is a release for this day: publish a correction.')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('indicator', models.CharField(choices=indicators.catalogue.code_choices, max_length=10, verbose_name='indicator')),
                ('value', enact.amounts.AmountField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='value')),
                ('qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('at_least', 'at least'), ('at_most', 'at most'), ('a_little_over', 'a little over')], default='exact', max_length=15, verbose_name='qualifier')),
                ('due_on', models.DateField(blank=True, help_text='Empty: in each complete year.', null=True, verbose_name='due on')),
                ('precision', models.CharField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('known_by', 'known by that day at the latest')], default='exact', max_length=10, verbose_name='precision')),
                ('stated_on', models.DateField(verbose_name='stated on')),
                ('note_fr', models.TextField(blank=True, verbose_name='note in French')),
                ('note_en', models.TextField(blank=True, verbose_name='note in English')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'target',
                'verbose_name_plural': 'targets',
                'ordering': ['indicator', 'due_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__isnull', False), ('value__gte', 0)), name='indicators_target_value_is_known_and_not_negative', violation_error_message='A target has a value, zero or more.'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', datetime.date(2000, 1, 1)), _connector='OR'), name='indicators_target_due_since_2000', violation_error_message='The day is before 2000: please check the year.'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gt', models.F('stated_on')), _connector='OR'), name='indicators_target_due_after_it_is_stated', violation_error_message='A target is due after the day on which it was stated.'), models.UniqueConstraint(fields=('indicator', 'due_on'), name='indicators_target_one_a_day', violation_error_message='This indicator has a target for this day already.'), models.UniqueConstraint(condition=models.Q(('due_on__isnull', True)), fields=('indicator',), name='indicators_target_one_each_year', violation_error_message='This indicator has a target for each year already.')],
            },
        ),
        migrations.CreateModel(
            name='Completeness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('indicator', models.CharField(choices=indicators.catalogue.code_choices, max_length=10, unique=True, verbose_name='indicator')),
                ('complete_from', models.DateField(verbose_name='complete from')),
                ('grounds_fr', models.TextField(verbose_name='grounds in French')),
                ('grounds_en', models.TextField(blank=True, verbose_name='grounds in English')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'declaration of completeness',
                'verbose_name_plural': 'declarations of completeness',
                'ordering': ['indicator'],
                'constraints': [models.CheckConstraint(condition=models.Q(('complete_from__gte', datetime.date(2000, 1, 1))), name='indicators_completeness_complete_since_2000', violation_error_message='The day is before 2000: please check the year.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCompleteness',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('indicator', models.CharField(choices=indicators.catalogue.code_choices, db_index=True, max_length=10, verbose_name='indicator')),
                ('complete_from', models.DateField(verbose_name='complete from')),
                ('grounds_fr', models.TextField(verbose_name='grounds in French')),
                ('grounds_en', models.TextField(blank=True, verbose_name='grounds in English')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'historical declaration of completeness',
                'verbose_name_plural': 'historical declarations of completeness',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTarget',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('indicator', models.CharField(choices=indicators.catalogue.code_choices, max_length=10, verbose_name='indicator')),
                ('value', enact.amounts.AmountField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='value')),
                ('qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('at_least', 'at least'), ('at_most', 'at most'), ('a_little_over', 'a little over')], default='exact', max_length=15, verbose_name='qualifier')),
                ('due_on', models.DateField(blank=True, help_text='Empty: in each complete year.', null=True, verbose_name='due on')),
                ('precision', models.CharField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('known_by', 'known by that day at the latest')], default='exact', max_length=10, verbose_name='precision')),
                ('stated_on', models.DateField(verbose_name='stated on')),
                ('note_fr', models.TextField(blank=True, verbose_name='note in French')),
                ('note_en', models.TextField(blank=True, verbose_name='note in English')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'historical target',
                'verbose_name_plural': 'historical targets',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalObservation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('indicator', models.CharField(choices=indicators.catalogue.code_choices, max_length=10, verbose_name='indicator')),
                ('part', models.SlugField(blank=True, help_text='Empty: the whole. Otherwise the key of an “of which”.', max_length=30, verbose_name='part')),
                ('value', enact.amounts.AmountField(blank=True, decimal_places=2, help_text='Empty: not known.', max_digits=14, null=True, verbose_name='value')),
                ('qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('at_least', 'at least'), ('at_most', 'at most'), ('a_little_over', 'a little over')], default='exact', max_length=15, verbose_name='qualifier')),
                ('holds_on', models.DateField(help_text='The day that the figure is about.', verbose_name='holds on')),
                ('precision', models.CharField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('known_by', 'known by that day at the latest')], default='exact', max_length=10, verbose_name='precision')),
                ('stated_on', models.DateField(verbose_name='stated on')),
                ('is_baseline', models.BooleanField(default=False, help_text='The trajectory of the indicator starts from this value.', verbose_name='starting point')),
                ('perimeter_fr', models.CharField(blank=True, max_length=300, verbose_name='perimeter in French')),
                ('perimeter_en', models.CharField(blank=True, max_length=300, verbose_name='perimeter in English')),
                ('note_fr', models.TextField(blank=True, verbose_name='note in French')),
                ('note_en', models.TextField(blank=True, verbose_name='note in English')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.source', verbose_name='source')),
                ('supersedes', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.observation', verbose_name='supersedes')),
            ],
            options={
                'verbose_name': 'historical observation',
                'verbose_name_plural': 'historical observations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        AppendOnly("HistoricalTarget"),
        AppendOnly("HistoricalObservation"),
        AppendOnly("HistoricalCompleteness"),
        AppendOnly("Release"),
    ]
