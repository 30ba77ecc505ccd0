"""Records of an indicator that left the catalogue: the back office still shows them, and publishing does without."""

import json
from datetime import date

import pytest

from indicators.actions import order_release
from indicators.models import PreparedRelease
from indicators.sealing import canonical, fingerprint, sealed
from tests import make
from tests.indicators.test_actions import NOW
from tests.indicators.test_layouts import stored
from tests.make import DAY
from tests.page import read_aloud
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
LATER = date(2025, 6, 30)
PAGES = [
    *("/admin/", "/admin/publish/?day=2025-05-20", "/office/observations/", "/office/observations/?export=xlsx"),
    *(f"/admin/indicators/{model}/" for model in ("observation", "target", "completeness")),
]


@pytest.fixture
def left(launch):
    """A statement, a target and a declaration of an indicator that was in the catalogue once."""
    observation = make.observation(indicator="OLD-1", part="old", value=3, holds_on=DAY, stated_on=DAY)
    return observation, make.target(indicator="OLD-1"), make.completeness(indicator="OLD-1")


@pytest.mark.parametrize("address", PAGES)
def test_page_of_the_back_office_is_drawn_with_records_of_what_is_gone(left, address):
    assert coordinator("Anne").get(address).status_code == 200


def test_form_of_a_record_of_what_is_gone_is_drawn(left):
    anne = coordinator("Anne")
    for record in left:
        address = f"/admin/indicators/{record._meta.model_name}/{record.pk}/change/"
        assert anne.get(address).status_code == 200, address


def test_what_was_told_last_stands_in_the_draft_as_told_no_more(launch):
    document = json.loads(launch.text)
    old = document["indicators"][0] | {"code": "OLD-1", "name": {"fr": "Ancien compte", "en": "Old count"}}
    chain = {"number": 2, "day": "2025-07-01", "previous": {"number": 1, "sha256": launch.sha256}}
    told = document | chain | {"indicators": [*document["indicators"], old]}
    stored(canonical(sealed(told)), number=2, day=date(2025, 7, 1))
    shown = read_aloud(coordinator("Anne").get("/admin/publish/?day=2025-07-02"))
    assert "OLD-1 – Ancien compte 3 – n’est plus donné" in shown
    assert "OLD-1 n’est pas dans le catalogue dont ce projet est tiré : la publication ne le donnerait plus" in shown
    assert "il serait publié comme non communiqué" in shown


def test_what_was_prepared_and_left_the_catalogue_since_is_shown_as_what_would_be_published(launch, settings):
    settings.PUBLISH_NEEDS_TWO = True
    user = make.user()
    make.observation(indicator="RES-1", value=4, holds_on=LATER, stated_on=LATER)
    plan = order_release(day=LATER, by=user, at=NOW)
    document = json.loads(plan.prepared.text)
    old = document["indicators"][0] | {"code": "OLD-1", "name": {"fr": "Ancien compte", "en": "Old count"}}
    text = canonical(sealed(document | {"indicators": [*document["indicators"], old]}))
    prepared = {"text": text, "sha256": fingerprint(text), "kept": plan.prepared.kept, "prepared_by": user}
    plan.prepared = PreparedRelease.objects.create(day=LATER, prepared_at=NOW, **prepared)
    plan.saved_by(user).save()
    shown = read_aloud(coordinator("Anne").get(f"/admin/publish/{plan.pk}/"))
    assert "OLD-1 – Ancien compte – 4 nouveau OLD-1 a quitté le catalogue depuis la préparation" in shown
    assert "n’est pas dans le catalogue dont ce projet est tiré" not in shown
