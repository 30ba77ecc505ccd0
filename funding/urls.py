"""Addresses of the money. They are permanent, and the same in both languages."""

from django.urls import path

from funding import views

pages = [
    path("funding/", views.funding, name="funding"),
    path("funding.csv", views.funding_csv, name="funding-csv"),
]
