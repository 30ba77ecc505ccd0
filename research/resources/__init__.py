"""What can be imported of research, and how files name it."""

from research.resources.chairs import ChairResource
from research.resources.communities import CommunityResource
from research.resources.events import EventResource

__all__ = ["ChairResource", "CommunityResource", "EventResource"]
