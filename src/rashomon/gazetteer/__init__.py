"""Names of places and where they are: built once from packages and own TOML, found at run time without network."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from rashomon.errors import GazetteerError
from rashomon.gazetteer.own import own_path
from rashomon.gazetteer.store import Entry, Gazetteer, default_path


def default() -> Gazetteer:
    """The user's gazetteer, opened once a process; it is built first where it is missing or of an old version."""
    return _opened(str(default_path()), os.getpid())


@lru_cache(maxsize=4)
def _opened(path: str, process: int) -> Gazetteer:  # a SQLite connection must not cross a fork
    if not os.path.exists(path):
        build_with_bar()
    return Gazetteer.open(path, own_path())


def build_with_bar() -> None:
    """Build the user's gazetteer with a one-line notice and a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from rashomon.gazetteer.build import build

    console = Console(file=sys.stderr)
    console.print(f"Building the gazetteer once, in about a minute: {default_path()}", soft_wrap=True)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("gazetteer", total=1.0)
        build(progress=lambda share: bar.update(task, completed=share))


__all__ = ["Entry", "Gazetteer", "GazetteerError", "build_with_bar", "default", "default_path"]
