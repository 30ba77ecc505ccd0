
import datetime
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0011_people_who_direct_research'),
        ('research', '0014_history_of_calls_in_depth_is_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('words', models.CharField(db_index=True, default='', editable=False, max_length=600, verbose_name='words')),
                ('digital_health', models.BooleanField(default=False, verbose_name='digital health')),
                ('engineering_and_discovery', models.BooleanField(default=False, verbose_name='AI for engineering and scientific discovery')),
                ('language_and_multimodal', models.BooleanField(default=False, verbose_name='language processing and large multimodal models')),
                ('transverse', models.BooleanField(default=False, verbose_name='transverse')),
                ('kind', models.CharField(choices=[('hackathon', 'hackathon'), ('data_challenge', 'data challenge'), ('practical', 'practical'), ('workshop', 'workshop'), ('meeting', 'meeting'), ('annual_day', 'annual day')], max_length=20, verbose_name='kind')),
                ('title_fr', models.CharField(max_length=200, verbose_name='title in French')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('summary_fr', models.TextField(blank=True, verbose_name='summary in French')),
                ('summary_en', models.TextField(blank=True, verbose_name='summary in English')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Empty: it lasts one day.', null=True, verbose_name='last day')),
                ('place', models.CharField(blank=True, help_text='As in: Loria, Nancy.', max_length=200, verbose_name='place')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='postal address')),
                ('website', models.URLField(blank=True, verbose_name='web address')),
                ('attendance', models.PositiveIntegerField(blank=True, help_text='The number alone: “about 150” is 150 here, and “about” beside it. Empty: not known.', null=True, verbose_name='attendance')),
                ('attendance_qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('at_least', 'at least'), ('at_most', 'at most'), ('a_little_over', 'a little over')], default='exact', max_length=15, verbose_name='to be read as')),
                ('attendance_basis', models.CharField(choices=[('announced', 'announced'), ('counted', 'counted')], default='announced', help_text='Only what was counted, exactly or not, enters the sums.', max_length=10, verbose_name='attendance is')),
                ('took_place', models.BooleanField(default=False, help_text='It counts once this is ticked.', verbose_name='it took place')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('published_on', models.DateField(blank=True, help_text='Everybody reads the event from that day on. Empty: nobody.', null=True, verbose_name='published on')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='partners.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-starts_on', 'words'],
            },
        ),
        migrations.CreateModel(
            name='EventOrganiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisers', to='research.event', verbose_name='event')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organised_events', to='partners.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'organiser of an event',
                'verbose_name_plural': 'organisers of events',
                'ordering': ['event', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalEvent',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('words', models.CharField(db_index=True, default='', editable=False, max_length=600, verbose_name='words')),
                ('digital_health', models.BooleanField(default=False, verbose_name='digital health')),
                ('engineering_and_discovery', models.BooleanField(default=False, verbose_name='AI for engineering and scientific discovery')),
                ('language_and_multimodal', models.BooleanField(default=False, verbose_name='language processing and large multimodal models')),
                ('transverse', models.BooleanField(default=False, verbose_name='transverse')),
                ('kind', models.CharField(choices=[('hackathon', 'hackathon'), ('data_challenge', 'data challenge'), ('practical', 'practical'), ('workshop', 'workshop'), ('meeting', 'meeting'), ('annual_day', 'annual day')], max_length=20, verbose_name='kind')),
                ('title_fr', models.CharField(max_length=200, verbose_name='title in French')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('summary_fr', models.TextField(blank=True, verbose_name='summary in French')),
                ('summary_en', models.TextField(blank=True, verbose_name='summary in English')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Empty: it lasts one day.', null=True, verbose_name='last day')),
                ('place', models.CharField(blank=True, help_text='As in: Loria, Nancy.', max_length=200, verbose_name='place')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='postal address')),
                ('website', models.URLField(blank=True, verbose_name='web address')),
                ('attendance', models.PositiveIntegerField(blank=True, help_text='The number alone: “about 150” is 150 here, and “about” beside it. Empty: not known.', null=True, verbose_name='attendance')),
                ('attendance_qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('at_least', 'at least'), ('at_most', 'at most'), ('a_little_over', 'a little over')], default='exact', max_length=15, verbose_name='to be read as')),
                ('attendance_basis', models.CharField(choices=[('announced', 'announced'), ('counted', 'counted')], default='announced', help_text='Only what was counted, exactly or not, enters the sums.', max_length=10, verbose_name='attendance is')),
                ('took_place', models.BooleanField(default=False, help_text='It counts once this is ticked.', verbose_name='it took place')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('published_on', models.DateField(blank=True, help_text='Everybody reads the event from that day on. Empty: nobody.', null=True, verbose_name='published on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'historical event',
                'verbose_name_plural': 'historical events',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalEventOrganiser',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='research.event', verbose_name='event')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'historical organiser of an event',
                'verbose_name_plural': 'historical organisers of events',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='research_event_ends_after_it_starts', violation_error_message='The last day is before the first.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__gte', datetime.date(2000, 1, 1))), name='research_event_starts_since_2000', violation_error_message='The day is before 2000: please check the year.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('took_place', False), ('cancelled_on__isnull', True), _connector='OR'), name='research_event_takes_place_or_is_cancelled', violation_error_message='An event that was cancelled did not take place: say one of both.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('attendance__isnull', True), ('attendance_basis', 'announced'), ('took_place', True), _connector='OR'), name='research_event_counted_once_it_took_place', violation_error_message='Nobody is counted before the event took place: attendance is announced until then.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('title_fr', 'starts_on'), name='research_event_is_recorded_once', violation_error_message='An event of this title begins on this day already.'),
        ),
        migrations.AddConstraint(
            model_name='eventorganiser',
            constraint=models.UniqueConstraint(fields=('event', 'organisation'), name='research_eventorganiser_is_named_once', violation_error_message='This organisation organises the event already.'),
        ),
    ]
