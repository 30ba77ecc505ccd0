"""The settings of the house, with the stock pages beside its own. The variables of the environment say which database."""

from enact import settings as house
from enact.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
STOCK = [app for app in ("django_tables2", "django_filters") if app not in house.INSTALLED_APPS]
INSTALLED_APPS = [*house.INSTALLED_APPS, *STOCK, "bench"]
