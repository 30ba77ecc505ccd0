"""The files of our own lists, sent back: nothing changes; with one cell changed, one thing does."""

from datetime import date

import pytest

from accounts.models import User
from enact.imports.files import sheets_of
from enact.pages.partners.organisations import OrganisationTable
from funding.resources import CommitmentResource
from funding.tables import CommitmentTable
from partners.resources import OrganisationResource
from tests import make
from tests.make import DAY
from tests.office.files import xlsx_of
from tests.office.importing import changes, imported, outcomes
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
EVERYTHING = {
    "/office/partners/": OrganisationTable,
    "/office/commitments/": CommitmentTable,
}
"""The lists whose files can be sent back, and their tables."""


@pytest.fixture(params=["fr", "en"])
def anne(request, db):
    """The browser of a coordinator who reads French, or English."""
    browser = coordinator("Anne")
    user = User.objects.get(name="Anne")
    user.language = request.param
    user.save()
    return browser


@pytest.fixture
def world(db):
    """Partners and commitments of every sort."""
    make.programme()
    region = make.organisation(name="Région “Test”", kind="local_authority", department="57", siren="231300021")
    university = make.organisation(
        name="Université d’Essai",
        short_name="UE",
        kind="higher_education",
        uai="0570000K",
        website="https://example.org/",
    )
    make.organisation(name="Alliance", kind="alliance", country="")
    make.organisation(name="Universität", kind="foreign", country="DE")
    example = make.organisation(name="Rotor", short_name="RO", is_example=True)
    make.membership(organisation=region, role="funder")
    make.commitment(
        organisation=region, title_fr="=1+1", form="cash", pillar="research", transverse=True, amount="1234.50"
    )
    chair = make.commitment(
        organisation=university, title_fr="Chaire", title_en="Chair", kind="interest", nature="chair"
    )
    source = make.source(key="convention-2025")
    make.commitment_step(
        commitment=chair, kind="agreement", amount=5, qualifier="about", precision="month", source=source
    )
    make.commitment(organisation=university, title_fr="Rien encore", starts_on=DAY, ends_on=DAY)
    gone = make.commitment(organisation=example, title_fr="Retiré", amount=7, digital_health=True)
    make.commitment_step(commitment=gone, kind="withdrawal")
    return chair


def content_of(response):
    """The bytes of a file."""
    return response.content if hasattr(response, "content") else b"".join(response)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("columns", ["usual", "all"])
@pytest.mark.parametrize(
    ("address", "resource"), [("/office/partners/", OrganisationResource), ("/office/commitments/", CommitmentResource)]
)
def test_file_of_a_list_changes_nothing(anne, world, address, resource, columns, kind):
    query = {"export": kind} | ({"columns": list(EVERYTHING[address].base_columns)} if columns == "all" else {})
    plan = imported(resource, content_of(anne.get(address, query)))
    assert (outcomes(plan), plan.lines[0].faults) == ({"same": len(plan.lines)}, [])
    assert len(plan.lines) >= 4


@pytest.mark.parametrize(
    ("address", "resource", "heading", "typed", "changed"),
    [
        ("/office/partners/", OrganisationResource, "Nom", "Université de Mesure", "name"),
        ("/office/commitments/", CommitmentResource, "Montant", 6, "amount"),
        ("/office/commitments/", CommitmentResource, "Nature", "données", "nature"),
    ],
)
def test_file_of_a_list_with_one_cell_changed_changes_one_thing(
    anne, world, address, resource, heading, typed, changed
):
    user = User.objects.get(name="Anne")
    user.language = "fr"
    user.save()
    rows = [row for _number, row in sheets_of(content_of(anne.get(address, {"export": "xlsx"})))[0][0].rows]
    place = rows[0].index(heading)
    row = next(row for row in rows if "UE" in row)
    row[place] = typed
    plan = imported(
        resource, xlsx_of(*[[str(cell) if isinstance(cell, date) else cell for cell in row] for row in rows])
    )
    [(_does, _kind, *found)] = changes(plan)
    assert [field for field, _before, _after in found] == [changed]
    assert outcomes(plan) == {"changed": 1, "same": len(plan.lines) - 1}
