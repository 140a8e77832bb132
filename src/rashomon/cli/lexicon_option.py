"""The option that names a lexicon folder, shared by all commands that read."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

VARIABLE = "RASHOMON_LEXICON"  # as rashomon.lexicon.overlay has it; said here, too, so that --help stays quick


def _lay_over(context: typer.Context, folder: str | None) -> str | None:
    """Use the folder, or the one that the settings name, until the command ends."""
    if not context.resilient_parsing:
        from rashomon.lexicon import overlay

        context.call_on_close(partial(overlay.restore, overlay.in_use()))
        overlay.use(folder or None)
    return folder


LexiconOption = Annotated[
    str | None,
    typer.Option(
        "--lexicon",
        envvar=VARIABLE,
        metavar="DIR",
        help="A folder of your own word lists and rules, laid over the shipped ones.",
        show_default=False,
        callback=_lay_over,
    ),
]
