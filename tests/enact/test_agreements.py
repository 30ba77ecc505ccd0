"""Which grant agreements a release tells, and what of them; what is not known is never completed."""

from datetime import date, timedelta

import pytest

from enact.catalogue import agreements_on
from indicators.open_data.agreements import row
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
SIGNED = DAY - timedelta(days=10)


@pytest.fixture(autouse=True)
def leader():
    """The leader of the programme."""
    found = make.organisation(name="Université", kind="higher_education", siret="13001550600012")
    make.membership(programme=make.programme(), role="leader", organisation=found)
    return found


def agreed(amount=300_000, kind="local_authority", agreed_on=SIGNED, **fields):
    """An agreement with a new organisation, a public body unless the test says otherwise."""
    organisation = fields.pop("organisation", None) or make.organisation(kind=kind)
    return make.commitment(amount=amount, kind="agreement", happened_on=agreed_on, organisation=organisation, **fields)


def subjects(day=DAY):
    """The subjects of the agreements that are told on a day."""
    return {told["subject"]["fr"] for told in agreements_on(day)}


def test_agreement_of_a_public_body_is_told_in_full():
    region = make.organisation(name="Région", kind="local_authority", siret="20005226400013")
    told = agreed(organisation=region, title_fr="Soutien", title_en="Support", form="cash")
    step = told.steps.get()
    step.document_reference = "2025-12"
    step.save()
    make.instalment(commitment=told, due_on=date(2025, 9, 1))
    make.instalment(commitment=told, due_on=date(2026, 9, 1))
    assert agreements_on(DAY) == [
        {
            "agreed_on": "2025-05-10",
            "amount": "300000",
            "beneficiary": {"name": "Université", "siret": "13001550600012"},
            "form": "cash",
            "grantor": {"name": "Région", "siret": "20005226400013"},
            "instalments": 2,
            "paid_from": "2025-09-01",
            "paid_until": "2026-09-01",
            "precision": "exact",
            "qualifier": "exact",
            "reference": "2025-12",
            "subject": {"fr": "Soutien", "en": "Support"},
        }
    ]
    assert row(agreements_on(DAY)[0]) == {
        "nomAttribuant": "Région",
        "idAttribuant": "20005226400013",
        "dateConvention": "2025-05-10",
        "referenceDecision": "2025-12",
        "nomBeneficiaire": "Université",
        "idBeneficiaire": "13001550600012",
        "rnaBeneficiaire": None,
        "objet": "Soutien",
        "montant": "300000",
        "nature": "aide en numéraire",
        "conditionsVersement": "échelonné",
        "datesPeriodeVersement": "2025-09-01/2026-09-01",
        "idRAE": None,
        "notificationUE": None,
        "pourcentageSubvention": 1,
        "dispositifAide": None,
    }


def test_agreement_is_told_from_its_day_on():
    agreed(title_fr="Soutien", agreed_on=DAY)
    assert [subjects(day) for day in (DAY - timedelta(1), DAY, DAY + timedelta(1))] == [set(), {"Soutien"}, {"Soutien"}]


def test_amendment_changes_the_amount_and_not_the_day():
    told = agreed()
    make.commitment_step(commitment=told, kind="amendment", amount=400_000, happened_on=DAY)
    assert [(one["agreed_on"], one["amount"]) for one in agreements_on(DAY)] == [("2025-05-10", "400000")]


@pytest.mark.parametrize("kind", ["discussion", "interest", "letter", "award", "withdrawal"])
def test_what_is_no_agreement_is_not_told(kind):
    told = agreed()
    make.commitment_step(commitment=told, kind=kind, happened_on=DAY)
    assert subjects() == set()


def test_company_is_told_once_it_has_agreed_to_its_amount_and_to_its_name():
    both = make.organisation(kind="company", name_published_since=DAY)
    agreed(title_fr="Les deux", organisation=both, amount_published_since=DAY)
    agreed(title_fr="Nom seul", organisation=both)
    agreed(title_fr="Montant seul", kind="company", amount_published_since=DAY)
    agreed(title_fr="Demain", organisation=both, amount_published_since=DAY + timedelta(1))
    assert subjects() == {"Les deux"}


def test_what_is_invented_and_what_a_leader_brings_itself_are_not_told(leader):
    agreed(organisation=leader)
    agreed(organisation=make.organisation(kind="state", is_example=True))
    assert subjects() == set()


def test_what_is_not_known_stays_empty(leader):
    told = agreed(amount=None)
    step = told.steps.get()
    step.precision = "month"
    step.save()
    make.instalment(commitment=told, precision="year")
    make.membership(programme=make.programme(), role="leader", organisation=make.organisation(kind="research"))
    (found,) = map(row, agreements_on(DAY))
    empty = ("dateConvention", "montant", "nature", "datesPeriodeVersement", "pourcentageSubvention")
    assert [found[name] for name in empty] == [None] * 5
    assert (found["nomBeneficiaire"], found["idBeneficiaire"], found["conditionsVersement"]) == ("", "", "unique")


def test_amount_that_is_not_exact_is_not_given_for_an_exact_one():
    told = agreed()
    make.commitment_step(commitment=told, kind="amendment", amount=400_000, qualifier="about", happened_on=DAY)
    (found,) = agreements_on(DAY)
    assert (found["amount"], found["qualifier"], row(found)["montant"]) == ("400000", "about", None)


def test_only_an_amendment_recorded_tells_no_day():
    make.commitment(amount=5, kind="amendment", happened_on=SIGNED, organisation=make.organisation(kind="state"))
    (found,) = agreements_on(DAY)
    assert (found["agreed_on"], found["precision"], row(found)["dateConvention"]) == (None, None, None)


def test_instalment_that_is_cancelled_is_none():
    told = agreed()
    make.instalment(commitment=told, cancelled_on=DAY, note="Avenant")
    make.instalment(commitment=told, due_on=date(2025, 9, 1))
    (found,) = map(row, agreements_on(DAY))
    assert (found["conditionsVersement"], found["datesPeriodeVersement"]) == ("unique", "2025-09-01")


def test_agreements_are_sorted_and_read_in_few_queries(django_assert_num_queries):
    for number in range(3):
        agreed(title_fr=f"Soutien {3 - number}", agreed_on=SIGNED + timedelta(number))
    with django_assert_num_queries(3):
        found = agreements_on(DAY)
    assert [told["agreed_on"] for told in found] == ["2025-05-10", "2025-05-11", "2025-05-12"]
