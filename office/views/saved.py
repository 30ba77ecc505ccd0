"""Keeping views of lists: saving, renaming, sharing and deleting one’s own."""

from django.core.exceptions import SuspiciousOperation
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enact.ui.asking import readable
from enact.ui.lists import ListPage
from enact.ui.typed import tells
from office.forms import SavedViewForm
from office.models import SavedView
from office.models.views import query_of

LONGEST_QUERY = SavedView._meta.get_field("query").max_length


def list_at(path, user):
    """The list of the coordination at a path; `None` where there is none, or none that an account may see."""
    try:
        found = resolve(path).func if path.startswith("/office/") else None
    except Resolver404:
        return None
    page, right = getattr(found, "view_class", None), getattr(found, "right", None)
    if page is None or not issubclass(page, ListPage) or not (right is None or user.has_perm(right)):
        return None
    return page


@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@tells(SavedViewForm)
def saved_views(request):
    """One’s own views and those that are shared; a view that is sent is kept."""
    if request.method == "POST":
        return keep(request)
    return render(request, "office/views/desk.html", {"views": views_of(request.user)})


def views_of(user):
    """The views that an account has, each with the title of its list; those of lists that it may not see, if its own, without."""
    found = []
    for view in SavedView.objects.for_user(user).select_related("owner"):
        page = list_at(view.path, user)
        if page or view.owner_id == user.pk:
            found.append((view, page.title if page else "", view.owner_id == user.pk))
    return sorted(found, key=lambda row: (str(row[1]), row[0].name.casefold(), row[0].pk))


def keep(request):
    """Keeps the view that was sent: an address of a list, and its name. What is wrong is said, and what was typed stays."""
    path, _mark, asked = readable(request.POST.get("address", "")).partition("?")
    if list_at(path, request.user) is None or len(query_of(asked)) > LONGEST_QUERY:
        raise SuspiciousOperation(_("This is not the address of a list, or it is too long."))
    made = SavedView(owner=request.user, path=path, query=query_of(asked))
    form = SavedViewForm(request.POST, instance=made)
    if not form.is_valid():
        return render(request, "office/views/form.html", {"form": form, "address": made.address, "view": made})
    form.save()
    return redirect(made.address)


@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@tells(SavedViewForm)
def saved_view(request, pk):
    """One of one’s own views: its name, for whom it is, and deleting it. Another’s is not there."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    if request.method == "POST" and request.POST.get("do") == "delete":
        view.delete()
        return redirect("office-views")
    form = SavedViewForm(request.POST or None, instance=view)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("office-views")
    return render(request, "office/views/form.html", {"form": form, "address": view.address, "view": view})
