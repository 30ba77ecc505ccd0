"""Whoever was of the coordination could publish, and still can: the one group becomes that of the publishers."""

from django.db import migrations


def rename(apps, before, after):
    """The group under another name; nothing where there is none, or both."""
    groups = apps.get_model("auth", "Group").objects
    if not groups.filter(name=after).exists():
        groups.filter(name=before).update(name=after)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_signed_out_at"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RunPython(
            lambda apps, schema: rename(apps, "Coordination", "publisher"),
            lambda apps, schema: rename(apps, "publisher", "Coordination"),
        )
    ]
