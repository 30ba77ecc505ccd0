"""Pages kept as files: whole or not at all, found again by any process, forgotten when there are too many."""

import os
from itertools import pairwise

import pytest
from django.http import HttpResponse

from enact.ui.kept import files
from enact.ui.kept.memory import Memory
from enact.ui.kept.page import Page, unpacked
from tests.drawn import restart

PLACE = "edition", "fr", "/fr/"
TEXT = b"Un texte. " * 50


def keep(body=TEXT, drawn_at=1000.0, place=PLACE):
    """A page that is kept."""
    return files.keep(*place, HttpResponse(body, headers={"Vary": "Accept-Encoding"}), drawn_at)


def said(page):
    """What a page says, and when it was drawn."""
    return page and (page.headers, page.bodies, page.drawn_at)


def file():
    """The file of the page."""
    return files.place(*PLACE)


def test_page_is_found_again_by_this_process_and_by_others():
    kept = keep()
    assert files.find(*PLACE) is kept
    restart()
    assert said(files.find(*PLACE)) == said(kept)


def test_page_is_found_under_its_own_name_alone():
    keep()
    for place in [("other", "fr", "/fr/"), ("edition", "en", "/fr/"), ("edition", "fr", "/fr/other/")]:
        assert files.find(*place) is None


@pytest.mark.parametrize("cut", [0, 10, 40, 200, -1])
def test_file_that_is_not_whole_is_no_page(cut):
    keep()
    file().write_bytes(file().read_bytes()[:cut])
    restart()
    assert files.find(*PLACE) is None


def test_file_with_another_byte_is_no_page():
    keep()
    content = bytearray(file().read_bytes())
    content[-5] ^= 1
    file().write_bytes(content)
    restart()
    assert files.find(*PLACE) is None
    with pytest.raises(ValueError, match="not a whole page"):
        unpacked(bytes(content), 0.0)


def test_page_that_says_the_same_is_only_dated():
    keep()
    written = file().stat().st_ino
    keep(drawn_at=2000.0)
    restart()
    assert (file().stat().st_ino, files.find(*PLACE).drawn_at) == (written, 2000.0)


def test_page_that_says_the_same_is_written_when_its_file_is_gone():
    keep()
    file().unlink()
    keep(drawn_at=2000.0)
    restart()
    assert files.find(*PLACE).drawn_at == 2000.0


def test_page_that_says_something_else_takes_its_place_and_leaves_nothing_beside():
    keep()
    keep(b"Un autre texte.", 2000.0)
    restart()
    assert files.find(*PLACE).bodies["identity"] == b"Un autre texte."
    assert list(file().parent.iterdir()) == [file()]


def test_dropped_page_is_gone():
    keep()
    files.drop(*PLACE)
    files.drop(*PLACE)
    assert files.find(*PLACE) is None


def test_pages_drawn_before_a_moment_are_swept():
    keep(drawn_at=1000.0)
    keep(drawn_at=2000.0, place=("edition", "fr", "/fr/b/"))
    files.sweep("edition", before=2000.0)
    restart()
    assert files.find(*PLACE) is None
    assert files.find("edition", "fr", "/fr/b/").drawn_at == 2000.0


def test_page_that_cannot_be_written_is_given_all_the_same(settings, tmp_path, caplog):
    settings.VAR_DIR = tmp_path / "a file"
    settings.VAR_DIR.write_text("and no folder")
    assert keep().bodies["identity"] == TEXT
    assert files.find(*PLACE).bodies["identity"] == TEXT
    assert [record.getMessage() for record in caplog.records] == ["A page could not be kept."]
    files.leave_only(set())
    files.drop(*PLACE)
    with files.alone_for(settings.VAR_DIR / "pages" / "shown.json"):
        assert files.find(*PLACE) is None


def test_file_is_not_left_half_written(monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("no room left")

    monkeypatch.setattr(os, "utime", fail)
    keep()
    assert list(file().parent.iterdir()) == []


def test_only_one_is_alone_with_a_file():
    keep()
    with files.alone(file(), wait=False) as first, files.alone(file(), wait=False) as second:
        assert (first, second) == (True, False)
    with files.alone(file(), wait=False) as third:
        assert third is True


def test_build_names_the_state_of_the_files(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    names = []
    for name in ("page.html", "read.me", ".venv/a.py", "var/b.py", "tests/c.py", "app/d.py", "requirements/run.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
        files.build.cache_clear()
        names.append(files.build())
    files.build.cache_clear()
    assert [len(name) for name in names] == [16] * 7
    assert [now == before for before, now in pairwise(names)] == [True] * 4 + [False] * 2


# The memory of a process


def page(weight):
    """A page of some bytes."""
    return Page({"Vary": ""}, {"identity": b"x" * weight}, 0.0)


def test_memory_forgets_what_was_asked_for_longest_ago():
    memory = Memory(most=10)
    first, second, third = page(4), page(4), page(4)
    memory.put("first", first)
    memory.put("second", second)
    assert memory.get("first") is first
    memory.put("third", third)
    assert [memory.get(key) for key in ("first", "second", "third")] == [first, None, third]
    assert memory.weight == 8


def test_memory_keeps_the_last_page_however_heavy():
    memory = Memory(most=10)
    memory.put("light", page(1))
    memory.put("heavy", page(100))
    assert (memory.get("light"), memory.get("heavy").weight, memory.weight) == (None, 100, 100)


def test_memory_counts_each_page_once():
    memory = Memory(most=10)
    memory.put("same", page(4))
    memory.put("same", page(6))
    assert memory.weight == 6
    memory.drop("same")
    memory.drop("same")
    assert memory.weight == 0
