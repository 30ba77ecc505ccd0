"""Django's PostgreSQL, whose absence is known at once: `settings.DATABASES` names it."""
