"""The commands `rashomon gazetteer build` and `rashomon gazetteer find`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from rashomon.gazetteer import Entry

app = typer.Typer(help="Build the gazetteer of place names, and look names up in it.", no_args_is_help=True)

_WHY = {"name": "name", "alternate": "other name", "article": "no article", "transliteration": "other spelling"}


@app.command()
def build() -> None:
    """Build the gazetteer anew from the installed packages, in half a minute; readers keep the old one until then."""
    from rashomon.gazetteer import Gazetteer, build_with_bar, default_path

    build_with_bar()
    meta = Gazetteer.open().meta()
    typer.echo(f"{meta['places']} places in {default_path()}")
    typer.echo(meta["credit"])


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A place name, as a report writes it.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many places.")] = 20,
    spellings: Annotated[bool, typer.Option("--spellings", help="Also show places of a like spelling.")] = False,
) -> None:
    """Show the places that a name may mean, the most prominent first, and why each was found.

    A place found by another spelling only is taken where the rest of the report speaks of its country.
    """
    from rashomon.gazetteer import default
    from rashomon.gazetteer.keys import exact_key

    gazetteer = default()
    entries = gazetteer.lookup(name)
    if spellings and entries and entries[0].found != "transliteration":
        entries = (*entries, *(e for e in gazetteer.loose(exact_key(name)) if e not in entries))
    if not entries:
        typer.echo(f'No place is called "{name}", under any spelling.', err=True)
        raise typer.Exit(1)
    _show(entries[:limit])
    if len(entries) > limit:
        typer.echo(f"{len(entries) - limit} more; show them with --limit {len(entries)}", err=True)


def _show(entries: Sequence[Entry]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("name", "country", "in", "kind"):
        table.add_column(title)
    for title in ("people", "lat", "lon", "GeoNames id"):
        table.add_column(title, justify="right")
    table.add_column("found as")
    for entry in entries:
        people = f"{entry.population:,}" if entry.population else "-"
        number = str(entry.geonames_id) if entry.geonames_id else "own list"
        table.add_row(
            entry.name, entry.country or "-", entry.admin1 or "-", entry.kind, people, f"{entry.lat:.3f}",
            f"{entry.lon:.3f}", number, _WHY[entry.found],
        )  # fmt: skip
    console = Console()
    if not console.is_terminal:
        console.width = 200  # nothing is cut off in a file or a pipe
    console.print(table)
