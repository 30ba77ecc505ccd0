
import datetime
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('research', '0012_history_of_requests_is_append_only'),
        ('sources', '0004_history_of_files_is_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('title_fr', models.CharField(max_length=200, verbose_name='title in French')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('address', models.URLField(blank=True, verbose_name='web address')),
                ('published_on', models.DateField(blank=True, help_text='Everybody reads it from that day on, with its call. Empty: nobody.', null=True, verbose_name='published on')),
            ],
            options={
                'verbose_name': 'document of a call',
                'verbose_name_plural': 'documents of calls',
                'ordering': ['call', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CallQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('asked_on', models.DateField(blank=True, help_text='Empty: not known.', null=True, verbose_name='asked on')),
                ('question_fr', models.TextField(help_text='Without the name of whoever asked.', verbose_name='question in French')),
                ('question_en', models.TextField(blank=True, verbose_name='question in English')),
                ('answer_fr', models.TextField(blank=True, verbose_name='answer in French')),
                ('answer_en', models.TextField(blank=True, verbose_name='answer in English')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('published_on', models.DateField(blank=True, help_text='Everybody reads it from that day on, with its call. Empty: nobody.', null=True, verbose_name='published on')),
            ],
            options={
                'verbose_name': 'question about a call',
                'verbose_name_plural': 'questions about calls',
                'ordering': ['call', models.OrderBy(models.F('answered_on'), nulls_last=True), 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCallDocument',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('title_fr', models.CharField(max_length=200, verbose_name='title in French')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('address', models.URLField(blank=True, verbose_name='web address')),
                ('published_on', models.DateField(blank=True, help_text='Everybody reads it from that day on, with its call. Empty: nobody.', null=True, verbose_name='published on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical document of a call',
                'verbose_name_plural': 'historical documents of calls',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCallQuestion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('asked_on', models.DateField(blank=True, help_text='Empty: not known.', null=True, verbose_name='asked on')),
                ('question_fr', models.TextField(help_text='Without the name of whoever asked.', verbose_name='question in French')),
                ('question_en', models.TextField(blank=True, verbose_name='question in English')),
                ('answer_fr', models.TextField(blank=True, verbose_name='answer in French')),
                ('answer_en', models.TextField(blank=True, verbose_name='answer in English')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('published_on', models.DateField(blank=True, help_text='Everybody reads it from that day on, with its call. Empty: nobody.', null=True, verbose_name='published on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical question about a call',
                'verbose_name_plural': 'historical questions about calls',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='callstage',
            name='applications',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: not known.', null=True, verbose_name='applications'),
        ),
        migrations.AddField(
            model_name='callstage',
            name='eligible',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: not known.', null=True, verbose_name='eligible'),
        ),
        migrations.AddField(
            model_name='callstage',
            name='results_on',
            field=models.DateField(blank=True, help_text='Everybody reads the three numbers from that day on. Of 1 to 4 people, and of what would tell such a number, the page says that it is protected. Empty: nobody.', null=True, verbose_name='results published on'),
        ),
        migrations.AddField(
            model_name='callstage',
            name='selected',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: not known.', null=True, verbose_name='selected'),
        ),
        migrations.AddField(
            model_name='historicalcallstage',
            name='applications',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: not known.', null=True, verbose_name='applications'),
        ),
        migrations.AddField(
            model_name='historicalcallstage',
            name='eligible',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: not known.', null=True, verbose_name='eligible'),
        ),
        migrations.AddField(
            model_name='historicalcallstage',
            name='results_on',
            field=models.DateField(blank=True, help_text='Everybody reads the three numbers from that day on. Of 1 to 4 people, and of what would tell such a number, the page says that it is protected. Empty: nobody.', null=True, verbose_name='results published on'),
        ),
        migrations.AddField(
            model_name='historicalcallstage',
            name='selected',
            field=models.PositiveIntegerField(blank=True, help_text='Empty: not known.', null=True, verbose_name='selected'),
        ),
        migrations.AddConstraint(
            model_name='callstage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('eligible__isnull', True), ('applications__isnull', True), ('eligible__lte', models.F('applications')), _connector='OR'), models.Q(('selected__isnull', True), ('eligible__isnull', True), ('selected__lte', models.F('eligible')), _connector='OR'), models.Q(('selected__isnull', True), ('applications__isnull', True), ('selected__lte', models.F('applications')), _connector='OR')), name='research_callstage_results_are_nested', violation_error_message='There are not more eligible than applications, nor more selected than eligible.'),
        ),
        migrations.AddConstraint(
            model_name='callstage',
            constraint=models.CheckConstraint(condition=models.Q(('results_on__isnull', True), ('closes_at__isnull', False), _connector='OR'), name='research_callstage_results_after_its_closing', violation_error_message='Results are published of a stage that has closed: say when.'),
        ),
        migrations.AddField(
            model_name='calldocument',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='research.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='calldocument',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calldocuments', to='sources.file', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='callquestion',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='research.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='historicalcalldocument',
            name='call',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='research.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='historicalcalldocument',
            name='file',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.file', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='historicalcalldocument',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcallquestion',
            name='call',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='research.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='historicalcallquestion',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='calldocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address__gt', ''), ('file__isnull', True)), models.Q(('address', ''), ('file__isnull', False)), _connector='OR'), name='research_calldocument_is_in_one_place', violation_error_message='Send a file, or give an address: one of both.'),
        ),
        migrations.AddConstraint(
            model_name='calldocument',
            constraint=models.CheckConstraint(condition=models.Q(('published_on__isnull', True), ('published_on__gte', datetime.date(2000, 1, 1)), _connector='OR'), name='research_calldocument_published_since_2000', violation_error_message='The day is before 2000: please check the year.'),
        ),
        migrations.AddConstraint(
            model_name='callquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_fr', ''), ('answered_on__isnull', True)), models.Q(('answer_fr__gt', ''), ('answered_on__isnull', False)), _connector='OR'), name='research_callquestion_answer_has_a_day', violation_error_message='An answer has its text in French and its day, both.'),
        ),
        migrations.AddConstraint(
            model_name='callquestion',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('asked_on__isnull', True), ('answered_on__gte', models.F('asked_on')), _connector='OR'), name='research_callquestion_answered_after_it_was_asked', violation_error_message='The answer is before the question.'),
        ),
        migrations.AddConstraint(
            model_name='callquestion',
            constraint=models.CheckConstraint(condition=models.Q(('published_on__isnull', True), models.Q(('answered_on__isnull', False), ('published_on__gte', models.F('answered_on'))), _connector='OR'), name='research_callquestion_published_once_answered', violation_error_message='A question is published once it is answered, not before.'),
        ),
        migrations.AddConstraint(
            model_name='callquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_on__isnull', True), ('asked_on__gte', datetime.date(2000, 1, 1)), _connector='OR'), models.Q(('answered_on__isnull', True), ('answered_on__gte', datetime.date(2000, 1, 1)), _connector='OR')), name='research_callquestion_since_2000', violation_error_message='The day is before 2000: please check the year.'),
        ),
    ]
