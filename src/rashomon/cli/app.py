"""The commands and their common options."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.cli.collect import collect
from rashomon.cli.compare import compare
from rashomon.cli.doctor import doctor
from rashomon.cli.evaluate import evaluate
from rashomon.cli.explain import explain
from rashomon.cli.export import export
from rashomon.cli.gazetteer import app as gazetteer
from rashomon.cli.incident import incident
from rashomon.cli.lexicon import app as lexicon
from rashomon.cli.place import place
from rashomon.cli.read import read
from rashomon.cli.search import search
from rashomon.cli.source import source
from rashomon.cli.watch import watch

app = typer.Typer(
    name="rashomon",
    help="Read conflict news and keep every account apart: who says what happened, where, when, to whom.",
    epilog="Start with: rashomon read report.txt --published 2016-04-04",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read)
app.command("explain")(explain)
app.command("collect")(collect)
app.command("watch")(watch)
app.command("compare")(compare)
app.command("place")(place)
app.command("incident")(incident)
app.command("source")(source)
app.command("search")(search)
app.command("evaluate")(evaluate)
app.command("doctor")(doctor)
app.command("export")(export)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(lexicon, name="lexicon")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"rashomon {version('rashomon')}")
        raise typer.Exit


@app.callback()
def common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback where something goes wrong inside.")
    ] = False,
) -> None:
    """Read conflict news and keep every account apart: who says what happened, where, when, to whom."""
