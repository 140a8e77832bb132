"""``rashomon evaluate``: how well the reader does on reports that a person has annotated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.lexicon_option import LexiconOption
from rashomon.errors import ReportError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rashomon.evaluate.gold import Gold
    from rashomon.evaluate.measure import Measured
    from rashomon.evaluate.report import Table


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.json", help="Annotated reports, in the format of docs/codebook.md.")
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="List every mistake by its kind, with the sentence.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as one JSON object, for a program.")] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.md", help="Write the tables as Markdown, between the lines <!-- GOLD: begin --> and end."
        ),
    ] = None,
    _lexicon: LexiconOption = None,
) -> None:
    """Read annotated reports and score what was read: by field, by family of types, by kind of source.

    Each share stands beside the counts that it is made of. Where the annotation names incidents and disagreements,
    comparing is scored, too. Score with and without --lexicon to see what your own words change.

    Examples:

      rashomon evaluate my-coding.json

      rashomon evaluate my-coding.json --errors --lexicon my-lexicon
    """
    from rashomon.cli import output as out
    from rashomon.cli.progress import Progress
    from rashomon.evaluate.measure import measure

    if report is not None:
        out.check(report, [gold])
    annotated = _read(gold)
    with Progress() as progress:
        progress.expect(len(annotated.reports))
        measured = measure(annotated, progress.step)
    if as_json:
        figures = measured.to_dict()
        if errors:
            figures["mistakes"] = [asdict(mistake) for mistake in measured.scores.mistakes]
        out.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", None)
    else:
        _show(gold, measured, errors)
    if report is not None:
        _write(report, gold.stem, measured)


def _read(gold: Path) -> Gold:
    """The annotation; what does not hold in it is told a line each."""
    from rashomon.cli.messages import say
    from rashomon.evaluate import read_gold

    if gold.is_dir():
        raise UsageError(f"GOLD.json {gold}: is a folder; name a file")
    try:
        return read_gold(gold)
    except ReportError as error:
        first, *others = str(error).splitlines()
        for line in others:
            say(line, kind="error")
        raise ReportError(first) from error


def _write(report: Path, name: str, measured: Measured) -> None:
    from rashomon.cli.messages import say
    from rashomon.evaluate.report import fill, markdown

    fill(report, name, markdown(measured))
    say(f"tables of {name} written to {report}")


def _show(gold: Path, measured: Measured, errors: bool) -> None:
    from rashomon.cli import output as out
    from rashomon.cli.view import screen
    from rashomon.evaluate.report import tables

    console, finish = screen()
    for table in tables(measured):
        for part in _table(table):
            console.print(part)
    for part in _mistakes(measured) if errors else ():
        console.print(part)
    if not errors and measured.scores.mistakes:
        console.print(f"See every mistake with its sentence: rashomon evaluate {gold} --errors", style="dim")
    out.write(finish(), None)


def _table(table: Table) -> Iterator[RenderableType]:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for number, title in enumerate(table.head):
        figures = all(row[number][:1].isdigit() or row[number] in ("–", "") for row in table.rows)
        grid.add_column(title, justify="right" if figures else "left", no_wrap=figures)
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row))
    yield Text(table.title, style="bold")
    yield grid
    if table.note:
        yield Text(table.note, style="dim")
    yield Text()


def _mistakes(measured: Measured) -> Iterator[RenderableType]:
    """Every mistake, the commonest kinds first."""
    from rich.padding import Padding
    from rich.text import Text

    from rashomon.evaluate.report import told
    from rashomon.export.phrases import one_line

    by_kind = [
        list(group)
        for _, group in groupby(
            sorted(measured.scores.mistakes, key=lambda one: (one.what, one.kind)), key=lambda one: (one.what, one.kind)
        )
    ]
    for group in sorted(by_kind, key=lambda group: -len(group)):
        yield Text(f"{told(group[0].what)}: {group[0].kind}  ({len(group):,})", style="bold")
        for one in group:
            yield Padding(Text.assemble((f"{one.unit}:{one.claim}", "cyan"), f"  {one.type}"), (0, 0, 0, 2))
            for label, value in (("wanted", one.want), ("read", one.got), ("in", one.sentence)):
                if value:
                    line = Text.assemble((f"{label:<7}", "dim"), one_line(value))
                    yield Padding(line, (0, 0, 0, 6))
        yield Text()
    comparison = measured.comparison
    for title, lines in (
        ("disagreement missed", comparison.missed if comparison else []),
        ("disagreement told that is not annotated", comparison.false if comparison else []),
    ):
        if lines:
            yield Text(f"{title}  ({len(lines):,})", style="bold")
            yield from (Padding(Text(one_line(line)), (0, 0, 0, 2)) for line in lines)
            yield Text()
