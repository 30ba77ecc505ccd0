"""The way to the other language: the same page, or the home page where there is none."""

import pytest
from django.template import Context, Template
from django.urls import resolve
from django.utils.translation import override


def switch(rf, path, language, to=""):
    """The link that a page at an address offers to its reader."""
    request = rf.get(path)
    template = Template("{% load languages %}{% language_switch to %}")
    with override(language):
        request.resolver_match = None if path.endswith("nowhere/") else resolve(path)
        return template.render(Context({"request": request, "to": to})).strip()


@pytest.mark.parametrize(
    ("path", "language", "link"),
    [
        ("/fr/", "fr", '<a href="/en/" lang="en" hreflang="en" rel="alternate">English</a>'),
        ("/en/", "en", '<a href="/fr/" lang="fr" hreflang="fr" rel="alternate">Français</a>'),
        (
            "/fr/indicators/RES-1/",
            "fr",
            '<a href="/en/indicators/RES-1/" lang="en" hreflang="en" rel="alternate">English</a>',
        ),
    ],
)
def test_switch_leads_to_the_same_page(rf, path, language, link):
    assert switch(rf, path, language) == link


def test_switch_leads_home_where_there_is_no_page(rf):
    expected = '<a href="/en/" lang="en" hreflang="en" rel="alternate">English</a>'
    assert switch(rf, "/fr/nowhere/", "fr") == expected


def test_switch_of_an_error_page_does_not_tell_its_address(rf):
    expected = '<a href="/en/" lang="en" hreflang="en" rel="alternate">English</a>'
    assert switch(rf, "/fr/indicators/RES-1/", "fr", to="home") == expected
