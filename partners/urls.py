"""Addresses of invitations into the spaces of partners."""

from django.urls import path

from partners import views

pages = [path("invitation/<str:token>/", views.invitation, name="invitation")]
