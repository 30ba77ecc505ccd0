"""Addresses of the money. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from funding import views

pages = [
    path("funding/", views.funding, name="funding"),
    path("funding.csv", views.funding_csv, name="funding-csv"),
]

office = [
    path(
        "commitments/",
        for_coordination(views.CommitmentList.as_view(), "funding.view_commitment"),
        name="office-commitments",
    ),
]
