"""The coordination's lists of the rounds of attestation, and of the partners that one asks, with what each answered."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.dates import in_words
from enact.ui.lists import ListPage
from space.filters import RoundFilter, RoundsFilter
from space.measures.rounds import with_answers
from space.models import Round
from space.tables import RoundsTable, RoundTable


class RoundsList(ListPage):
    """The rounds of attestation, each with how many partners confirm and contest; they lead to who answered what."""

    title = gettext_lazy("Rounds of attestation")
    base = "office/base.html"
    table_class = RoundsTable
    filterset_class = RoundsFilter
    knows_days = ()
    adds = Round

    def get_queryset(self):
        return Round.objects.with_counts()

    def get_address_of(self):
        """To the partners that it asks."""
        return lambda record: reverse("office-attestations", args=[record.year])


class RoundList(ListPage):
    """The partners that the round of a year asks: who confirmed, who contests, who has not answered."""

    title = gettext_lazy("Attestation of the figures")
    base = "office/base.html"
    table_class = RoundTable
    filterset_class = RoundFilter
    knows_days = ()

    def get(self, request, year):
        self.round = get_object_or_404(Round, year=year)
        self.intro = _("Figures of %(year)s, read on %(day)s. Partners answer from %(first)s to %(last)s.") % {
            "year": self.round.year,
            "day": in_words(self.round.read_on),
            "first": in_words(self.round.opens_on),
            "last": in_words(self.round.closes_on),
        }
        return super().get(request)

    def get_queryset(self):
        return with_answers(self.round)

    @cached_property
    def found(self):
        """All of them: they are some dozens, and whether their figures have changed was asked of all already."""
        return list(self.rows)

    def summed(self, rows):
        return {"count": len(self.found), "totals": None}

    @cached_property
    def records(self):
        """The records of the page."""
        start = (self.page - 1) * self.per_page
        return self.found[start : start + self.per_page]

    def get_address_of(self):
        """To the answer; to the organisation where there is none."""
        answer, organisation = (
            reverse(f"admin:{name}_change", args=[0]).rsplit("0", 1)
            for name in ("space_attestation", "partners_organisation")
        )

        def address(record):
            (before, after), key = (answer, record.answer_key) if record.answer_key else (organisation, record.id)
            return f"{before}{key}{after}"

        return address
