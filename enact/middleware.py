"""What every answer has in common."""

from http import HTTPStatus

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponseNotAllowed
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from enact.pages.errors import signed_out
from enact.ui.kept.encodings import preferred

REFUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
METHODS = ("GET", "HEAD", "POST")
"""How pages and forms are asked."""
ANY_SITE = "frame-ancestors *"
PERMISSIONS = ", ".join(f"{feature}=()" for feature in REFUSED)


class StrictHeaders:
    """Says to every browser what it must not do, and to keep no copy of what is not public."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            del response.headers["Content-Length"]  # CommonMiddleware has said 0, which is not the length of the page
        return response


class KnownMethods:
    """Refuses methods that no page and no form of ours uses, whoever asks: views of others would take them as GET or POST."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class Policy(CSPMiddleware):
    """Says what the browser may load, as django-csp does, but writes the policy of the settings once and not every time."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(self, request, response):
        """Leaves to django-csp the answer whose view asks for a policy of its own."""
        if hasattr(request, "_csp_nonce") or any(name.startswith("_csp_") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response


class Framing(XFrameOptionsMiddleware):
    """Refuses that other sites frame a page, but for those whose own policy lets every site do so."""

    def process_response(self, request, response):
        """Leaves an answer as it is where its policy names who may frame it: this header knows no such permission."""
        if ANY_SITE in response.headers.get(HEADER, ""):
            return response
        return super().process_response(request, response)


class Compressed(GZipMiddleware):
    """Compresses answers, as Django does, but for readers who refuse that, and those that are kept in their encoding."""

    def process_response(self, request, response):
        """Leaves a kept answer as it is, and any answer to a reader who refuses what Django would give."""
        if getattr(response, "settled", False):
            return response
        if "gzip" not in preferred(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        return super().process_response(request, response)


class PrivateByDefault(LoginRequiredMiddleware):
    """Asks to sign in, as Django's own does, but does not ask who reads a public page: no session, no query, one answer."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Lets readers of public views through before the session is looked at."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        """Leads to the page to sign in; what somebody typed before the session ended stays on screen instead."""
        return signed_out(request, view_func) or super().handle_no_permission(request, view_func)
