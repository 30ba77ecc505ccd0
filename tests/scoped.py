"""Every place of the application that asks `visible_to`, found in its code: each is a scope that a mutant takes away."""

import ast
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "sources", "indicators", "partners", "funding", "research", "training", "space", "office", "enact"]


class Scoped(NamedTuple):
    """A call of `visible_to`: its file, the function around it, the text of its lines, and the same without the scope."""

    file: str
    function: str
    old: str
    new: str


def scoped_calls():
    """All of them, in the order of their files and lines."""
    paths = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    return [found for path in paths for found in calls_in(path)]


def calls_in(path):
    """The calls of one file."""
    text = path.read_text("utf-8")
    if ".visible_to(" not in text:
        return
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef):
            for call in sorted(own_calls(function), key=lambda call: call.lineno):
                old, new = without(text, call)
                yield Scoped(str(path.relative_to(ROOT)), function.name, old, new)


def own_calls(function):
    """The calls of `visible_to` in a function, those in a function inside it apart."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "visible_to":
            yield node


def without(text, call):
    """The lines of a call, with as many before them as it takes to tell them from all others, and the same without the scope."""
    lines = text.splitlines(keepends=True)
    segment, receiver = ast.get_source_segment(text, call), ast.get_source_segment(text, call.func.value)
    last = "".join(lines[call.lineno - 1 : call.end_lineno])
    changed = last.replace(segment, f"{receiver}.all()")
    first = call.lineno - 1
    while first and text.count("".join(lines[first : call.end_lineno])) != 1:
        first -= 1
    before = "".join(lines[first : call.lineno - 1])
    return before + last, before + changed
