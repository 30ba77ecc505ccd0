"""When an account was signed out everywhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="signed_out_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Former sessions are over.",
                null=True,
                verbose_name="signed out everywhere at",
            ),
        ),
    ]
