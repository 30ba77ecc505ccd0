"""What a mutant of isolation is, and the tests that must see it."""

from typing import NamedTuple

WALLS = "test_walls.py"
SECOND_WALL = "test_second_wall.py"
SCOPES = "test_scopes.py"
LOOKS = "../space/test_looks.py"
RIGHTS = "test_rights.py"
PARTNER = "test_canaries.py::test_partner_reads_all_its_own_words_and_none_of_another[3]"
TWO = "test_canaries.py::test_member_of_two_partners_reads_the_words_of_both_each_in_its_space"
PUBLIC = "test_canaries.py::test_public_pages_tell_what_may_be_told"
KEYS = "test_identifiers.py::test_whatever_is_asked_of_another_it_does_not_exist"
MIXED = "test_matrix.py::test_what_is_anothers_is_not_found_in_a_space_of_ones_own"
FILES = "test_identifiers.py::test_files_are_found_under_their_own_organisation_alone"
INVITED = "test_identifiers.py::test_who_has_access_or_is_invited_is_found_under_their_own_organisation_alone"
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
