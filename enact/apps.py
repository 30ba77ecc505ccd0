"""The project as an app, and the back office in place of Django's own admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class EnactConfig(AppConfig):
    """The project: its commands, and the pages that join several apps."""

    name = "enact"
    default = True


class OfficeConfig(admin.AdminConfig):
    """Django's admin in our dress."""

    default = False
    default_site = "enact.office.Office"
