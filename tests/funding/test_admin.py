"""The back office of the commitments: two writers, a form sent twice, steps that stand, doubts that are said."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from funding.models import Commitment, CommitmentStep
from tests import make
from tests.sending import coordinator, errors_of, follow, form_of, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/funding/commitment/add/"
LIST = "/admin/funding/commitment/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def bruno(db):
    """The browser of another one."""
    return coordinator("Bruno")


@pytest.fixture
def commitment(db):
    """A commitment with a letter of 300 €."""
    return make.commitment(amount=300, title_fr="Mécénat")


def change(commitment):
    """The address of a commitment's form."""
    return reverse("admin:funding_commitment_change", args=[commitment.pk])


def step(row=1, **typed):
    """What is typed in a row of new steps; the first comes after the one step that the commitment has."""
    typed = {"kind": "agreement", "happened_on": "21/05/2025", **typed}
    return {f"steps-{row}-{name}": value for name, value in typed.items()}


def steps_of(commitment):
    """The kinds and amounts of the steps of a commitment, in order."""
    return list(commitment.steps.values_list("kind", "amount"))


def test_second_of_two_writers_sees_both_versions_and_keeps_what_was_typed(anne, bruno, commitment):
    for_anne, for_bruno = (form_of(client.get(change(commitment))) for client in (anne, bruno))
    assert anne.post(change(commitment), for_anne | {"title_fr": "Parrainage", "form": "cash"}).status_code == 302
    response = bruno.post(
        change(commitment), for_bruno | {"title_fr": "Don", "form": "in_kind", "ends_on": "31/12/2025"}
    )
    assert response.status_code == 200
    assert "Anne" in errors_of(response)[""][0]
    assert [tuple(each) for each in response.context["adminform"].form.differences] == [
        ("Titre en français", "Parrainage", "Don"),
        ("Numéraire ou nature", "en numéraire", "en nature"),
        ("Dernier jour", "–", "31 décembre 2025"),
    ]
    commitment.refresh_from_db()
    assert (commitment.title_fr, commitment.version) == ("Parrainage", 2)
    again = form_of(response)
    assert (again["title_fr"], again["form"], again["ends_on"]) == ("Don", "in_kind", "31/12/2025")
    assert bruno.post(change(commitment), again).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.title_fr, commitment.form, commitment.version) == ("Don", "in_kind", 3)


def test_what_the_second_writer_has_not_touched_stays_as_the_first_saved_it(anne, bruno, commitment):
    for_bruno = form_of(bruno.get(change(commitment)))
    typed = {"title_en": "Gift", "form": "cash", "transverse": "on", "starts_on": "01/01/2026"}
    send(anne, change(commitment), **typed)
    response = bruno.post(change(commitment), for_bruno | {"form": "in_kind", "nature": "data"})
    told = {label: typed for label, _saved, typed in response.context["adminform"].form.differences}
    assert (told["Numéraire ou nature"], told["Nature"], len(told)) == ("en nature", "données", 5)
    assert len({told[label] for label in ("Titre en anglais", "Transverse", "Début")}) == 1
    again = form_of(response)
    assert {name: again[name] for name in typed} == typed | {"form": "in_kind"}
    assert bruno.post(change(commitment), again).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.title_en, commitment.form, commitment.nature, commitment.transverse, commitment.starts_on) == (
        "Gift",
        "in_kind",
        "data",
        True,
        date(2026, 1, 1),
    )


def test_history_says_who_when_why_and_from_what_to_what(anne, commitment):
    send(anne, change(commitment), form="cash", change_reason="Précisé au téléphone")
    entry = commitment.history.first()
    assert (entry.history_user.name, entry.history_change_reason) == ("Anne", "Précisé au téléphone")
    page = anne.get(reverse("admin:funding_commitment_history", args=[commitment.pk])).content.decode()
    told = ["Anne", "Précisé au téléphone", "non précisé", "en numéraire"]
    assert [words for words in told if words not in page] == []


@pytest.mark.parametrize("version", [{}, {"version_seen": ""}, {"version_seen": "abc"}])
def test_form_without_version_is_refused_in_words_then_taken(anne, commitment, version):
    typed = form_of(anne.get(change(commitment))) | {"title_fr": "Don"}
    del typed["version_seen"]
    response = anne.post(change(commitment), typed | version)
    assert (response.status_code, len(errors_of(response)[""])) == (200, 1)
    commitment.refresh_from_db()
    assert commitment.title_fr == "Mécénat"
    assert anne.post(change(commitment), form_of(response)).status_code == 302
    commitment.refresh_from_db()
    assert commitment.title_fr == "Don"


def test_form_sent_twice_makes_one_commitment(anne):
    programme, organisation = make.programme(), make.organisation()
    typed = form_of(anne.get(ADD)) | {"programme": programme.pk, "organisation": organisation.pk, "title_fr": "Don"}
    typed |= step(row=0, kind="letter", amount="300")
    first, second = anne.post(ADD, typed), anne.post(ADD, typed)
    made = Commitment.objects.get()
    assert (first.url, second.url) == (LIST, change(made))
    assert steps_of(made) == [("letter", Decimal(300))]
    assert len(said(follow(anne, second))) == 2


@pytest.mark.parametrize("token", [{}, {"form_token": ""}, {"form_token": "abc"}])
def test_form_without_token_is_refused_in_words_then_taken_once(anne, token):
    programme, organisation = make.programme(), make.organisation()
    typed = form_of(anne.get(ADD)) | {"programme": programme.pk, "organisation": organisation.pk, "title_fr": "Don"}
    del typed["form_token"]
    response = anne.post(ADD, typed | token)
    assert (response.status_code, len(errors_of(response)[""])) == (200, 1)
    again = form_of(response)
    assert [anne.post(ADD, again).status_code for _time in range(2)] == [302, 302]
    assert Commitment.objects.get().entry == uuid.UUID(again["form_token"])


def test_step_sent_twice_is_recorded_once(anne, commitment):
    typed = form_of(anne.get(change(commitment))) | step(amount="500")
    assert [anne.post(change(commitment), typed).status_code for _time in range(2)] == [302, 302]
    assert steps_of(commitment) == [("letter", Decimal(300)), ("agreement", Decimal(500))]


def test_second_of_two_writers_of_steps_is_told_of_the_first_and_may_add(anne, bruno, commitment):
    for_anne, for_bruno = (form_of(client.get(change(commitment))) for client in (anne, bruno))
    assert anne.post(change(commitment), for_anne | step(amount="500")).status_code == 302
    response = bruno.post(change(commitment), for_bruno | step(kind="amendment", amount="600"))
    assert response.status_code == 200
    assert "convention, 21 mai 2025" in errors_of(response)["steps"][0]
    assert commitment.steps.count() == 2
    assert bruno.post(change(commitment), form_of(response)).status_code == 302
    assert [kind for kind, _amount in steps_of(commitment)] == ["letter", "agreement", "amendment"]


def test_new_step_names_its_recorder_and_its_reason(anne, commitment):
    wrong = commitment.steps.get()
    send(anne, change(commitment), **step(kind="letter", replaces=wrong.pk, reason="Montant mal lu", amount="320"))
    right = commitment.steps.get(replaces=wrong)
    assert (right.recorded_by.name, right.reason, right.amount) == ("Anne", "Montant mal lu", Decimal(320))
    response = anne.get(change(commitment))
    assert "remplacée par" in response.content.decode()
    (new,) = response.context["inline_admin_formsets"][0].formset.extra_forms
    assert list(new.fields["replaces"].queryset) == [right]


def test_recorded_steps_stand_whatever_is_sent(anne, commitment):
    key = commitment.steps.get().pk
    tampered = {"steps-0-id": key, "steps-0-kind": "withdrawal", "steps-0-amount": "1", "steps-0-DELETE": "on"}
    assert send(anne, change(commitment), **tampered).status_code == 302
    assert steps_of(commitment) == [("letter", Decimal(300))]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"happened_on": "31/02/2025"}, "happened_on"),
        ({"happened_on": "20/5/25"}, "happened_on"),
        ({"happened_on": "31/12/1999"}, "happened_on"),
        ({"happened_on": ""}, "happened_on"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "abc"}, "amount"),
        ({"amount": "1.234"}, "amount"),
        ({"amount": f"{10**20}"}, "amount"),
        ({"kind": ""}, "kind"),
        ({"kind": "marriage"}, "kind"),
        ({"source": "1000000000"}, "source"),
        ({"replaces": "1000000000"}, "replaces"),
    ],
)
def test_step_that_cannot_be_is_refused_in_words_and_stays_on_screen(anne, commitment, typed, field):
    response = send(
        anne, change(commitment), title_fr="Don", **step(**{"amount": "500", "signatories": "Les deux", **typed})
    )
    assert list(errors_of(response)) == [f"steps-1-{field}"]
    sent = form_of(response)
    kept = {"title_fr": "Don", "steps-1-signatories": "Les deux"}
    if field in ("happened_on", "amount"):
        kept |= step(**typed)
    assert {name: sent[name] for name in kept} == kept
    assert commitment.steps.count() == 1


def test_step_still_to_come_is_refused_and_one_of_today_is_taken(anne, commitment):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    response = send(anne, change(commitment), **step(happened_on=f"{tomorrow:%d/%m/%Y}"))
    assert list(errors_of(response)) == ["steps-1-happened_on"]
    assert send(anne, change(commitment), **step(happened_on=f"{today:%d/%m/%Y}")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,5 €", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1234.5", "1234.5"),
        ("1\u202f234\u00a0€", "1234"),
        ("0", "0"),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_write_them(anne, commitment, typed, amount):
    assert send(anne, change(commitment), **step(amount=typed)).status_code == 302
    assert commitment.steps.get(kind="agreement").amount == (amount and Decimal(amount))


def test_replacement_needs_a_reason_and_a_step_of_the_same_commitment(anne, commitment):
    elsewhere = make.commitment(amount=1).steps.get()
    response = send(anne, change(commitment), **step(replaces=commitment.steps.get().pk))
    assert list(errors_of(response)) == ["steps-1-reason"]
    response = send(anne, change(commitment), **step(replaces=elsewhere.pk, reason="Autre"))
    assert list(errors_of(response)) == ["steps-1-replaces"]


@zeal_ignore()  # each row looks its own choice up
def test_two_new_steps_cannot_replace_the_same_one(anne, commitment):
    typed = {"replaces": commitment.steps.get().pk, "precision": "exact", "qualifier": "exact"}
    rows = step(reason="Un", **typed) | step(row=2, reason="Deux", **typed)
    response = send(anne, change(commitment), **rows, **{"steps-TOTAL_FORMS": 3})
    assert list(errors_of(response)) == ["steps-2-", "steps"]
    assert commitment.steps.count() == 1


def test_end_before_start_is_refused_and_stays_on_screen(anne, commitment):
    response = send(anne, change(commitment), starts_on="02/01/2026", ends_on="01/01/2026")
    assert errors_of(response)[""] == ["La fin précède le début."]
    sent = form_of(response)
    assert (sent["starts_on"], sent["ends_on"]) == ("02/01/2026", "01/01/2026")


@pytest.mark.parametrize(
    ("typed", "doubts"),
    [
        ({"amount": "300"}, []),
        ({"happened_on": "20/05/2025", "amount": "300"}, ["plusieurs étapes le 20 mai 2025"]),
        ({"amount": "299,99"}, ["299,99\u00a0€"]),
        ({"amount": ""}, ["300\u00a0€"]),
        ({"kind": "withdrawal", "amount": ""}, []),
        ({"kind": "amendment", "amount": "1"}, []),
        ({"happened_on": "19/05/2025", "amount": "1"}, []),
    ],
)
def test_what_is_doubtful_is_accepted_and_said(anne, commitment, typed, doubts):
    messages = said(follow(anne, send(anne, change(commitment), **step(**typed))))
    warnings = messages[:-1]
    assert len(warnings) == len(doubts)
    assert [doubt in warning for doubt, warning in zip(doubts, warnings, strict=True)] == [True] * len(doubts)
    assert commitment.steps.count() == 2


def test_agreement_smaller_than_its_letter_names_both_amounts(anne, commitment):
    (warning, _saved) = said(follow(anne, send(anne, change(commitment), **step(amount="200"))))
    assert ("200\u00a0€" in warning, "300\u00a0€" in warning) == (True, True)


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        ("discussion", None, "En discussion – non connu"),
        ("letter", Decimal("1234.5"), "Promis – 1\u202f234,50\u00a0€"),
        ("withdrawal", None, "Retiré"),
        (None, None, "Rien n’a encore eu lieu"),
    ],
)
def test_commitment_says_on_top_how_it_stands(anne, kind, amount, words):
    commitment = make.commitment(kind=kind, amount=amount)
    assert f'<div class="readonly">{words}</div>' in anne.get(change(commitment)).content.decode()


def test_list_says_the_state_of_today_and_filters_by_it(anne):
    talked, promised = make.commitment(kind="discussion"), make.commitment(amount=5)
    make.commitment_step(
        commitment=promised, kind="agreement", amount=6, qualifier="about", happened_on=date(2025, 6, 1)
    )
    page = anne.get(LIST).content.decode()
    assert "environ 6\u00a0€" in page
    for query, found in [
        ("state=in_discussion", [talked]),
        ("state=promised", []),
        ("state=agreed", [promised]),
        ("without_amount=yes", [talked]),
        ("state=nonsense", [talked, promised]),
    ]:
        response = anne.get(f"{LIST}?{query}")
        assert sorted(response.context["cl"].result_list, key=lambda row: row.pk) == found


def test_list_of_all_steps_is_read_only_and_filters(anne, commitment):
    source, wrong = make.source(), commitment.steps.get()
    right = make.commitment_step(commitment=commitment, replaces=wrong, reason="Erreur", source=source)
    steps = "/admin/funding/commitmentstep/"
    for query, found in [("", [wrong, right]), ("?standing=yes", [right]), ("?without_source=yes", [wrong])]:
        response = anne.get(f"{steps}{query}")
        assert sorted(response.context["cl"].result_list, key=lambda row: row.pk) == found
    assert anne.get(f"{steps}{right.pk}/change/").status_code == 200
    assert anne.post(f"{steps}{right.pk}/change/", {"kind": "award"}).status_code == 403
    assert anne.get(f"{steps}add/").status_code == 403


def test_nobody_deletes_but_administrators_and_never_what_is_referred_to(anne, client, commitment):
    delete = reverse("admin:funding_commitment_delete", args=[commitment.pk])
    assert anne.get(delete).status_code == 403
    client.force_login(make.user(is_staff=True, is_superuser=True))
    response = client.post(delete, {"post": "yes"})
    assert (response.status_code, Commitment.objects.count()) == (200, 1)
    assert str(commitment.steps.get()) in " ".join(response.context["protected"])
    unused = make.commitment()
    assert client.post(reverse("admin:funding_commitment_delete", args=[unused.pk]), {"post": "yes"}).status_code == 302
    assert Commitment.history.filter(id=unused.pk).latest().history_type == "-"


@pytest.mark.parametrize("key", ["abc", "0", "999999999999999999999", "1'--"])
def test_form_of_a_commitment_that_does_not_exist_leads_home(anne, key):
    assert anne.get(f"/admin/funding/commitment/{key}/change/").url == "/admin/"
    assert anne.post(f"/admin/funding/commitment/{key}/change/", {"title_fr": "x"}).url == "/admin/"


def test_kinds_of_step_all_lead_somewhere():
    assert set(CommitmentStep.LEADS_TO) == set(CommitmentStep.Kind)


def test_commitment_that_comes_back_after_its_withdrawal_is_accepted_and_said(anne):
    commitment = make.commitment(kind="withdrawal")
    messages = said(
        follow(anne, send(anne, change(commitment), **step(kind="letter", amount="5", happened_on="21/05/2025")))
    )
    expected = "L’engagement avait été retiré : à partir de cette étape, il compte de nouveau."
    assert expected in [message.replace("\u00a0", " ") for message in messages]
