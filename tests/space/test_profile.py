"""What an organisation keeps up to date of itself: contacts, description, logo, what it agrees to have published."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from indicators.document import content_on
from indicators.sealing import canonical
from partners.models import Access, Organisation, Person, Responsibility
from sources.models import File
from tests import make
from tests.make import DAY
from tests.page import FINGERPRINT, Page, read_aloud
from tests.pictures import HIDDEN, jpeg, sent_picture
from tests.sending import form_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def place(organisation, page=""):
    """The address of a page of the profile."""
    return f"/fr/space/{organisation.pk}/profile/{page}"


def complete():
    """A programme of which all sums of money are published."""
    make.programme()
    for number in range(1, 7):
        make.completeness(indicator=f"FIN-{number}")


@pytest.fixture
def manager(alpha):
    """The browser of a manager of the organisation."""
    user = make.user(name="Manon")
    make.access(user=user, organisation=alpha, role=Access.Role.MANAGER, starts_on=TODAY)
    client = Client()
    client.force_login(user)
    return client


def sent(client, address, **typed):
    """The answer to the form at an address, sent with what is typed."""
    form = form_of(client.get(address)) | typed
    return client.post(address, {name: value for name, value in form.items() if value is not None})


def test_contact_is_added_changed_and_ended_with_who_did_it(manager, alpha):
    contact = {"given_name": "Ana", "family_name": "Martin", "email": "ana@example.org", "function_fr": "Directrice"}
    assert sent(manager, place(alpha, "contacts/add/"), **contact, starts_on="01/02/2026").status_code == 302
    held = Responsibility.objects.get(organisation=alpha)
    assert (str(held.person), held.person.identity.email, str(held)) == ("Ana Martin", "ana@example.org", "Directrice")
    assert held.history.get().history_user.name == "Manon"
    address = place(alpha, f"contacts/{held.pk}/")
    assert sent(manager, address, email="am@example.org", ends_on="01/03/2026").status_code == 302
    held = Responsibility.objects.get(organisation=alpha)
    assert (held.person.identity.email, str(held.ends_on), held.version) == ("am@example.org", "2026-03-01", 2)
    assert "Ana Martin" in Page(manager.get(place(alpha))).text


def test_contact_sent_twice_is_one(manager, alpha):
    address = place(alpha, "contacts/add/")
    typed = form_of(manager.get(address)) | {"given_name": "Ana", "family_name": "M", "function_fr": "Directrice"}
    assert [manager.post(address, typed).status_code for _time in range(2)] == [302, 302]
    assert (Responsibility.objects.count(), Person.objects.count()) == (1, 1)


def test_second_writer_of_a_contact_is_told_and_keeps_what_was_typed(manager, alpha):
    held = make.responsibility(organisation=alpha)
    address = place(alpha, f"contacts/{held.pk}/")
    opened = form_of(manager.get(address))
    sent(manager, address, email="first@example.org", function_fr="Première")
    answer = manager.post(address, opened | {"email": "second@example.org"})
    page = Page(answer)
    assert answer.status_code == 200
    assert "first@example.org" in page.text
    assert form_of(answer)["email"] == "second@example.org"
    assert form_of(answer)["function_fr"] == "Première"
    assert manager.post(address, form_of(answer)).status_code == 302
    held = Responsibility.objects.get()
    assert (held.person.identity.email, held.function_fr) == ("second@example.org", "Première")


def test_person_with_another_part_in_the_programme_keeps_its_name_and_address(manager, alpha):
    held = make.responsibility(organisation=alpha)
    make.responsibility(person=held.person, organisation=make.organisation())
    address = place(alpha, f"contacts/{held.pk}/")
    assert sent(manager, address, email="changed@example.org", function_fr="Nouvelle").status_code == 302
    held.refresh_from_db()
    assert (held.person.identity.email, held.function_fr) == ("", "Nouvelle")


def test_counterpart_of_a_commitment_of_its_own_is_no_other_part(manager, alpha):
    held = make.responsibility(organisation=alpha)
    make.commitment(organisation=alpha, counterpart=held.person)
    assert sent(manager, place(alpha, f"contacts/{held.pk}/"), email="changed@example.org").status_code == 302
    held.refresh_from_db()
    assert held.person.identity.email == "changed@example.org"


@pytest.mark.parametrize("whose", ["public", "another's"])
def test_public_functions_and_those_of_others_are_not_changed(manager, alpha, whose):
    side = {"public": {"organisation": alpha, "is_public": True}, "another's": {"organisation": make.organisation()}}
    held = make.responsibility(**side[whose])
    assert manager.get(place(alpha, f"contacts/{held.pk}/")).status_code == 404


def test_description_and_logo_are_kept_and_shown_in_public_once_named(manager, alpha):
    typed = {
        "description_fr": "Nous forgeons.",
        "description_en": "We forge.",
        "logo": sent_picture(jpeg(), "Été.JPEG"),
    }
    assert sent(manager, place(alpha, "change/"), **typed).status_code == 302
    alpha.refresh_from_db()
    assert (alpha.logo.name, alpha.logo.sent_by.name, alpha.logo.content_type) == ("Été.jpg", "Manon", "image/jpeg")
    assert HIDDEN not in alpha.logo.content_as_sent()
    given = manager.get(place(alpha, "logo/"))
    assert (given.headers["Content-Type"], given.content) == ("image/jpeg", alpha.logo.content_as_sent())
    make.membership(organisation=alpha)
    public = Client()
    assert [public.get(f"/fr/partners/{alpha.pk}/{page}").status_code for page in ("", "logo/")] == [404, 404]
    Organisation.objects.get(pk=alpha.pk)
    alpha.name_published_since = TODAY
    alpha.save()
    assert "Nous forgeons." in read_aloud(public.get(f"/fr/partners/{alpha.pk}/"))
    assert "We forge." in read_aloud(public.get(f"/en/partners/{alpha.pk}/"))
    answer = public.get(f"/fr/partners/{alpha.pk}/logo/")
    told = {name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options")}
    assert told == {"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff"}


def test_logo_that_is_not_sent_again_stays_until_it_is_taken_away(manager, alpha):
    sent(manager, place(alpha, "change/"), logo=sent_picture())
    sent(manager, place(alpha, "change/"), logo=None, description_fr="Autre")
    alpha.refresh_from_db()
    assert alpha.logo is not None
    sent(manager, place(alpha, "change/"), logo=None, without_logo="on")
    alpha.refresh_from_db()
    assert (alpha.logo, File.objects.count()) == (None, 1)


def test_what_is_no_picture_is_refused_and_the_words_stay(manager, alpha):
    answer = sent(manager, place(alpha, "change/"), logo=sent_picture(b"<svg/>"), description_fr="Nous forgeons.")
    assert (answer.status_code, form_of(answer)["description_fr"]) == (200, "Nous forgeons.")
    assert File.objects.count() == 0


def test_second_writer_of_the_description_is_told(manager, alpha):
    address = place(alpha, "change/")
    opened = form_of(manager.get(address)) | {"logo": ""}
    sent(manager, address, logo=None, description_fr="Premier")
    answer = manager.post(address, opened | {"description_fr": "Second"})
    assert (answer.status_code, form_of(answer)["description_fr"]) == (200, "Second")
    assert "Premier" in Page(answer).text


def test_agreement_is_dated_recorded_and_taken_back(manager, alpha):
    commitment = make.commitment(organisation=alpha, amount=10)
    box = {f"amount-{commitment.pk}": "on"}
    assert sent(manager, place(alpha, "publication/"), **box).status_code == 302
    commitment.refresh_from_db()
    assert commitment.amount_published_since == TODAY
    assert commitment.history.first().history_user.name == "Manon"
    assert "Manon" in Page(manager.get(place(alpha))).text
    assert sent(manager, place(alpha, "publication/"), **dict.fromkeys(box), name="on").status_code == 302
    commitment.refresh_from_db()
    alpha.refresh_from_db()
    assert (commitment.amount_published_since, alpha.name_published_since) == (None, TODAY)


def test_everything_is_agreed_to_at_once(manager, alpha):
    made = [make.commitment(organisation=alpha, amount=10) for _each in range(2)]
    others = make.commitment(amount=10)
    sent(manager, place(alpha, "publication/"), everything="on")
    for each in (*made, others, alpha):
        each.refresh_from_db()
    assert [each.amount_published_since for each in (*made, others)] == [TODAY, TODAY, None]
    assert alpha.name_published_since == TODAY


def test_whoever_takes_its_name_back_takes_its_amounts_back_and_is_nowhere_in_what_is_published_next(manager, alpha):
    made = [make.commitment(organisation=alpha, kind="letter", amount=amount, happened_on=DAY) for amount in (10, 20)]
    complete()
    boxes = {f"amount-{each.pk}": "on" for each in made}
    sent(manager, place(alpha, "publication/"), name="on", **boxes)
    assert alpha.name in canonical(content_on(TODAY))
    page = Page(manager.get(place(alpha, "publication/")))
    assert "retirer votre nom retire aussi tous les montants" in page.text
    assert sent(manager, place(alpha, "publication/"), name=None, **boxes).status_code == 302
    assert [each.amount_published_since for each in alpha.commitments.all()] == [None, None]
    assert alpha.name not in canonical(content_on(TODAY))


@pytest.mark.parametrize("since", [None, TODAY + timedelta(days=1)])
@pytest.mark.parametrize("state", ["discussion", "letter", "award", "agreement"])
def test_company_that_may_not_be_named_is_not_told_by_amounts_that_it_agreed_to(alpha, since, state):
    alpha.name, alpha.name_published_since = "Innommable", since
    alpha.save()
    complete()
    made = make.commitment(organisation=alpha, kind=state, amount=4321, amount_published_since=DAY)
    make.receipt(commitment=made, amount=1234)
    make.expenditure(commitment=made, amount=1221)
    make.instalment(commitment=made, amount=3333, due_on=TODAY + timedelta(days=90))
    published = FINGERPRINT.sub("", canonical(content_on(TODAY)))
    assert [words for words in (alpha.name, "4321", "1234", "1221", "3333", "2099") if words in published] == []
    alpha.name_published_since = TODAY
    alpha.save()
    assert all(words in canonical(content_on(TODAY)) for words in (alpha.name, "4321"))


def test_agreement_given_meanwhile_is_told_before_anything_is_saved(manager, alpha):
    first, second = (make.commitment(organisation=alpha, amount=10, title_fr=title) for title in ("Un", "Deux"))
    address = place(alpha, "publication/")
    opened = form_of(manager.get(address))
    sent(manager, address, **{f"amount-{first.pk}": "on"})
    answer = manager.post(address, opened | {f"amount-{second.pk}": "on"})
    assert answer.status_code == 200
    ticked = {key for key in form_of(answer) if key.startswith("amount-")}
    assert ticked == {f"amount-{first.pk}", f"amount-{second.pk}"}
    second.refresh_from_db()
    assert second.amount_published_since is None
    assert manager.post(address, form_of(answer)).status_code == 302
    second.refresh_from_db()
    assert second.amount_published_since == TODAY


@pytest.mark.parametrize("seen", ["", "x", "\x00", None])
def test_form_without_what_was_seen_saves_nothing(manager, alpha, seen):
    commitment = make.commitment(organisation=alpha, amount=10)
    answer = sent(manager, place(alpha, "publication/"), seen=seen, **{f"amount-{commitment.pk}": "on"})
    commitment.refresh_from_db()
    assert (answer.status_code, commitment.amount_published_since) == (200, None)
    assert f"amount-{commitment.pk}" in form_of(answer)


def test_public_body_is_asked_nothing(manager, alpha):
    alpha.kind = Organisation.Kind.LOCAL_AUTHORITY
    alpha.save()
    commitment = make.commitment(organisation=alpha, amount=10)
    sent(manager, place(alpha, "publication/"), **{f"amount-{commitment.pk}": "on", "name": "on"})
    commitment.refresh_from_db()
    assert commitment.amount_published_since is None


def test_viewer_reads_and_changes_nothing(partner, alpha):
    assert partner.get(place(alpha)).status_code == 200
    held = make.responsibility(organisation=alpha)
    pages = ["change/", "publication/", "contacts/add/", f"contacts/{held.pk}/"]
    assert [partner.get(place(alpha, page)).status_code for page in pages] == [403] * 4


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("03 53 01 00 01", "+33353010001"),
        ("+33 (0)3 53 01 00 01", "+33353010001"),
        ("+49 681 / 300-00", "+4968130000"),
        ("", ""),
    ],
)
def test_contact_is_called_by_a_link(partner, alpha, typed, dialled):
    held = make.responsibility(contact_of=alpha)
    held.person.identity.telephone = typed
    held.person.identity.full_clean()
    held.person.identity.save()
    links = [link for link in Page(partner.get(f"/fr/space/{alpha.pk}/")).links if link.startswith("tel:")]
    assert links == ([f"tel:{dialled}"] if dialled else [])
    links = Page(partner.get(f"/fr/space/{alpha.pk}/", {"on": "2025-05-20"})).links
    assert [link for link in links if link.startswith("tel:")] == []


@pytest.mark.parametrize(("typed", "is_kept"), [("03 53 01 00 01", True), ("appelez-moi", False), ("12", False)])
def test_telephone_of_a_contact_of_ours_is_one_that_can_be_dialled(manager, alpha, typed, is_kept):
    held = make.responsibility(organisation=alpha)
    address = place(alpha, f"contacts/{held.pk}/")
    response = manager.post(address, form_of(manager.get(address)) | {"telephone": typed})
    assert response.status_code == (302 if is_kept else 200)
    assert ('href="tel:+33353010001"' in manager.get(place(alpha)).content.decode()) == is_kept


def test_profile_asks_as_many_queries_for_many_rows(partner, alpha, django_assert_max_num_queries):
    for _each in range(3):
        make.commitment(organisation=alpha, amount=10, amount_published_since=TODAY)
        make.responsibility(organisation=alpha)
    partner.get(place(alpha))
    with django_assert_max_num_queries(10):
        partner.get(place(alpha))


def test_name_that_the_coordination_corrected_meanwhile_is_told_and_not_written_over(manager, alpha):
    held = make.responsibility(organisation=alpha)
    address = place(alpha, f"contacts/{held.pk}/")
    opened = form_of(manager.get(address))
    held.person.identity.email = "juste@example.org"
    held.person.identity.save()
    answer = manager.post(address, opened | {"function_fr": "Doyenne"})
    held.refresh_from_db()
    assert (answer.status_code, held.function_fr == "Doyenne") == (200, False)
    assert ("juste@example.org" in Page(answer).text, form_of(answer)["function_fr"]) == (True, "Doyenne")
    assert manager.post(address, form_of(answer) | {"email": "juste@example.org"}).status_code == 302
    held = Responsibility.objects.get()
    assert (held.person.identity.email, held.function_fr) == ("juste@example.org", "Doyenne")


def test_whoever_has_the_person_open_is_told_that_the_partner_changed_its_name(manager, alpha):
    held = make.responsibility(organisation=alpha)
    before = held.person.version
    address = place(alpha, f"contacts/{held.pk}/")
    sent(manager, address, function_fr="Doyenne")
    assert Person.objects.get().version == before
    sent(manager, address, telephone="01 23 45 67 89")
    assert Person.objects.get().version == before + 1
