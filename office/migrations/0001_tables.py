import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import office.models.imports


class Migration(migrations.Migration):
    """All tables of the app with their triggers, as the migrations that it replaces leave them."""

    replaces = [('office', '0001_initial'), ('office', '0002_saved_views')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource', models.CharField(max_length=40, verbose_name='what it holds')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('content', models.FileField(blank=True, storage=office.models.imports.private_files, upload_to=office.models.imports.place_of_import, verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('sent_at', models.DateTimeField(verbose_name='sent at')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='asked at')),
                ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='begun at')),
                ('beat_at', models.DateTimeField(blank=True, null=True, verbose_name='last sign of life at')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='done')),
                ('whole', models.PositiveIntegerField(default=0, verbose_name='to do')),
                ('previewed_at', models.DateTimeField(blank=True, null=True, verbose_name='previewed at')),
                ('counts', models.JSONField(default=dict, verbose_name='rows by what becomes of them')),
                ('headings', models.JSONField(default=list, verbose_name='headings')),
                ('said', models.JSONField(default=list, verbose_name='remarks')),
                ('fingerprint', models.CharField(blank=True, max_length=64, verbose_name='fingerprint of the plan')),
                ('refusal', models.TextField(blank=True, verbose_name='refused because')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='imported at')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='forgotten at')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='office_import_confirmed_by_somebody'), models.CheckConstraint(condition=models.Q(('imported_at__isnull', True), ('confirmed_at__isnull', False), _connector='OR'), name='office_import_imported_once_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row')),
                ('outcome', models.CharField(max_length=10, verbose_name='what becomes of it')),
                ('told', models.JSONField(verbose_name='in words')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='office.import', verbose_name='import')),
            ],
            options={
                'verbose_name': 'row of an import',
                'verbose_name_plural': 'rows of imports',
                'ordering': ['number'],
                'indexes': [models.Index(fields=['of', 'outcome', 'number'], name='office_importline_by_outcome')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200, verbose_name='list')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='what is asked')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared with the coordination')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'saved view',
                'verbose_name_plural': 'saved views',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'path', 'name'), name='office_savedview_named_once', violation_error_message='You have a view of this name on this list already: give another name.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='office_savedview_has_a_name')],
            },
        ),
    ]
