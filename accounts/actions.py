"""Opening accounts, and what those of the coordination may do."""

from allauth.account.forms import ResetPasswordForm
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from accounts.models import User

COORDINATION = "Coordination"
ENTERED = r"^(add|change|view)_"
WRITTEN_BY_THE_MACHINE = r"^(add|change)_historical"


@transaction.atomic
def open_coordinator_account(*, email, name, password=None):
    """Opens the account of a coordinator; without a password, nobody signs in until one is set by e-mail."""
    user = User.objects.create_user(email, password, name=name, is_staff=True)
    user.groups.add(bring_coordination_up_to_date())
    return user


@transaction.atomic
def bring_coordination_up_to_date():
    """Gives the coordinators' group its rights on the models as they are today, and returns it.

    Coordinators see, add and change the records of `settings.COORDINATED_APPS`, and publish: to add a release is to
    publish. They open the accounts of partners; the admin shows them no other. They delete nothing, and write no history.
    """
    group, _created = Group.objects.get_or_create(name=COORDINATION)
    coordinated = Q(content_type__app_label__in=settings.COORDINATED_APPS)
    accounts = Q(content_type__app_label="accounts", content_type__model="user")
    rights = Permission.objects.filter(coordinated | accounts, codename__regex=ENTERED)
    group.permissions.set(rights.exclude(codename__regex=WRITTEN_BY_THE_MACHINE))
    return group


def send_password_link(*, user, request):
    """Sends, to the address of an active account and in its language, a link with which its holder chooses a password.

    `request` is what the link's host is taken from.
    """
    form = ResetPasswordForm({"email": user.email})
    with override(user.language):
        if form.is_valid():
            form.save(request)
