"""Every address of the site. Public addresses are permanent, and the same in both languages but for their first letters."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

import accounts.urls
import funding.urls
import indicators.urls
import office.urls
import partners.urls
import research.urls
import sources.urls
import space.urls
import training.urls
from enact.pages import health, public, releases
from enact.pages.bulk import bulk, bulk_change
from enact.pages.files import FileList
from enact.pages.mail import mail_kind, mail_kinds
from enact.pages.partners.directory import partner_list
from enact.pages.partners.map import partner_map
from enact.pages.partners.organisations import OrganisationList
from enact.pages.partners.profile import partner_logo, partner_page
from enact.pages.release_calendar import release_calendar, release_calendar_ics
from enact.pages.typeset import views as typeset
from enact.ui.coordination import for_coordination

handler400 = "enact.pages.errors.refused"
handler403 = "enact.pages.errors.forbidden"
handler404 = "enact.pages.errors.not_found"
handler429 = "enact.pages.errors.too_many"  # asked for by django-allauth
handler500 = "enact.pages.errors.server_error"

coordination = [
    path("", for_coordination(RedirectView.as_view(pattern_name="admin:index")), name="office"),
    path(
        "partners/",
        for_coordination(OrganisationList.as_view(), "partners.view_organisation"),
        name="office-organisations",
    ),
    *funding.urls.office,
    *research.urls.office,
    *training.urls.office,
    *space.urls.office,
    *indicators.urls.office,
    path("files/", for_coordination(FileList.as_view(), "sources.view_file"), name="office-files"),
    *sources.urls.office,
    path("commitments/bulk/", for_coordination(bulk, "funding.change_commitment"), name="office-bulk"),
    path("mails/kinds/", for_coordination(mail_kinds, "office.view_mail"), name="office-mail-kinds"),
    path("mails/kinds/<path:template>/", for_coordination(mail_kind, "office.view_mail"), name="office-mail-kind"),
    path("bulk/<int:pk>/", for_coordination(bulk_change, "funding.view_bulkchange"), name="office-bulk-change"),
    *office.urls.office,
]

urlpatterns = [
    path("", public.front_door, name="front-door"),
    *i18n_patterns(
        path("", public.home, name="home"),
        *indicators.urls.pages,
        path("releases/<int:number>/", releases.release, name="release"),
        *funding.urls.pages,
        path("partners/", partner_list, name="partner-list"),
        path("partners/map/", partner_map, name="partner-map"),
        path("partners/<int:pk>/", partner_page, name="partner"),
        path("partners/<int:pk>/logo/", partner_logo, name="partner-logo"),
        *research.urls.pages,
        *training.urls.pages,
        path("releases/calendar/", release_calendar, name="release-calendar"),
        path("releases/<int:number>.pdf", typeset.release_pdf, name="release-pdf"),
        path(
            "releases/<int:number>/indicators/<slug:code>.pdf",
            typeset.release_indicator_pdf,
            name="release-indicator-pdf",
        ),
        path("releases/<int:number>/indicators/<slug:code>.png", typeset.release_card, name="release-card"),
        path("card.png", typeset.latest_card, name="card"),
        path("about/", public.about, name="about"),
        path("legal/", public.legal, name="legal"),
        path("privacy/", public.privacy, name="privacy"),
        path("accessibility/", public.accessibility, name="accessibility"),
        path("sitemap/", public.site_map, name="site-map"),
        *partners.urls.pages,
        *space.urls.pages,
        path("accounts/", include("accounts.urls")),
    ),
    *indicators.urls.published,
    path("data/releases/calendar.ics", release_calendar_ics, name="release-calendar-ics"),
    path("robots.txt", public.robots, name="robots"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    *accounts.urls.without_language,
    path("office/", include(coordination)),
    path("admin/", admin.site.urls),
]
