"""Places: the ten departments once each on the tiles, and countries by their names."""

import pytest

from enact.languages import Text
from enact.places import GRAND_EST, country_name, place_name


def test_departments_of_grand_est_are_ten_and_stand_apart():
    assert sorted(GRAND_EST) == ["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]
    assert len({(department.column, department.row) for department in GRAND_EST.values()}) == 10


@pytest.mark.parametrize(
    ("code", "neighbours"),
    [
        ("08", {"51", "55"}),
        ("10", {"51", "52"}),
        ("51", {"08", "10", "52", "55"}),
        ("52", {"10", "51", "55", "88"}),
        ("54", {"55", "57", "67", "88"}),
        ("55", {"08", "51", "52", "54"}),
        ("57", {"54", "67"}),
        ("67", {"54", "57", "68", "88"}),
        ("68", {"67", "88"}),
        ("88", {"52", "54", "67", "68"}),
    ],
)
def test_tiles_touch_where_departments_do(code, neighbours):
    own = GRAND_EST[code]
    touching = {
        other
        for other, tile in GRAND_EST.items()
        if other != code and abs(tile.column - own.column) <= 1 and abs(tile.row - own.row) <= 1
    }
    assert neighbours <= touching


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("54", Text("Meurthe-et-Moselle (54)", "Meurthe-et-Moselle (54)")),
        ("france", Text("Ailleurs en France", "Elsewhere in France")),
        ("abroad", Text("À l’étranger", "Abroad")),
        ("several", Text("Plusieurs pays, ou pays non communiqué", "Several countries, or country not disclosed")),
        ("unknown", Text("Lieu non communiqué", "Place not disclosed")),
    ],
)
def test_place_has_a_name_in_both_languages(key, name):
    assert place_name(key) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("DE", Text("Allemagne", "Germany")),
        ("LU", Text("Luxembourg", "Luxembourg")),
        ("XX", Text("XX", "XX")),
        ("", Text("Plusieurs pays, ou pays non communiqué", "Several countries, or country not disclosed")),
    ],
)
def test_country_has_a_name_in_both_languages(code, name):
    assert country_name(code) == name
