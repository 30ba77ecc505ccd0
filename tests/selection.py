"""Which tests are run on PostgreSQL: those that ask the database, and of their cases a few each time; the drill runs all."""

import random
from collections import defaultdict

from django.test import SimpleTestCase


def asks_the_database(item):
    """Whether a test may ask the database of the tests."""
    is_marked = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    return bool(is_marked) or issubclass(item.cls or object, SimpleTestCase)


def some_cases(items, number, seed):
    """Those of some tests that are run where each is run with so many of its cases at most, others by the seed."""
    cases = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
    kept = set()
    for test, own in cases.items():
        own.sort(key=lambda item: item.nodeid)
        kept.update(random.Random(f"{seed} {test}").sample(own, min(number, len(own))))
    return [item for item in items if item in kept]
