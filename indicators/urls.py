"""Addresses of the indicators and of the published data. They are permanent, and the same in both languages."""

from django.urls import path

from enact.ui.coordination import for_coordination
from indicators import views
from indicators.api import views as api
from indicators.open_data import views as data


def about_a_release(number, name, answers):
    """The addresses of the programming interface about one release, or about the latest."""
    address = f"api/releases/{number}/"
    return [
        path(address, answers["release_detail"], name=name),
        path(f"{address}indicators/", answers["indicator_list"], name=f"{name}-indicators"),
        path(f"{address}indicators/<slug:code>/", answers["indicator_detail"], name=f"{name}-indicator"),
    ]


pages = [
    path("indicators/", views.indicator_list, name="indicator-list"),
    path("indicators/<slug:code>/", views.indicator_detail, name="indicator-detail"),
    path("indicators/<slug:code>.csv", views.indicator_csv, name="indicator-csv"),
    path("data/", data.data_page, name="data"),
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
    path("data/releases/latest.zip", data.latest_zip, name="latest-zip"),
    path("data/releases/<int:number>.zip", data.release_zip, name="release-zip"),
    path("data/releases/latest/<str:file>", data.latest_file, name="latest-file"),
    path("data/releases/<int:number>/<str:file>", data.release_file, name="release-file"),
    path("data/catalog.jsonld", data.catalogue, name="data-catalogue"),
    path("data/verify_release.py", views.verification_script, name="verification-script"),
]
published += [
    path("api/", api.front, name="api"),
    path("api/openapi.json", api.describing, name="api-description"),
    path("api/releases/", api.release_list, name="api-releases"),
    path("api/indicators/<slug:code>/series/", api.series, name="api-series"),
    *about_a_release("latest", "api-latest-release", api.OF_THE_LATEST),
    *about_a_release("<int:number>", "api-release", api.OF_A_RELEASE),
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
