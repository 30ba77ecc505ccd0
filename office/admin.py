"""What the back office does not show: the queue of the worker, which nobody edits."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
