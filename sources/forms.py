"""What the forms of sources and of steps refuse."""

from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from enact.ui.forms import RecordForm, RowForm, RowFormSet


class StatementForm(RecordForm):
    """What a source said: never on a day still to come."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("stated_on", _("This day is still to come: a statement is recorded once it has been made."))
        return cleaned


class StepForm(RowForm):
    """A step to add: it has happened, and says why if it replaces another."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("happened_on", _("This day is still to come: a step is recorded once it has happened."))
        if cleaned.get("replaces") and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the step is replaced."))
        return cleaned


class StepFormSet(RowFormSet):
    """The steps of a record: a new one replaces one of the same record only, and bears the name of who recorded it."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["replaces"].queryset = self.get_queryset().filter(replaced_by__isnull=True)

    def save_new(self, form, commit=True):
        form.instance.recorded_by = self.by
        return super().save_new(form, commit)

    def doubts(self):
        """What to check about the steps just added, in words; they are accepted."""
        for step in self.new_objects:
            others = [other for other in self.instance.steps.standing() if other.pk != step.pk]
            yield from self.doubts_about(step, others)

    def doubts_about(self, step, others):
        """What to check about a step among the others of its record."""
        if any(other.happened_on == step.happened_on for other in others):
            day = in_words(step.happened_on)
            yield _("There are several steps on %(day)s: the one recorded last decides.") % {"day": day}
