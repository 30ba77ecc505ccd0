"""The work of the background worker."""

from functools import partial

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from office import actions, delivery
from office.models import Import


@task()
def work_on_import(key):
    """Does the work that an import has been asked for, unless somebody has done or forgotten it; then tidies up."""
    sent = Import.objects.select_related("sent_by", "confirmed_by").filter(pk=key, asked_at__isnull=False).first()
    if sent:
        actions.do(sent=sent, clock=timezone.localtime)
    actions.forget_old_imports(at=timezone.localtime())
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)


@task()
def work_on_mail(key):
    """Delivers a mail of the outbox, if there is something to do for it now."""
    delivery.deliver(key=key, clock=timezone.localtime, again=partial(work_on_mail_at, key))


def work_on_mail_at(key, moment):
    """Has a mail of the outbox looked at again at a moment: asked for in the database, this outlives a worker that is killed."""
    work_on_mail.using(run_after=moment).enqueue(key)
