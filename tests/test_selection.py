"""Which cases of tests are run on PostgreSQL: each test, with a few of its cases, others by the seed."""

from types import SimpleNamespace

from tests.selection import some_cases

NAMES = ["a.py::one", *(f"a.py::many[{number}]" for number in range(20)), "b.py::two[x]", "b.py::two[y]"]


def chosen(seed, names=NAMES):
    """The names of the cases that are run with two of each test, in the order of the tests."""
    return [item.name for item in some_cases([Named(nodeid=name, name=name) for name in names], 2, seed)]


class Named(SimpleNamespace):
    """A case of a test, by its name; each is itself alone."""

    __hash__ = object.__hash__


def test_each_test_is_run_with_some_of_its_cases_in_its_order():
    kept = chosen(1)
    assert [name.partition("[")[0] for name in kept] == ["a.py::one", *["a.py::many"] * 2, *["b.py::two"] * 2]
    assert kept == [name for name in NAMES if name in kept]


def test_seed_alone_decides_which_cases():
    assert set(chosen(1, NAMES[::-1])) == set(chosen(1))
    assert {name for seed in range(200) for name in chosen(seed)} == set(NAMES)
