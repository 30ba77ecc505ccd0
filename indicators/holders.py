"""Sums of amounts that belong to somebody who keeps them: whether those of one, or of two together, can be told from the sums.

Whoever reads sums can add and subtract them, over tables and over releases. So they are taken as vectors: each amount is in some
sums, and what can be computed is a combination of them.
"""

from collections import defaultdict
from dataclasses import dataclass, field

FEWEST = 3
"""The fewest holders whose amounts can be published together without telling that of one to another of them."""
PRIME = 2**61 - 1
"""Ranks are taken modulo a large prime: exact integers stay small, and none is mistaken for zero in practice."""


@dataclass
class Basis:
    """Independent vectors, reduced, each by the place of its first number."""

    rows: dict = field(default_factory=dict)

    def add(self, vector):
        """Adds a vector, and returns whether it tells more than those before."""
        for place in range(len(vector)):  # the vector is another one at each turn
            value = vector[place]
            if not value:
                continue
            if place not in self.rows:
                inverse = pow(value, -1, PRIME)
                self.rows[place] = [number * inverse % PRIME for number in vector]
                return True
            vector = [(number - value * other) % PRIME for number, other in zip(vector, self.rows[place], strict=True)]
        return False


def is_safe(held):
    """Whether sums by cell tell nothing of fewer than three holders. `held`: of each amount, its holder and its cells.

    Sums and differences of cells are what can be computed from them. The holders are parted into three groups, each of
    which, alone, has an amount in enough cells for every combination of cells to hold one of its amounts. Whatever two holders
    one looks for, or is, a group without them remains in every combination. Where no such parting is found, the answer is no.
    """
    places = {cell: place for place, cell in enumerate(sorted(set().union(*(cells for _holder, cells in held))))}
    of_holder = defaultdict(set)
    for holder, cells in held:
        of_holder[holder].add(tuple(int(cell in cells) for cell in places))
    whole = Basis()
    for vector in sorted(set().union(*of_holder.values()) if of_holder else ()):
        whole.add(vector)
    left = sorted(of_holder, key=lambda holder: (-len(of_holder[holder]), holder))
    for _group in range(FEWEST if held else 0):
        group = spanning(left, of_holder, len(whole.rows))
        if group is None:
            return False
        left = [holder for holder in left if holder not in group]
    return True


def spanning(holders, of_holder, rank):
    """Some of the holders whose cells together tell as much as all; `None` when there are none."""
    basis, group = Basis(), set()
    for holder in holders:
        before = len(basis.rows)
        for vector in sorted(of_holder[holder]):
            basis.add(vector)
        if len(basis.rows) > before:
            group.add(holder)
        if len(basis.rows) == rank:
            return group
    return None
