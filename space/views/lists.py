"""The lists of the partners' space: rows of one organisation, as an account may see them today."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enact.ui.lists import ListPage
from funding.models import CommitmentStep
from funding.views import InstalmentList, ReceiptList
from indicators.measures import Total
from space.filters import OwnCommitmentFilter, OwnInstalmentFilter, OwnReceiptFilter
from space.measures.payments import instalments_of, paid, paid_by, receipts_of, still_to_pay, with_announcements
from space.measures.sums import counts_of, left_of, totals_by_state, totals_by_step
from space.tables import OwnCommitmentTable, OwnInstalmentTable, OwnReceiptTable
from space.views.visit import Visit
from space.wording import named_sums


class OwnList:
    """A list of rows of the organisation of a visit. Each row leads to a page, whose key it has under `leads_to`."""

    base = "space/base.html"
    adds = None
    page_of_row, leads_to = "space-commitment", "commitment_id"

    def get(self, request, organisation):
        self.visit = Visit(request, organisation)
        return super().get(request)

    def get_address_of(self):
        place = reverse(self.page_of_row, args=[self.visit.organisation.pk, 0])
        before, after = place.rsplit("0", 1)
        return lambda record: f"{before}{getattr(record, self.leads_to)}{after}{self.visit.query}"

    def get_context_data(self):
        return super().get_context_data() | {"visit": self.visit}


class OwnCommitmentList(OwnList, ListPage):
    """The commitments of an organisation, as it reads them."""

    title = _("Your commitments")
    template_name = "space/commitment_list.html"
    table_class = OwnCommitmentTable
    filterset_class = OwnCommitmentFilter
    has_sums = True
    leads_to = "id"

    def get_queryset(self):
        taken = CommitmentStep.objects.visible_to(self.visit.user, self.visit.today).taken_by(self.on)
        return self.visit.commitments_on(self.on).prefetch_related(Prefetch("steps", taken, to_attr="taken"))

    def completed(self, records):
        """With what was paid of each by the day and what remains to be, where that is asked for."""
        if {"received", "left"} & set(self.asked.columns):
            receipts = receipts_of(*self.visit.whose_rows, self.on)
            found = paid_by(receipts.filter(commitment__in=[record.id for record in records]), "commitment")
            for record in records:
                left = left_of(record, found.get(record.id, Total()))
                record.received = found[record.id].value if record.id in found else None
                record.left, record.left_qualifier = left.value, left.qualifier
        return records

    def summed(self, rows):
        by_step = totals_by_step(rows)
        receipts = receipts_of(*self.visit.whose_rows, self.on).filter(commitment__in=rows.values("pk"))
        totals = {"states": totals_by_state(by_step), "paid": paid(receipts)}
        return {"count": sum(counts_of(by_step).values()), "totals": totals}

    def get_context_data(self):
        found = self.counted["totals"]
        sums = {"sums": named_sums(found["states"]), "paid": found["paid"]} if found else {}
        return super().get_context_data() | sums


class OwnFlowList:
    """What follows the commitments of an organisation: its sums hold all that is shown, in an invented organisation, too."""

    sums_examples = True


class OwnInstalmentList(OwnList, OwnFlowList, InstalmentList):
    """What an organisation is to pay and when, what was paid of it or announced as paid, and what is late."""

    title = _("Your instalments")
    table_class = OwnInstalmentTable
    filterset_class = OwnInstalmentFilter
    beside = {"called": _("Called"), "received": _("Paid")}

    def get_rows(self):
        own = instalments_of(*self.visit.whose_rows, self.on)
        return self.with_lateness(with_announcements(own, self.visit, self.on))

    def get_overdue(self):
        """What is wholly announced as paid is late no more: the coordination is to look for the payment."""
        return super().get_overdue() & still_to_pay()


class OwnReceiptList(OwnList, OwnFlowList, ReceiptList):
    """What an organisation has paid, and what it has given in kind, once it is approved."""

    title = _("Your payments")
    table_class = OwnReceiptTable
    filterset_class = OwnReceiptFilter

    def get_rows(self):
        return receipts_of(*self.visit.whose_rows, self.on)
