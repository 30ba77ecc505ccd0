"""Two organisations that are said to be different: kept with who, when and why, asked about no more, until it is taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from zeal import zeal_ignore

from enact.records import unexplained
from partners.actions import Merge, merge_organisations, tell_apart
from partners.models import Distinction, Organisation
from partners.resources import OrganisationResource
from tests import make
from tests.office.files import csv_of
from tests.office.importing import doubts_of, imported, planned
from tests.page import Page
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/partners/organisation/add/"
CHOICES = [{"model": "partners.Organisation", "field": "get()"}]
"""Django looks each choice of a form up by itself."""


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def pair(db):
    """Two organisations that look alike."""
    return make.organisation(name="Dupont SA"), make.organisation(name="Dupont SARL")


def form(organisation):
    """The address of the form of an organisation."""
    return reverse("admin:partners_organisation_change", args=[organisation.pk])


def said():
    """What is said of which pairs: the two, who, why, and whether it was taken back."""
    rows = Distinction.objects.order_by("pk").select_related("one", "other", "recorded_by")
    return [(row.one, row.other, row.recorded_by.name, row.reason, row.is_withdrawn) for row in rows]


def test_what_is_confirmed_on_entry_is_kept_with_who_and_why(anne):
    recorded = make.organisation(name="Dupont SA")
    response = send(anne, ADD, name="Dupont", kind="company")
    typed = form_of(response) | {"are_different": str(recorded.pk), "different_because": "Deux SIREN."}
    assert anne.post(ADD, typed).status_code == 302
    made = Organisation.objects.get(name="Dupont")
    assert said() == [(made, recorded, "Anne", "Deux SIREN.", False)]
    entry = Distinction.history.get()
    assert (entry.history_user.name, entry.history_change_reason, list(unexplained(Distinction))) == (
        "Anne",
        "Deux SIREN.",
        [],
    )


def test_nobody_is_asked_about_the_pair_again_from_either_side(anne, pair):
    tell_apart(pairs=[pair], by=None, reason="")
    for organisation in pair:
        assert send(anne, form(organisation), name=f"DUPONT {organisation.pk}").status_code == 302
        assert send(anne, form(organisation), name=organisation.name.upper()).status_code == 302
    third = make.organisation(name="dupont")
    response = send(anne, form(pair[0]), name="Dupont, SA")
    assert (list(errors_of(response)), response.context["adminform"].form.lookalikes) == ([""], [third])


def test_list_of_duplicates_asks_no_more_about_those_told_apart(pair):
    assert set(Organisation.objects.alike()) == set(pair)
    tell_apart(pairs=[pair[::-1]], by=None, reason="")
    assert set(Organisation.objects.alike()) == set()
    third = make.organisation(name="dupont")
    assert set(Organisation.objects.alike()) == {*pair, third}
    tell_apart(pairs=[(third, pair[0])], by=None, reason="")
    assert set(Organisation.objects.alike()) == {pair[1], third}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Centre national", "short_name": "CN"}, {"name": "C.N."}),
        ({"siren": "732829320"}, {"siret": "73282932000074"}),
        ({"siret": "73282932000074"}, {"siret": "73282932000082"}),
    ],
)
def test_those_told_apart_are_not_alike_however_they_look_so(one, other):
    pair = make.organisation(**one), make.organisation(**other)
    assert set(Organisation.objects.alike()) == set(pair)
    tell_apart(pairs=[pair], by=None, reason="")
    assert set(Organisation.objects.alike()) == set()


def test_choice_of_what_is_merged_offers_no_more_what_was_told_apart(anne, pair):
    address = reverse("admin:partners_organisation_merge")
    assert list(anne.get(address, {"kept": pair[0].pk}).context["alike"]) == [pair[1]]
    tell_apart(pairs=[pair], by=None, reason="")
    assert list(anne.get(address, {"kept": pair[0].pk}).context["alike"]) == []


def test_import_asks_no_more_and_keeps_what_its_doubts_came_to(pair):
    by = make.user(name="Anne")
    rows = csv_of(["id", "name"], [pair[0].pk, "DUPONT, SA"])
    assert len(doubts_of(planned(OrganisationResource, rows, by))) == 1
    imported(OrganisationResource, rows, by=by)
    assert said() == [(*pair, "Anne", "Reprise", False)]
    again = planned(OrganisationResource, csv_of(["id", "name"], [pair[1].pk, "DUPONT, SARL"]), by)
    assert doubts_of(again) == []


def test_new_organisations_of_a_file_that_look_alike_are_told_apart_once_imported():
    recorded = make.organisation(name="Dupont SA")
    imported(OrganisationResource, csv_of(["name", "kind"], ["Dupont SAS", "company"], ["Dupont SARL", "company"]))
    first, second = Organisation.objects.exclude(pk=recorded.pk).order_by("pk")
    found = {frozenset((one, other)) for one, other, *_others in said()}
    assert found == {frozenset(two) for two in [(recorded, first), (recorded, second), (first, second)]}
    assert set(Organisation.objects.alike()) == set()


def test_what_was_said_is_taken_back_in_the_back_office(anne, pair):
    [told] = tell_apart(pairs=[pair], by=make.user(), reason="")
    address = reverse("admin:partners_distinction_change", args=[told.pk])
    assert send(anne, address, is_withdrawn="on", change_reason="Même SIREN.").status_code == 302
    assert set(Organisation.objects.alike()) == set(pair)
    assert Distinction.history.first().history_change_reason == "Même SIREN."
    assert len(tell_apart(pairs=[pair], by=None, reason="")) == 1


def test_pair_is_said_to_be_different_from_the_page_of_its_merge(anne, pair):
    one, other = pair
    page = anne.get(reverse("admin:partners_organisation_merge"), {"kept": one.pk, "merged": other.pk})
    [address] = [link for link in Page(page).links if "distinction/add" in link]
    assert form_of(anne.get(address))["other"] == str(other.pk)
    with zeal_ignore(CHOICES):
        assert send(anne, address, reason="Deux sièges.").status_code == 302
    assert said() == [(one, other, "Anne", "Deux sièges.", False)]
    with zeal_ignore(CHOICES):
        response = send(anne, address, one=other.pk, other=one.pk)
    assert list(errors_of(response)) == [""]


def test_pair_is_said_once_whichever_comes_first(pair):
    one, other = pair
    make.distinction(one=one, other=other)
    assert tell_apart(pairs=[pair, pair[::-1]], by=None, reason="") == []
    for fields in ({"one": other, "other": one}, {"one": one, "other": one}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.distinction(**fields)
    make.distinction(one=other, other=one, is_withdrawn=True)


def test_merging_two_takes_back_that_they_are_different_and_moves_the_rest(pair):
    kept, merged = pair
    third, fourth = make.organisation(), make.organisation()
    between, twice, standing, moved = (
        make.distinction(one=one, other=other)
        for one, other in [(merged, kept), (third, merged), (kept, third), (merged, fourth)]
    )
    ends = {move.row.pk: move.ends for move in Merge(kept, merged).moves[Distinction]}
    assert (ends[between.pk] != "", ends[twice.pk] != ends[between.pk], ends[moved.pk]) == (True, True, "")
    merge_organisations(kept=kept, merged=merged, by=None, reason="Un seul.")
    rows = {(row.pk, row.one, row.other) for row in Distinction.objects.all()}
    assert rows == {(standing.pk, kept, third), (moved.pk, kept, fourth)}
    assert [
        list(Distinction.history.filter(id=row.pk).values_list("history_type", flat=True)) for row in (between, twice)
    ] == [["-", "+"]] * 2
