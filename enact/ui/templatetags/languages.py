"""The way to the same page in the other language."""

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override

register = template.Library()


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context, to="", question=""):
    """A link to this page in the language that the reader is not reading, or to the route named `to`.

    `question` is what is asked of the page, from its question mark on.
    """
    code, name = next(language for language in settings.LANGUAGES if language[0] != get_language())
    request = context["request"]
    if to or request.resolver_match is None:
        with override(code):
            return {"code": code, "name": name, "address": reverse(to or "home")}
    return {"code": code, "name": name, "address": f"{translate_url(request.path, code)}{question.removesuffix('?')}"}
