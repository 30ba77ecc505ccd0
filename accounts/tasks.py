"""What the worker does for accounts."""

from io import BytesIO
from urllib.parse import urlsplit

from allauth.core.context import request_context
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.management import call_command
from django_tasks import task

from accounts.actions import send_password_link
from accounts.models import User


@task()
def send_link_to(address):
    """Sends a link to choose a password to the active account of an address, where there is one; then tidies up."""
    request = request_of_the_site()
    with request_context(request):
        for user in User.objects.active().filter(email__iexact=address):
            send_password_link(user=user, request=request)
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)


def request_of_the_site():
    """What links in messages are made from where nobody asked for a page: the address of the site."""
    site = urlsplit(settings.SITE_ADDRESS)
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": BytesIO(), "wsgi.url_scheme": site.scheme}
    return WSGIRequest(asked | {"HTTP_HOST": site.netloc, "HTTP_X_FORWARDED_PROTO": site.scheme})
