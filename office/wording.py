"""What the coordination reads in words: the kind of a mail, and what a row of a file would do."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import plain
from enact.imports.plans import Outcome
from enact.ui.forms import shown

MOST_CELLS = 200
KINDS_OF_MAIL = {
    "space/mail/reminder.txt": gettext_lazy("Reminder of what waits for a partner"),
    "space/mail/digest.txt": gettext_lazy("What there is to do, for a partner, each week or month"),
    "pages/mail/needs.txt": gettext_lazy("What there is to do, for the coordination"),
    "research/mail/join.txt": gettext_lazy("Confirming a request to join a community"),
    "partners/mail/invitation.txt": gettext_lazy("Invitation into the space of a partner"),
    "space/mail/decided.txt": gettext_lazy("What was decided of what a partner sent"),
    "accounts/mail/second_factors_reset.txt": gettext_lazy("Second factors that were reset"),
    "accounts/mail/address_changed.txt": gettext_lazy("Address of an account that was changed"),
    "account/email/password_reset_key_message.txt": gettext_lazy("Link to choose a password"),
    "account/email/password_changed_message.txt": gettext_lazy("Password that was changed"),
    "account/email/password_set_message.txt": gettext_lazy("Password that was chosen for the first time"),
    "account/email/password_reset_message.txt": gettext_lazy("Password that was changed by a link"),
    "mfa/email/totp_activated_message.txt": gettext_lazy("Application that was set up"),
    "mfa/email/totp_deactivated_message.txt": gettext_lazy("Application that was removed"),
    "mfa/email/recovery_codes_generated_message.txt": gettext_lazy("Recovery codes that were made"),
    "mfa/email/webauthn_added_message.txt": gettext_lazy("Key that was added"),
    "mfa/email/webauthn_removed_message.txt": gettext_lazy("Key that was removed"),
}
"""The names of the kinds of mail. A mail keeps its kind as the path of its template, which nobody reads."""


def kind_in_words(kind):
    """The name of a kind of mail in the reader's language; the path of one that is no longer written."""
    return str(KINDS_OF_MAIL.get(kind, kind))


def line_in_words(line):
    """A row as it is kept: its effects, what is in doubt, what is wrong with it, and, if something is, its cells."""
    told = {"effects": [effect_in_words(line, effect) for effect in line.effects]}
    if line.doubts:
        told["doubts"] = [list(doubt) for doubt in line.doubts]
    if line.outcome == Outcome.FAULTY:
        told["faults"] = [list(fault) for fault in line.faults]
        told["cells"] = [None if cell is None else plain(cell) for cell in line.cells[:MOST_CELLS]]
    return told


def effect_in_words(line, effect):
    """What a row does to a record: what, to which kind of record, named how, and its fields from what to what."""
    record = effect.target.record
    return {
        "does": effect.does,
        "kind": capfirst(str(record._meta.verbose_name)),
        "changes": [
            [capfirst(str(record._meta.get_field(field).verbose_name)), *in_words(line, effect, field, before, after)]
            for field, before, after in effect.changes
        ],
    }


def in_words(line, effect, field, before, after):
    """A value before and after, in words."""
    found = effect.target.record._meta.get_field(field)
    if isinstance(found, models.ForeignKey):
        return [_("none") if key is None else str(effect.part.named(line, field, key)) for key in (before, after)]
    return [shown(found, before), shown(found, after)]
