"""Publishing: what a release of a day would say, beside what the last one said, what lies behind; the order, and the plans."""

from enact.pages.publishing.page import publish
from enact.pages.publishing.plans import announce_release, planned_release

__all__ = ["announce_release", "planned_release", "publish"]
