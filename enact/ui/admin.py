"""What the back office does with every record: safe editing, a history that can be read, useful lists."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR, BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import IntegrityError, models
from django.forms import DateTimeInput, Media
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from enact.dates import DayField, in_words
from enact.languages import alphabetical
from enact.moments import MomentField
from enact.records import Record
from enact.ui.forms import RecordForm, RowForm, RowFormSet, SentAlready, shown


class Choice(AutocompleteSelect):
    """A choice among records by typing; while it is empty, it has a name that is read out."""

    @property
    def media(self):
        return super().media + Media(js=["admin/js/autocomplete.js", "enact/choices.js"])

    def optgroups(self, name, value, attr=None):
        """The choice made, by its name; what is no key names nothing."""
        return super().optgroups(name, [key for key in value if str(key).isdecimal()], attr)

    def build_attrs(self, base_attrs, extra_attrs=None):
        name = _("choose: %(name)s") % {"name": self.field.verbose_name}
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": name}


class FormFields(BaseModelAdmin):
    """The fields of the back office's forms: days and hours as people type them, records as their lists fetch them."""

    formfield_overrides = {
        models.DateField: {"form_class": DayField},
        models.DateTimeField: {"form_class": MomentField, "widget": DateTimeInput},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Choice(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_field_queryset(self, db, db_field, request):
        return self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)


class ChangesInWords(HistoricalRecordContextHelper):
    """What changed between two saves of a record, in words."""

    def prepare_delta_change_value(self, change, value):
        return shown(self.model._meta.get_field(change.field), value)


class NamedAdmin(admin.ModelAdmin):
    """Lists and forms under the names of what they hold."""

    list_per_page = 50
    empty_value_display = "–"

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """The form under the name of the record, with what it is below."""
        kind = capfirst(self.opts.verbose_name)
        names = (
            {"title": kind, "subtitle": _("New record")}
            if obj is None
            else {"title": capfirst(str(obj)), "subtitle": kind}
        )
        return super().render_change_form(request, context | names, *args, obj=obj, **kwargs)


class RecordAdmin(FormFields, NamedAdmin, SimpleHistoryAdmin):
    """The lists and forms of a kind of record. A subclass names its `fieldsets`, and in `search_fields` fields of text."""

    form = RecordForm
    change_form_template = "admin/record_form.html"
    object_history_list_template = "admin/history_list.html"

    def get_urls(self):
        """Those of Django's admin: the history is read, and nothing is reverted through it."""
        return super(SimpleHistoryAdmin, self).get_urls()

    def revert_disabled(self, request, obj=None):
        return True

    def history_view_title(self, request, obj):
        return _("History: %(record)s") % {"record": obj}

    def get_historical_record_context_helper(self, request, historical_record):
        return ChangesInWords(self.model, historical_record)

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser and super().has_delete_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.today = timezone.localdate()
        return form

    def get_fieldsets(self, request, obj=None):
        """The fields of the record, and what makes their editing safe where they can be edited."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return [*fieldsets, (None, {"fields": ["form_token"]})]
        if self.has_change_permission(request, obj):
            return [*fieldsets, (None, {"fields": ["change_reason", "version_seen", "form_token"]})]
        return fieldsets

    def get_object(self, request, object_id, from_field=None):
        """The record; when something is sent, locked until the answer."""
        record = super().get_object(request, object_id, from_field)
        if record and request.method == "POST":
            record.refresh_from_db(from_queryset=self.model.objects.select_for_update())
        return record

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. Sent twice, it saves once; what the database refuses is looked at once more, to be refused in words."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return self.changeform_view_once_more(request, object_id, form_url, extra_context)
        except SentAlready as sent:
            return self.response_sent_already(request, object_id, sent.made)

    def changeform_view_once_more(self, request, *args):
        """The form, after somebody has saved the same at the same moment: now that can be seen."""
        try:
            return super().changeform_view(request, *args)
        except SentAlready as sent:
            return self.response_sent_already(request, args[0], sent.made)

    def response_sent_already(self, request, object_id, made):
        """The way to what the first sending saved."""
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, made)
        said = _("This form had been sent before: “%(record)s” was saved then, once. Nothing more was saved now.")
        messages.warning(request, said % {"record": made})
        opts = self.opts
        route = f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change"
        return redirect(route, object_id or made.pk)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj.saved_by(request.user, form.cleaned_data["change_reason"]), form, change)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            if isinstance(row.instance, Record):
                row.instance.saved_by(request.user, form.cleaned_data["change_reason"])
        super().save_formset(request, form, formset, change)

    def get_search_results(self, request, queryset, search_term):
        """The records in whose fields every word stands, whatever its accents and capitals, the same on every database."""
        words = alphabetical(search_term).split()
        if not words or not self.search_fields:
            return queryset, False
        texts = queryset.order_by().values_list("pk", *self.search_fields)
        found = [key for key, *fields in texts if all(is_in(fields, word) for word in words)]
        return queryset.filter(pk__in=found), False


def is_in(texts, word):
    """Whether a word stands in one of some texts, some of which may be unknown."""
    return any(word in alphabetical(text or "") for text in texts)


class RecordInline(FormFields, admin.StackedInline):
    """Records as rows in the form of another one, each edited as safely."""

    form = RowForm
    formset = RowFormSet
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        """The rows; when something is sent, locked until the answer."""
        rows = super().get_queryset(request)
        return rows.select_for_update(of=("self",)) if request.method == "POST" else rows

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.today = timezone.localdate()
        formset.by = request.user
        return formset

    def get_fieldsets(self, request, obj=None):
        """The fields of a row, and the version that was seen where it can be edited."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return [*fieldsets, (None, {"fields": ["version_seen"]})]
        return fieldsets


class AdjectiveFilter(admin.SimpleListFilter):
    """A filter that keeps those of which an adjective is true: a method of the queryset, and the `words` for it."""

    adjective = words = ""

    def lookups(self, request, model_admin):
        return [("yes", self.words)]

    def queryset(self, request, queryset):
        return self.keep(queryset) if self.value() == "yes" else queryset

    def keep(self, queryset):
        """Those of which the adjective is true."""
        return getattr(queryset, self.adjective)()


def day_column(name, description, precision=None):
    """A column of a list: a day in words, no more precise than the field `precision` says, sorted by the day."""

    @admin.display(description=description, ordering=name)
    def column(self, record):
        return in_words(getattr(record, name), *([getattr(record, precision)] if precision else []))

    return column
