"""People have a telephone, which a partner reads of its contact."""

import django.db.models.deletion
import partners.models.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0014_presentations_of_organisations'),
    ]

    operations = [
        migrations.AddField(
            model_name='identity',
            name='telephone',
            field=models.CharField(blank=True, help_text='As it is dialled in France, or with + and the code of the country.', max_length=30, validators=[partners.models.identifiers.check_telephone], verbose_name='telephone'),
        ),
        migrations.AlterField(
            model_name='historicalresponsibility',
            name='contact_of',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text="On the programme's own side: the partner whose contact this is. It sees the name, the address and the telephone.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.organisation', verbose_name='contact of'),
        ),
        migrations.AlterField(
            model_name='responsibility',
            name='contact_of',
            field=models.ForeignKey(blank=True, help_text="On the programme's own side: the partner whose contact this is. It sees the name, the address and the telephone.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='partners.organisation', verbose_name='contact of'),
        ),
    ]
