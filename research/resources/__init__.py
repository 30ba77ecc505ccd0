"""What can be imported of research, and how files name it."""

from research.resources.chairs import ChairResource
from research.resources.communities import CommunityResource

__all__ = ["ChairResource", "CommunityResource"]
