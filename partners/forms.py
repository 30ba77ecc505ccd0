"""What the forms of people refuse."""

from enact.ui.forms import RowForm


class IdentityForm(RowForm):
    """Who a person is. An identity has no version and no history: the person's version guards it."""

    @property
    def record(self):
        return self.instance.person

    def refuse_second_sending(self):
        """Nothing: a person has one identity, and is itself made once."""
