"""``rashomon export``: everything a library holds, as JSON lines that are the same for the same content."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.library import LibraryOption


def export(
    library: LibraryOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of the screen.")
    ] = None,
) -> None:
    """Write everything that a library holds as JSON lines: reports, readings, failures, decisions, comparison.

    Two libraries with the same content give the same bytes, whatever the order in which it came in.

    Examples:

      rashomon export --library news.rashomon --output news.jsonl

      rashomon export --library postgresql://rashomon@localhost/news | gzip > news.jsonl.gz
    """
    from rashomon.cli import output as out
    from rashomon.cli.library import opened
    from rashomon.cli.messages import say
    from rashomon.cli.progress import Progress

    if output is not None:
        out.check(output, [Path(library)] if library else [])
    lines = 0
    with opened(library) as source, Progress(shown=output is not None) as progress:
        from rashomon.library.dump import dump

        progress.phase("exporting")
        with out.opened(output) as put:
            for line in dump(source):
                put(line if line.endswith("\n") else line + "\n")
                lines += 1
                progress.step()
    if output is not None:
        say(f"{lines:,} {'line' if lines == 1 else 'lines'} written to {output}")
