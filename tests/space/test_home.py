"""The first page of a space: the sums of one partner, each on its own, in one sentence; what comes next; who is in charge."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.make import DAY
from tests.page import Page, plain, read_aloud

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)


def visited(client, organisation, **asked):
    """The first page of a space."""
    return Page(client.get(f"/fr/space/{organisation.pk}/", asked))


def sentence(client, organisation, **asked):
    """What the first page of a space says on top."""
    text = read_aloud(client.get(f"/fr/space/{organisation.pk}/", asked))
    return re.search(r"(Au .*?\.) (?:Promis|Ces sommes)", text)[1]


def test_sentence_says_each_sum_on_its_own_and_what_comes_next(partner, alpha):
    for kind, amount in [("letter", 40), ("interest", None), ("award", 12), ("agreement", 100), ("amendment", 80)]:
        make.commitment(organisation=alpha, kind=kind, amount=amount)
    make.commitment(organisation=alpha, kind="withdrawal", amount=7)
    make.commitment(organisation=alpha, kind="discussion", amount=9)
    make.commitment(organisation=alpha)
    make.commitment(organisation=make.organisation(), amount=1000)
    assert sentence(partner, alpha, on="2025-06-01") == (
        "Au 1er juin 2025, vous avez promis 40 € et un montant non communiqué, accordé 12 € (convention à signer) et signé "
        "des conventions pour 180 € ; rien n’est encore versé ; ensuite : 2 lettres d’engagement et 2 conventions à signer."
    )
    page = visited(partner, alpha, on="2025-06-01")
    assert page.figures == {
        "promised:sentence": {"40.00"},
        "granted:sentence": {"12.00"},
        "agreed:sentence": {"180.00"},
        "promised": {"40.00"},
        "granted": {"12.00"},
        "agreed": {"180.00"},
        "received": {"0"},
        "left": {"192.00"},
    }


def test_unknown_is_not_nothing(partner, alpha):
    make.commitment(organisation=alpha, kind="letter")
    make.commitment(organisation=alpha, kind="letter")
    page = visited(partner, alpha)
    assert page.words["promised"] == "2 montants non communiqués"
    assert (page.figures["granted"], page.figures["agreed"]) == ({"0"}, {"0"})
    assert "vous avez promis 2 montants non communiqués ; ensuite" in sentence(partner, alpha, on="2025-06-01")


def test_partner_of_whom_nothing_had_happened_reads_so(partner, alpha):
    make.commitment(organisation=alpha)
    assert sentence(partner, alpha, on="2025-06-01") == (
        "Au 1er juin 2025, vous n’avez rien promis, rien accordé ni rien signé ; rien n’est attendu de vous."
    )


@pytest.mark.parametrize(
    ("on", "promised", "agreed"),
    [(DAY - ONE, "0", "0"), (DAY, "5.00", "0"), (DAY + ONE, "0", "6.00"), ("", "0", "6.00")],
)
def test_sums_are_those_of_the_day_asked_for(partner, alpha, on, promised, agreed):
    commitment = make.commitment(organisation=alpha, amount=5, kind="letter")
    make.commitment_step(commitment=commitment, kind="agreement", amount=6, happened_on=DAY + ONE)
    page = visited(partner, alpha, on=on)
    assert (page.figures["promised"], page.figures["agreed"]) == ({promised}, {agreed})


def test_day_to_come_is_what_is_known_today(partner, alpha):
    assert "un jour à venir" in visited(partner, alpha, on=TODAY + ONE).text


@pytest.mark.parametrize("typed", ["x", "\x00", "\udcff", "0000-00-00", "2025-02-30", "1999-12-31", "9" * 5000])
def test_wrong_day_is_said_and_nothing_is_told(partner, alpha, typed):
    make.commitment(organisation=alpha, amount=5)
    response = partner.get(f"/fr/space/{alpha.pk}/", {"on": typed.encode("utf-8", "surrogateescape")})
    assert response.status_code == 200
    page = Page(response)
    assert "Aucun jour ne peut être affiché." in page.text
    assert page.figures == {}


def test_a_thousand_days_are_one(partner, alpha):
    assert partner.get(f"/fr/space/{alpha.pk}/?" + "&".join(["on=2025-05-20"] * 900)).status_code == 200


def test_what_comes_next_names_the_first_commitments_and_counts_the_others(partner, alpha):
    made = [make.commitment(organisation=alpha, title_fr=f"Engagement {n}", kind="letter") for n in "abcdefg"]
    make.commitment(organisation=alpha, title_fr="Fait", kind="agreement")
    page = visited(partner, alpha, on="2025-06-01")
    named = [one for one in made if f"/fr/space/{alpha.pk}/commitments/{one.pk}/?on=2025-06-01" in page.links]
    assert [one.title_fr[-1] for one in named] == list("abcde")
    assert "et 2 autres" in page.text
    assert "Fait" not in page.text


def test_people_in_charge_are_those_of_both_sides_and_of_no_other_partner(partner, alpha):
    beta = make.organisation()
    for side, name in [
        ({"organisation": alpha}, "Ici"),
        ({"contact_of": alpha}, "Contact"),
        ({"is_public": True}, "Publique"),
        ({}, "Cachée"),
        ({"organisation": beta}, "Ailleurs"),
        ({"contact_of": beta}, "Autre"),
        ({"organisation": beta, "is_public": True}, "Voisine"),
        ({"organisation": alpha, "starts_on": TODAY + ONE}, "Future"),
    ]:
        person = make.person(family_name=name)
        person.identity.email = f"{alphabetical(name)}@example.org"
        person.identity.save()
        make.responsibility(person=person, **side)
    page = visited(partner, alpha)
    found = [
        name
        for name in ["Ici", "Contact", "Publique", "Cachée", "Ailleurs", "Autre", "Voisine", "Future"]
        if name in page.text
    ]
    assert found == ["Ici", "Contact", "Publique"]
    assert [link for link in page.links if link.startswith("mailto:")] == ["mailto:contact@example.org"]
    assert "mailto:contact@example.org" not in visited(partner, alpha, on="2025-06-01").links


def alphabetical(name):
    """A name without capitals and accents."""
    return name.lower().replace("é", "e")


def test_contact_who_is_not_known_is_said_to_be(partner, alpha, settings):
    settings.OPERATOR = settings.OPERATOR | {"contact": "nous@example.org"}
    text = read_aloud(partner.get(f"/fr/space/{alpha.pk}/"))
    assert "Votre contact : non communiqué. Écrivez à : nous@example.org" in text


def test_example_is_marked_on_every_page(partner, alpha):
    commitment = make.commitment(organisation=alpha, amount=5)
    addresses = [f"/fr/space/{alpha.pk}/{path}" for path in ("", "commitments/", f"commitments/{commitment.pk}/")]
    assert ["Exemple inventé." in Page(partner.get(address)).text for address in addresses] == [False] * 3
    alpha.is_example = True
    alpha.save()
    assert ["Exemple inventé." in Page(partner.get(address)).text for address in addresses] == [True] * 3


@pytest.mark.parametrize("path", ["", "commitments/"])
def test_other_language_keeps_the_day_asked_for(partner, alpha, path):
    page = Page(partner.get(f"/fr/space/{alpha.pk}/{path}", {"on": "2025-06-01"}))
    assert f"/en/space/{alpha.pk}/{path}?on=2025-06-01" in page.links


def test_nobody_real_stands_among_what_is_invented(partner, alpha):
    make.responsibility(person=make.person(family_name="Publique"), is_public=True)
    assert "Publique" in visited(partner, alpha).text
    alpha.is_example = True
    alpha.save()
    assert "Publique" not in visited(partner, alpha).text


def test_first_page_takes_as_many_queries_however_much_there_is(partner, alpha):
    def fill():
        make.commitment(organisation=alpha, amount=5)
        make.responsibility(organisation=alpha)
        make.responsibility(contact_of=alpha)

    fill()
    visited(partner, alpha)  # from here on, the session has begun
    with CaptureQueriesContext(connection) as once:
        visited(partner, alpha)
    for _more in range(3):
        fill()
    visited(partner, alpha)  # from here on, the session has begun
    with CaptureQueriesContext(connection) as often:
        visited(partner, alpha)
    assert (len(often), len(often) <= 10) == (len(once), True)


@pytest.mark.parametrize(
    ("form", "words"), [("in_kind", "Sur ce reste, à apporter en nature\xa0: 60\xa0€"), ("cash", "")]
)
def test_what_remains_to_be_given_in_kind_is_told_apart(partner, alpha, form, words):
    given = make.commitment(organisation=alpha, kind="agreement", amount=100, form=form)
    make.commitment(organisation=alpha, kind="agreement", amount=7, form="cash")
    valued = {"quantity": 40, "rate": 1, "valued_by": make.user(), "approved_by": make.user(), "approved_on": DAY}
    make.receipt(commitment=given, form=form, **({"amount": 40} if form == "cash" else valued))
    text = plain(Page(partner.get(f"/fr/space/{alpha.pk}/")).text)
    assert (plain(words) in text, "Sur ce reste" in text) == (True, bool(words))
