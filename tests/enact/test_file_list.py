"""The coordination's list of files: each with what it belongs to, as far as the account may see it."""

import pytest
from django.contrib.auth.models import Permission

from tests import make
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
LIST = "/office/files/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def files(db):
    """A file of each kind of owner, one of two, and one of none, by name."""
    alpha, beta = (make.organisation(name=name) for name in ("Alpha", "Bêta"))
    commitment = make.commitment(organisation=alpha, title_fr="Mécénat")
    made = {name: make.file(name=f"{name}.pdf") for name in ("step", "framework", "call", "receipt", "chair", "none")}
    make.commitment_step(commitment=commitment, file=made["step"])
    make.framework(organisation=beta, title_fr="Cadre", file=made["framework"])
    make.payment_call(commitment=commitment, file=made["call"])
    make.receipt(commitment=commitment, file=made["receipt"])
    make.receipt(commitment=make.commitment(organisation=beta, title_fr="Calcul"), file=made["receipt"])
    make.chair_step(chair=make.chair(title_fr="Langues", host=beta), file=made["chair"])
    return made


def rows(client, query=""):
    """The names, organisations and owners of the files of the list, the latest first."""
    text = client.get(f"{LIST}?export=csv&columns=name&columns=owner{query}").content.decode("utf-8-sig")
    return [line.split(";")[1:4] for line in text.splitlines()[1:]]


def test_each_file_says_what_it_belongs_to(anne, files):
    assert rows(anne) == [
        ["none.pdf", "", ""],
        ["chair.pdf", "Bêta", "étape de chaire – Langues"],
        ["receipt.pdf", "Alpha · Bêta", "versement – Mécénat · versement – Calcul"],
        ["call.pdf", "Alpha", "appel de fonds – Mécénat"],
        ["framework.pdf", "Bêta", "convention-cadre – Cadre"],
        ["step.pdf", "Alpha", "étape d’engagement – Mécénat"],
    ]


def test_file_of_many_names_the_first_of_them_and_says_how_many_more_there_are(anne):
    file, partner = make.file(name="cadre.pdf"), make.organisation(name="Alpha")
    for number in range(12):
        commitment = make.commitment(organisation=partner, title_fr=f"Don {number:02}")
        make.commitment_step(commitment=commitment, file=file)
    ((name, partners, owners),) = rows(anne)
    assert (name, partners, owners.count("Don"), owners[-14:]) == ("cadre.pdf", "Alpha", 10, " · et 2 autres")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("&q=RECEIPT", ["receipt"]),
        ("&q=beta calcul", ["receipt"]),
        ("&q=langues", ["chair"]),
        ("&q=nowhere", []),
        ("&owner=commitmentstep", ["step"]),
        ("&owner=none", ["none"]),
        ("&owner=none&owner=paymentcall", ["none", "call"]),
        ("&sent_from=2000-01-01&sent_to=2001-01-01", []),
        ("&sort=name", ["call", "chair", "framework", "none", "receipt", "step"]),
    ],
)
def test_files_are_searched_filtered_and_sorted(anne, files, query, found):
    assert [name for name, *_others in rows(anne, query)] == [f"{name}.pdf" for name in found]


def test_rows_lead_to_the_files(anne, files):
    assert {f"/office/files/{file.pk}/" for file in files.values()} <= set(Page(anne.get(LIST)).links)


def test_what_the_account_may_not_see_is_not_told(client, files):
    user = make.user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_file"))
    client.force_login(user)
    assert {owner for _name, _partner, owner in rows(client)} == {""}
    user.user_permissions.add(Permission.objects.get(codename="view_chairstep"))
    assert {owner for _name, _partner, owner in rows(client)} == {"", "étape de chaire – Langues"}
