"""Which commitments of the fiction pay which months of its doctoral contracts: most of them whole, a few with gaps."""

from datetime import timedelta
from decimal import Decimal

from enact.fiction.purses import purses_for
from funding.models import Commitment
from training.models import Coverage

Nature = Commitment.Nature
LATE = 750
"""In days: how long after the start of a contract a commitment that pays for it may be agreed."""
NATURES = [Nature.DOCTORAL_CONTRACT, Nature.CASH_GRANT]
"""What pays for any contract, the first before."""
OF_EMPLOYERS = [*NATURES, Nature.SPONSORSHIP, Nature.STAFF_TIME, Nature.INTERNSHIP, Nature.DATA, Nature.COMPUTING]
"""What of its own an employer may pay with."""
TWICE, AFTER, UNPAID = (17, 62), (23,), 37
"""The numbers of contracts of which months are paid twice, or after the end; one in so many is paid by nobody."""
LEAST = 6
"""In months: fewer are not worth a row."""
UNSAID = 3_000
"""In euros: about what a month costs where nobody said it."""
MOST = 3
"""Of how many commitments a contract is paid, at most."""


def cover(book, doctorates, purses):
    """Has all coverage entered, contract by contract in the order of their starts."""
    for told in doctorates:
        if told.starts_on <= book.until and told.number % UNPAID:
            pay(book, told, purses)
        if told.number in TWICE:
            pay_too(book, told, purses, told.contract.months - LEAST)
        elif told.number in AFTER:
            pay_too(book, told, purses, told.contract.months + 1)


def able_to_pay(told, purses):
    """What may pay for a contract: first what its employer gives, then what anybody gives for doctoral contracts."""
    by = told.starts_on + timedelta(days=LATE)
    own = [one for one in purses_for(purses, OF_EMPLOYERS, by) if one.commitment.organisation is told.contract.employer]
    return [*own, *(one for one in purses_for(purses, NATURES, by) if one not in own)]


def pay(book, told, purses):
    """What pays for the months of a contract, one commitment after another, as far as they go."""
    price, month, rows = price_of(told), 1, 0
    for purse in able_to_pay(told, purses):
        left = told.contract.months + 1 - month
        count = min(purse.months(price), left)
        if rows < MOST and count >= min(LEAST, left) > 0:
            enter(book, told, purse, month, count)
            month, rows = month + count, rows + 1


def pay_too(book, told, purses, month):
    """Some months that a commitment pays too, from one on."""
    able = [purse for purse in able_to_pay(told, purses) if purse.months(price_of(told)) >= LEAST]
    for purse in able[-1:]:
        enter(book, told, purse, month, LEAST)


def price_of(told):
    """What a month costs, in euros: about, where nobody said it."""
    return Decimal(told.contract.monthly_cost or UNSAID)


def enter(book, told, purse, month, count):
    """That a commitment pays for so many months from one on; without an amount where the cost is not known."""
    contract, price = told.contract, price_of(told)
    purse.take(price * count)
    row = Coverage(
        contract=contract,
        commitment=purse.commitment,
        first_month=month,
        last_month=month + count - 1,
        amount=None if contract.monthly_cost is None else price,
    )
    book.enter(row, max(told.starts_on, purse.agreed_on), after=[contract, purse.commitment])
