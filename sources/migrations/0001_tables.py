import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sources.models
from enact.records import AppendOnly


class Migration(migrations.Migration):
    """All tables of the app with their triggers, as the migrations that it replaces leave them."""

    replaces = [('sources', '0001_initial'), ('sources', '0002_history_is_append_only'), ('sources', '0003_files'), ('sources', '0004_history_of_files_is_append_only')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('key', models.SlugField(unique=True, verbose_name='key')),
                ('title_fr', models.CharField(max_length=200, verbose_name='title in French')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('publisher', models.CharField(max_length=200, verbose_name='publisher')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('address', models.URLField(blank=True, verbose_name='web address')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-published_on', 'key'],
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('name', models.CharField(help_text='The name under which it was sent.', max_length=200, verbose_name='name')),
                ('content', models.FileField(editable=False, storage=sources.models.private_files, upload_to=sources.models.place_of_file, verbose_name='content')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size in bytes')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='sent at')),
                ('sent_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('key', models.SlugField(unique=True, verbose_name='key')),
                ('said_by_fr', models.CharField(max_length=200, verbose_name='said by, in French')),
                ('said_by_en', models.CharField(blank=True, max_length=200, verbose_name='said by, in English')),
                ('page', models.CharField(blank=True, max_length=20, verbose_name='page')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='sources.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['document', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('entry', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='entry')),
                ('key', models.SlugField(unique=True, verbose_name='key')),
                ('area', models.CharField(choices=[('programme', 'programme'), ('partners', 'partners'), ('funding', 'funding'), ('training', 'training'), ('research', 'research'), ('innovation', 'innovation')], max_length=20, verbose_name='area')),
                ('status', models.CharField(choices=[('fact', 'fact'), ('actual', 'reached'), ('baseline', 'starting point'), ('target', 'target'), ('granted', 'granted'), ('promised', 'promised'), ('in_discussion', 'in discussion'), ('announced', 'announced'), ('intended', 'intended'), ('being_identified', 'being identified')], max_length=20, verbose_name='status')),
                ('text_fr', models.TextField(verbose_name='text in French')),
                ('text_en', models.TextField(blank=True, verbose_name='text in English')),
                ('holds_on', models.DateField(blank=True, help_text='Empty: the source does not say.', null=True, verbose_name='holds on')),
                ('precision', models.CharField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('known_by', 'known by that day at the latest')], default='exact', max_length=10, verbose_name='precision')),
                ('stated_on', models.DateField(verbose_name='stated on')),
                ('due_on', models.DateField(blank=True, help_text='For what is meant to be reached.', null=True, verbose_name='due on')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalDocument',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('key', models.SlugField(verbose_name='key')),
                ('title_fr', models.CharField(max_length=200, verbose_name='title in French')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('publisher', models.CharField(max_length=200, verbose_name='publisher')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('address', models.URLField(blank=True, verbose_name='web address')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical document',
                'verbose_name_plural': 'historical documents',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalFile',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('name', models.CharField(help_text='The name under which it was sent.', max_length=200, verbose_name='name')),
                ('content', models.TextField(editable=False, max_length=100, verbose_name='content')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size in bytes')),
                ('sent_at', models.DateTimeField(blank=True, editable=False, verbose_name='sent at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'historical file',
                'verbose_name_plural': 'historical files',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('key', models.SlugField(verbose_name='key')),
                ('said_by_fr', models.CharField(max_length=200, verbose_name='said by, in French')),
                ('said_by_en', models.CharField(blank=True, max_length=200, verbose_name='said by, in English')),
                ('page', models.CharField(blank=True, max_length=20, verbose_name='page')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.document', verbose_name='document')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical source',
                'verbose_name_plural': 'historical sources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStatement',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('key', models.SlugField(verbose_name='key')),
                ('area', models.CharField(choices=[('programme', 'programme'), ('partners', 'partners'), ('funding', 'funding'), ('training', 'training'), ('research', 'research'), ('innovation', 'innovation')], max_length=20, verbose_name='area')),
                ('status', models.CharField(choices=[('fact', 'fact'), ('actual', 'reached'), ('baseline', 'starting point'), ('target', 'target'), ('granted', 'granted'), ('promised', 'promised'), ('in_discussion', 'in discussion'), ('announced', 'announced'), ('intended', 'intended'), ('being_identified', 'being identified')], max_length=20, verbose_name='status')),
                ('text_fr', models.TextField(verbose_name='text in French')),
                ('text_en', models.TextField(blank=True, verbose_name='text in English')),
                ('holds_on', models.DateField(blank=True, help_text='Empty: the source does not say.', null=True, verbose_name='holds on')),
                ('precision', models.CharField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('known_by', 'known by that day at the latest')], default='exact', max_length=10, verbose_name='precision')),
                ('stated_on', models.DateField(verbose_name='stated on')),
                ('due_on', models.DateField(blank=True, help_text='For what is meant to be reached.', null=True, verbose_name='due on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'historical statement',
                'verbose_name_plural': 'historical statements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        AppendOnly("HistoricalDocument"),
        AppendOnly("HistoricalSource"),
        AppendOnly("HistoricalStatement"),
        AppendOnly("HistoricalFile"),
    ]
