"""Pages that other sites show in a frame, and no others."""

import re
from html import unescape

import pytest
from django.test import override_settings

from tests.page import Page

pytestmark = pytest.mark.django_db
EMBEDDED = ["/en/embed/RES-1/", "/en/releases/1/embed/RES-1/"]


@pytest.mark.parametrize("address", EMBEDDED)
def test_framed_page_says_its_figure_its_day_its_source_and_its_release(client, launch, address):
    shown = Page(client.get(address))
    assert shown.figures["RES-1"] == {"3"}
    for words in ("Ahead of the trajectory", "20 May 2025 · AEF info", "Release no. 1 · state on 20 May 2025"):
        assert words in shown.text
    assert shown.tags.count("svg") == 1


def test_framed_page_leads_back_to_the_page_that_it_shows(client, launch):
    site = "http://127.0.0.1:8000"
    with override_settings(SITE_ADDRESS=site):
        links = [Page(client.get(address)).links for address in EMBEDDED]
    assert [ways[-1] for ways in links] == [
        f"{site}/en/indicators/RES-1/",
        f"{site}/en/releases/1/indicators/RES-1/",
    ]


@pytest.mark.parametrize("address", EMBEDDED)
def test_framed_page_may_be_framed_also_when_it_is_kept_or_has_not_changed(client, launch, address):
    first, kept = client.get(address), client.get(address)
    unchanged = client.get(address, headers={"if-none-match": kept.headers["ETag"]})
    assert unchanged.status_code == 304
    for response in (first, kept, unchanged):
        policy = response.headers["Content-Security-Policy"].split("; ")
        assert {"frame-ancestors *", "default-src 'none'", "style-src 'self'"} <= set(policy)
        assert "X-Frame-Options" not in response.headers
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_other_pages_may_not_be_framed(client, launch):
    for address in ("/en/indicators/RES-1/", "/en/releases/1/", "/en/embed/XXX-9/", "/admin/"):
        response = client.get(address)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_framed_page_of_an_indicator_without_trajectory_has_no_chart(client, launch):
    response = client.get("/en/embed/FIN-3/")
    assert (response.status_code, Page(response).tags.count("svg")) == (200, 0)


@pytest.mark.parametrize(
    ("address", "frame"),
    [("indicators/TRA-2/", "embed/TRA-2/"), ("releases/1/indicators/TRA-2/", "releases/1/embed/TRA-2/")],
)
def test_page_of_an_indicator_gives_the_snippet_of_its_frame(client, launch, address, frame):
    text = Page(client.get(f"/en/{address}")).text
    (found,) = re.findall(r"<iframe .*?></iframe>", text)
    assert f'/en/{frame}"' in found
    assert f'title="{Page(client.get(f"/en/{frame}")).text.split(" 50")[0].split("ENACT")[0].strip()[:5]}' in unescape(
        found
    )
    assert client.get(f"/en/{frame}").status_code == 200
