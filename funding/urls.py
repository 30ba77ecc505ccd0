"""Addresses of the money. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from funding import views

pages = [
    path("funding/", views.funding, name="funding"),
    path("funding.csv", views.funding_csv, name="funding-csv"),
]

office = [
    path("money/", for_coordination(views.MoneyPage.as_view(), "funding.view_commitment"), name="office-money"),
    path(
        "commitments/",
        for_coordination(views.CommitmentList.as_view(), "funding.view_commitment"),
        name="office-commitments",
    ),
    path(
        "commitments/<int:pk>/",
        for_coordination(views.account, "funding.view_commitment"),
        name="office-commitment",
    ),
    path(
        "instalments/",
        for_coordination(views.InstalmentList.as_view(), "funding.view_instalment"),
        name="office-instalments",
    ),
    path(
        "payment-calls/",
        for_coordination(views.PaymentCallList.as_view(), "funding.view_paymentcall"),
        name="office-payment-calls",
    ),
    path(
        "receipts/",
        for_coordination(views.ReceiptList.as_view(), "funding.view_receipt"),
        name="office-receipts",
    ),
    path(
        "expenditure/",
        for_coordination(views.ExpenditureList.as_view(), "funding.view_expenditure"),
        name="office-expenditure",
    ),
    path(
        "transfers/",
        for_coordination(views.TransferList.as_view(), "funding.view_transfer"),
        name="office-transfers",
    ),
]
