"""Corrections of what a partner pays of a chair, and of a doctoral contract."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from enact.records import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0001_tables'),
        ('partners', '0014_presentations_of_organisations'),
        ('research', '0001_tables'),
        ('space', '0002_history_is_append_only'),
        ('training', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='correction',
            name='space_correction_is_about_one_record',
        ),
        migrations.AddField(
            model_name='correction',
            name='coverage',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='training.coverage', verbose_name='coverage of a doctoral contract'),
        ),
        migrations.AddField(
            model_name='correction',
            name='means',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='research.chairfunding', verbose_name='means of a chair'),
        ),
        migrations.AddField(
            model_name='historicalcorrection',
            name='coverage',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='training.coverage', verbose_name='coverage of a doctoral contract'),
        ),
        migrations.AddField(
            model_name='historicalcorrection',
            name='means',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='research.chairfunding', verbose_name='means of a chair'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', True)), models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', False)), models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', False), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', True)), models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', False), ('step__isnull', True)), models.Q(('chair__isnull', True), ('commitment__isnull', False), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', True)), models.Q(('chair__isnull', False), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', True)), models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', False), ('receipt__isnull', True), ('step__isnull', True)), models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', False), ('coverage__isnull', True), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', True)), models.Q(('chair__isnull', True), ('commitment__isnull', True), ('contract__isnull', True), ('coverage__isnull', False), ('instalment__isnull', True), ('means__isnull', True), ('receipt__isnull', True), ('step__isnull', True)), _connector='OR'), name='space_correction_is_about_one_record', violation_error_message='A correction is about one record.'),
        ),
        AppendOnly("HistoricalCorrection"),
    ]
