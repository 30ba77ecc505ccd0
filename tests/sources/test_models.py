"""Sources are named by the function and the body that spoke."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_texts_of_records_name_them():
    document = make.document(title_fr="Dépêche", publisher="AEF info")
    source = make.source(document=document, said_by_fr="coordination")
    statement = make.statement(key="L01", text_fr="Un fait.")
    assert [str(record) for record in (document, source, statement)] == [
        "Dépêche",
        "coordination – AEF info, 20 mai 2025",
        "L01 – Un fait.",
    ]
