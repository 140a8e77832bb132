"""The public names, keys and commands are a fixed list, and the documentation has each of them."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import shlex
import sys
import tomllib
import typing
from pathlib import Path
from typing import Any

import pytest
import typer

import rashomon
from rashomon import records
from rashomon.cli.app import app
from rashomon.lexicon.families import FAMILY

ROOT = Path(__file__).parents[1]
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
GUIDES = [
    ROOT / "README.md",
    ROOT / "docs" / "tutorial.md",
    ROOT / "docs" / "lexicon.md",
    ROOT / "docs" / "accuracy.md",
    ROOT / "examples" / "README.md",
]
CALLS = ["compare", "open_library", "read", "read_many"]
RECORDS = [
    "Actor", "Attribution", "Casualties", "Claim", "Comparison", "ControlInterval", "Disagreement", "Incident",
    "Period", "Place", "PlaceMention", "Reading", "Report", "Source", "Span", "TimeMention",
]  # fmt: skip
TEXT = "The army said on Sunday that it had retaken the town of Rastan, killing 12 rebels."


def test_public_names_are_this_list() -> None:
    assert sorted(rashomon.__all__) == sorted([*CALLS, *RECORDS, "__version__"])
    assert all(hasattr(rashomon, name) for name in rashomon.__all__)


def test_every_public_name_says_what_it_is() -> None:
    for name in (*CALLS, *RECORDS):
        assert (getattr(rashomon, name).__doc__ or "").strip(), name


def test_calls_stay_calls_after_the_first() -> None:
    # The rooms read and compare have the names of calls; importing them must not replace the calls.
    for _ in range(2):
        reading = rashomon.read(TEXT, published="2016-04-04")
        rashomon.compare([reading])
    assert callable(rashomon.read)
    assert callable(rashomon.compare)


def keys(value: Any) -> set[str]:
    """Every key in a value, at any depth."""
    if isinstance(value, dict):
        return set(value).union(*(keys(item) for item in value.values()))
    return set().union(*(keys(item) for item in value)) if isinstance(value, list) else set()


def record_keys() -> set[str]:
    names = {
        field.name
        for record in RECORDS
        for field in dataclasses.fields(getattr(records, record))
        if record != "ControlInterval"
    }
    return names | {"from", "until"}


def test_every_key_of_the_json_is_in_the_codebook() -> None:
    reading = rashomon.read(TEXT, published="2016-04-04")
    told = record_keys() | keys(reading.to_dict()) | keys(rashomon.compare([reading]).to_dict())
    missing = sorted(key for key in told if f"`{key}`" not in CODEBOOK)
    assert not missing


def test_every_value_of_the_json_is_in_the_codebook() -> None:
    kinds: list[Any] = [
        records.Stance, records.Certainty, records.Aspect, records.Extent, records.PlaceKind, records.Precision,
        records.SourceKind,
    ]  # fmt: skip
    values = [*FAMILY, *(value for kind in kinds for value in typing.get_args(kind))]
    assert not [value for value in values if f"`{value}`" not in CODEBOOK]


def commands(group: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every command below a group by its words."""
    found = {path: group}
    for name, command in getattr(group, "commands", {}).items():
        found |= commands(command, (*path, name))
    return found


COMMANDS = commands(typer.main.get_command(app))
LINES = [
    (guide.name, line.strip().removeprefix("$ "))
    for guide in GUIDES
    if guide.is_file()
    for line in re.findall(r"^(?:    |\$ )(?:\$ )?rashomon .*$", guide.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize(("guide", "line"), LINES)
def test_every_command_in_the_guides_exists(guide: str, line: str) -> None:
    words = shlex.split(line.split(" | ")[0].split(" > ")[0], comments=True)[1:]
    path: tuple[str, ...] = ()
    while len(path) < len(words) and (*path, words[len(path)]) in COMMANDS:
        path = (*path, words[len(path)])
    known = {option for parameter in COMMANDS[path].params for option in (*parameter.opts, "--help", "--version")}
    assert path or words[0].startswith("-"), f"{guide}: no command {words[0]}"
    assert {word for word in words[len(path) :] if re.match(r"--?[a-z]", word)} <= known, f"{guide}: {line}"


def test_every_command_is_in_the_readme_and_has_help() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path, command in COMMANDS.items():
        if not hasattr(command, "commands"):
            assert f"rashomon {' '.join(path)}" in readme
        assert command.help


def test_every_make_target_in_the_guides_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    guides = "\n".join(p.read_text(encoding="utf-8") for p in [*GUIDES, ROOT / "CONTRIBUTING.md"] if p.is_file())
    assert set(re.findall(r"\bmake (demo|test|bench|lock|clean|[a-z]+)\b(?=`|\n)", guides)) <= targets


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_every_locked_package_is_credited() -> None:
    credits = re.sub(r"[-_.]+", "-", (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower())
    locked = re.findall(
        r"^([a-z][\w.-]*)==", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert locked
    assert not [name for name in locked if not re.search(rf"^\| {name}( \(|\s*\|)", credits, re.MULTILINE)]


def test_every_import_is_a_declared_package() -> None:
    # Nothing of src/ may lean on what merely comes along.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    entries = [*project["dependencies"], *extras["parquet"], *extras["postgres"]]
    declared = {re.split(r"[<>=!~\[ ;]", entry)[0].replace("-", "_") for entry in entries}
    imported = {
        word
        for path in ROOT.glob("src/**/*.py")
        for word in re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    distributions = {name for name in imported - set(sys.stdlib_module_names) if importlib.util.find_spec(name)}
    assert distributions - {"rashomon"} <= declared
