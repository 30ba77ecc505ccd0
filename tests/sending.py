"""The form of a page as a browser sends it: `sent = form_of(response)`, change a value, `client.post(address, sent)`."""

import threading
from contextvars import copy_context
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from zeal import zeal_ignore

from accounts.actions import open_coordinator_account
from accounts.roles import Role

writers_wait = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="the SQLite of the tests is in memory: its writers are refused instead of waiting for each other",
)

READ_TO_SIGN_OUT = [{"model": "sessions.Session", "field": "get()"}, {"model": "accounts.User", "field": "get()"}]
signing_out = zeal_ignore(READ_TO_SIGN_OUT)
"""For tests in which somebody signs out: Django reads a session once more to delete it."""


class Fields(HTMLParser):
    """The values of the fields of the forms that are sent by POST, by name; templates of rows to add are left out."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self.is_open = False
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.is_open = attributes.get("method") == "post" and attributes.get("id") != "logout-form"
        name = attributes.get("name", "")
        if not self.is_open or "__prefix__" in name:
            return
        if tag == "input":
            self.take(name, attributes)
        elif tag == "select":
            self.select = name
            self.values[name] = ""
        elif tag == "option" and self.select and "selected" in attributes:
            self.values[self.select] = attributes["value"]
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = ""

    def take(self, name, attributes):
        """An input that is sent: buttons are not, nor are boxes that are not ticked."""
        kind = attributes.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in attributes:
                self.values[name] = attributes.get("value", "on")
        elif kind not in ("submit", "button") and name:
            self.values[name] = attributes.get("value", "")

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_open = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\r\n").removeprefix("\n")
            self.textarea = None


def form_of(response):
    """What a browser would send of a page's form, as it stands."""
    return fields_of(response.content.decode())


def fields_of(html):
    """What a browser would send of the form in a page's HTML."""
    fields = Fields()
    fields.feed(html)
    return {name: value for name, value in fields.values.items() if name != "csrfmiddlewaretoken"}


def said(response):
    """The messages on a page, in its language."""
    return [str(message) for message in response.context["messages"]]


def errors_of(response):
    """The errors on the form of a record: by field, and "" for those of the whole; rows under their prefix."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        found |= {
            f"{form.prefix}-{name}": errors for form in inline.formset.forms for name, errors in form.errors.items()
        }
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = inline.formset.non_form_errors()
    return {name.replace("__all__", ""): list(errors) for name, errors in found.items()}


def coordinator(name, role=Role.PUBLISHER):
    """A browser in which somebody new of the coordination, of this name, is signed in."""
    client = Client()
    client.force_login(open_coordinator_account(email=f"{name.lower()}@example.org", name=name, role=role))
    return client


def send(client, address, **typed):
    """Opens a form, types into some of its fields, and sends it."""
    return client.post(address, form_of(client.get(address)) | typed)


def follow(client, response):
    """The page to which a form that was saved leads."""
    assert response.status_code == 302
    return client.get(response.url)


def at_the_same_moment(client, address, *forms):
    """The status codes of answers to forms that are sent together, in order."""
    start, codes = threading.Barrier(len(forms)), []

    def post(typed):
        start.wait()
        codes.append(client.post(address, typed).status_code)
        connections.close_all()

    writers = [threading.Thread(target=copy_context().run, args=[post, typed]) for typed in forms]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return sorted(codes)
