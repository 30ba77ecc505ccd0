"""What the forms of sources and of steps refuse, and how a file is sent with a form."""

import re
import unicodedata
from hashlib import sha256

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from enact.ui.forms import RecordForm, RowForm, RowFormSet
from sources.clamav import Unanswered, virus_in
from sources.models import File
from sources.pdf import LARGEST, LONGEST_NAME, check_pdf, safe_name
from sources.pictures import LARGEST as LARGEST_PICTURE
from sources.pictures import read_picture


class SentField(forms.FileField):
    """A file that is sent, at which ClamAV looks where it is asked to."""

    default_error_messages = {
        "virus": _("This file is refused: the antivirus finds “%(virus)s” in it."),
        "unanswered": _(
            "This file could not be looked at by the antivirus, so it was not accepted. Nothing is wrong with what you "
            "typed: try again in a while, or tell whoever runs this site."
        ),
    }

    def clean(self, data, initial=None):
        sent = super().clean(data, initial)
        return self.read(sent) if sent and sent is not initial else (sent or None)

    def bound_data(self, data, initial):
        """The file of the record, whatever was sent: a browser keeps no file on a page that it sends again."""
        return initial

    def read(self, sent):
        """The file that was sent, checked."""
        raise NotImplementedError

    def look_for_viruses(self, content):
        """Refuses what ClamAV finds something in, and everything while it should look and does not answer."""
        if not settings.CLAMAV:
            return
        try:
            virus = virus_in(content, settings.CLAMAV)
        except Unanswered as error:
            raise ValidationError(self.error_messages["unanswered"], code="unanswered") from error
        if virus:
            raise ValidationError(self.error_messages["virus"], code="virus", params={"virus": virus})


class PdfField(SentField):
    """A PDF that is sent: read as a `File` that is not saved yet. What is not sent again stays; what is taken away is `None`."""

    def __init__(self, **options):
        usual = {
            "label": _("File"),
            "required": False,
            "allow_empty_file": True,
            "widget": AdminFileWidget(attrs={"accept": "application/pdf,.pdf"}),
            "help_text": _("A PDF of 10 MB at most. It is kept as it is sent."),
        }
        super().__init__(**usual | options)

    def read(self, sent):
        """The file that was sent, checked."""
        name = safe_name(sent.name)
        sent.seek(0)
        content = sent.read(LARGEST + 1)
        check_pdf(content)
        self.look_for_viruses(content)
        digest = sha256(content).hexdigest()
        return File(name=name, content=ContentFile(content, name), sha256=digest, size=len(content))


class PictureField(SentField):
    """A PNG or JPEG picture that is sent: read as a `File` that is not saved yet, with only what draws it."""

    def __init__(self, **options):
        usual = {
            "label": _("Picture"),
            "required": False,
            "allow_empty_file": True,
            "widget": forms.FileInput(attrs={"accept": "image/png,image/jpeg,.png,.jpg,.jpeg"}),
            "help_text": _("A PNG or a JPEG of 1 MB at most. Only what draws it is kept: no comment, no place."),
        }
        super().__init__(**usual | options)

    def read(self, sent):
        """The picture that was sent, checked. Its name is of letters that every system knows."""
        sent.seek(0)
        content = sent.read(LARGEST_PICTURE + 1)
        picture = read_picture(content)
        self.look_for_viruses(content)
        stem = re.sub(r"[^\w -]", " ", unicodedata.normalize("NFC", sent.name).rpartition(".")[0])
        name = f"{' '.join(stem.split())[:LONGEST_NAME] or 'logo'}.{picture.extension}"
        digest = sha256(picture.content).hexdigest()
        return File(name=name, content=ContentFile(picture.content, name), sha256=digest, size=len(picture.content))


class FiledForm(RecordForm):
    """The form of a record with a file of its own. `is_same_file`: the one that was sent is there already."""

    file = PdfField()
    is_same_file = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["file"] = self.instance.file

    def clean_file(self):
        """The file sent; one of the same content as that of the record is not kept twice."""
        file, kept = self.cleaned_data["file"], self.instance.file
        if file and kept and file.pk is None and file.sha256 == kept.sha256:
            self.is_same_file = True
            self.changed_data.remove("file")
            return kept
        return file


class FiledRowForm(RowForm):
    """A row of records in the form of another one, with a file of its own."""

    file = PdfField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["file"] = self.instance.file


class StatementForm(RecordForm):
    """What a source said: never on a day still to come."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("stated_on", _("This day is still to come: a statement is recorded once it has been made."))
        return cleaned


class StepForm(RowForm):
    """A step to add: it has happened, says why if it replaces another, and may come with its letter or agreement."""

    file = PdfField(widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}))

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
        same = [other for other in others if step.file and other.file and other.file.sha256 == step.file.sha256]
        for other in same[:1]:
            yield _("The file of this step is the same as that of another one: %(step)s.") % {"step": other}
