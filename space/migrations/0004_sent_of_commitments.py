"""What was sent of commitments has its commitment from one place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0001_tables'),
        ('space', '0003_means_are_corrected'),
    ]

    operations = [
        migrations.AlterField(
            model_name='paymentannouncement',
            name='commitment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='funding.commitment', verbose_name='commitment'),
        ),
        migrations.AlterField(
            model_name='signedpaper',
            name='commitment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='funding.commitment', verbose_name='commitment'),
        ),
    ]
