"""The back office of the calls: hours are typed on the clock of Paris, and shown on it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from research.models import Call
from tests import make
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/research/call/add/"
LIST = "/admin/research/call/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def change(call):
    """The address of a call's form."""
    return reverse("admin:research_call_change", args=[call.pk])


def stage(row=0, **typed):
    """What is typed in a row of stages."""
    return {f"stages-{row}-{name}": value for name, value in typed.items()}


def test_call_is_added_with_its_stage(anne):
    typed = {
        "programme": make.programme().pk,
        "kind": "chairs",
        "title_fr": "Chaires 2026",
        "places": "5",
        "budget": "1 500 000 €",
        "contact_email": "recherche@example.org",
        **stage(position="1", opens_at="05/01/2026 9 h", closes_at="15/01/2026 12:00"),
    }
    assert send(anne, ADD, **typed).status_code == 302
    made = Call.objects.get()
    assert (made.places, made.budget, made.published_on) == (5, 1_500_000, None)
    assert made.stages.values_list("opens_at", "closes_at").get() == (
        datetime(2026, 1, 5, 8, tzinfo=UTC),
        datetime(2026, 1, 15, 11, tzinfo=UTC),
    )
    form = form_of(anne.get(change(made)))
    assert (form["stages-0-opens_at"], form["stages-0-closes_at"]) == ("05/01/2026 09:00", "15/01/2026 12:00")
    assert made.history.get().history_user.name == "Anne"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"places": "0"}, ""),
        ({"places": "-1"}, "places"),
        ({"places": "x"}, "places"),
        ({"places": f"{10**30}"}, "places"),
        ({"budget": "-1"}, "budget"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"contact_email": "nobody"}, "contact_email"),
        ({"kind": "marriage"}, "kind"),
        ({"title_fr": ""}, "title_fr"),
        ({"published_on": "20/5/25"}, "published_on"),
        (stage(closes_at="15/01/2026 12:00"), "stages-0-__all__"),
        (stage(opens_at="15/01/2026 12:00", closes_at="15/01/2026 12:00"), "stages-0-__all__"),
        (stage(opens_at="30/03/2025 02:30"), "stages-0-opens_at"),
        (stage(opens_at="15/01/2026"), "stages-0-opens_at"),
    ],
)
def test_call_that_cannot_be_is_refused_in_words_and_stays_on_screen(anne, typed, field):
    call = make.call(title_fr="Appel")
    response = anne.post(change(call), form_of(anne.get(change(call))) | {"summary_fr": "Un résumé."} | typed)
    assert list(errors_of(response)) == [field.replace("__all__", "")]
    sent = form_of(response)
    assert {name: sent[name] for name in typed if name != "kind"} == {
        name: value for name, value in typed.items() if name != "kind"
    }
    assert sent["summary_fr"] == "Un résumé."
    assert call.stages.count() == 0


def test_second_writer_sees_the_hours_of_the_first(anne):
    call = make.call(opens_at=datetime(2026, 1, 5, 8, tzinfo=UTC))
    bruno = coordinator("Bruno")
    for_bruno = form_of(bruno.get(change(call)))
    assert send(anne, change(call), **stage(opens_at="06/01/2026 09:00")).status_code == 302
    response = bruno.post(change(call), for_bruno | stage(opens_at="07/01/2026 09:00"))
    row = response.context["inline_admin_formsets"][0].formset.forms[0]
    assert [tuple(each) for each in row.differences] == [
        (
            "Ouvre le",
            "6 janvier 2026 à 9\u00a0h (heure\u00a0de\u00a0Paris)",
            "7 janvier 2026 à 9\u00a0h (heure\u00a0de\u00a0Paris)",
        )
    ]


def test_what_the_second_writer_has_not_touched_keeps_its_hour(anne):
    stage_of = make.call_stage(opens_at=datetime(2026, 1, 5, 8, tzinfo=UTC))
    address = reverse("admin:research_callstage_change", args=[stage_of.pk])
    bruno = coordinator("Bruno")
    for_bruno = form_of(bruno.get(address))
    assert send(anne, address, opens_at="06/01/2026 09:00").status_code == 302
    response = bruno.post(address, for_bruno | {"title_fr": "Première étape", "position": "2"})
    assert form_of(response)["opens_at"] == "06/01/2026 09:00"


def test_history_says_the_hours(anne):
    stage_of = make.call_stage(opens_at=datetime(2026, 1, 5, 8, tzinfo=UTC))
    address = reverse("admin:research_callstage_change", args=[stage_of.pk])
    send(anne, address, opens_at="06/01/2026 09:30")
    history = anne.get(address.replace("change", "history")).content.decode()
    assert "5 janvier 2026 à 9\u00a0h (heure\u00a0de\u00a0Paris)" in history
    assert "6 janvier 2026 à 9\u00a0h\u00a030 (heure\u00a0de\u00a0Paris)" in history


def test_list_filters_by_the_state_of_now(anne):
    now, hour = timezone.now(), timedelta(hours=1)
    opened, closed = (
        make.call(title_fr="A", opens_at=now - hour),
        make.call(title_fr="B", opens_at=now - 2 * hour, closes_at=now),
    )
    coming = make.call(title_fr="C", budget=5)
    for query, found in [
        ("", [opened, closed, coming]),
        ("state=open", [opened]),
        ("state=planned", [coming]),
        ("state=between", []),
        ("state=closed", [closed]),
        ("state=nonsense", [opened, closed, coming]),
    ]:
        assert list(anne.get(f"{LIST}?{query}").context["cl"].result_list) == found
    assert "5\u00a0€" in anne.get(LIST).content.decode()
