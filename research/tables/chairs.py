"""The columns of the chairs: what is not known is said."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.columns import (
    UNKNOWN,
    BothColumn,
    ChoiceColumn,
    DayColumn,
    ListColumn,
    ToldColumn,
    ToldThemesColumn,
    WordsColumn,
    named,
)
from enact.ui.tables import ListTable
from enact.ui.templatetags.figures import total_in_words
from research.models import Chair, ChairStep


class ChairTable(ListTable):
    """Chairs as they stand on a day."""

    title = ListColumn(_("title"), lambda row: text_of(row, "title"), order_by="words")
    kind = ChoiceColumn(_("type"), names=Chair.Kind)
    state = ChoiceColumn(_("state"), "step_kind", names=ChairStep.Kind)
    since = DayColumn(_("since"), "step_day", precision="step_precision")
    host = ToldColumn(_("host institution"), "host_name", order_by="host_words")
    themes = ToldThemesColumn(_("themes"))

    class Meta:
        order_by = ("words", "id")


class EndColumn(DayColumn):
    """The last day of a chair: one of its own, or that of the programme."""

    def words(self):
        words, with_programme = super().words(), gettext("that of the programme")

        def said(record):
            return with_programme if record.ends_with_programme else words(record) or UNKNOWN

        return said

    def headers(self):
        """In a spreadsheet, whether it is that of the programme stands beside it."""
        return [self.header, named(self.header, gettext("that of the programme"))]

    def values(self):
        read, yes = self.reader, gettext("yes")
        return lambda record: (read(record), yes if record.ends_with_programme else None)


class MeansColumn(WordsColumn):
    """What pays for a chair, as a total; nothing where no commitment is said to pay for it."""

    is_number = True

    def words(self):
        read = self.reader

        def words(record):
            total = read(record)
            return total_in_words(total) if total.knowns or total.unknowns else None

        return words

    def headers(self):
        """In a spreadsheet, how many amounts are not known stands beside the known part."""
        return [self.header, named(self.header, gettext("amounts not known"))]

    def values(self):
        read = self.reader

        def values(record):
            total = read(record)
            return (total.known if total.knowns else None), total.unknowns

        return values


class OfficeChairTable(ChairTable):
    """Chairs as the coordination sees them: whoever hosts and holds them, what pays for them, and until when."""

    title = BothColumn(_("title"), "title", order_by="words")
    host = ToldColumn(_("host institution"), lambda row: row.host and str(row.host), order_by="host__words", fixed=True)
    holders = ToldColumn(_("holders"), lambda row: ", ".join(row.held_by), orderable=False)
    laboratory = ToldColumn(
        _("laboratory"), lambda row: row.laboratory and str(row.laboratory), order_by="laboratory__words", visible=False
    )
    call = ToldColumn(
        _("call"), lambda row: row.call and str(text_of(row.call, "title")), order_by="call__words", visible=False
    )
    means = MeansColumn(_("means"), lambda row: row.means_total, orderable=False, visible=False)
    ends = EndColumn(_("last day"), "ends_on")

    class Meta:
        order_by = ("words", "id")
