"""The addresses of a site with a university to sign in at: those that the settings add where there is one."""

from accounts.urls import at_university
from enact.urls import handler404, handler429, handler500
from enact.urls import urlpatterns as usual

__all__ = ["handler404", "handler429", "handler500", "urlpatterns"]
urlpatterns = [*at_university, *usual]
