"""The mails that the application sends: what the coordination is told each week, and every kind of mail to look at."""

from enact.pages.mail.coordination import tell_coordination
from enact.pages.mail.preview import mail_kind, mail_kinds

__all__ = ["mail_kind", "mail_kinds", "tell_coordination"]
