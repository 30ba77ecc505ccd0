"""Addresses of the training. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from training import views

pages = []

office = [
    path(
        "students/",
        for_coordination(views.StudentFigureList.as_view(), "training.view_studentfigure"),
        name="office-students",
    ),
    path(
        "doctoral-contracts/",
        for_coordination(views.DoctoralContractList.as_view(), "training.view_doctoralcontract"),
        name="office-doctoral-contracts",
    ),
    path(
        "doctoral-contracts/<int:pk>/",
        for_coordination(views.doctoral_contract, "training.view_doctoralcontract"),
        name="office-doctoral-contract",
    ),
    path("coverage/", for_coordination(views.coverage, "training.view_coverage"), name="office-coverage"),
]
