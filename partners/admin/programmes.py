"""What belongs to a programme, in the back office."""

from django.contrib.admin.options import ModelAdmin

from partners.models import Programme


class OfProgramme(ModelAdmin):
    """Records with a `programme`: where there is one only, a new record is of it from the start."""

    def get_changeform_initial_data(self, request):
        """What a new form holds: the programme too, unless the address says another."""
        found = Programme.objects.values_list("pk", flat=True)[:2]
        only = {"programme": found[0]} if len(found) == 1 else {}
        return only | super().get_changeform_initial_data(request)
