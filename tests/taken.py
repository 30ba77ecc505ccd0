"""What `python -m tests.mutants` takes away: scopes of the application, each with the tests that must see it."""

from collections import Counter

from tests.mutant import ACCOUNTS, CHOICES, HIDDEN, LOOKS, ORDERS, PUBLIC, RIGHTS, SCOPES, TWO, WALLS, Mutant, matrix
from tests.scoped import scoped_calls
from tests.taken_in_space import IN_SPACE

MUTANTS = [
    Mutant(
        "a logo is public before its organisation may be named",
        "enact/pages/partners/profile.py",
        'partners_on(timezone.localdate()).select_related("logo")',
        'Organisation.objects.select_related("logo")',
        HIDDEN,
    ),
    Mutant(
        "the doctoral contracts of everybody are seen",
        "training/models/contract.py",
        "Q(*hosted, Q(pk__in=paid), _connector=Q.OR)",
        "Q()",
        WALLS,
    ),
    Mutant(
        "the chairs of everybody are seen",
        "research/models/chair.py",
        "super().belonging_to(organisations) | Q(pk__in=paid)",
        "Q()",
        WALLS,
    ),
    Mutant(
        "a partner sees the rows of everybody",
        "partners/models/access.py",
        "return self.filter(self.belonging_to(open_to(user, day)))",
        "return self.all()",
        WALLS,
    ),
    Mutant(
        "an access of anybody opens to everybody",
        "partners/models/access.py",
        "Access.objects.active_on(day).filter(user=reader)",
        "Access.objects.active_on(day)",
        WALLS,
    ),
    Mutant(
        "an access is never withdrawn",
        "partners/models/access.py",
        "super().active_on(day).filter(is_withdrawn=False)",
        "super().active_on(day)",
        RIGHTS,
    ),
    Mutant(
        "whoever is of the coordination reads any file",
        "sources/urls.py",
        'for_coordination(views.office_file, "sources.view_file")',
        "for_coordination(views.office_file)",
        matrix("staff"),
    ),
    Mutant(
        "an access does not end",
        "partners/models/period.py",
        " & (models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day))",
        "",
        RIGHTS,
    ),
    Mutant(
        "an access has always begun",
        "partners/models/period.py",
        "models.Q(starts_on__lte=day) & ",
        "",
        RIGHTS,
    ),
    Mutant(
        "a deactivated account sees rows",
        "partners/models/access.py",
        "if not user.is_active:",
        "if False:",
        WALLS,
    ),
    Mutant(
        "the coordination sees what it may not view",
        "partners/models/access.py",
        'self.all() if user.has_perm(f"{opts.app_label}.view_{opts.model_name}") else self.none()',
        "self.all()",
        WALLS,
    ),
    Mutant(
        "anybody on our side is told to every partner",
        "partners/models/person.py",
        "models.Q(contact_of__isnull=True, is_public=True)",
        "models.Q(contact_of__isnull=True)",
        WALLS,
    ),
    Mutant(
        "whoever is signed in enters the office",
        "enact/ui/coordination.py",
        "            raise Http404",
        "            pass",
        matrix("viewer"),
    ),
    Mutant(
        "the office asks for no right",
        "enact/ui/coordination.py",
        " and (right is None or user.has_perm(right))",
        "",
        matrix("staff"),
    ),
    Mutant(
        "nobody has to sign in",
        "enact/middleware.py",
        'if not getattr(view_func, "login_required", True):',
        "if True:",
        matrix("anonymous"),
    ),
    Mutant(
        "whoever is of the coordination looks, whatever it may see",
        "partners/models/access.py",
        "user.is_active and user.is_staff and user.has_perms(rights_to_look())",
        "user.is_active and user.is_staff",
        LOOKS,
    ),
    Mutant(
        "sums are kept for whoever asks the same",
        "enact/ui/unchanged.py",
        "repr((name, sql, params, lasts))",
        "repr((name, sql, lasts))",
        TWO,
    ),
    Mutant(
        "a list is sorted by whatever it is asked",
        "enact/ui/asking.py",
        'if sort and sort.removeprefix("-") not in self.table_class.sortable():',
        "if False:",
        ORDERS,
    ),
    Mutant(
        "companies are named without having agreed",
        "partners/models/organisation.py",
        "self.real().filter(nameable_on(day))",
        "self.real()",
        HIDDEN,
    ),
    Mutant(
        "examples are told as facts",
        "partners/models/organisation.py",
        "self.real().filter(nameable_on(day))",
        "self.filter(nameable_on(day))",
        HIDDEN,
    ),
    Mutant(
        "a partner whose role is to come has a page",
        "enact/pages/partners/profile.py",
        "Membership.objects.filter(starts_on__lte=day)",
        "Membership.objects.all()",
        HIDDEN,
    ),
    Mutant(
        "commitments are told without agreement",
        "funding/models/commitment.py",
        'filter(public, nameable_on(day, "organisation__"), step_kind__in=told)',
        "filter(step_kind__in=told)",
        PUBLIC,
    ),
    Mutant(
        "chairs tell hosts that are not to be named",
        "research/models/chair.py",
        'Organisation.objects.public_on(day).filter(pk=OuterRef("host"))',
        'Organisation.objects.filter(pk=OuterRef("host"))',
        CHOICES,
    ),
    Mutant(
        "chairs are told before they are awarded",
        "research/models/chair.py",
        "taken_by(day).filter(kind__in=ChairStep.FROM_AWARD_ON)",
        "taken_by(day)",
        HIDDEN,
    ),
    Mutant(
        "calls are told before they are published",
        "research/models/call.py",
        "self.filter(published_on__lte=day)",
        "self.all()",
        HIDDEN,
    ),
    Mutant(
        "a filter offers the places of everybody",
        "enact/pages/partners/asking.py",
        "place_choices(self.queryset)",
        "place_choices(Organisation.objects.all())",
        CHOICES,
    ),
    Mutant(
        "coordinators find every account",
        "accounts/admin.py",
        "return accounts if request.user.is_superuser else accounts.of_partners()",
        "return accounts",
        ACCOUNTS,
    ),
]
"""Scopes of the application, each of which some test must hold."""

HELD_BY = {"space": SCOPES, "enact": "../post/test_kinds.py", "partners": "../partners/test_invitation_page.py"}
"""The tests that hold the calls of `visible_to` of an app."""


def scopes():
    """A mutant for each call of `visible_to` in the application, without which its rows would be those of everybody."""
    numbers = Counter()
    for call in scoped_calls():
        numbers[call.file, call.function] += 1
        name = f"{call.file}, {call.function}: scope no. {numbers[call.file, call.function]}"
        yield Mutant(name, call.file, call.old, call.new, HELD_BY[call.file.partition("/")[0]])


MUTANTS += [*IN_SPACE, *scopes()]
