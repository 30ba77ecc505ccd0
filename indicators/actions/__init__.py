"""Publishing: at once, or as planned."""

from indicators.actions.planning import announce, approve, move, order_release, publish_due
from indicators.actions.publishing import CHAIN, Draft, NotPublished, composed, differs, draft, publish_release

__all__ = [
    "CHAIN",
    "Draft",
    "NotPublished",
    "announce",
    "approve",
    "composed",
    "differs",
    "draft",
    "move",
    "order_release",
    "publish_due",
    "publish_release",
]
