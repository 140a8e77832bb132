"""One writer and readers in processes of their own: no lock errors, no torn reads, in both stores."""

from __future__ import annotations

from collections.abc import Callable

from library_load import load

from rashomon.library import open_library

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

SECONDS = 4


def test_readers_and_a_writer_do_not_disturb_each_other(place: Callable[[], str]) -> None:
    where = place()
    told = load(where, SECONDS, readers=3)
    assert [one.errors for one in told] == [[]] * 4
    assert [one.torn for one in told] == [[]] * 4
    assert all(one.times for one in told)
    with open_library(where) as library:
        assert library.check() == []
