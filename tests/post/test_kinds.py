"""Every kind of mail can be looked at in the back office, in both languages, and none is forgotten."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from accounts.roles import Role
from enact.pages.mail.kinds import KINDS
from office.models import Mail
from partners.models import Access
from space.models import Look
from space.reminders import REMINDER, TURNS
from tests import make
from tests.isolation.world import of_role
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"
FRENCH = ("Bonjour", "Vous recevez")
PASSWORDS = ("password_changed", "password_reset", "password_reset_key", "password_set")
FACTORS = ("recovery_codes_generated", "totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed")
ALWAYS = {f"account/email/{name}_message.txt" for name in PASSWORDS}
ALWAYS |= {f"mfa/email/{name}_message.txt" for name in FACTORS}
"""What allauth sends here by templates of its own."""


def test_no_kind_is_forgotten():
    found = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/mail/*.txt")}
    found |= {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/email/*_message.txt")}
    found = {name for name in found if not name.endswith(("/base_message.txt", "_subject.txt"))}
    assert sorted(kind.template for kind in KINDS) == sorted(found | ALWAYS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
@pytest.mark.parametrize("with_figures", [False, True])
def test_every_kind_is_drawn_in_both_languages_and_sends_nothing(client, kind, with_figures):
    access = make.access(role=Access.Role.MANAGER)
    commitment = make.commitment(organisation=access.organisation, title_fr="Données", title_en="Data")
    make.commitment_step(commitment=commitment, kind="interest")
    client.force_login(make.user(is_staff=True, is_superuser=True))
    asked = {"partner": access.organisation.pk} if with_figures else {}
    response = client.get(reverse("office-mail-kind", args=[kind.template]), asked)
    (_fr, _name, french), (_en, _other, english) = response.context["letters"]
    assert response.status_code == 200
    assert (bool(french.subject), french.subject != english.subject, french.text != english.text) == (True, True, True)
    assert any(word in french.text for word in FRENCH)
    assert Mail.objects.count() == 0
    if with_figures and kind.template in (REMINDER, TURNS):
        assert ("Données" in french.text, "Data" in english.text) == (True, True)


def test_kinds_are_listed_for_whoever_may_see_the_outbox(client):
    anne = coordinator("Anne")
    links = Page(anne.get("/office/mails/kinds/")).links
    assert [reverse("office-mail-kind", args=[kind.template]) in links for kind in KINDS] == [True] * len(KINDS)
    client.force_login(of_role(Role.READER))
    assert client.get("/office/mails/kinds/").status_code == 200
    assert client.get("/office/mails/kinds/nothing.txt/").status_code == 404


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_outbox_names_every_kind_in_the_language_of_its_reader(kind, language):
    anne, mail = coordinator("Anne"), make.mail(kind=kind.template)
    user = User.objects.get(name="Anne")
    user.language = language
    user.save()
    with override(language):
        name = str(kind.title)
    for response in (anne.get("/office/mails/"), anne.get(f"/office/mails/{mail.pk}/")):
        shown = Page(response).text
        assert (name in shown, kind.template in shown, "/mail" in shown) == (True, False, False)
    file = b"".join(anne.get("/office/mails/", {"export": "csv"})).decode()  # which holds no filter
    assert (name in file, kind.template in file) == (True, False)


def test_outbox_is_searched_and_filtered_by_the_names_of_kinds():
    anne = coordinator("Anne")
    mails = {kind: make.mail(kind=kind) for kind in ("partners/mail/invitation.txt", REMINDER, "old.txt", "")}
    for asked, kinds in (
        ({"kind": [REMINDER]}, [REMINDER]),
        ({"kind": [REMINDER, "partners/mail/invitation.txt"]}, [REMINDER, "partners/mail/invitation.txt"]),
        ({"q": "invitation  PARTENAIRE"}, ["partners/mail/invitation.txt"]),
        ({"q": "space/mail"}, []),
    ):
        found = anne.get("/office/mails/", asked).context["page"].records
        assert [mail.pk for mail in found] == [mails[kind].pk for kind in kinds]


@pytest.mark.parametrize("typed", ["999999", "x", "1" * 30, "\x00"])
def test_partner_that_is_none_is_told_or_not_there(typed):
    status = coordinator("Anne").get("/office/mails/kinds/space/mail/digest.txt/", {"partner": typed}).status_code
    assert status == (404 if typed == "999999" else 200)


@pytest.mark.parametrize(("template", "looks"), [(REMINDER, 1), (TURNS, 1), ("space/mail/decided.txt", 0)])
def test_looking_at_the_turns_of_a_partner_in_a_mail_is_recorded_once(template, looks):
    access, anne = make.access(role=Access.Role.MANAGER), coordinator("Anne")
    for asked in ({}, {"partner": access.organisation.pk}, {"partner": access.organisation.pk}):
        assert anne.get(reverse("office-mail-kind", args=[template]), asked).status_code == 200
    found = Look.objects.values_list("organisation_key", "by__name")
    assert list(found) == [(access.organisation.pk, "Anne")] * looks


def test_whoever_may_not_see_organisations_is_offered_none(client):
    make.access(role=Access.Role.MANAGER)
    reader = make.user(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_mail"))
    client.force_login(reader)
    response = client.get(reverse("office-mail-kind", args=[REMINDER]))
    assert (response.status_code, list(response.context["organisations"])) == (200, [])
