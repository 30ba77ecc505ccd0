"""What a supervisor asks: is it alive, is it ready."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse

from enact.fiction.truth import contradiction
from enact.ui.public import public
from indicators.chain import faults

PLAIN = "text/plain; charset=utf-8"


@public
def alive(request):
    """The process answers."""
    return HttpResponse("alive\n", content_type=PLAIN)


@public
def ready(request):
    """The database answers, its migrations are those of the code, its releases are those that were published, and it is
    fictional where the setting says so.
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type=PLAIN, status=503)
    if waiting:
        return HttpResponse("migrations are waiting\n", content_type=PLAIN, status=503)
    if found := faults():
        return HttpResponse("\n".join(found) + "\n", content_type=PLAIN, status=503)
    if contradiction():
        return HttpResponse("fiction and fact are mixed\n", content_type=PLAIN, status=503)
    return HttpResponse("ready\n", content_type=PLAIN)
