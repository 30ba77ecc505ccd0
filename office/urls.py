"""Addresses of what coordinators do to many records at once."""

from django.urls import path

from enact.ui.coordination import for_coordination
from office import views

office = [
    path("import/", for_coordination(views.imports), name="office-imports"),
    path("import/<slug:resource>.xlsx", for_coordination(views.template), name="office-import-template"),
    path("import/<int:pk>/", for_coordination(views.ImportPage.as_view()), name="office-import"),
    path("import/<int:pk>/faults.xlsx", for_coordination(views.faults), name="office-import-faults"),
]
