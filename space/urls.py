"""Addresses of the partners' space: an organisation by its key, and below it what belongs to it."""

from django.urls import path

from space import views

pages = [
    path("space/", views.door, name="space"),
    path("space/<int:organisation>/", views.at_its_key(views.home), name="space-home"),
    path(
        "space/<int:organisation>/commitments/",
        views.at_its_key(views.OwnCommitmentList.as_view()),
        name="space-commitments",
    ),
    path(
        "space/<int:organisation>/commitments/<int:commitment>/",
        views.at_its_key(views.commitment),
        name="space-commitment",
    ),
    path("space/<int:organisation>/files/<int:file>/", views.at_its_key(views.file), name="space-file"),
]
