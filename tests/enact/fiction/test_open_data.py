"""The files of the releases of a fictional programme: each figure of its text, and packages without a fault."""

import json

import pytest

from indicators.models import Release
from indicators.texts import told
from tests.indicators.test_api import faults_of_every_answer
from tests.indicators.test_open_data import check_figures, faults, table

pytestmark = pytest.mark.django_db


def test_every_figure_is_in_the_tables_and_packages_are_valid(client, fiction, tmp_path):
    for release in Release.objects.order_by("number"):
        check_figures(client, release)
        assert faults(client, release.number, tmp_path / str(release.number)) == []


def test_agreements_are_those_of_the_release_in_the_columns_of_the_law(client, fiction):
    release = Release.objects.latest_published()
    agreements = told(release.text)["agreements"]
    rows = table(client, "agreements.csv", release.number)
    assert len(rows) > 10
    assert [(row["nomAttribuant"], row["objet"]) for row in rows] == [
        (one["grantor"]["name"], one["subject"]["fr"]) for one in agreements
    ]
    assert {row["nature"] for row in rows} == {"aide en numéraire", "aide en nature", ""}
    assert {row["conditionsVersement"] for row in rows} <= {"unique", "échelonné", ""}
    assert {row["idRAE"] + row["notificationUE"] for row in rows} == {""}


def test_every_answer_of_the_interface_has_the_shape_that_its_description_says(client, fiction):
    number = json.loads(Release.objects.latest_published().text)["number"]
    assert faults_of_every_answer(client, number) == []
