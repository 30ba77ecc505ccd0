"""The pages of the partners' space: each starts from what the account may see on the day of its request."""

from space.views.lists import OwnCommitmentList, OwnInstalmentList, OwnReceiptList
from space.views.pages import commitment, door, file, home
from space.views.visit import at_its_key

__all__ = [
    "OwnCommitmentList",
    "OwnInstalmentList",
    "OwnReceiptList",
    "at_its_key",
    "commitment",
    "door",
    "file",
    "home",
]
