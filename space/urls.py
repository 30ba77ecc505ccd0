"""Addresses of the partners' space: an organisation by its key, and below it what belongs to it."""

from django.urls import path

from space import views

OWN = "space/<int:organisation>/"

pages = [
    path("space/", views.door, name="space"),
    path(OWN, views.home, name="space-home"),
    path(f"{OWN}commitments/", views.OwnCommitmentList.as_view(), name="space-commitments"),
    path(f"{OWN}commitments/<int:commitment>/", views.commitment, name="space-commitment"),
    path(f"{OWN}instalments/", views.OwnInstalmentList.as_view(), name="space-instalments"),
    path(f"{OWN}payments/", views.OwnReceiptList.as_view(), name="space-payments"),
    path(f"{OWN}files/<int:file>/", views.file, name="space-file"),
]
