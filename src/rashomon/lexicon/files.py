"""Load the files of the lexicon as they count: the shipped ones, with a folder of one's own laid over them."""

from __future__ import annotations

from typing import Any

from rashomon.lexicon.overlay import current
from rashomon.lexicon.shipped import names, shipped


def load(name: str) -> dict[str, Any]:
    """One lexicon file as plain values; ``name`` is its path below the lexicon, without ``.toml``.

    With the folder in use (overlay.py) laid over it. Raises LexiconError where the file is missing, is not valid TOML,
    or where that folder has anything that does not hold.
    """
    own = current()
    if own is None or name not in own.files:
        return shipped(name)
    from rashomon.lexicon.merge import lay
    from rashomon.lexicon.shapes import shape_of

    base = shipped(name) if name in names() else {"group": []}
    return lay(base, own.files[name], shape_of(name), lambda kind, value: "").values
