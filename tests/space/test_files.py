"""The files of a partner: those of its own commitments, as they stand today, and no other."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.models import User
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sources.corpus import pdf

pytestmark = pytest.mark.django_db
PUBLIC_HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": 'attachment; filename="lettre.pdf"',
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture
def commitment(alpha):
    """A commitment of the partner's, under a framework agreement."""
    return make.commitment(organisation=alpha, framework=make.framework(organisation=alpha, file=make.file()))


def address(organisation, file):
    """Where a file is given in the space of an organisation."""
    return f"/fr/space/{organisation.pk}/files/{file.pk}/"


def files_on(page):
    """The addresses of the files to which a page leads."""
    return [link for link in page.links if "/files/" in link]


def test_commitment_leads_to_its_files_in_the_order_of_what_happened(partner, alpha, commitment):
    first = make.commitment_step(commitment=commitment, file=make.file(name="lettre.pdf"))
    call = make.payment_call(commitment=commitment, file=make.file(name="appel.pdf"))
    receipt = make.receipt(commitment=commitment, file=make.file(name="reçu.pdf"))
    page = Page(partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/"))
    files = [first.file, commitment.framework.file, call.file, receipt.file]
    assert files_on(page) == [address(alpha, file) for file in files]
    assert [partner.get(link).status_code for link in files_on(page)] == [200] * 4


def test_file_is_given_to_be_kept(partner, alpha):
    file = make.file(pdf())
    make.commitment_step(commitment=make.commitment(organisation=alpha), file=file)
    response = partner.get(address(alpha, file))
    assert (response.status_code, response.content) == (200, pdf())
    assert {name: response.headers[name] for name in PUBLIC_HEADERS} == PUBLIC_HEADERS
    assert set(response.headers["Cache-Control"].split(", ")) >= {"no-store", "private"}


def test_what_had_not_happened_yet_on_a_day_shows_no_file_of_it(partner, alpha, commitment):
    call = make.payment_call(commitment=commitment, called_on=date(2025, 6, 2), file=make.file())
    own, place = address(alpha, call.file), f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/?on="
    shown = [own in files_on(Page(partner.get(f"{place}{day}"))) for day in ("2025-06-01", "2025-06-02", "2025-06-03")]
    assert shown == [False, True, True]


def test_file_of_what_was_recorded_by_mistake_is_shown_and_given_no_more(partner, alpha, commitment):
    wrong = make.commitment_step(commitment=commitment, file=make.file())
    make.commitment_step(commitment=commitment, replaces=wrong, reason="Erreur")
    today = timezone.localdate()
    call = make.payment_call(commitment=commitment, file=make.file(), cancelled_on=today, note="Erreur")
    receipt = make.receipt(commitment=commitment, file=make.file(), cancelled_on=today + timedelta(1), note="Erreur")
    page = Page(partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/"))
    assert files_on(page) == [address(alpha, commitment.framework.file), address(alpha, receipt.file)]
    answers = [partner.get(address(alpha, record.file)).status_code for record in (wrong, call, receipt)]
    assert answers == [404, 404, 200]


def test_file_in_the_place_of_which_another_was_put_is_given_no_more(partner, alpha, commitment):
    former = commitment.framework.file
    assert partner.get(address(alpha, former)).status_code == 200
    commitment.framework.file = make.file(name="deux.pdf")
    commitment.framework.save()
    assert partner.get(address(alpha, former)).status_code == 404


def test_files_of_another_of_chairs_and_of_nothing_do_not_exist(partner, alpha):
    other = make.commitment_step(file=make.file(b"%PDF-1.7 secret\n%%EOF\n", "secret.pdf"))
    chair = make.chair_step(chair=make.chair(host=alpha), file=make.file())
    absent = partner.get(f"/fr/space/{alpha.pk}/files/999/")
    for organisation, file in [
        (alpha, other.file),
        (other.commitment.organisation, other.file),
        (alpha, chair.file),
        (alpha, make.file()),
    ]:
        response = partner.get(address(organisation, file))
        assert (response.status_code, response.content) == (404, absent.content)


def test_file_that_is_lost_is_said_to_be_in_the_space(partner, alpha):
    file = make.file()
    make.commitment_step(commitment=make.commitment(organisation=alpha), file=file)
    Path(file.content.path).unlink()
    response = partner.get(address(alpha, file))
    assert (response.status_code, "n’est plus sur ce serveur" in Page(response).text) == (500, True)


def test_access_that_ends_ends_with_the_files(partner, access, alpha):
    file = make.file()
    make.commitment_step(commitment=make.commitment(organisation=alpha), file=file, happened_on=DAY)
    assert partner.get(address(alpha, file)).status_code == 200
    access.is_withdrawn = True
    access.save()
    assert partner.get(address(alpha, file)).status_code == 404


def test_coordination_reads_in_a_space_the_files_that_it_may_view(client, alpha):
    file = make.file()
    make.commitment_step(commitment=make.commitment(organisation=alpha), file=file)
    user = make.user(is_staff=True, is_superuser=True)
    client.force_login(user)
    assert client.get(address(alpha, file)).status_code == 200
    client.force_login(User.objects.create_user("clerk@example.org", "tested password", is_staff=True))
    assert client.get(address(alpha, file)).status_code == 404
