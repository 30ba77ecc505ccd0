"""The addresses of the house, and beside them what they are measured against."""

from django.http import HttpResponse
from django.urls import path

from bench.cold import forget_all
from bench.stock import StockCommitmentList, stock_admin
from enact import urls as house
from enact.ui.public import public

handler400, handler403 = house.handler400, house.handler403
handler404, handler500 = house.handler404, house.handler500


@public
def empty(request):
    """The least that a public page can do: three bytes, behind the middleware of the house."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "public, max-age=5"})


@public
def forget(request):
    """Removes what is kept, so that the next page asked for is made from the database."""
    forget_all()
    return HttpResponse("ok\n", content_type="text/plain")


# Behind those of the house, which are looked for as without them.
urlpatterns = [
    *house.urlpatterns,
    path("bench/empty/", empty, name="bench-empty"),
    path("bench/forget/", forget, name="bench-forget"),
    path("bench/stock/", StockCommitmentList.as_view(), name="bench-stock"),
    path("bench/admin/", stock_admin.urls),
]
