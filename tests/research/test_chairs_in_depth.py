"""Who holds a chair, what pays for it, where it came from: on its form, in the coordination's list, in public."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from research.measures import chairs_awarded
from research.models import ChairFunding, ChairHolder
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator, errors_of, send

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def change(chair):
    """The address of a chair's form."""
    return reverse("admin:research_chair_change", args=[chair.pk])


def values(total):
    """A total in short."""
    return total.value, total.unknowns


@pytest.mark.parametrize(
    ("ended", "ends_on", "is_refused"),
    [
        ("01/09/2025", "", True),
        ("02/09/2025", "", False),
        ("", "01/09/2025", True),
        ("", "02/09/2025", False),
    ],
)
def test_chair_does_not_end_before_it_began(anne, ended, ends_on, is_refused):
    chair = make.chair(kind="started", happened_on=date(2025, 9, 2))
    step = {"steps-1-kind": "ended", "steps-1-happened_on": ended} if ended else {}
    response = send(anne, change(chair), ends_on=ends_on, **step)
    assert (response.status_code, chair.steps.count()) == (
        200 if is_refused else 302,
        2 if ended and not is_refused else 1,
    )
    if is_refused:
        words = "La chaire s’arrêterait le 1er septembre 2025, avant d’avoir commencé le 2 septembre 2025."
        assert words in response.content.decode()


def test_chair_whose_start_is_corrected_with_the_same_form_may_end_before_the_wrong_one(anne):
    chair = make.chair(kind="started", happened_on=date(2025, 9, 2))
    step = {"kind": "started", "happened_on": "02/09/2024", "replaces": chair.steps.get().pk, "reason": "Erreur"}
    response = send(
        anne, change(chair), ends_on="01/09/2025", **{f"steps-1-{name}": typed for name, typed in step.items()}
    )
    assert response.status_code == 302


def test_form_of_a_chair_takes_its_holders_means_and_posts(anne):
    chair, person, commitment, employer = make.chair(), make.person(), make.commitment(), make.organisation()
    rows = {
        "holders-0": {"person": person.pk, "starts_on": "01/09/2025", "precision": "exact"},
        "means-0": {"commitment": commitment.pk, "amount": "120 000", "qualifier": "about"},
        "staff_posts-0": {"kind": "engineer", "employer": employer.pk, "share": "50", "months": "24"},
    }
    typed = {f"{row}-{name}": value for row, fields in rows.items() for name, value in fields.items()}
    totals = {f"{prefix}-TOTAL_FORMS": 1 for prefix in ("holders", "means", "staff_posts")}
    response = send(anne, change(chair), **totals, **typed)
    assert response.status_code == 302, errors_of(response)
    assert [(row.person, row.starts_on) for row in chair.holders.all()] == [(person, date(2025, 9, 1))]
    assert [(row.amount, row.qualifier) for row in chair.means.all()] == [(Decimal(120_000), "about")]
    assert [post.full_time_months for post in chair.staff_posts.all()] == [12]


@pytest.mark.parametrize(
    ("share", "months", "found"), [(100, 36, 36), (80, 36, Decimal("28.8")), (None, 36, None), (50, None, None)]
)
def test_months_of_full_time_are_known_when_both_are(share, months, found):
    assert make.staff_post(share=share, months=months).full_time_months == found


@pytest.mark.parametrize(
    ("made", "fields", "refusal"),
    [
        (make.chair_holder, {"ends_on": DAY - ONE}, "ends_after_it_starts"),
        (make.chair_funding, {"amount": -1}, "amount_is_not_negative"),
        (make.staff_post, {"share": 0}, "share_is_a_percentage"),
        (make.staff_post, {"share": 101}, "share_is_a_percentage"),
        (make.staff_post, {"months": 0}, "months_are_a_few_years"),
    ],
)
def test_database_refuses(made, fields, refusal):
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        made(**fields)


def test_commitment_pays_for_a_chair_once():
    means = make.chair_funding()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.chair_funding(chair=means.chair, commitment=means.commitment)
    assert ChairFunding.objects.count() == 1


@pytest.mark.parametrize(
    ("consented_on", "words"),
    [(DAY, "Ada Exemple"), (None, "non nommé : aucun consentement enregistré")],
)
def test_holder_is_named_in_public_with_consent_only(client, consented_on, words):
    chair = make.chair(kind="awarded")
    make.chair_holder(chair=chair, person=make.person("Ada", consented_on=consented_on), ends_on=DAY)
    text = Page(client.get(f"/fr/chairs/{chair.pk}/")).text
    assert f"Qui la porte Qui Depuis Dernier jour {words} 20 mai 2025 20 mai 2025" in text
    assert ("Ada" in text) == (consented_on is not None)


def test_holder_who_consents_later_or_comes_later_is_not_told(client):
    chair, tomorrow = make.chair(kind="awarded"), timezone.localdate() + ONE
    make.chair_holder(chair=chair, person=make.person("Ada", consented_on=tomorrow))
    make.chair_holder(chair=chair, person=make.person("Grace", consented_on=DAY), starts_on=tomorrow)
    erased = make.person("Alan", consented_on=DAY)
    erased.identity.delete()
    make.chair_holder(chair=chair, person=erased)
    text = Page(client.get(f"/fr/chairs/{chair.pk}/")).text
    assert text.count("non nommé") == 2
    assert ("Ada" in text, "Grace" in text, "personne n°" in text) == (False, False, False)


def test_means_are_told_where_they_may_be(client):
    chair = make.chair(kind="awarded")
    public = make.organisation(name="Région", kind="local_authority")
    agreed = make.organisation(name="Accord", name_published_since=DAY)
    silent = make.organisation(name="Silence", name_published_since=DAY)
    unnamed = make.organisation(name="Anonyme")
    for partner, since in ((public, None), (agreed, DAY), (silent, None), (unnamed, DAY)):
        paying = make.commitment(organisation=partner, amount=900, amount_published_since=since, title_fr="Chaire")
        make.chair_funding(chair=chair, commitment=paying, amount=None if partner is agreed else 500)
    withdrawn = make.commitment(organisation=public, kind="withdrawal", title_fr="Retrait")
    make.chair_funding(chair=chair, commitment=withdrawn, amount=7)
    page = Page(client.get(f"/fr/chairs/{chair.pk}/"))
    assert "Région Chaire 500 € Accord Chaire non communiqué" in page.text
    assert [name in page.text for name in ("Silence", "Anonyme", "Retrait")] == [False] * 3


def test_page_names_the_laboratory_and_the_call_that_is_published(client):
    call = make.call(title_fr="Appel à chaires")
    chair = make.chair(kind="awarded", laboratory=make.laboratory(name="Loria"), call=call)
    page = Page(client.get(f"/fr/chairs/{chair.pk}/"))
    assert ("Laboratoire Loria" in page.text, f"/fr/calls/{call.pk}/" in page.links) == (True, True)
    hidden = make.chair(kind="awarded", call=make.call(title_fr="Secret", published_on=None))
    assert "Secret" not in Page(client.get(f"/fr/chairs/{hidden.pk}/")).text


def test_coordination_sees_holders_of_the_day_and_means_on_screen_and_in_files(anne):
    chair = make.chair(title_fr="Chaire", call=make.call(title_fr="Appel"), laboratory=make.laboratory(name="Loria"))
    make.chair_holder(chair=chair, person=make.person("Ada"), ends_on=DAY)
    make.chair_holder(chair=chair, person=make.person("Grace"), starts_on=DAY + ONE)
    make.chair_funding(chair=chair, amount=500)
    make.chair_funding(chair=chair)
    names = ["holders", "laboratory", "call", "means"]
    found = {}
    for on in (DAY, DAY + ONE):
        response = anne.get("/office/chairs/", {"columns": names, "on": on, "export": "csv"})
        found[on] = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))[1][4:]
    assert found == {
        DAY: ["Ada Exemple", "Loria", "Appel", "500,00", "1"],
        DAY + ONE: ["Grace Exemple", "Loria", "Appel", "500,00", "1"],
    }
    text = Page(anne.get("/office/chairs/", {"columns": names, "known": timezone.localdate()})).text
    assert "Grace Exemple Loria Appel 500 € + 1 non communiqué" in text


def test_chairs_awarded_are_told_by_theme_host_and_year():
    host = make.organisation(name="Université", kind="higher_education")
    make.chair(kind="awarded", happened_on=date(2025, 12, 31), host=host, digital_health=True, transverse=True)
    company = make.organisation(name="Anonyme")
    second = make.chair(kind="awarded", happened_on=date(2026, 1, 1), host=company)
    make.chair_step(chair=second, kind="started", happened_on=date(2027, 1, 1))
    day = date(2027, 6, 30)
    themes = ("digital_health", "engineering_and_discovery", "language_and_multimodal", "transverse")
    found = {by: chairs_awarded.split(day, by) for by in (themes, "published_host", "year")}
    assert {by: {key: values(total) for key, total in totals.items()} for by, totals in found.items()} == {
        themes: {"digital_health": (1, 0), "transverse": (1, 0), "not_said": (1, 0)},
        "published_host": {"Université": (1, 0), "": (1, 0)},
        "year": {2025: (1, 0), 2026: (1, 0)},
    }


def test_holders_of_invented_chairs_are_no_real_ones():
    real = make.chair_holder()
    make.chair_holder(chair=make.chair(host=make.organisation(is_example=True)))
    assert list(ChairHolder.objects.real()) == [real]
