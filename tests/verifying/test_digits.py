"""A thousand single digits changed in what is published: all are found."""

import pytest

from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.verifying import digits, saved

pytestmark = pytest.mark.django_db
SEED = 20250520


@pytest.fixture
def release(launch):
    """The correction of the launch, which follows it and changes figures."""
    make.observation(value=4)
    return publish(reason=REASON)


def test_digit_changed_in_a_release_is_found(release):
    assert digits.missed_in_releases(digits.seeded(SEED), release, 250) == 0


def test_digit_changed_in_a_zip_is_found(release, tmp_path):
    assert digits.missed_in_archives(digits.seeded(SEED), release, tmp_path / "changed.zip", 150) == 0


def test_digit_of_a_figure_changed_in_a_page_is_found(client, release):
    pages = saved.pages(client)
    assert digits.missed_in_pages(digits.seeded(SEED), release, pages, 800) == []
