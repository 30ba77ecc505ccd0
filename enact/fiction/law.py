"""The least that the law lets doctoral students be paid: the only rows of the fiction that are not invented."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from enact import launch
from training.models import ContractKind, MinimumPay, minimum_on

LAW = Path(launch.__file__).with_name("law.toml")
KNOWN = 30
"""In days, before it is in force: when a minimum is entered."""
BEFORE = {ContractKind.ACADEMIC: Decimal(2_050), ContractKind.CIFRE: Decimal(24_000)}
"""What is paid in the fiction on days for which no minimum is known: a month for the one, a year for the other."""


def enter_law(book):
    """Has the minimums of all dates entered; returns them."""
    rows = [MinimumPay(**row) for row in tomllib.loads(LAW.read_text("utf-8"))["minimum_pay"]]
    return [book.enter(row, max(book.first, row.starts_on - timedelta(days=KNOWN))) for row in rows]


def least_on(minimums, kind, day):
    """The least pay of a kind of contract on a day: a month, or a year, as the law says it."""
    row = minimum_on(minimums, kind, day)
    return Decimal(row.amount) if row else BEFORE[kind]
