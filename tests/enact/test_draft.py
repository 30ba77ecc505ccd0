"""The draft of a release: what it lacks, and which records made its figures change."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from enact.pages.publishing.draft import draft_of
from enact.years import last_ended_by
from indicators.actions import publish_release
from indicators.catalogue import indicators
from tests import make
from tests.make import DAY
from tests.page import read_aloud
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def published(db):
    """Records of grants, communities and doctorates, complete, and a release that was published before now."""
    make.programme()
    for code in ("FIN-3", "RES-2"):
        make.completeness(indicator=code)
    granted = make.commitment(
        amount=5, kind="award", organisation=make.organisation(name="Ville", kind="local_authority")
    )
    community = make.community(name_fr="Santé")
    publish_release(day=DAY, by=None, at=timezone.now())
    return granted, community


def origins(code, day=DAY):
    """What made a figure change: which record, what was done to it, by whom, and whether it is counted."""
    (found,) = [entry for entry in draft_of(day)["entries"] if entry["entry"]["code"] == code]
    told = [(str(each.name), str(each.what), str(each.who), each.is_counted) for each in found.get("origins", [])]
    return found["is_changed"], told


def gaps(day):
    """What the draft of a day lacks: by title, the codes and what is lacking."""
    return {
        str(gap.title): [(name.split(" – ")[0], lacking) for name, lacking, _address in gap.rows]
        for gap in draft_of(day)["inputs"]
    }


def test_steps_and_records_changed_since_the_last_release_are_named_with_who_did_it(published):
    granted, _community = published
    anne = User.objects.create_user("anne@example.org", None, name="Anne")
    step = make.commitment_step(commitment=granted, amount=7, kind="award", happened_on=DAY)
    step.saved_by(anne, "Relu.").save()
    assert origins("FIN-3") == (
        True,
        [
            (str(granted), "modification (étape d’engagement)", "Anne", True),
            (str(granted), "ajout (étape d’engagement)", "La machine", True),
        ],
    )
    assert origins("RES-2") == (False, [])


def test_record_that_is_counted_no_more_is_named_and_said_so(published):
    _granted, community = published
    community.starts_on = DAY + timedelta(days=1)
    community.save()
    gone = make.community(starts_on=DAY)
    gone.delete()
    assert origins("RES-2") == (
        True,
        [
            ("communauté d’intérêt, supprimé", "suppression", "La machine", False),
            ("communauté d’intérêt, supprimé", "ajout", "La machine", False),
            ("Santé", "modification", "La machine", False),
        ],
    )


def test_figure_that_a_source_states_changes_by_what_is_stated_of_it(published):
    make.observation(indicator="RES-1", value=4)
    make.observation(indicator="TRA-1", value=4)
    (change,) = origins("RES-1")[1]
    assert change[1:] == ("ajout", "La machine", True)


def test_figure_that_follows_from_the_day_alone_has_no_record_behind(published, client):
    make.community(starts_on=DAY + timedelta(days=2))
    make.completeness(indicator="PAR-1")
    assert origins("RES-2", DAY + timedelta(days=1)) == (False, [])


def test_page_names_the_changes_with_their_links(published):
    granted, _community = published
    make.commitment_step(commitment=granted, amount=7, kind="award", happened_on=DAY)
    response = coordinator("Anne").get("/admin/publish/?day=2025-05-20")
    assert "FIN-3 : 1 changement de ses enregistrements" in read_aloud(response)
    assert f'<a href="/admin/funding/commitment/{granted.pk}/change/">' in response.content.decode()


def test_more_changes_need_no_more_queries(published):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert origins("RES-2")[0]
        return len(queries)

    make.community(starts_on=DAY)
    one = asked()
    for _time in range(5):
        make.community_lead(community=make.community(starts_on=DAY))
    assert asked() == one


def test_late_unknown_and_stated_figures_are_named(db):
    make.programme()
    for code in indicators():
        if code != "TRA-4":
            make.observation(indicator=code, value=9, holds_on=DAY, stated_on=DAY)
    make.community()
    assert gaps(DAY) == {
        "Chiffres inconnus": [("TRA-4", "non communiqué")],
        "Chiffres déclarés alors que des enregistrements existent": [("RES-2", "1 déjà enregistrés")],
    }
    late = dict(gaps(DAY.replace(year=2027))["Chiffres en retard"])
    assert late["RES-1"] == "attendu le 20 novembre 2025"


def test_sums_of_which_amounts_are_unknown_say_how_many(published):
    for _time in range(2):
        make.commitment(amount=None, kind="award", organisation=make.organisation(kind="local_authority"))
    assert gaps(DAY)["Sommes incomplètes"] == [("FIN-3", "+ 2 non communiqués")]


def test_institutions_that_have_not_answered_are_named_with_how_many_have(published):
    year = last_ended_by(TODAY)
    make.respondent(institution=make.organisation(name="Alpha"), first_year=year)
    answered = make.study_programme(institution=make.organisation(name="Bêta"))
    make.respondent(institution=answered.institution, first_year=year)
    make.student_figure(study_programme=answered, enrolled=9, year=year, stated_on=TODAY)
    ((code, lacking),) = gaps(TODAY)["Établissements qui n’ont pas répondu"]
    assert code == "TRA-1"
    assert "1 établissement" in lacking.replace("1 sur 2 établissements", "1 établissement")
    assert lacking.endswith("(Alpha)")


def test_nothing_is_said_where_nothing_lacks(db):
    make.programme()
    for code in indicators():
        make.observation(indicator=code, value=9, holds_on=DAY, stated_on=DAY)
    assert gaps(DAY) == {}
