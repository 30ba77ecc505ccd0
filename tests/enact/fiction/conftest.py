"""The fictional programme, loaded once, and what it is the same by."""

import hashlib
import json

import pytest
from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from simple_history.models import HistoricalChanges

from accounts.models import User
from enact.fiction.loading import load
from enact.fiction.writing import ORDER
from enact.records import Record
from indicators.models import Release
from partners.models import Programme
from tests.snapshot import Snapshot


def told(model, places):
    """The values of each row of a model. A key is given by the place of its row, whatever the database has counted."""
    for values in model.objects.order_by("pk").values():
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                del values[field.attname]
            elif field.related_model in places:
                values[field.attname] = places[field.related_model].get(values[field.attname])
        if issubclass(model, HistoricalChanges):
            del values["history_id"]
            values["id"] = places[model.instance_type][values["id"]]
        else:
            values["id"] = places[model][values["id"]]
        yield values


def digest():
    """A hash of all that was loaded: every record, every entry of its history, every release."""
    keys = {model: model.objects.order_by("pk").values_list("pk", flat=True) for model in ORDER}
    places = {model: {key: place for place, key in enumerate(found)} for model, found in keys.items()}
    hashed = hashlib.sha256()
    for model in [*ORDER, *(model.history.model for model in ORDER if issubclass(model, Record))]:
        for values in told(model, places):
            hashed.update(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode())
    for release in Release.objects.order_by("number"):
        hashed.update(f"{release.sha256} {release.published_at.isoformat()}".encode())
    return hashed.hexdigest()


@pytest.fixture(scope="session")
def told_once():
    """The snapshot of the fictional programme, once a test has made it."""
    return []


@pytest.fixture
def fiction(db, told_once):
    """The fictional programme. It is loaded once, then put back."""
    if told_once and not Programme.objects.exists():
        told_once[0].put_back()
        return
    load()
    told_once.append(Snapshot.of([User, *(model for model in apps.get_models() if is_recorded(model))]))


def is_recorded(model):
    """Whether a model holds what coordinators enter and publish, or its history."""
    return model._meta.app_label in settings.COORDINATED_APPS
