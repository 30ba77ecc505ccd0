"""`manage.py count_queries`: how many queries pages cost, as JSON."""

import json
import sys

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.cold import forget_all
from enact.demonstration import COORDINATOR


class Command(BaseCommand):
    """Asks for each page in this process, after a first time that is not counted, as a signed-in coordinator or as nobody."""

    help = "Counts the queries of the pages that standard input names, as a JSON list of [path, signed in, cold]."

    def handle(self, **options):
        client, stranger = Client(headers={"host": "127.0.0.1"}), Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(email=COORDINATOR))
        wanted = json.load(sys.stdin)
        json.dump(
            [count(client if signed_in else stranger, path, cold) for path, signed_in, cold in wanted], self.stdout
        )


def count(client, path, cold):
    """The queries of a page asked for again, all that is kept forgotten in between if it is to be cold; `None` for none such."""
    if client.get(path).status_code != 200:
        return None
    return min(count_once(client, path, cold) for _time in range(2))


def count_once(client, path, cold):
    """The queries of one answer; of some, three more, because a session is written once in five minutes."""
    if cold:
        forget_all()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
