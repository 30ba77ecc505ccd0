"""The work of the background worker."""

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from office import actions
from office.models import Import


@task()
def work_on_import(key):
    """Does the work that an import has been asked for, unless somebody has done or forgotten it; then tidies up."""
    sent = Import.objects.select_related("sent_by", "confirmed_by").filter(pk=key, asked_at__isnull=False).first()
    if sent:
        actions.do(sent=sent, clock=timezone.localtime)
    actions.forget_old_imports(at=timezone.localtime())
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)
