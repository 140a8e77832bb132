"""What the command line says beside its results: one line each, on standard error."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {"error": "bold red", "note": "bold cyan"}


@lru_cache(maxsize=1)
def console() -> Console:
    """The one console on standard error, which messages and the progress bar share."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(text: str, kind: Literal["error", "note"] = "note") -> None:
    """One message on one line, with nothing in it that a terminal would obey."""
    from rich.text import Text

    from rashomon.export.phrases import one_line

    line = Text.assemble((f"{kind}: ", STYLES[kind]), one_line(text))
    console().print(line, soft_wrap=True)
