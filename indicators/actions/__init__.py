"""Publishing, at once or at an announced moment."""

from indicators.actions.publishing import CHAIN, Draft, NotPublished, composed, differs, draft, publish_release

__all__ = ["CHAIN", "Draft", "NotPublished", "composed", "differs", "draft", "publish_release"]
