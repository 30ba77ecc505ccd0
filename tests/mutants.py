"""`python -m tests.mutants`: takes one scope of the application away at a time, and says whether the tests of isolation see it.

A mutant is one replacement in a copy of the project. Its tests must fail, by a failure and not by an error; a mutant that
survives is named, and so is one whose text is no longer found exactly once. On the copy as it is, all those tests pass.
"""

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
OPTIONS = ["-q", "-x", "--reuse-db", "-p", "no:randomly", "-p", "no:cacheprovider"]

WALLS = "test_walls.py"
RIGHTS = "test_rights.py"
PARTNER = "test_canaries.py::test_partner_reads_all_its_own_words_and_none_of_another[3]"
TWO = "test_canaries.py::test_member_of_two_partners_reads_the_words_of_both_each_in_its_space"
PUBLIC = "test_canaries.py::test_public_pages_tell_what_may_be_told"
KEYS = "test_identifiers.py::test_whatever_is_asked_of_another_it_does_not_exist"
FILES = "test_identifiers.py::test_files_are_found_under_their_own_organisation_alone"
HIDDEN = "test_identifiers.py::test_what_is_not_public_does_not_exist_in_public[anonymous]"
CHOICES = "test_identifiers.py::test_filters_offer_nothing_that_is_not_public"
ACCOUNTS = "test_identifiers.py::test_coordinators_find_no_account_of_the_coordination"
ORDERS = "test_asking.py::test_unknown_orders_leave_the_rows_in_theirs"


def matrix(role):
    """The part of the matrix that is of a role."""
    return f"test_matrix.py::test_every_door_answers_as_the_table_says[{role}]"


class Mutant(NamedTuple):
    """A scope that is taken away: what for, in which file, which text by which, and the tests that must see it."""

    name: str
    file: str
    old: str
    new: str
    tests: str


MUTANTS = [
    Mutant(
        "a partner sees the rows of everybody",
        "partners/models/access.py",
        'return self.filter(self.belonging_to(Access.objects.active_on(day).filter(user=user).values("organisation")))',
        "return self.all()",
        PARTNER,
    ),
    Mutant(
        "an access of anybody opens to everybody",
        "partners/models/access.py",
        "Access.objects.active_on(day).filter(user=user)",
        "Access.objects.active_on(day)",
        PARTNER,
    ),
    Mutant(
        "an access is never withdrawn",
        "partners/models/access.py",
        "super().active_on(day).filter(is_withdrawn=False)",
        "super().active_on(day)",
        RIGHTS,
    ),
    Mutant(
        "a commitment shows the steps of all",
        "space/views/visit.py",
        "own = CommitmentStep.objects.visible_to(self.user, self.today).filter(commitment=commitment)",
        "own = CommitmentStep.objects.all()",
        PARTNER,
    ),
    Mutant(
        "any file is given in any space",
        "space/views/pages.py",
        "get_object_or_404(files_of(visit.organisation, visit.user, visit.today), pk=file)",
        'get_object_or_404(__import__("sources.models").models.File, pk=file)',
        FILES,
    ),
    Mutant(
        "a space gives the files of all organisations of its reader",
        "space/files.py",
        ".standing().filter(commitment__organisation=organisation)",
        ".standing()",
        FILES,
    ),
    Mutant(
        "the file of a step recorded by mistake is given",
        "space/files.py",
        ".standing().filter(commitment__organisation=organisation)",
        ".filter(commitment__organisation=organisation)",
        FILES,
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
        "a page of the space asks nobody to sign in",
        "space/views/pages.py",
        "@require_safe\ndef home(",
        "from django.contrib.auth.decorators import login_not_required\n\n\n@login_not_required\n@require_safe\ndef home(",
        matrix("anonymous"),
    ),
    Mutant(
        "any organisation's space opens",
        "space/views/visit.py",
        "seen = Organisation.objects.visible_to(self.user, self.today)",
        "seen = Organisation.objects.all()",
        KEYS,
    ),
    Mutant(
        "the way in names every organisation",
        "space/views/pages.py",
        "found = Organisation.objects.visible_to(request.user, today)",
        "found = Organisation.objects.all()",
        PARTNER,
    ),
    Mutant(
        "a space holds the commitments of all organisations of its reader",
        "space/views/visit.py",
        ".filter(organisation=self.organisation)",
        "",
        TWO,
    ),
    Mutant(
        "a space holds the payments of all organisations of its reader",
        "space/measures/payments.py",
        "received_by(on).filter(commitment__organisation=organisation)",
        "received_by(on)",
        TWO,
    ),
    Mutant(
        "a space holds the instalments of everybody",
        "space/measures/payments.py",
        "Instalment.objects.visible_to(user, today).standing_on(on).filter(commitment__organisation=organisation)",
        "Instalment.objects.standing_on(on)",
        PARTNER,
    ),
    Mutant(
        "a space names the contacts of all organisations of its reader",
        "space/views/visit.py",
        "held.contact_of_id == self.organisation.pk",
        "held.contact_of_id",
        TWO,
    ),
    Mutant(
        "a file of the space holds the commitments of everybody",
        "space/views/lists.py",
        "self.visit.commitments_on(self.on).",
        "(self.visit.commitments_on(self.on).model.objects.with_step_on(self.on) if self.asked.export"
        " else self.visit.commitments_on(self.on)).",
        PARTNER,
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
        "filter(public, step_kind__in=told)",
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


def main():
    """Tries every mutant, and returns the exit code."""
    waiting, wrong = queue.SimpleQueue(), []
    for mutant in (None, *MUTANTS):
        waiting.put(mutant)
    with tempfile.TemporaryDirectory(prefix="enact-mutants-") as folder:
        workers = [threading.Thread(target=work, args=[Path(folder) / str(n), waiting, wrong]) for n in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    print(f"\n{len(MUTANTS)} mutants: " + ("; ".join(wrong) or "all were caught"))
    return int(bool(wrong))


def work(copy, waiting, wrong):
    """Copies the project, and tries in the copy what waits; notes what is not as it must be."""
    for path in project():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    while True:
        try:
            mutant = waiting.get_nowait()
        except queue.Empty:
            return
        started, name = perf_counter(), mutant.name if mutant else "nothing is taken away"
        verdict = judged(mutant, copy)
        print(f"{name:<66} {perf_counter() - started:6.1f} s  {verdict or 'as it must be'}", flush=True)
        wrong += [f"{name}: {verdict}"] if verdict else []


def project():
    """The files of the project, those not yet committed with them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for path in listed if (ROOT / path).is_file()]


def judged(mutant, copy):
    """What is wrong with a mutant tried in a copy, in words; "" when it is caught. `None` is the project as it is."""
    if mutant is None:
        done = run(copy, sorted({mutant.tests for mutant in MUTANTS}))
        return "" if done.returncode == 0 else f"the tests fail without it\n{done.stdout}"
    if not is_found_once(mutant):
        return f"its text is not found exactly once in {mutant.file}"
    text = (copy / mutant.file).read_text("utf-8")
    (copy / mutant.file).write_text(text.replace(mutant.old, mutant.new), "utf-8")
    done = run(copy, [mutant.tests])
    (copy / mutant.file).write_text(text, "utf-8")
    if done.returncode == 0:
        return "it survives"
    caught = done.returncode == 1 and " failed" in done.stdout.splitlines()[-1]
    return "" if caught else f"the tests do not run\n{done.stdout}{done.stderr}"


def is_found_once(mutant):
    """Whether the text that a mutant replaces is where it is said to be."""
    return (ROOT / mutant.file).read_text("utf-8").count(mutant.old) == 1


def run(copy, tests):
    """Runs tests of isolation in a copy of the project, up to the first failure, on a file of SQLite that is made once."""
    nodes = [f"tests/isolation/{node}" for node in tests]
    kept = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    kept["TEST_DATABASE_FILE"] = str(copy / "tests.sqlite3")
    command = [sys.executable, "-B", "-m", "pytest", *OPTIONS, *nodes]
    return subprocess.run(command, cwd=copy, env=kept, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
