"""Chairs and doctoral contracts are contested from their pages: by who hosts them, and what is paid of them by who pays."""

import pytest

from tests import make
from tests.page import Page, plain
from tests.space.test_corrections import place, proposes
from tests.space.test_papers import decides

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(alpha):
    """An agreement of the partner's."""
    return make.commitment(organisation=alpha, kind="agreement", amount=5000, title_fr="Chaire")


def test_what_one_pays_of_a_chair_and_of_a_contract_is_contested_on_their_pages(manager, alpha, commitment):
    means = make.chair_funding(commitment=commitment, amount=100)
    coverage = make.coverage(commitment=commitment, amount=2000)
    for page, subject, record in (
        (f"chairs/{means.chair_id}/", "means", means),
        (f"doctoral-contracts/{coverage.contract_id}/", "coverage", coverage),
    ):
        links = Page(manager.get(f"/fr/space/{alpha.pk}/{page}")).links
        assert [link for link in links if "/correct/" in link] == [place(alpha, subject, record)]
        assert proposes(manager, alpha, subject, record, amount="150").status_code == 302
    words = sorted(row.words for row in manager.get(f"/fr/space/{alpha.pk}/answers/").context["sent"])
    assert words == [
        f"correction de\u00a0: Montant en euros – {means.chair}",
        f"correction de\u00a0: Montant par mois en euros – {coverage.contract}, mois 1 à 36",
    ]


def test_whoever_hosts_contests_a_chair_and_a_contract_from_their_pages(manager, alpha):
    chair, contract = make.chair(host=alpha), make.doctoral_contract(cotutelle=alpha)
    for page, subject, record in (("chairs", "chair", chair), ("doctoral-contracts", "contract", contract)):
        links = Page(manager.get(f"/fr/space/{alpha.pk}/{page}/{record.pk}/")).links
        assert [link for link in links if "/correct/" in link] == [place(alpha, subject, record)]
        assert manager.get(place(alpha, subject, record)).status_code == 200


def test_reader_and_payer_find_no_way_to_contest_what_is_not_theirs(partner, alpha, commitment):
    funding, hosted = make.chair_funding(commitment=commitment), make.chair(host=alpha)
    for chair in (funding.chair, hosted):
        links = Page(partner.get(f"/fr/space/{alpha.pk}/chairs/{chair.pk}/")).links
        assert [link for link in links if "/correct/" in link] == []


@pytest.mark.parametrize("subject", ["means", "coverage"])
def test_accepted_correction_of_what_one_pays_changes_it(coordinator, alpha, commitment, subject):
    paid = (
        make.chair_funding(commitment=commitment, amount=100)
        if subject == "means"
        else make.coverage(commitment=commitment, amount=100)
    )
    row = make.correction(organisation=alpha, field="amount", seen="100.00", proposed="150.00", **{subject: paid})
    shown = coordinator.get(f"/admin/space/correction/{row.pk}/change/")
    assert f"{commitment}" in plain(shown.content.decode())
    assert decides(coordinator, row, "correction", decision="accept").status_code == 302
    paid.refresh_from_db()
    assert paid.amount == 150
