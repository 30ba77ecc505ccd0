"""Words: how records are found and sorted."""

import pytest

from enact.search import words_of
from partners.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Œuvres  de l’École", ["oeuvres", "de", "l’ecole"]),
        ("", []),
        ("a\0b\ud800 \x1f", ["ab"]),
        ("x" * 1000, ["x" * 200]),
    ],
)
def test_words_are_plain_and_what_no_database_keeps_is_left_out(typed, words):
    assert words_of(typed) == words


def test_record_keeps_its_words_at_every_save():
    made = make.organisation(name="Université de Épinal", short_name="UÉ", commune="Épinal")
    made.name = "École d’Épinal"
    made.save(update_fields=["name"])
    assert Organisation.objects.get().words == "ecole d’epinal ue epinal"


def test_words_that_grow_when_they_are_made_plain_stay_within_their_column():
    made = make.organisation(name="ﷺ" * 200)
    assert len(Organisation.objects.get(pk=made.pk).words) == 600


def test_organisations_are_in_the_order_of_french():
    for name in ("Zinc", "Œuvre", "état", "École", "eau"):
        make.organisation(name=name)
    assert [row.name for row in Organisation.objects.all()] == ["eau", "École", "état", "Œuvre", "Zinc"]
