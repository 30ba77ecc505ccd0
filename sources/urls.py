"""Addresses of the files."""

from django.urls import path

from enact.ui.coordination import for_coordination
from sources import views

office = [
    path("files/<int:pk>/", for_coordination(views.office_file, "sources.view_file"), name="office-file"),
]
