"""Publishing: what a release of a day would say, beside what the last one said, what lies behind; and the order."""

from enact.pages.publishing.page import publish

__all__ = ["publish"]
