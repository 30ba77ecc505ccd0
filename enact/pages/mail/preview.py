"""Every kind of mail to look at before anybody has it: in both languages, with sample figures or those of a partner."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from enact.pages.mail.kinds import KINDS, Case
from partners.models import Access, Organisation
from space.views.visit import Visit


@require_safe
def mail_kinds(request):
    """The kinds of mail."""
    return render(request, "pages/mail/kinds.html", {"kinds": KINDS})


@require_safe
def mail_kind(request, template):
    """A kind of mail as it reads in French and in English; nothing is sent, and no link in it holds a secret."""
    kind = next((kind for kind in KINDS if kind.template == template), None)
    if kind is None:
        raise Http404
    today = timezone.localdate()
    seen = Organisation.objects.visible_to(request.user, today)
    choices = seen.filter(pk__in=Access.objects.active_on(today).values("organisation"))
    key = request.GET.get("partner", "")
    chosen = get_object_or_404(seen, pk=key) if key.isdecimal() and len(key) < 10 else None
    visit = Visit.of(request.user, chosen.pk, today) if chosen else None
    if visit and kind.tells_turns:
        visit.look(request)
    case = Case(request.user, visit, today, timezone.localtime())
    context = {"kind": kind, "letters": letters_of(kind, case), "organisations": choices, "chosen": chosen}
    return render(request, "pages/mail/kind.html", context)


def letters_of(kind, case):
    """A kind of mail in each language: the language, its name, and the letter."""
    found = []
    for language, name in settings.LANGUAGES:
        with override(language):
            found.append((language, name, kind.draw(case)))
    return found
