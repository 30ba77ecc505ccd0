"""Addresses of the chairs and of the calls. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from research import views

pages = [
    path("chairs/", views.chair_list, name="chair-list"),
    path("chairs/<int:pk>/", views.chair_page, name="chair"),
    path("calls/", views.call_list, name="call-list"),
    path("calls/<int:pk>/", views.call_page, name="call"),
]

office = [
    path("chairs/", for_coordination(views.OfficeChairList.as_view(), "research.view_chair"), name="office-chairs"),
]
