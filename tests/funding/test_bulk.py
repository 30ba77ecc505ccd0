"""Bulk work: the same change to the commitments chosen, seen before it is made, made whole or not at all, undone as one."""

import re
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from funding.models import BulkChange, Commitment, CommitmentStep
from sources.models import File, stored_names
from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud
from tests.sending import coordinator, form_of
from tests.sources.corpus import REFUSED, pdf, sent

pytestmark = pytest.mark.django_db
LIST, BULK = "/office/commitments/", "/office/commitments/bulk/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def three(db):
    """Three commitments with a letter of 100, 200 and 300 €."""
    organisation = make.organisation()
    return [
        make.commitment(amount=100 * number, title_fr=f"Don {number}", organisation=organisation)
        for number in (1, 2, 3)
    ]


def choose(client, commitments, **typed):
    """The page of what to do with commitments that were ticked."""
    return client.post(BULK, {"row": [row.pk for row in commitments], **typed})


def preview(client, commitments, kind, **typed):
    """The page of what would change."""
    seen = re.search('name="seen" value="([^"]*)"', choose(client, commitments).content.decode())[1]
    return client.post(BULK, {"seen": seen, "kind": kind, **{f"{kind}-{name}": value for name, value in typed.items()}})


def ordered(response, **typed):
    """What is sent to order what a page shows."""
    return form_of(response) | {"order": "yes", "reason": "Relecture"} | typed


def change(client, commitments, kind, **typed):
    """Makes a change, and returns it."""
    assert client.post(BULK, ordered(preview(client, commitments, kind, **typed))).status_code == 302
    return BulkChange.objects.latest("pk")


def undone(client, made):
    """Undoes a change, and returns it."""
    assert client.post(f"/office/bulk/{made.pk}/", {"reason": "Erreur"}).status_code == 302
    return BulkChange.objects.get(pk=made.pk)


def pillars(commitments):
    """The pillars of commitments as they are saved."""
    return [Commitment.objects.get(pk=row.pk).pillar for row in commitments]


def test_rows_of_the_list_are_ticked_by_their_keys_and_names(anne, three):
    page = anne.get(LIST).content.decode()
    ticked = re.findall(
        '<input type="checkbox" name="row" form="choosing" value="(\\d+)" aria-label="choisir\u00a0: (.*?)">', page
    )
    assert sorted(ticked) == [(str(row.pk), row.title_fr) for row in three]
    assert "Modifier les 3 résultats" in page


def test_rows_are_not_ticked_in_a_list_of_what_was_known_nor_without_the_right(anne, client, three):
    assert "choosing" not in anne.get(LIST, {"known": timezone.localdate()}).content.decode()
    user = make.user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_commitment"))
    client.force_login(user)
    page = client.get(LIST)
    assert (page.status_code, "choosing" in page.content.decode()) == (200, False)
    assert client.post(BULK, {"row": [three[0].pk]}).status_code == 404


def test_change_is_shown_row_by_row_then_made_with_one_reason(anne, three):
    three[2].pillar = "training"
    three[2].save()
    response = preview(anne, three, "pillar", pillar="training")
    assert [(row.title_fr, before, after) for row, before, after in response.context["lines"]] == [
        ("Don 1", "non précisé", "formation"),
        ("Don 2", "non précisé", "formation"),
        ("Don 3", "formation", "formation"),
    ]
    assert "2 engagements sur 3 changeraient." in read_aloud(response)
    assert pillars(three) == ["not_said", "not_said", "training"]
    assert anne.post(BULK, ordered(response)).status_code == 302
    assert pillars(three) == ["training"] * 3
    made = BulkChange.objects.get()
    assert [row["key"] for row in made.rows] == [row.pk for row in three[:2]]
    entry = three[0].history.first()
    assert (entry.history_user.name, entry.history_change_reason) == ("Anne", "Relecture")
    assert [row.history.count() for row in three] == [2, 2, 2]


def test_order_without_a_reason_changes_nothing_and_keeps_what_is_shown(anne, three):
    response = anne.post(BULK, ordered(preview(anne, three, "pillar", pillar="training"), reason=" "))
    assert (response.status_code, pillars(three)) == (200, ["not_said"] * 3)
    assert "Dites pourquoi" in Page(response).text
    assert anne.post(BULK, ordered(response)).status_code == 302
    assert pillars(three) == ["training"] * 3


def test_order_sent_twice_is_done_once(anne, three):
    typed = ordered(preview(anne, three, "step", step="completion", happened_on="01/06/2025", precision="exact"))
    assert len({anne.post(BULK, typed).url for _time in range(2)}) == 1
    assert (BulkChange.objects.count(), CommitmentStep.objects.count()) == (1, 6)


@pytest.mark.parametrize("meanwhile", ["field", "step"])
def test_rows_changed_between_looking_and_ordering_are_said_and_nothing_is_done(anne, three, meanwhile):
    typed = ordered(preview(anne, three, "pillar", pillar="training"))
    if meanwhile == "field":
        Commitment.objects.get(pk=three[1].pk).saved_by(None).save()
    else:
        make.commitment_step(commitment=three[1], kind="agreement")
    response = anne.post(BULK, typed)
    assert (response.status_code, pillars(three)) == (409, ["not_said"] * 3)
    assert response.context["refusal"].titles == [str(three[1])]
    again = preview(anne, three, "pillar", pillar="training")
    assert anne.post(BULK, ordered(again)).status_code == 302


def test_change_that_changes_nothing_is_refused(anne, three):
    response = anne.post(BULK, ordered(preview(anne, three, "pillar", pillar="not_said")))
    assert (response.status_code, BulkChange.objects.count()) == (409, 0)
    assert "Tous sont déjà ainsi" in Page(response).text


def test_all_that_the_filter_finds_are_resolved_to_their_keys(anne, three):
    response = anne.post(BULK, {"all": "yes", "asked": "?amount_from=150&sort=title"})
    assert {row.title_fr for row, _seen in response.context["chosen"]} == {"Don 2", "Don 3"}
    assert response.context["seen"].count(":") == 4
    make.commitment(amount=500)
    assert "2 engagements sont choisis" in read_aloud(response)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"row": ["abc", "-1", "9" * 40, "1:2", "\x00"]},
        {"row": ["999999"]},
        {"seen": ""},
        {"seen": "1:2 x 9999999:1:1"},
        {"all": "yes", "asked": "?amount_from=abc"},
        {"all": "yes", "asked": "?on=never"},
        {"all": "yes", "asked": "?known=2031-01-01"},
    ],
)
def test_nothing_chosen_is_said(anne, three, typed):
    response = anne.post(BULK, typed)
    assert (response.status_code, "Aucun engagement n’est choisi" in Page(response).text) == (400, True)


def test_too_many_are_refused_in_words(anne, three, monkeypatch):
    monkeypatch.setattr("enact.pages.bulk.MOST", 2)
    response = anne.post(BULK, {"all": "yes", "asked": "?"})
    assert (response.status_code, "filtrez davantage la liste" in Page(response).text) == (400, True)


def test_page_that_is_opened_without_a_choice_leads_to_the_list(anne):
    assert anne.get(BULK).url == LIST


def test_who_follows_is_chosen_among_our_people_and_put_back(anne, three):
    camille, dominique = make.person(), make.person(given_name="Dominique")
    make.responsibility(person=camille)
    make.responsibility(person=dominique, organisation=make.organisation())
    three[0].responsible = camille
    three[0].save()
    options = Page(choose(anne, three)).text
    assert ("Camille Exemple" in options, "Dominique Exemple" in options) == (True, False)
    made = change(anne, three, "responsible", responsible=camille.pk)
    assert [row["key"] for row in made.rows] == [row.pk for row in three[1:]]
    assert set(Commitment.objects.values_list("responsible", flat=True)) == {camille.pk}
    assert undone(anne, made).left == []
    assert [Commitment.objects.get(pk=row.pk).responsible for row in three] == [camille, None, None]


def test_themes_take_the_place_of_those_there_were(anne, three):
    three[0].digital_health = True
    three[0].save()
    response = preview(anne, three[:1], "themes", themes=["transverse"])
    assert [line[1:] for line in response.context["lines"]] == [("santé numérique", "transverse")]
    change(anne, three, "themes", themes=["transverse"])
    assert {tuple(map(str, row.themes)) for row in Commitment.objects.all()} == {("transverse",)}


def test_undoing_puts_back_what_nobody_has_changed_since_and_says_the_rest(anne, three):
    made = change(anne, three, "pillar", pillar="training")
    first, second, third = (Commitment.objects.get(pk=row.pk) for row in three)
    first.pillar, second.title_en = "research", "Gift"
    first.save()
    second.save()
    made = undone(anne, made)
    assert (pillars(three), made.left) == (["research", "not_said", "not_said"], [first.pk])
    page = read_aloud(anne.get(f"/office/bulk/{made.pk}/"))
    assert ("L’un d’eux a été laissé tel quel" in page, page.count("(laissé tel quel)")) == (True, 1)
    assert third.history.first().history_change_reason == "Erreur"


def test_undoing_twice_or_without_a_reason_does_nothing_more(anne, three):
    made = change(anne, three, "pillar", pillar="training")
    assert anne.post(f"/office/bulk/{made.pk}/", {"reason": ""}).status_code == 200
    assert pillars(three) == ["training"] * 3
    first = undone(anne, made)
    Commitment.objects.get(pk=three[0].pk).saved_by(None).save()
    assert undone(anne, made).undone_at == first.undone_at
    assert "Tout annuler" not in anne.get(f"/office/bulk/{made.pk}/").content.decode()


def test_same_step_is_added_to_each_with_its_own_amount_and_replaced_when_undone(anne, three):
    typed = {"step": "agreement", "happened_on": "01/06/2025", "precision": "exact", "keeps_amount": "on"}
    response = preview(anne, three, "step", **typed)
    before, after = response.context["lines"][0][1:]
    assert (before, after) == (
        "lettre d’engagement, 100\u00a0€, 20 mai 2025",
        "ajout\u00a0: convention, 100\u00a0€, 1er juin 2025",
    )
    made = change(anne, three, "step", **typed)
    stood = Commitment.objects.with_step_on(date(2025, 6, 1)).order_by("pk")
    assert list(stood.values_list("step_kind", "step_amount")) == [("agreement", Decimal(100 * n)) for n in (1, 2, 3)]
    make.commitment_step(commitment=three[2], kind="amendment", amount=9, happened_on=date(2025, 7, 1))
    made = undone(anne, made)
    assert made.left == [three[2].pk]
    stood = Commitment.objects.with_step_on(date(2025, 6, 1)).order_by("pk")
    assert list(stood.values_list("step_kind", "step_amount", "step_day")) == [
        ("letter", 100, DAY),
        ("letter", 200, DAY),
        ("agreement", 300, date(2025, 6, 1)),
    ]
    again = three[0].steps.latest("pk")
    assert (again.replaces.kind, again.reason, again.recorded_by.name) == ("agreement", "Erreur", "Anne")


def test_step_that_says_what_stands_already_is_added_as_it_is_shown(anne, three):
    typed = {"step": "letter", "happened_on": "20/05/2025", "precision": "exact", "keeps_amount": "on"}
    response = preview(anne, three, "step", **typed)
    assert (response.context["changes"], "inchangé" in response.content.decode()) == (3, False)
    assert [row["key"] for row in change(anne, three, "step", **typed).rows] == [row.pk for row in three]


def test_step_with_an_amount_for_all(anne, three):
    change(anne, three, "step", step="award", happened_on="01/06/2025", precision="month", amount="1 000")
    assert set(CommitmentStep.objects.filter(kind="award").values_list("amount", "precision")) == {(1000, "month")}


def test_step_comes_with_its_source_and_one_file_for_all_and_both_go_when_it_is_undone(anne, three):
    voice, file = make.source(said_by_fr="Le président"), make.file(name="ancienne.pdf")
    make.commitment_step(commitment=three[0], kind="award", amount=100, file=file, signatories="Direction")
    typed = {"step": "agreement", "happened_on": "01/06/2025", "precision": "exact", "keeps_amount": "on"}
    response = preview(anne, three, "step", **typed, source=voice.pk)
    assert "Source : Le président" in read_aloud(response)
    order = ordered(response, file=sent(name="Convention.PDF"))
    made_at = {anne.post(BULK, order | {"file": sent(name="Convention.PDF")}).url for _time in range(2)}
    assert (len(made_at), File.objects.count()) == (1, 2)
    added = CommitmentStep.objects.filter(kind="agreement")
    assert [(step.source, step.file.name) for step in added] == [(voice, "Convention.pdf")] * 3
    kept = added[0].file
    assert (kept.content_as_sent(), kept.sent_by.name) == (pdf(), "Anne")
    page = anne.get(*made_at)
    assert f"/office/files/{kept.pk}/" in Page(page).links
    assert "Source : Le président" in read_aloud(page)
    assert undone(anne, BulkChange.objects.get()).left == []
    assert [step.file for step in CommitmentStep.objects.standing().filter(file=kept)] == []
    again = three[0].steps.latest("pk")
    assert (again.kind, again.file, again.signatories, again.source) == ("award", file, "Direction", None)


@pytest.mark.parametrize("case", REFUSED)
def test_file_of_a_step_is_checked_by_its_content_and_nothing_is_changed(anne, three, case):
    before = stored_names()
    response = preview(anne, three, "step", step="award", happened_on="01/06/2025", precision="exact")
    response = anne.post(BULK, ordered(response, file=sent(*REFUSED[case][::-1])))
    assert (response.status_code, list(response.context["order"].errors)) == (200, ["file"])
    assert "n’a pas été conservé" in read_aloud(response)
    assert 'value="Relecture"' in response.content.decode()
    assert (BulkChange.objects.count(), File.objects.count(), stored_names()) == (0, 0, before)


def test_file_of_a_step_is_not_kept_when_nothing_is_changed(anne, three):
    before = stored_names()
    typed = ordered(preview(anne, three, "step", step="award", happened_on="01/06/2025", precision="exact"))
    assert anne.post(BULK, typed | {"reason": "", "file": sent()}).status_code == 200
    make.commitment_step(commitment=three[1], kind="agreement")
    assert anne.post(BULK, typed | {"file": sent()}).status_code == 409
    assert (CommitmentStep.objects.filter(kind="award").count(), File.objects.count(), stored_names()) == (0, 0, before)


def test_step_before_which_nothing_stood_is_left_when_undone(anne):
    bare = make.commitment()
    made = change(anne, [bare], "step", step="discussion", happened_on="01/06/2025", precision="exact")
    assert (undone(anne, made).left, bare.steps.standing().count()) == ([bare.pk], 1)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"step": ""}, "step"),
        ({"step": "marriage"}, "step"),
        ({"happened_on": "31/02/2025"}, "happened_on"),
        ({"happened_on": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"}, "happened_on"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "5", "keeps_amount": "on"}, "amount"),
        ({"document_reference": "x" * 201}, "document_reference"),
        ({"source": "999"}, "source"),
        ({"source": "x"}, "source"),
    ],
)
def test_step_that_cannot_be_is_refused_in_words_and_stays_on_screen(anne, three, typed, field):
    usual = {"step": "award", "happened_on": "01/06/2025", "precision": "exact", "signatories": "Les deux"}
    response = preview(anne, three, "step", **usual | typed)
    assert list(response.context["forms"]["step"].errors) == [field]
    assert 'value="Les deux"' in response.content.decode()


def test_whoever_may_add_no_step_adds_none_and_undoes_none(anne, client, three):
    made = change(anne, three, "step", step="award", happened_on="01/06/2025", precision="exact", keeps_amount="on")
    user = make.user(is_staff=True)
    rights = ("view_commitment", "change_commitment", "view_bulkchange")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    assert list(choose(client, three).context["forms"]) == ["responsible", "pillar", "themes"]
    assert client.get(f"/office/bulk/{made.pk}/").status_code == 200
    assert client.post(f"/office/bulk/{made.pk}/", {"reason": "Non"}).status_code == 404


def test_a_token_that_is_no_token_orders_nothing(anne, three):
    typed = ordered(preview(anne, three, "pillar", pillar="training"), token="abc")
    assert (anne.post(BULK, typed).status_code, BulkChange.objects.count()) == (200, 0)
    typed |= {"token": str(uuid.uuid4())}
    assert anne.post(BULK, typed).status_code == 302


def test_pages_take_as_many_queries_however_many_are_chosen(anne, three, django_assert_max_num_queries):
    made = change(anne, three, "pillar", pillar="training")
    with django_assert_max_num_queries(10):
        preview_of = choose(anne, three)
    with django_assert_max_num_queries(10):
        anne.post(BULK, {"seen": preview_of.context["seen"], "kind": "pillar", "pillar-pillar": "research"})
    with django_assert_max_num_queries(10):
        anne.get(f"/office/bulk/{made.pk}/")
