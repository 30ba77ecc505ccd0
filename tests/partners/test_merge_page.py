"""The page on which two organisations are merged: what it shows, what it refuses, and that it merges once."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from partners.models import Organisation
from tests import make
from tests.page import Page, plain, read_aloud
from tests.sending import at_the_same_moment, coordinator, follow, form_of, said, send, writers_wait

pytestmark = pytest.mark.django_db
MERGE = "/admin/partners/organisation/merge/"
LIST = "/admin/partners/organisation/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def page_of(kept, merged):
    """The address of the merge of two organisations."""
    return f"{MERGE}?kept={kept.pk}&merged={merged.pk}"


def pair():
    """Two organisations, one of which has a commitment and a role."""
    kept, merged = (
        make.organisation(name="Gardée", siren="732829320"),
        make.organisation(name="Retirée", commune="Nancy"),
    )
    make.membership(organisation=merged, role="company")
    make.commitment(organisation=merged, title_fr="Mécénat", amount=5)
    return kept, merged


def test_mails_and_addresses_of_calendars_move_without_a_version(anne):
    kept, merged = pair()
    mail, calendar = make.mail(organisation=merged), make.calendar_address(organisation=merged)
    page = page_of(kept, merged)
    response = anne.post(page, form_of(anne.get(page)) | {"reason": "Saisie deux fois."})
    assert response.status_code == 302
    for row in (mail, calendar):
        row.refresh_from_db()
        assert row.organisation_id == kept.pk


def errors(response):
    """What the form of the page says is wrong, in words."""
    return [plain(error) for errors in response.context["form"].errors.values() for error in errors]


def test_page_shows_what_differs_and_every_row_that_moves(anne):
    kept, merged = pair()
    response = anne.get(page_of(kept, merged))
    assert [tuple(line) for line in response.context["lines"]] == [
        ("Nom", "Gardée", "Retirée", "Gardée"),
        ("SIREN", "732829320", "–", "732829320"),
        ("Commune", "–", "Nancy", "Nancy"),
    ]
    found = {moving.name: [row[0] for row in moving.rows] for moving in response.context["movings"]}
    assert found == {"Rôles": ["Retirée, entreprise partenaire"], "Engagements": ["Retirée – Mécénat"]}
    commitment = reverse("admin:funding_commitment_change", args=[merged.commitments.get().pk])
    assert commitment in Page(response).links
    assert f"?kept={merged.pk}&merged={kept.pk}" in Page(response).links


@pytest.mark.parametrize(("since", "is_said"), [(None, True), (date(2026, 2, 1), False)])
def test_page_says_that_a_consent_is_not_taken_over(anne, since, is_said):
    kept, merged = pair()
    kept.name_published_since, merged.name_published_since = since, date(2026, 2, 1)
    kept.save()
    merged.save()
    response = anne.get(page_of(kept, merged))
    found = [tuple(line) for line in response.context["lines"] if line.label == "Nom public depuis le"]
    assert found == [("Nom public depuis le", "–", "1er février 2026", "–")] * is_said
    assert ("un accord n’est jamais repris de l’autre" in read_aloud(response)) is is_said


@zeal_ignore(
    [{"model": "partners.Organisation", "field": "get()"}]
)  # the history looks twice for a record that is gone
def test_order_merges_and_says_so(anne):
    kept, merged = pair()
    response = follow(anne, send(anne, page_of(kept, merged), reason="Saisie deux fois."))
    assert plain(said(response)[0]).startswith(
        "« Retirée » est fusionnée dans cette organisation : 2 lignes déplacées."
    )
    assert list(Organisation.objects.values_list("name", "commune")) == [("Gardée", "Nancy")]
    assert kept.commitments.get().history.first().history_user.name == "Anne"
    history = anne.get(reverse("admin:partners_organisation_history", args=[merged.pk]))
    assert (history.status_code, "Saisie deux fois." in read_aloud(history)) == (200, True)


def test_order_sent_twice_merges_once(anne):
    kept, merged = pair()
    typed = form_of(anne.get(page_of(kept, merged))) | {"reason": "Saisie deux fois."}
    first, second = (anne.post(page_of(kept, merged), typed) for _time in range(2))
    assert first.url == second.url == reverse("admin:partners_organisation_change", args=[kept.pk])
    assert kept.history.count() == 2
    assert "n’existe plus" in said(follow(anne, second))[-1]


@pytest.mark.django_db(transaction=True)
@writers_wait
def test_of_two_orders_at_the_same_moment_one_merges():
    kept, merged = pair()
    anne = coordinator("Anne")
    typed = form_of(anne.get(page_of(kept, merged))) | {"reason": "Saisie deux fois."}
    assert at_the_same_moment(anne, page_of(kept, merged), typed, typed)[-1] == 302  # the other is asked, or led away
    assert (list(Organisation.objects.all()), kept.history.count()) == ([kept], 2)


def test_order_without_reason_is_refused_in_words(anne):
    kept, merged = pair()
    response = send(anne, page_of(kept, merged), reason="  ")
    assert (len(errors(response)), Organisation.objects.count()) == (1, 2)


@pytest.mark.parametrize("what", ["kept", "merged", "row", "another row"])
def test_order_is_refused_when_anything_was_saved_meanwhile(anne, what):
    kept, merged = pair()
    typed = form_of(anne.get(page_of(kept, merged))) | {"reason": "Saisie deux fois."}
    if what == "another row":
        make.membership(organisation=merged, role="funder")
    else:
        {"kept": kept, "merged": merged, "row": merged.commitments.get()}[what].save()
    response = anne.post(page_of(kept, merged), typed)
    assert (len(errors(response)), Organisation.objects.count()) == (1, 2)
    assert form_of(response)["reason"] == "Saisie deux fois."
    assert anne.post(page_of(kept, merged), form_of(response)).status_code == 302
    assert Organisation.objects.count() == 1


def test_order_without_mark_is_refused(anne):
    kept, merged = pair()
    response = anne.post(page_of(kept, merged), {"reason": "Saisie deux fois."})
    assert (len(errors(response)), Organisation.objects.count()) == (1, 2)


def test_what_stands_against_is_said_and_there_is_no_order(anne):
    kept, merged = pair()
    make.membership(organisation=kept, role="company", is_disputed=True)
    response = anne.get(page_of(kept, merged))
    assert len(response.context["obstacles"]) == 1
    assert "Retirée, entreprise partenaire – Cette organisation tient déjà ce rôle" in read_aloud(response)
    assert "reason" not in form_of(response)
    assert anne.post(page_of(kept, merged), {"reason": "x", "seen": response.context["mark"]}).status_code == 200
    assert Organisation.objects.count() == 2


def test_what_is_found_only_after_the_move_is_said_in_the_form(anne):
    kept, merged, user = make.organisation(), make.organisation(), make.user()
    make.access(organisation=kept, user=user)
    make.access(organisation=merged, user=user, starts_on=date(2026, 1, 1))
    response = send(anne, page_of(kept, merged), reason="Saisie deux fois.")
    assert (len(errors(response)), Organisation.objects.count()) == (1, 2)


def test_organisation_with_itself_is_refused_and_leads_to_the_choice_of_another(anne):
    kept, _merged = pair()
    for response in (anne.get(page_of(kept, kept), follow=True), anne.post(page_of(kept, kept), follow=True)):
        assert response.redirect_chain == [(f"{MERGE}?kept={kept.pk}", 302)]
        assert "Une organisation ne peut pas être fusionnée avec elle-même." in read_aloud(response)
    assert Organisation.objects.count() == 2


def test_records_that_one_may_not_change_do_not_move(client):
    kept, merged = pair()
    reader = make.user(is_staff=True)
    for codename in ("change_organisation", "change_membership"):
        reader.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(reader)
    response = client.get(page_of(kept, merged))
    assert [plain(each) for each in response.context["obstacles"]] == [
        "Vous ne pouvez pas modifier ces enregistrements : engagements."
    ]


@pytest.mark.parametrize("merged", ["999999", "abc", "²"])
def test_other_that_does_not_exist_leads_back(anne, merged):
    kept = make.organisation()
    response = anne.get(MERGE, {"kept": kept.pk, "merged": merged})
    assert said(follow(anne, response)) == ["Cette organisation n’existe pas."]


@pytest.mark.parametrize("asked", [{}, {"kept": "999999"}, {"kept": "abc", "merged": "1"}, {"kept": "9" * 40}])
def test_without_one_that_stays_the_duplicates_are_shown(anne, asked):
    response = anne.get(MERGE, asked)
    assert response.url == f"{LIST}?alike=yes"


def test_other_is_chosen_among_those_alike_or_searched(anne):
    kept, alike, other = (make.organisation(name=name) for name in ("Dupont SA", "DUPONT", "Durand"))
    links = Page(anne.get(MERGE, {"kept": kept.pk})).links
    assert [link for link in links if "merged=" in link] == [f"?kept={kept.pk}&merged={alike.pk}"]
    links = Page(anne.get(MERGE, {"kept": kept.pk, "q": "dur"})).links
    assert [link for link in links if "merged=" in link] == [
        f"?kept={kept.pk}&merged={each.pk}" for each in (alike, other)
    ]
    assert "Rien n’a été trouvé." in read_aloud(anne.get(MERGE, {"kept": kept.pk, "q": "zzz"}))


def test_form_of_an_organisation_leads_there(anne):
    kept = make.organisation()
    response = anne.get(reverse("admin:partners_organisation_change", args=[kept.pk]))
    assert f'href="{MERGE}?kept={kept.pk}"' in response.content.decode()


def test_list_shows_those_alike_and_leads_from_two_that_are_ticked(anne):
    first, second = make.organisation(name="Dupont SA"), make.organisation(name="Dupont")
    make.organisation(name="Durand")
    response = anne.get(f"{LIST}?alike=yes")
    assert set(response.context["cl"].result_list) == {first, second}
    ticked = {"action": "merge_ticked", "_selected_action": [second.pk, first.pk]}
    assert anne.post(LIST, ticked).url == page_of(first, second)
    response = anne.post(LIST, ticked | {"_selected_action": [first.pk]}, follow=True)
    assert plain(said(response)[0]) == "Cochez deux organisations : on en fusionne deux à la fois."


def test_page_takes_as_many_queries_with_three_rows_of_a_kind_as_with_one(anne):
    kept, merged = make.organisation(), make.organisation()
    make.receipt(institution=merged, commitment=make.commitment(organisation=merged))
    with_one = queries(anne, page_of(kept, merged))
    for _time in range(2):
        make.receipt(institution=merged)
    assert queries(anne, page_of(kept, merged)) == with_one


def queries(client, address):
    """How many queries a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
