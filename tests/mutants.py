"""`python -m tests.mutants`: takes one scope away at a time in a copy of the project; do the isolation tests see it?

A mutant that lives is a leak that nobody would notice: then the exit code is 1, as when the text to change is not there
once, or when the tests fail in a copy from which nothing was taken away.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.checks import ISOLATION, ROOT

AT_ONCE = 2


class Mutant(NamedTuple):
    """A scope that is taken away: its name, and the text of a file that becomes another."""

    name: str
    file: str
    old: str
    new: str


UNCHANGED = Mutant("nothing is taken away", "manage.py", "", "")


ACCESS, SPACE = "partners/models/access.py", "space/views.py"
MUTANTS = [
    Mutant(
        "a partner sees every row",
        ACCESS,
        'return self.filter(self.belonging_to(Access.objects.active_on(day).filter(user=user).values("organisation")))',
        "return self.all()",
    ),
    Mutant("the access of anybody is everybody's", ACCESS, ".filter(user=user).values", ".values"),
    Mutant("an access has no days", ACCESS, "super().active_on(day).filter(is_withdrawn", "self.filter(is_withdrawn"),
    Mutant("an access cannot be withdrawn", ACCESS, ".active_on(day).filter(is_withdrawn=False)", ".active_on(day)"),
    Mutant("staff needs no right to see rows", ACCESS, "else self.none()", "else self.all()"),
    Mutant(
        "whoever signs in enters every space",
        SPACE,
        "seen = Organisation.objects.visible_to(self.user, self.today)",
        "seen = Organisation.objects.all()",
    ),
    Mutant(
        "a space shows every commitment",
        SPACE,
        "own = Commitment.objects.visible_to(self.user, self.today).filter(organisation=self.organisation)",
        "own = Commitment.objects.all()",
    ),
    Mutant(
        "a commitment shows every step",
        SPACE,
        "own = CommitmentStep.objects.visible_to(self.user, self.today).filter(commitment=commitment)",
        "own = CommitmentStep.objects.all()",
    ),
    Mutant(
        "the door of the space names every organisation",
        SPACE,
        "found = Organisation.objects.visible_to(request.user, today)",
        "found = Organisation.objects.all()",
    ),
    Mutant(
        "a space names everybody's people",
        SPACE,
        "if held.organisation_id == self.organisation.pk:",
        "if held.organisation_id or self.organisation.pk:",
    ),
    Mutant(
        "the lists of the coordination need no right",
        "enact/ui/coordination.py",
        "(right is None or user.has_perm(right))",
        "True",
    ),
    Mutant(
        "the coordination's doors are open to whoever signs in",
        "enact/ui/coordination.py",
        "if not (user.is_active and user.is_staff and (right is None or user.has_perm(right))):",
        "if not user.is_active:",
    ),
    Mutant("pages are public by default", "enact/middleware.py", '"login_required", True)', '"login_required", False)'),
    Mutant(
        "coordinators look after every account",
        "accounts/admin.py",
        "return accounts if request.user.is_superuser else accounts.of_partners()",
        "return accounts",
    ),
    Mutant(
        "companies are named without having agreed",
        "partners/models/organisation.py",
        "return self.real().filter(~models.Q(kind=Organisation.Kind.COMPANY) | agreed)",
        "return self.all()",
    ),
    Mutant(
        "calls are public before they are published",
        "research/models/call.py",
        "return self.filter(published_on__lte=day)",
        "return self.all()",
    ),
    Mutant(
        "commitments are told in public without agreement",
        "funding/models.py",
        "return self.real().with_step_on(day).filter(public, step_kind__in=told)",
        "return self.with_step_on(day).filter(step_kind__in=told)",
    ),
]


def main():
    """Runs the isolation tests against every mutant, and returns the exit code."""
    with ThreadPoolExecutor(AT_ONCE) as several:
        outcomes = list(several.map(outcome, [UNCHANGED, *MUTANTS]))
    print("\n".join(f"{said:<8} {seconds:6.1f} s  {mutant.name}" for mutant, said, seconds in outcomes))
    return int(any(said != ("lives" if mutant == UNCHANGED else "caught") for mutant, said, _seconds in outcomes))


def outcome(mutant):
    """A mutant, what became of it, in how many seconds: it is caught, lives, or is absent where there is no such text."""
    started = perf_counter()
    with tempfile.TemporaryDirectory(prefix="enact-mutant-") as folder:
        copy = Path(folder, "enact")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "var", "__pycache__", "docs", "bench"))
        file = copy / mutant.file
        text = file.read_text("utf-8")
        if mutant != UNCHANGED and text.count(mutant.old) != 1:
            return mutant, "absent", 0
        file.write_text(text.replace(mutant.old, mutant.new), "utf-8")
        return mutant, "caught" if is_caught(copy) else "lives", perf_counter() - started


def is_caught(copy):
    """Whether the isolation tests fail in a copy of the project. Raises `RuntimeError` when they could not be run at all."""
    command = [sys.executable, "-m", "pytest", "-x", "--quiet", "--tb=no", "-p", "no:cacheprovider", ISOLATION]
    done = subprocess.run(command, cwd=copy, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main())
