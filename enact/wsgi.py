"""The application as a web server calls it."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from enact.fiction.truth import refuse_contradiction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enact.settings")
application = get_wsgi_application()
refuse_contradiction()
connection.close()
