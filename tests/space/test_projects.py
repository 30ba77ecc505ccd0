"""The doctoral contracts and the chairs of a partner: those that it pays for or hosts, and of people what it may know."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from research.models import Chair, StaffPost
from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud
from tests.space.test_commitments import file_rows
from training.models import DoctoralContract

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)


def paying(organisation, **fields):
    """A commitment by which an organisation pays."""
    return make.commitment(
        organisation=organisation, kind="agreement", amount=100_000, **{"title_fr": "Convention", **fields}
    )


def contract_of(alpha, part, **fields):
    """A thesis that runs, of which the organisation has a part: a field of the contract, or `pays`."""
    hosted = {} if part == "pays" else {part: alpha}
    made = make.doctoral_contract(title_fr="Sujet", started_on=date(2025, 10, 1), **hosted, **fields)
    if part == "pays":
        make.coverage(contract=made, commitment=paying(alpha), first_month=1, last_month=36, amount=1000)
    return made


def chair_of(alpha, part):
    """A chair that was awarded, which the organisation hosts, or pays for."""
    made = make.chair(kind="awarded", title_fr="Chaire", host=alpha if part == "host" else None)
    if part == "pays":
        make.chair_funding(chair=made, commitment=paying(alpha, title_fr="Mécénat"), amount=500)
    return made


PARTS = ["employer", "institution", "cotutelle", "pays"]
NAMES = {
    "employer": "employeur",
    "institution": "établissement d’inscription",
    "cotutelle": "établissement de cotutelle",
    "pays": "financeur",
    "host": "établissement d’accueil",
}


def page(client, organisation, path, **asked):
    """A page of the space."""
    return client.get(f"/fr/space/{organisation.pk}/{path}", asked)


@pytest.mark.parametrize("part", PARTS)
def test_contract_is_listed_and_read_by_whoever_has_a_part_in_it(partner, alpha, part):
    contract = contract_of(alpha, part)
    found = page(partner, alpha, "doctoral-contracts/")
    assert [row.pk for row in found.context["page"].records] == [contract.pk]
    assert f"/fr/space/{alpha.pk}/doctoral-contracts/{contract.pk}/" in Page(found).links
    text = read_aloud(page(partner, alpha, f"doctoral-contracts/{contract.pk}/"))
    assert f"Thèse en cours. Votre rôle : {NAMES[part]}." in text


@pytest.mark.parametrize("part", ["host", "pays"])
def test_chair_is_listed_and_read_by_its_host_and_by_whoever_pays(partner, alpha, part):
    chair = chair_of(alpha, part)
    found = page(partner, alpha, "chairs/")
    assert [row.pk for row in found.context["page"].records] == [chair.pk]
    assert f"/fr/space/{alpha.pk}/chairs/{chair.pk}/" in Page(found).links
    text = read_aloud(page(partner, alpha, f"chairs/{chair.pk}/"))
    assert f"Attribuée, sa convention est à signer. Votre rôle : {NAMES[part]}." in text


def test_what_is_of_others_is_not_found(partner, alpha):
    beta = make.organisation()
    others = [f"doctoral-contracts/{contract_of(beta, part).pk}/" for part in PARTS[:3]]
    others += [f"doctoral-contracts/{make.coverage(commitment=paying(beta)).contract_id}/"]
    others += [f"chairs/{chair_of(beta, 'host').pk}/"]
    absent = page(partner, alpha, "chairs/1000000/")
    answers = [page(partner, alpha, path) for path in others]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert {answer.content for answer in answers} == {absent.content}
    assert page(partner, alpha, "doctoral-contracts/").context["count"] == 0
    assert page(partner, alpha, "chairs/").context["count"] == 0


def test_member_of_two_partners_reads_each_in_its_own_space(partner, access, alpha):
    beta = make.access(user=access.user, organisation=make.organisation(name="Bêta")).organisation
    contract, chair = contract_of(beta, "employer"), chair_of(beta, "host")
    for path in (f"doctoral-contracts/{contract.pk}/", f"chairs/{chair.pk}/"):
        assert (page(partner, alpha, path).status_code, page(partner, beta, path).status_code) == (404, 200)
    assert page(partner, alpha, "doctoral-contracts/").context["count"] == 0


def test_who_has_no_access_today_sees_none(alpha, access):
    contract, chair = contract_of(alpha, "pays"), chair_of(alpha, "pays")
    for user, seen in [(access.user, True), (make.user(), False)]:
        assert DoctoralContract.objects.visible_to(user, TODAY).filter(pk=contract.pk).exists() == seen
        assert Chair.objects.visible_to(user, TODAY).filter(pk=chair.pk).exists() == seen
    assert not DoctoralContract.objects.visible_to(access.user, TODAY - ONE).exists()


@pytest.mark.parametrize(
    ("part", "consented_on", "is_named"),
    [
        ("employer", None, True),
        ("institution", None, True),
        ("cotutelle", None, True),
        ("pays", None, False),
        ("pays", TODAY, True),
        ("pays", TODAY + ONE, False),
    ],
)
def test_people_of_a_contract_are_named_to_its_hosts_and_to_others_by_consent(
    partner, alpha, part, consented_on, is_named
):
    student, director = (
        make.person(family_name=name, consented_on=consented_on) for name in ("Étudiante", "Directrice")
    )
    contract = contract_of(alpha, part, student=student)
    make.doctoral_role(contract=contract, person=director)
    make.doctoral_role(contract=contract, role="committee", person=make.person(family_name="Comité", consented_on=DAY))
    text = read_aloud(page(partner, alpha, f"doctoral-contracts/{contract.pk}/"))
    assert [name in text for name in ("Étudiante", "Directrice", "Comité")] == [is_named, is_named, False]
    assert ("non nommé" in text) == (not is_named)


@pytest.mark.parametrize(("part", "is_named"), [("host", True), ("pays", False)])
def test_holder_of_a_chair_is_named_to_its_host(partner, alpha, part, is_named):
    chair = chair_of(alpha, part)
    make.chair_holder(chair=chair, person=make.person(family_name="Dupont"))
    assert ("Dupont" in read_aloud(page(partner, alpha, f"chairs/{chair.pk}/"))) == is_named


def test_list_and_its_files_name_nobody(partner, alpha):
    contract_of(alpha, "employer", student=make.person(family_name="Étudiante"))
    every = {
        "columns": ["part", "kind", "state", "starts", "ends", "given", "institution", "employer", "themes", "student"]
    }
    for asked in ({}, {"export": "csv"}):
        assert "Étudiante" not in page(partner, alpha, "doctoral-contracts/", **every, **asked).content.decode()


def test_what_may_tell_of_a_person_is_not_told(partner, alpha):
    contract = contract_of(alpha, "pays", pay=2345, monthly_cost=3456, kind="cifre")
    extension = {"kind": "extended", "happened_on": date(2026, 1, 1), "ground": "sickness", "months": 4}
    make.doctoral_step(contract=contract, **extension)
    make.committee_meeting(contract=contract, outcome="reserved")
    text = read_aloud(page(partner, alpha, f"doctoral-contracts/{contract.pk}/"))
    assert "Le contrat a été prolongé. (4 mois de plus)" in text
    assert "31 janvier 2029" in text
    for told in ("maladie", "réserves", "2 345", "3 456", "collaboration"):
        assert told not in text


def test_another_company_is_named_only_once_it_has_agreed(partner, alpha):
    company = make.organisation(name="Voisine", kind="company")
    contract = contract_of(alpha, "pays", employer=company, kind="cifre")
    path = f"doctoral-contracts/{contract.pk}/"
    every = {"columns": ["employer"], "export": "csv"}
    assert "Voisine" not in read_aloud(page(partner, alpha, path))
    assert "Voisine" not in page(partner, alpha, "doctoral-contracts/", **every).content.decode()
    company.name_published_since = TODAY
    company.save()
    assert "Voisine" in read_aloud(page(partner, alpha, path))
    assert "Voisine" in page(partner, alpha, "doctoral-contracts/", **every).content.decode()


def test_partner_reads_what_it_pays_and_nothing_of_what_others_pay(partner, alpha):
    contract, chair = contract_of(alpha, "pays"), chair_of(alpha, "pays")
    theirs = paying(make.organisation(name="Voisin"), title_fr="Autre")
    make.coverage(contract=contract, commitment=theirs, first_month=1, last_month=12, amount=777)
    make.chair_funding(chair=chair, commitment=theirs, amount=888)
    texts = [
        read_aloud(page(partner, alpha, f"{path}/"))
        for path in (f"doctoral-contracts/{contract.pk}", f"chairs/{chair.pk}")
    ]
    assert "En tout : 36 000 €. Convention Mois 1 à 36 : 1 000 € par mois" in texts[0]
    assert "En tout : 500 €. Mécénat 500 €" in texts[1]
    assert not any(word in text for text in texts for word in ("777 €", "888 €", "Autre", "Voisin"))
    header, row = file_rows(page(partner, alpha, "doctoral-contracts/", export="csv"))
    assert row[header.index("Ce que vous payez")] == "36000,00"


def test_month_of_an_amount_that_is_not_known_is_not_nothing(partner, alpha):
    contract = contract_of(alpha, "pays")
    make.coverage(contract=contract, commitment=paying(alpha, title_fr="Données"), first_month=2, last_month=3)
    text = read_aloud(page(partner, alpha, f"doctoral-contracts/{contract.pk}/"))
    assert "En tout : 36 000 € et un montant non communiqué." in text


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 9, 30), "Rien n’avait encore eu lieu ce jour-là."),
        (date(2025, 10, 1), "Thèse en cours."),
    ],
)
def test_contract_stands_as_on_the_day_asked_for(partner, alpha, on, state):
    contract = contract_of(alpha, "employer")
    text = read_aloud(page(partner, alpha, f"doctoral-contracts/{contract.pk}/", on=on))
    assert f"{state} Votre rôle : employeur." in text
    found = page(partner, alpha, "doctoral-contracts/", on=on)
    assert f"/fr/space/{alpha.pk}/doctoral-contracts/{contract.pk}/?on={on}" in Page(found).links


def test_wrong_day_is_said_and_nothing_is_told(partner, alpha):
    for path in (
        f"doctoral-contracts/{contract_of(alpha, 'pays').pk}/",
        f"chairs/{chair_of(alpha, 'pays').pk}/",
        "around/",
    ):
        text = read_aloud(page(partner, alpha, path, on="x"))
        assert ("Aucun jour ne peut être affiché." in text, "En tout" in text, "Appels" in text) == (True, False, False)


def test_chair_of_a_contract_is_told_where_it_is_ones_own_or_public(partner, alpha):
    planned = make.chair(kind="planned", title_fr="Secrète")
    contract = contract_of(alpha, "employer", chair=planned)
    path = f"doctoral-contracts/{contract.pk}/"
    assert "Secrète" not in read_aloud(page(partner, alpha, path))
    make.chair_step(chair=planned, kind="awarded")
    assert f"/fr/chairs/{planned.pk}/" in Page(page(partner, alpha, path)).links
    planned.host = alpha
    planned.save()
    assert f"/fr/space/{alpha.pk}/chairs/{planned.pk}/" in Page(page(partner, alpha, path)).links


def test_chair_tells_the_theses_and_posts_of_the_partner_alone(partner, alpha):
    chair = chair_of(alpha, "pays")
    make.doctoral_contract(chair=chair, title_fr="Nôtre", employer=alpha)
    make.doctoral_contract(chair=chair, title_fr="Leur")
    make.staff_post(chair=chair, employer=alpha, site="Nancy")
    make.staff_post(chair=chair, employer=make.organisation(), site="Metz")
    text = read_aloud(page(partner, alpha, f"chairs/{chair.pk}/"))
    assert [word in text for word in ("Nôtre", "Leur", "Nancy", "Metz")] == [True, False, True, False]
    assert StaffPost.objects.count() == 2


def test_filters_find_by_part(partner, alpha):
    hosted, paid = contract_of(alpha, "employer"), contract_of(alpha, "pays")
    for part, keys in [("is_employer", [hosted.pk]), ("pays", [paid.pk]), ("is_cotutelle", [])]:
        found = page(partner, alpha, "doctoral-contracts/", part=part)
        assert [row.pk for row in found.context["page"].records] == keys
    assert page(partner, alpha, "chairs/", part="is_host").context["count"] == 0


@pytest.mark.parametrize(
    "path", ["doctoral-contracts/", "chairs/", "doctoral-contracts/{contract}/", "chairs/{chair}/"]
)
def test_pages_take_as_many_queries_however_much_there_is(partner, alpha, path):
    contract, chair = contract_of(alpha, "pays", employer=alpha), chair_of(alpha, "pays")
    contract.chair = chair
    contract.save()
    address = path.format(contract=contract.pk, chair=chair.pk)

    def fill(number):
        more = paying(alpha, title_fr=f"Autre {number}")
        make.coverage(contract=contract, commitment=more, last_month=2)
        make.chair_funding(chair=chair, commitment=more)
        make.doctoral_role(contract=contract, role="company")
        make.doctoral_laboratory(contract=contract)
        make.chair_holder(chair=chair)
        make.staff_post(chair=chair, employer=alpha)
        make.doctoral_contract(chair=chair, employer=alpha, started_on=DAY)
        make.chair(kind="awarded", host=alpha)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert page(partner, alpha, address).status_code == 200
        return len(queries)

    asked()  # from here on, the session has begun
    once = asked()
    for number in range(3):
        fill(number)
    assert (asked(), once <= 10) == (once, True)
