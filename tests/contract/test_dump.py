"""The dump: the same content gives the same bytes, in whatever order it came and in whichever store it lies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from made_library import entry, fill, full_report, put_full, shuffled

from rashomon.collect.items import Origin
from rashomon.library import open_library
from rashomon.library.dump import dump
from rashomon.library.records import Failure

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_adding_leaves_no_trace(place: Callable[[], str], tmp_path: Path, seed: int) -> None:
    with open_library(tmp_path / "sorted.rashomon") as library:
        fill(library, list(range(12)))
        expected = list(dump(library))
    with open_library(place()) as library:
        fill(library, shuffled(12, seed), portion=seed)
        with library.edit() as edit:
            edit.put_failure(Failure(Origin("broken", "line 1"), "not JSON", "https://x.example/"))
        assert list(dump(library)) == expected
    kinds = {json.loads(line)["kind"] for line in expected}
    assert kinds == {"report", "reading", "decision", "failure", "incident", "disagreement", "control"}


def test_a_group_of_copies_is_listed_whatever_its_name(place: Callable[[], str]) -> None:
    ids = sorted(full_report(number)[0].report.id for number in range(3))
    dumps = []
    for voice in ids[:2]:
        with open_library(place()) as library, library.edit() as edit:
            for number in range(3):
                put_full(edit, number)
            edit.put_voice(ids[:2], voice)
        with open_library(library.location, create=False) as library:
            dumps.append(list(dump(library)))
    assert dumps[0] == dumps[1]
    assert sum('"kind":"copies"' in line for line in dumps[0]) == 1


def test_what_differs_shows(place: Callable[[], str]) -> None:
    with open_library(place()) as one:
        fill(one, [1])
        before = list(dump(one))
        with one.edit() as edit:
            edit.add(entry("nul \0 and \ud800"), Origin("x\udc80"))
        after = list(dump(one))
    assert set(before) < set(after)
    assert all(line.isascii() and line.endswith("\n") for line in after)
