"""The back office of the yearly attestation: rounds, what partners answered, and what we answer to what they contest."""

from itertools import groupby

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from enact.moments import moment_in_words
from enact.ui.admin import AdjectiveFilter, RecordAdmin, day_column
from space.forms.office import AnswerForm, RoundForm
from space.measures.lines import lines_of, sums_of
from space.measures.rounds import CHANGED, changed_of
from space.models import Attestation, Round
from space.tables import STANDINGS


class Unanswered(AdjectiveFilter):
    """Contests that wait for an answer of ours."""

    title = _("answer")
    parameter_name = "unanswered"
    words = _("contested, without an answer of ours")
    adjective = "unanswered"


class Standing(AdjectiveFilter):
    """The latest answer of each partner in each round."""

    title = _("which")
    parameter_name = "standing"
    words = _("the latest of each partner")
    adjective = "standing"


@admin.register(Round)
class RoundAdmin(RecordAdmin):
    """Rounds of attestation: of which year, read on which day, from when to when."""

    form = RoundForm
    list_display = ["year", "read", "opens", "closes", "partners"]
    fieldsets = [
        (None, {"fields": ["year", "read_on", ("opens_on", "closes_on")]}),
        (_("What partners read above their figures"), {"fields": ["message_fr", "message_en"]}),
    ]

    read = day_column("read_on", _("figures read on"))
    opens = day_column("opens_on", _("opens on"))
    closes = day_column("closes_on", _("last day to answer"))

    @admin.display(description=_("partners"))
    def partners(self, round_):
        """The list of who was asked, and answered what."""
        return render_to_string("admin/space/round.html", {"round": round_})


def note_changes(answers):
    """Notes `is_changed` on answers: whether figures have changed since they were confirmed; of each round in a few queries."""
    answers = sorted(answers, key=lambda answer: answer.round_id)
    for round_, group in groupby(answers, key=lambda answer: answer.round):
        those = list(group)
        confirmed = [answer for answer in those if answer.verdict == Attestation.Verdict.CONFIRMED]
        changed = {answer.pk for answer in changed_of(confirmed, round_)}
        for answer in those:
            answer.is_changed = answer.pk in changed


class AnswerList(ChangeList):
    """A page of the list of answers, which knows of each whether figures have changed since."""

    def get_results(self, request):
        """The answers of the page."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        note_changes(self.result_list)


@admin.register(Attestation)
class AttestationAdmin(RecordAdmin):
    """What partners answered: it is read, and what is contested is answered here; nothing else of it changes."""

    form = AnswerForm
    list_display = ["organisation", "round", "standing", "made", "answered"]
    list_filter = [Unanswered, Standing, "round", "verdict"]
    list_select_related = ["organisation", "round"]
    search_fields = ["organisation__name", "organisation__short_name", "words"]
    fieldsets = [
        (None, {"fields": [("organisation", "round"), "standing", "signed", "made", "words", "contested"]}),
        (_("What it was shown"), {"fields": ["figures", "sha256"]}),
        (_("Our answer"), {"fields": ["answered_on", "answer"]}),
    ]
    readonly_fields = ["organisation", "round", "standing", "signed", "made", "words", "contested", "figures", "sha256"]

    answered = day_column("answered_on", _("answered on"))

    def get_changelist(self, request, **kwargs):
        return AnswerList

    @admin.display(description=_("answer of the partner"), ordering="verdict")
    def standing(self, attestation):
        """What the partner answered, and whether its figures have changed since it confirmed them."""
        if not hasattr(attestation, "is_changed"):
            note_changes([attestation])
        return dict(STANDINGS)[CHANGED if attestation.is_changed else attestation.verdict]

    @admin.display(description=_("signatory"))
    def signed(self, attestation):
        """Who signed; `None` once erased."""
        return str(attestation.signatory) if hasattr(attestation, "signatory") else None

    @admin.display(description=_("answered at"), ordering="made_at")
    def made(self, attestation):
        """When the partner answered."""
        return moment_in_words(attestation.made_at)

    @admin.display(description=_("contested lines"))
    def contested(self, attestation):
        """What is contested, line by line."""
        return render_to_string("admin/space/contested.html", {"lines": attestation.contested_lines.all()})

    @admin.display(description=_("figures that were shown"))
    def figures(self, attestation):
        """The figures in words, as they were shown; says so where they are no longer those."""
        told = attestation.figures() if attestation.is_intact else None
        context = {"lines": lines_of(told), "sums": sums_of(told)} if told else {"is_changed": True}
        return render_to_string("admin/space/figures.html", context)

    def has_add_permission(self, request):
        """Partners answer in their space."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False
