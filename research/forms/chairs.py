"""What the form of a chair refuses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from research.models import ChairStep
from sources.forms import StepFormSet


class ChairStepFormSet(StepFormSet):
    """The steps of a chair, which does not end before it begins: neither by a step, nor by its last day."""

    NOT_BEFORE = _("The chair would end on %(end)s, before it began on %(start)s.")

    def clean(self):
        super().clean()
        if not any(self.errors):
            self.refuse_end_before_start()

    def refuse_end_before_start(self):
        """Compares the days of what stands once the new steps are added."""
        new = [form for form in self.extra_forms if form.has_changed()]
        replaced = {form.cleaned_data["replaces"] for form in new if form.cleaned_data.get("replaces")}
        kept = [step for step in self.get_queryset() if not step.is_replaced and step not in replaced]
        steps = kept + [form.instance for form in new]
        starts = [step.happened_on for step in steps if step.kind == ChairStep.Kind.STARTED]
        ends = [step.happened_on for step in steps if step.kind == ChairStep.Kind.ENDED]
        ends += [self.instance.ends_on] if self.instance.ends_on else []
        if starts and ends and min(ends) < min(starts):
            days = {"end": in_words(min(ends)), "start": in_words(min(starts))}
            raise ValidationError(self.NOT_BEFORE, code="ends_before_it_starts", params=days)
