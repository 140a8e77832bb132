"""Word lists and rules in TOML that a researcher can read, edit and extend."""

from __future__ import annotations

import os


def use(folder: str | os.PathLike[str] | None) -> None:
    """Lay a folder of your own over the shipped lexicon from now on, in this process and the workers that it starts.

    None: the folder that RASHOMON_LEXICON or the settings name, if any. Raises LexiconError where something in it does
    not hold, UsageError where there is no such folder.
    """
    from rashomon.lexicon.overlay import use as lay_over  # imported here: the package itself must stay light

    lay_over(folder)


__all__ = ["use"]
