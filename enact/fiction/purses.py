"""What commitments of the fiction still have to give to chairs, posts and doctoral contracts, so that none gives it twice."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding.models import Commitment, CommitmentStep

Kind = CommitmentStep.Kind


@dataclass
class Purse:
    """A commitment that is agreed since a day, and what is left of it in euros; `None` when its amount is not known."""

    commitment: Commitment
    agreed_on: date
    left: Decimal | None

    def months(self, price):
        """How many months of a price are left: none of an amount that is not known."""
        return 0 if self.left is None else int(self.left // price)

    def take(self, amount):
        """Takes an amount out, or what is left if that is less; returns it, `None` when it is not known."""
        if self.left is None:
            return None
        taken = min(amount, self.left)
        self.left -= taken
        return taken


def purse_of(commitment, plot):
    """The purse of a commitment, in a list, from what happens to it: none if it is not agreed, or withdrawn."""
    agreed = [one for one in plot if one.kind == Kind.AGREEMENT]
    if not agreed or plot[-1].kind == Kind.WITHDRAWAL:
        return []
    return [Purse(commitment, agreed[0].on, plot[-1].amount)]


def purses_for(purses, natures, by):
    """Those of some natures of commitment, in the order of these, that are agreed by a day and are not empty."""
    found = [purse for purse in purses if purse.commitment.nature in natures and purse.agreed_on <= by]
    found = [purse for purse in found if purse.left is None or purse.left > 0]
    return sorted(found, key=lambda purse: natures.index(purse.commitment.nature))
