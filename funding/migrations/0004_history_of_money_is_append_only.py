"""The database refuses to change or delete what history holds, and rows of money of two commitments at once."""

from django.db import migrations

from enact.owners import OneOwner
from enact.records import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_money")]

    operations = [
        AppendOnly("HistoricalCommitment"),
        AppendOnly("HistoricalCommitmentStep"),
        AppendOnly("HistoricalExpenditure"),
        AppendOnly("HistoricalFrameworkAgreement"),
        AppendOnly("HistoricalInstalment"),
        AppendOnly("HistoricalPaymentCall"),
        AppendOnly("HistoricalReceipt"),
        AppendOnly("HistoricalTransfer"),
        OneOwner("PaymentCall", "Instalment", "instalment"),
        OneOwner("Receipt", "Instalment", "instalment"),
    ]
