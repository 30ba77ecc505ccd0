"""What the form of a chair refuses."""

from django.core.exceptions import ValidationError

from research.models.chair import wrong_with
from sources.forms import StepFormSet


class ChairStepFormSet(StepFormSet):
    """The steps of a chair, which does not end before it begins: neither by a step, nor by its last day."""

    def clean(self):
        super().clean()
        if not any(self.errors):
            self.refuse_end_before_start()

    def refuse_end_before_start(self):
        """Compares the days of what stands once the new steps are added."""
        new = [form for form in self.extra_forms if form.has_changed()]
        replaced = {form.cleaned_data["replaces"] for form in new if form.cleaned_data.get("replaces")}
        kept = [step for step in self.get_queryset() if not step.is_replaced and step not in replaced]
        wrong = wrong_with(self.instance, kept + [form.instance for form in new])
        if wrong:
            raise ValidationError(wrong, code="ends_before_it_starts")
