"""Addresses of what coordinators do to many records at once."""

from django.urls import path

from enact.ui.coordination import for_coordination
from office import views

office = [
    path("import/", views.for_importers(views.imports), name="office-imports"),
    path("import/<slug:resource>.xlsx", views.for_importers(views.template), name="office-import-template"),
    path("import/<int:pk>/", views.for_importers(views.ImportPage.as_view()), name="office-import"),
    path("import/<int:pk>/faults.xlsx", views.for_importers(views.faults), name="office-import-faults"),
    path("mails/", for_coordination(views.MailList.as_view(), "office.view_mail"), name="office-mails"),
    path("mails/<int:pk>/", for_coordination(views.mail, "office.view_mail"), name="office-mail"),
    path("views/", for_coordination(views.saved_views, "office.add_savedview"), name="office-views"),
    path("views/<int:pk>/", for_coordination(views.saved_view, "office.add_savedview"), name="office-view"),
]
