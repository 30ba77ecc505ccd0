"""What the partners' space keeps, for tests."""

from datetime import UTC, datetime
from uuid import uuid4

from partners.models import Onlooker
from space.actions import issue_statement, record_look
from space.models import CalendarAddress
from tests import make
from tests.make.base import DAY


def issued_statement(**fields):
    """The statement of the commitments of a new organisation on the usual day, drawn up in July 2026."""
    organisation = fields.pop("organisation", None) or make.organisation()
    usual = {"on": DAY, "at": datetime(2026, 7, 1, 9, tzinfo=UTC), "reader": Onlooker(organisation), "key": uuid4()}
    return issue_statement(organisation=organisation, **usual | {"by": fields.pop("by", None) or make.user()} | fields)


def calendar_address(**fields):
    """The address of a new account for the calendar of a new organisation."""
    for name, made in (("organisation", make.organisation), ("user", make.user)):
        if name not in fields:
            fields[name] = made()
    return CalendarAddress.objects.create(token_hash=uuid4().hex, made_on=DAY, **fields)


def look(**fields):
    """That a new account looked at the space of a new organisation, in July 2026."""
    organisation = fields.pop("organisation", None) or make.organisation()
    usual = {"at": datetime(2026, 7, 1, 9, tzinfo=UTC), "why": ""}
    return record_look(organisation=organisation, **usual | {"by": fields.pop("by", None) or make.user()} | fields)
