"""The second wall of the space: with the scope of any one kind of rows gone, it still tells nothing of another partner."""

import pytest
from django.apps import apps

from partners.models import OwnedQuerySet
from tests.isolation.crawling import crawl, text_of, told
from tests.isolation.test_canaries import as_it_stands, told_to_itself
from tests.isolation.test_matrix import addresses_of
from tests.isolation.test_scopes import SCOPED, SPACE
from tests.isolation.test_walls import OWNERS
from tests.isolation.words import marks_in
from tests.isolation.world import ANOTHERS, FIRST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("label", OWNERS)
def test_with_one_scope_gone_a_partner_still_reads_its_own_words_alone(world, monkeypatch, label):
    def open_wide(rows, user, day):
        return rows.all() if rows.model is apps.get_model(label) else SCOPED(rows, user, day)

    monkeypatch.setattr(OwnedQuerySet, "visible_to", open_wide)
    viewer, own = world.visitors["viewer"], told_to_itself(FIRST)
    assert told(crawl(viewer, "/fr/space/", as_it_stands, lambda address: own)) == own
    for route in SPACE:
        for whose, address in addresses_of(route, world, "viewer").items():
            if whose == ANOTHERS:
                answer = viewer.ask("GET", address)
                assert (route, answer.status, marks_in(text_of(answer))) == (route, 404, set())
