"""The rooms of the house: no module needs, directly or round about, a module that needs it."""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import rashomon

SOURCE = Path(rashomon.__file__).parent
MODULES = {
    ".".join(("rashomon", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in SOURCE.rglob("*.py")
}
# From the ground up; a room may use those before it.
FLOORS = (
    ("errors", "records"), ("settings",), ("lexicon",), ("gazetteer", "collect"), ("read", "compare"),
    ("library", "export"), ("run", "api"), ("evaluate",), ("cli",),
)  # fmt: skip
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def imports(path: Path) -> Iterator[str]:
    """The modules of this project that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in MODULES else node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def needs() -> dict[str, set[str]]:
    found = {}
    for module, path in MODULES.items():
        if path.name != "__init__.py":  # the face of a package hands on what is below it
            found[module] = {one for one in imports(path) if one in MODULES and MODULES[one].name != "__init__.py"}
    return found


def test_no_circle() -> None:
    try:
        graphlib.TopologicalSorter(needs()).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_no_room_reaches_up() -> None:
    up = [
        f"{module} -> {other}"
        for module, others in needs().items()
        for other in others
        if FLOOR.get(other.split(".")[1], 0) > FLOOR.get(module.split(".")[1], len(FLOORS))
    ]
    assert not up


def test_every_room_has_a_floor() -> None:
    rooms = {module.split(".")[1] for module in needs()}
    assert rooms - {"__main__"} <= set(FLOOR)
