"""Who may direct research, and the gender that people gave."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0010_history_of_numbers_is_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalperson',
            name='has_hdr',
            field=models.BooleanField(blank=True, help_text='Habilitation à diriger des recherches, or a rank that stands for it. Empty: not known.', null=True, verbose_name='authorised to direct research (HDR)'),
        ),
        migrations.AddField(
            model_name='identity',
            name='gender',
            field=models.CharField(blank=True, choices=[('woman', 'woman'), ('man', 'man'), ('other', 'other')], help_text='As the person gave it. Empty: not given.', max_length=5, verbose_name='gender'),
        ),
        migrations.AddField(
            model_name='person',
            name='has_hdr',
            field=models.BooleanField(blank=True, help_text='Habilitation à diriger des recherches, or a rank that stands for it. Empty: not known.', null=True, verbose_name='authorised to direct research (HDR)'),
        ),
    ]
