"""Why a community, an event or a call concerns a partner, in its words."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "is_member": _("you are a member of it"),
    "has_people": _("somebody in charge on your side is a member of it"),
    "is_organised": _("you organise it"),
    "is_alike": _("it is about what you give"),
    "is_of_theme": _("it is of your themes"),
}
"""By what makes it so, the strongest reason first. Of people, it is not said who."""


def why(names):
    """Reasons in words."""
    return [REASONS[name] for name in names]
