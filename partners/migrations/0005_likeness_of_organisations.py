"""What organisations look like is written down for those that are there, and in their history."""

from django.db import migrations
from django.utils import timezone

from partners.models.likeness import likenesses_of

KEPT = ("likeness", "short_likeness")


def write_down(apps, schema_editor):
    """Gives each organisation its likeness, as a save of the machine."""
    entries = apps.get_model("partners", "HistoricalOrganisation").objects
    columns = [field.attname for field in entries.model._meta.concrete_fields if not field.name.startswith("history_")]
    for row in apps.get_model("partners", "Organisation").objects.order_by("pk"):
        for field, value in zip(KEPT, likenesses_of(row.name, row.short_name), strict=True):
            setattr(row, field, value)
        row.version += 1
        row.save(update_fields=[*KEPT, "version"])
        told = {name: getattr(row, name) for name in columns}
        entries.create(
            **told, history_date=timezone.now(), history_type="~", history_change_reason="likeness written down"
        )


class Migration(migrations.Migration):
    dependencies = [("partners", "0004_history_of_laboratories_and_sizes_is_append_only")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
