"""Organisations as they are entered: what looks alike is asked about, and nothing that was typed is lost."""

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from partners.models import Organisation
from tests import make
from tests.page import plain
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/partners/organisation/add/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def change(organisation):
    """The address of the form of an organisation."""
    return reverse("admin:partners_organisation_change", args=[organisation.pk])


def box(response):
    """The value of the box to tick when the organisation is another one; `None` when nothing is asked."""
    form = response.context["adminform"].form
    return form.lookalike_keys if form.lookalikes else None


def test_new_organisation_that_looks_like_another_one_is_asked_about_and_stays_on_screen(anne):
    recorded = make.organisation(name="Dupont SA")
    response = send(anne, ADD, name="DUPONT S.A.S.", kind="company", commune="Metz")
    assert (list(errors_of(response)), box(response)) == ([""], str(recorded.pk))
    assert f'href="{change(recorded)}"' in response.content.decode()
    typed = form_of(response)
    assert (typed["name"], typed["commune"], Organisation.objects.count()) == ("DUPONT S.A.S.", "Metz", 1)
    assert anne.post(ADD, typed | {"are_different": box(response)}).status_code == 302
    assert Organisation.objects.count() == 2


def test_new_organisation_that_is_confirmed_is_added_once(anne):
    recorded = make.organisation(name="Dupont SA")
    typed = form_of(anne.get(ADD)) | {"name": "Dupont", "kind": "company", "are_different": recorded.pk}
    assert [anne.post(ADD, typed).status_code for _time in range(2)] == [302, 302]
    assert Organisation.objects.count() == 2


def test_one_that_has_come_meanwhile_is_asked_about_too(anne):
    first = make.organisation(name="Dupont SA")
    response = send(anne, ADD, name="Dupont", kind="company")
    second = make.organisation(name="Dupont SARL")
    response = anne.post(ADD, form_of(response) | {"are_different": str(first.pk)})
    assert (response.status_code, box(response)) == (200, f"{first.pk},{second.pk}")
    assert anne.post(ADD, form_of(response) | {"are_different": box(response)}).status_code == 302


def test_confirmation_stays_ticked_while_something_else_is_wrong(anne):
    recorded = make.organisation(name="Dupont SA")
    response = send(anne, ADD, name="Dupont", kind="company", siren="1", are_different=str(recorded.pk))
    assert list(errors_of(response)) == ["siren"]
    assert form_of(response)["are_different"] == str(recorded.pk)


def test_siren_inside_the_siret_of_another_one_is_asked_about(anne):
    recorded = make.organisation(siret="73282932000074")
    assert box(send(anne, ADD, name="Autre", kind="company", siren="732829320")) == str(recorded.pk)


def test_organisation_is_not_asked_about_itself_nor_for_what_does_not_tell_it(anne):
    organisation = make.organisation(name="Dupont SA")
    make.organisation(name="Dupont SARL")
    assert send(anne, change(organisation), commune="Nancy").status_code == 302
    response = send(anne, change(organisation), name="DUPONT")
    assert (response.status_code, box(response).count(",")) == (200, 0)


def test_identifier_of_another_one_shows_which(anne):
    recorded = make.organisation(siren="732829320")
    response = send(anne, ADD, name="Autre", kind="company", siren="732829320", are_different=str(recorded.pk))
    assert (box(response), plain(errors_of(response)[""][0])) == (
        str(recorded.pk),
        "Une autre organisation a déjà cet identifiant.",
    )


def test_group_above_itself_is_refused_in_words_however_many_lie_between(anne):
    top = make.organisation()
    below = top
    for _level in range(4):
        below = make.organisation(group=below)
    response = send(anne, change(top), group=below.pk)
    assert list(errors_of(response)) == ["group"]
    assert list(errors_of(send(anne, change(top), group=top.pk))) == ["group"]


@pytest.mark.parametrize(
    ("year", "saved"), [("2025", True), ("2999", False), ("1999", False), ("abc", False), ("", False)]
)
def test_size_is_declared_for_a_year_that_has_begun(anne, year, saved):
    typed = {"category": "sme", "year": year, "origin": "l’entreprise", "organisation": make.organisation().pk}
    response = send(anne, "/admin/partners/declaredsize/add/", **typed)
    assert (response.status_code == 302) is saved
    organisation = make.organisation()
    rows = {f"declared_sizes-0-{name}": value for name, value in typed.items() if name != "organisation"}
    response = send(anne, change(organisation), **rows, **{"declared_sizes-TOTAL_FORMS": 1})
    assert organisation.declared_sizes.exists() is saved


def test_size_of_what_is_no_company_is_refused_in_words(anne):
    typed = {"category": "sme", "year": "2025", "origin": "l’association"}
    organisation = make.organisation(kind="association")
    response = send(anne, "/admin/partners/declaredsize/add/", organisation=organisation.pk, **typed)
    assert errors_of(response) == {"": ["Seule une entreprise a une taille déclarée."]}
    rows = {f"declared_sizes-0-{name}": value for name, value in typed.items()} | {"declared_sizes-TOTAL_FORMS": 1}
    assert list(errors_of(send(anne, change(organisation), **rows))) == ["declared_sizes-0-"]


def test_company_that_becomes_something_else_keeps_its_sizes(anne):
    organisation = make.declared_size().organisation
    assert send(anne, change(organisation), kind="association").status_code == 302
    assert organisation.declared_sizes.count() == 1


@zeal_ignore([{"model": "partners.Organisation", "field": "get()"}])  # Django looks each choice of a row up by itself
def test_laboratory_is_added_with_several_supervising_organisations_at_once(anne):
    first, second = make.organisation(kind="higher_education"), make.organisation(kind="research")
    address = "/admin/partners/laboratory/add/"
    typed = {"name": "Loria", "code": "UMR 7503", "commune": "Nancy", "supervisions-TOTAL_FORMS": 2}
    for place, each in enumerate((first, second)):
        typed |= {f"supervisions-{place}-organisation": each.pk, f"supervisions-{place}-starts_on": "01/01/2024"}
        typed |= {f"supervisions-{place}-precision": "year"}
    assert send(anne, address, **typed).status_code == 302
    assert [each.supervisions.get().laboratory.code for each in (first, second)] == ["UMR 7503"] * 2


def test_person_is_entered_with_idref_and_affiliation(anne):
    laboratory, address = make.laboratory(), "/admin/partners/person/add/"
    typed = {"identity-0-given_name": "Ada", "identity-0-family_name": "Exemple", "identity-0-idref": "026927608"}
    typed |= {"affiliations-TOTAL_FORMS": 1, "affiliations-0-laboratory": laboratory.pk}
    typed |= {"affiliations-0-starts_on": "01/09/2025", "affiliations-0-precision": "exact"}
    assert list(errors_of(send(anne, address, **typed | {"identity-0-idref": "026927609"}))) == ["identity-0-idref"]
    assert send(anne, address, **typed).status_code == 302
    assert laboratory.affiliations.get().person.identity.idref == "026927608"
