"""Addresses of the partners' space: an organisation by its key, and below it what belongs to it."""

from django.urls import path

from space import views


def own(route, view, name):
    """A page below an organisation; the key of one that was merged leads to the one that stays."""
    return path(f"space/<int:organisation>/{route}", views.at_its_key(view), name=name)


pages = [
    path("space/", views.door, name="space"),
    own("", views.home, "space-home"),
    own("commitments/", views.OwnCommitmentList.as_view(), "space-commitments"),
    own("commitments/<int:commitment>/", views.commitment, "space-commitment"),
    own("instalments/", views.OwnInstalmentList.as_view(), "space-instalments"),
    own("payments/", views.OwnReceiptList.as_view(), "space-payments"),
    own("files/<int:file>/", views.file, "space-file"),
]
