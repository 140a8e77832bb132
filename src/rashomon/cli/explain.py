"""``rashomon explain``: which rule fired on which words of a sentence, and why others were passed over."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.lexicon_option import LexiconOption
from rashomon.errors import InputError, UsageError

if TYPE_CHECKING:
    import datetime as dt

    from rich.console import RenderableType

    from rashomon.read.notes import Note
    from rashomon.records import Reading

_WEIGHED = (
    ("Places weighed, best first", "places"),
    ("Who did it, with what speaks for the first", "actor"),
    ("Whom it hit, with what speaks for the first", "target"),
    ("Names on the map, likeliest first", "names"),
)


def explain(
    sentence: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="A sentence or a short text, or - for standard input.")
    ],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date as YYYY-MM-DD.")] = None,
    _lexicon: LexiconOption = None,
) -> None:
    """Show which rule fired on which words, why other words were passed over, and the claims that came of it.

    Example:

      rashomon explain "The army said it had retaken Rastan on Sunday." --published 2016-04-04
    """
    from rashomon.cli import output as out
    from rashomon.cli.view import screen

    day = _day(published)
    text = _text(sentence)
    from rashomon.read.reader import explain as explain_text

    reading, notes = explain_text(text, published=day)
    console, finish = screen()
    for part in parts(reading, notes):
        console.print(part)
    out.write(finish(), None)


def _day(published: str | None) -> dt.date | None:
    if published is None:
        return None
    from rashomon.collect.fields import parse_day

    try:
        return parse_day(published)
    except ValueError as error:
        raise UsageError(f"--published {error}") from error


def _text(sentence: str) -> str:
    """The text to explain; raises UsageError for none and InputError for what cannot be read."""
    from rashomon.collect import guard

    try:
        text = guard.decode(guard.read_stream(sys.stdin.buffer)) if sentence == "-" else guard.clean(sentence)
        guard.check_length(text)
    except InputError as error:
        raise InputError(f"standard input: {error}") from error
    if not text.strip():
        raise UsageError("SENTENCE: is empty; give a sentence in quotation marks")
    return text.strip()


def parts(reading: Reading, notes: Sequence[Note]) -> list[RenderableType]:
    """The sentence with its marks, what became of each candidate, and the claims."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from rashomon.cli.view import claim_rows
    from rashomon.export import phrases

    found: list[RenderableType] = [_marked(reading, notes)]
    for title, kept, sign, style in (("Kept", True, "✓", "green"), ("Passed over", False, "–", "yellow")):
        chosen = [note for note in notes if note.kept is kept]
        if not chosen:
            continue
        table = Table.grid(padding=(0, 1))
        for note in chosen:
            rule = Text.assemble((note.rule, "cyan"), (f"  {note.step}" if note.step else "", "dim"))
            reason = Text(phrases.one_line(note.reason))
            told = Text.assemble((phrases.one_line(note.text), f"bold {style}"), "  ", rule, "\n", reason)
            table.add_row(Text(sign, style=style), told)
        found += [Text(), Text(title, style="bold"), Padding(table, (0, 0, 0, 2))]
    if not any(note.kept is not None for note in notes):
        found += [Text(), Text("No word in it is a candidate for a happening or a state.", style="dim")]
    for title, step in _WEIGHED:
        weighed = [note for note in notes if note.step == step]
        if not weighed:
            continue
        table = Table.grid(padding=(0, 2))
        for note in weighed:
            table.add_row(Text(phrases.one_line(note.text), style="bold"), Text(phrases.one_line(note.reason)))
        found += [Text(), Text(title, style="bold"), Padding(table, (0, 0, 0, 2))]
    for number, claim in enumerate(reading.claims, 1):
        table = Table.grid(padding=(0, 1))
        table.add_column(width=7)
        table.add_column()
        kind = "" if claim.source.kind == "publisher" else f", {phrases.source_kind(claim.source)}"
        table.add_row(Text("source", style="dim"), Text(phrases.source_name(claim.source, None) + kind))
        if claim.place is not None:
            where = phrases.where_words(claim.place)
            place = phrases.one_line(claim.place.name) + (f", {where}" if where else "")
            table.add_row(Text("where", style="dim"), Text(place))
        if phrases.doubts(claim):
            table.add_row(Text("told", style="dim"), Text(", ".join(phrases.doubts(claim)), style="bold yellow"))
        for label, value in claim_rows(claim, "", ""):
            table.add_row(Text(label, style="dim"), value)
        table.add_row(Text("rule", style="dim"), Text(claim.rule, style="cyan"))
        head = Text(f"Claim {number}  {phrases.type_words(claim.type)}", style="bold blue")
        found += [Text(), head, Padding(table, (0, 0, 0, 2))]
    if not reading.claims:
        found += [Text(), Text("No claim came of it.", style="bold")]
    return found


def _marked(reading: Reading, notes: Sequence[Note]) -> RenderableType:
    """The sentence with kept words green and underlined and dropped words yellow."""
    from rich.text import Text

    from rashomon.export import phrases

    body = phrases.visible(reading.report.text)
    text = Text(body)
    for note in notes:
        if note.kept is None:
            continue
        if note.text and body[note.start : note.end] == phrases.visible(note.text):
            text.stylize("bold green underline" if note.kept else "yellow", note.start, note.end)
    return text
