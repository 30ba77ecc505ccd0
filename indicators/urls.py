"""Addresses of the indicators and of the published data. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from indicators import views

pages = [
    path("indicators/", views.indicator_list, name="indicator-list"),
    path("indicators/<slug:code>/", views.indicator_detail, name="indicator-detail"),
    path("indicators/<slug:code>.csv", views.indicator_csv, name="indicator-csv"),
    path("embed/<slug:code>/", views.indicator_embedded, name="indicator-embedded"),
    path("releases/", views.release_list, name="release-list"),
    path("releases/feed.atom", views.release_feed, name="release-feed"),
    path("releases/on/", views.release_on, name="release-on"),
    path("releases/compare/", views.release_chosen, name="release-chosen"),
    path("releases/<int:number>/indicators/<slug:code>/", views.release_indicator, name="release-indicator"),
    path("releases/<int:number>/embed/<slug:code>/", views.release_embedded, name="release-embedded"),
    path("releases/<int:former>/compare/<int:number>/", views.release_compare, name="release-compare"),
]
published = [
    path("data/indicators/<slug:code>.json", views.indicator_json, name="indicator-json"),
    path("data/releases/latest.json", views.latest_json, name="latest-json"),
    path("data/releases/<int:number>.json", views.release_json, name="release-json"),
    path("data/verify_release.py", views.verification_script, name="verification-script"),
]
office = [
    path(
        "observations/",
        for_coordination(views.ObservationList.as_view(), "indicators.view_observation"),
        name="office-observations",
    ),
    path(
        "releases/",
        for_coordination(views.ReleaseList.as_view(), "indicators.view_release"),
        name="office-releases",
    ),
]
