"""What every answer has in common."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils.cache import add_never_cache_headers

REFUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
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
        return response


class PrivateByDefault(LoginRequiredMiddleware):
    """Asks to sign in, as Django's own does, but does not ask who reads a public page: no session, no query, one answer."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Lets readers of public views through before the session is looked at."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
