"""The pages of the partners' space: each starts from what the account may see on the day of its request."""

from space.views.lists import OwnCommitmentList, OwnInstalmentList, OwnReceiptList
from space.views.pages import commitment, door, file, home

__all__ = ["OwnCommitmentList", "OwnInstalmentList", "OwnReceiptList", "commitment", "door", "file", "home"]
