"""The views that there are of a list, on its page."""

from django import template

from office.forms import SavedViewForm
from office.models import SavedView
from office.models.views import query_of

register = template.Library()


@register.inclusion_tag("office/views/of_list.html", takes_context=True)
def saved_views(context, page):
    """The views of a list that the reader has, which of them is shown, and a form to keep what is shown as another one."""
    request = context["request"]
    asked = query_of(page.asked.address().removeprefix("?"))
    found = SavedView.objects.for_user(request.user).filter(path=request.path).select_related("owner")
    return {
        "address": f"{request.path}?{asked}".removesuffix("?"),
        "csrf_token": context.get("csrf_token"),
        "form": SavedViewForm(),
        "views": [(view, view.owner_id == request.user.pk, view.query == asked) for view in found],
    }
