"""What the forms of doctoral contracts refuse together, and what they say is to be decided."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enact.ui.forms import RowForm, RowFormSet
from sources.forms import StepFormSet
from training.models.role import wrong_among
from training.models.term import wrong_with


class ContractRows(RowFormSet):
    """Rows of a contract about which nothing is asked once they are saved."""

    def doubts(self):
        """Nothing to check."""
        return ()


class RoleFormSet(ContractRows):
    """The roles beside a doctoral student, which are looked at together: those typed here, and those that stand."""

    def clean(self):
        super().clean()
        if any(form.errors for form in self.forms):
            return
        typed = [form.instance for form in self.forms if form.has_changed() or form.instance.pk]
        wrong = wrong_among(typed)
        if wrong:
            raise ValidationError(wrong, code="no_place")


class MeetingForm(RowForm):
    """A meeting of a follow-up committee, which has been held."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("held_on", _("This day is still to come: a meeting is recorded once it has been held."))
        return cleaned


class DoctoralStepFormSet(StepFormSet):
    """The steps of a contract, looked at together with the number of the thesis, as typed in the same form."""

    def clean(self):
        super().clean()
        if any(form.errors for form in self.forms):
            return
        added = [form.instance for form in self.extra_forms if form.has_changed()]
        replaced = {step.replaces_id for step in added}
        stand = [step for step in self.get_queryset() if not step.is_replaced and step.pk not in replaced]
        wrong = wrong_with(self.instance, [*stand, *added])
        if wrong:
            raise ValidationError(wrong, code="no_place")
