from django.db import migrations, models


class Migration(migrations.Migration):
    """The step that decides on a day is found by commitment and day."""

    dependencies = [
        ("funding", "0006_history_of_bulk_changes_is_append_only"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="commitmentstep",
            index=models.Index(fields=["commitment", "happened_on"], name="funding_step_by_day"),
        ),
    ]
