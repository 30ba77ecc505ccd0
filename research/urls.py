"""Addresses of the chairs, of the calls and of the events. They are permanent, and the same in both languages."""

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
    path("calls/<int:pk>/documents/<int:document>/", views.call_document, name="call-document"),
    path("calls/<int:pk>.ics", views.call_calendar, name="call-calendar"),
    path("calls.ics", views.calls_calendar, name="calls-calendar"),
    path("calls.atom", views.calls_feed, name="calls-feed"),
    path("events/", views.event_list, name="event-list"),
    path("events/<int:pk>/", views.event_page, name="event"),
    path("events/<int:pk>.ics", views.event_calendar, name="event-calendar"),
    path("events.ics", views.events_calendar, name="events-calendar"),
    path("events.atom", views.events_feed, name="events-feed"),
]

office = [
    path("chairs/", for_coordination(views.OfficeChairList.as_view(), "research.view_chair"), name="office-chairs"),
    path(
        "communities/",
        for_coordination(views.OfficeCommunityList.as_view(), "research.view_community"),
        name="office-communities",
    ),
    path("calls/", for_coordination(views.OfficeCallList.as_view(), "research.view_call"), name="office-calls"),
    path("events/", for_coordination(views.OfficeEventList.as_view(), "research.view_event"), name="office-events"),
]
