"""Addresses of the chairs and of the calls. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from research import views

pages = [
    path("chairs/", views.chair_list, name="chair-list"),
    path("chairs/<int:pk>/", views.chair_page, name="chair"),
    path("communities/", views.community_list, name="community-list"),
    path("communities/<int:pk>/", views.community_page, name="community"),
    path("communities/<int:pk>/join/", views.join_page, name="join"),
    path("communities/join/<str:token>/", views.join_confirm, name="join-confirm"),
    path("calls/", views.call_list, name="call-list"),
    path("calls/<int:pk>/", views.call_page, name="call"),
]

office = [
    path("chairs/", for_coordination(views.OfficeChairList.as_view(), "research.view_chair"), name="office-chairs"),
    path(
        "communities/",
        for_coordination(views.OfficeCommunityList.as_view(), "research.view_community"),
        name="office-communities",
    ),
]
