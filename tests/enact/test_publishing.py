"""Publishing: what is seen is what is published, once, with a reason when it corrects; what is typed stays."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from zeal import zeal_ignore

from indicators.models import Observation, Release
from partners.models import Identity
from tests import make
from tests.make import DAY
from tests.page import read_aloud
from tests.sending import at_the_same_moment, coordinator, follow, form_of, said, writers_wait

pytestmark = pytest.mark.django_db
PUBLISH = "/admin/publish/"
ON_DAY = f"{PUBLISH}?day=2025-05-20"
TODAY = timezone.localdate()
WHY = {"restated-cause": "late_data", "restated-reason_fr": "Reçu en retard."}
"""What is typed once for all published figures that read otherwise."""


@pytest.fixture
def anne(launch):
    """The browser of a coordinator, after the launch."""
    return coordinator("Anne")


@pytest.fixture(autouse=True)
def _drawn_twice():
    """An order that is refused draws the draft once to publish it, and once to show it."""
    with zeal_ignore([{"model": "partners.Programme", "field": "get()"}]):
        yield


def lines(response):
    """The figures that differ: which, and how."""
    found = [line for entry in response.context["entries"] for line in entry["lines"]]
    return {line.key: line.difference for line in found if line.differs}


def evidence(response, code):
    """The addresses of the declaration and of the rows behind a figure."""
    (found,) = [entry for entry in response.context["entries"] if entry["entry"]["code"] == code]
    behind = [found["declaration"], *found["rows"]] if found["declaration"] else found["rows"]
    return [address for _name, address in behind]


def order(client, day=TODAY, **typed):
    """What is sent to publish the figures of a day as they are seen; that they still hold is ticked."""
    return form_of(client.get(f"{PUBLISH}?day={day}")) | {"still_true": "on"} | typed


def correct_chairs(value=4):
    """Says that there were more chairs on the day of the launch."""
    make.observation(
        indicator="RES-1", value=value, source=make.source(), supersedes=Observation.objects.get(indicator="RES-1")
    )


def test_today_is_shown_unless_another_day_is_asked(anne):
    assert anne.get(PUBLISH).context["day"] == TODAY
    assert anne.get(f"{PUBLISH}?day=20/05/2025").context["day"] == DAY


@pytest.mark.parametrize(
    "day",
    ["31/02/2025", "20/5/25", "31/12/1999", "hier", "", f"{TODAY + timedelta(days=1):%d/%m/%Y}"],
    ids=["no day", "short", "before", "word", "nothing", "tomorrow"],
)
def test_day_that_cannot_be_published_is_refused_in_words_and_stays_on_screen(anne, day):
    for response in (anne.get(PUBLISH, {"day": day}), anne.post(PUBLISH, {"day": day})):
        assert list(response.context["days"].errors) == ["day"]
        assert response.context["days"]["day"].value() == day
        assert "entries" not in response.context
    assert Release.objects.count() == 1


def test_every_figure_stands_beside_the_last_one_with_its_difference_in_words(anne):
    assert lines(anne.get(ON_DAY)) == {}
    correct_chairs()
    make.observation(indicator="TRA-3", value=2, source=make.source())
    make.observation(indicator="RES-2", part="", value=None, source=make.source())
    response = anne.get(ON_DAY)
    assert lines(response) == {"RES-1": "modifié", "TRA-3": "modifié"}
    assert response.context["changes"] == 2
    page = response.content.decode()
    assert (
        '<data value="3" data-figure="RES-1">3</data>' in page,
        '<data value="4" data-figure="RES-1">4</data>' in page,
    ) == (True, True)


def test_parts_come_and_go(anne):
    make.commitment(amount=5, kind="award", organisation=make.organisation(name="Ville", kind="local_authority"))
    make.observation(indicator="PAR-2", part="", value=51, holds_on=DAY, source=make.source())
    found = lines(anne.get(ON_DAY))
    assert found == {
        "FIN-3": "modifié",
        "FIN-3:form:not_said": "modifié",
        "FIN-3:kind:local_authority": "modifié",
        "FIN-3:pillar:not_said": "modifié",
        "FIN-3:theme:not_said": "modifié",
        "FIN-3:year:2025": "modifié",
        "FIN-3:funder:Ville": "nouveau",
        "PAR-2": "modifié",
    }
    assert lines(anne.get(f"{PUBLISH}?day=2025-05-19"))["FIN-3:funder:Région Grand Est"] == "n’est plus donné"


def test_rows_behind_a_figure_lead_to_their_forms(anne):
    response = anne.get(ON_DAY)
    observation = Observation.objects.get(indicator="RES-1")
    assert evidence(response, "RES-1") == [f"/admin/indicators/observation/{observation.pk}/change/"]
    assert len(evidence(response, "PAR-2")) == 2
    assert evidence(response, "TRA-3") == []
    declaration, *grants = evidence(response, "FIN-3")
    assert declaration.startswith("/admin/indicators/completeness/")
    assert [address.split("/")[3] for address in grants] == ["commitment"] * 3
    assert "30\u202f000\u202f000\u00a0€" in response.content.decode()
    addresses = [address for entry in response.context["entries"] for _name, address in entry["rows"]]
    assert {anne.get(address).status_code for address in set(addresses)} == {200}


def test_rows_of_people_and_of_what_points_at_nothing_are_shown_once_complete(anne):
    student = make.person()
    Identity.objects.update(gender="woman")
    contracts = [make.doctoral_contract(started_on=DAY, student=student) for _time in range(2)]
    held, community = make.event(took_place=True), make.community()
    for code in ("RES-2", "TRA-4", "EQU-1"):
        make.completeness(indicator=code)
    response = anne.get(ON_DAY)
    rows = {code: evidence(response, code)[1:] for code in ("RES-2", "TRA-4", "EQU-1")}
    assert rows == {
        "RES-2": [f"/admin/research/community/{community.pk}/change/"],
        "TRA-4": [f"/admin/research/event/{held.pk}/change/"],
        "EQU-1": [f"/admin/training/doctoralcontract/{contracts[0].pk}/change/"],
    }


def test_percentage_has_its_sign(anne):
    make.observation(indicator="EQU-1", value=49, holds_on=DAY, stated_on=DAY)
    assert 'data-figure="EQU-1">49\u202f%</data>' in anne.get(ON_DAY).content.decode()


def test_figure_of_a_year_says_the_day_for_which_it_holds(anne):
    make.completeness(indicator="TRA-2")
    for day, held in (("2025-12-31", 0), ("2025-12-30", 4)):  # the whole, and each "of which"
        assert read_aloud(anne.get(f"{PUBLISH}?day={day}")).count("État au 31 décembre 2024") == held


def test_what_is_seen_is_published_and_where_is_said(anne):
    response = anne.post(PUBLISH, order(anne))
    release = Release.objects.get(number=2)
    assert response.url == f"/admin/indicators/release/{release.pk}/change/"
    assert (release.day, release.published_by.name, release.corrects) == (TODAY, "Anne", None)
    page = follow(anne, response)
    (message,) = said(page)
    assert [part in message for part in ("2", release.sha256, 'href="/fr/"', 'href="/data/releases/2.json"')] == [
        True
    ] * 4
    assert message in page.content.decode()


def test_figures_that_all_read_as_before_are_published_only_when_they_are_said_to_hold(anne):
    typed = order(anne)
    del typed["still_true"]
    response = anne.post(PUBLISH, typed)
    assert list(response.context["order"].errors) == ["still_true"]
    assert Release.objects.count() == 1
    correct_chairs()
    assert "still_true" not in anne.get(PUBLISH).context["order"].fields


def test_second_release_of_a_day_is_a_correction_with_its_reason(anne):
    correct_chairs()
    typed = order(anne, DAY, reason_fr="Une chaire avait été oubliée.", reason_en="One was left out.")
    assert anne.post(PUBLISH, typed).status_code == 302
    release = Release.objects.get(number=2)
    assert (release.day, release.corrects.number) == (DAY, 1)
    document = json.loads(release.text)
    assert document["reason"] == {"en": "One was left out.", "fr": "Une chaire avait été oubliée."}
    assert [change["code"] for change in document["changes"]] == ["RES-1"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_correction_without_a_reason_in_french_is_refused_and_what_was_typed_stays(anne, reason):
    correct_chairs()
    typed = order(anne, DAY, reason_fr=reason, reason_en="One was left out.")
    response = anne.post(PUBLISH, typed)
    assert list(response.context["order"].errors) == ["reason_fr"]
    assert form_of(response)["reason_en"] == "One was left out."
    assert Release.objects.count() == 1


def test_correction_without_a_reason_in_english_is_published(anne):
    correct_chairs()
    anne.post(PUBLISH, order(anne, DAY, reason_fr="Oubli."))
    assert json.loads(Release.objects.get(number=2).text)["reason"] == {"en": "Oubli.", "fr": "Oubli."}


def test_nothing_changed_is_said_and_not_done(anne):
    response = anne.get(ON_DAY)
    assert "il n’y a rien à publier" in response.content.decode()
    assert form_of(response) == {}
    mark = response.context["mark"]
    response = anne.post(PUBLISH, {"day": "2025-05-20", "seen": mark, "reason_fr": "Pour voir."})
    assert response.status_code == 200
    assert len(response.context["order"].non_field_errors()) == 1
    assert Release.objects.count() == 1


@pytest.mark.parametrize("change", [correct_chairs, make.statement, make.membership])
def test_what_changed_since_it_was_seen_is_shown_instead_of_published(anne, change):
    typed = order(anne)
    change()
    response = anne.post(PUBLISH, typed)
    assert response.status_code == 200
    assert len(response.context["order"].non_field_errors()) == 1
    assert Release.objects.count() == 1
    assert anne.post(PUBLISH, form_of(response) | WHY | {"still_true": "on"}).status_code == 302
    assert Release.objects.count() == 2


def test_release_that_somebody_else_published_meanwhile_is_shown_first(anne):
    typed = order(anne)
    bruno = coordinator("Bruno")
    assert bruno.post(PUBLISH, order(bruno, TODAY - timedelta(days=1))).status_code == 302
    response = anne.post(PUBLISH, typed)
    assert (response.status_code, Release.objects.count()) == (200, 2)


def test_order_sent_twice_publishes_once(anne):
    typed = order(anne)
    assert [anne.post(PUBLISH, typed).status_code for _time in range(2)] == [302, 200]
    assert Release.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@writers_wait
def test_of_two_orders_at_the_same_moment_one_is_asked_to_look_again():
    make.programme()
    anne = coordinator("Anne")
    typed = form_of(anne.get(PUBLISH))
    assert at_the_same_moment(anne, PUBLISH, typed, typed) == [200, 302]
    assert Release.objects.count() == 1


def test_order_that_names_no_draft_is_not_taken(anne):
    assert anne.post(PUBLISH, {"day": f"{TODAY}"}).status_code == 200
    assert anne.post(PUBLISH, {}).status_code == 200
    assert Release.objects.count() == 1


def test_first_release_is_published_from_the_office_too(db):
    make.programme()
    anne = coordinator("Anne")
    response = anne.get(PUBLISH)
    assert (response.context["compared"], set(lines(response).values())) == (None, {"nouveau"})
    assert anne.post(PUBLISH, form_of(response)).status_code == 302
    assert Release.objects.get().number == 1


def test_order_without_the_token_of_its_page_is_refused(anne):
    anne.handler.enforce_csrf_checks = True
    assert anne.post(PUBLISH, order(anne)).status_code == 403
    assert Release.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(anne, method):
    assert getattr(anne, method)(PUBLISH).status_code == 405


@pytest.mark.parametrize("rights", [{"is_staff": True}, {}])
def test_whoever_may_not_publish_does_not(client, launch, rights):
    client.force_login(make.user(**rights))
    assert client.post(PUBLISH, {"day": f"{TODAY}"}).status_code == (403 if rights else 404)
    assert Release.objects.count() == 1
