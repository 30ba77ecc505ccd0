"""The settings of a served copy: those of the application, with static files under their own names, for it starts sooner."""

from enact.settings import *  # noqa: F403
from enact.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
