"""The queue of the worker, worked through in the process of the test."""

from django_tasks_db.models import DBTaskResult


def work_through_queue():
    """Does what waits for the worker now; what is to be done later stays."""
    for waiting in list(DBTaskResult.objects.ready()):
        waiting.delete()
        waiting.task.func(*waiting.args_kwargs["args"])
