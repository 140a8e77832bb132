"""The commands `rashomon lexicon show`, `find`, `check` and `new`: word lists and rules, and a folder of one's own."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.cli.lexicon_option import LexiconOption
from rashomon.errors import RashomonError, UsageError

if TYPE_CHECKING:
    from rashomon.lexicon.folder import Report

app = typer.Typer(
    help="Look into the word lists and rules that reports are read by, and lay a folder of your own over them: "
    "words, rules, groups. Use it with --lexicon DIR or RASHOMON_LEXICON=DIR.",
    no_args_is_help=True,
)

_SHOWN = 12  # words of a list
_START = ("events", "weapons", "cues", "casualties", "places", "actors/groups_own", "actors/nouns", "actors/titles")
_SAMPLE = "The army said on Sunday that it had recaptured the town of Rastan."


@app.command()
def show(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="One of the files, such as events.")] = None,
    entry: Annotated[str | None, typer.Argument(metavar="[ENTRY]", help="One of its entries, such as retake.")] = None,
) -> None:
    """List the files of the lexicon, or show what one is for, what it holds, and how an entry of yours looks.

    Examples:

      rashomon lexicon show

      rashomon lexicon show events

      rashomon lexicon show events retake
    """
    from rashomon.cli import output as out

    if file is None:
        out.write("\n".join(_overview()) + "\n", None)
    elif entry is None:
        out.write("\n".join(_one_file(_named(file))) + "\n", None)
    else:
        out.write(_one_entry(_named(file), entry), None)


def _overview() -> Iterator[str]:
    from rashomon.lexicon.shipped import names, shipped

    width = max(map(len, names()))
    for name in names():
        yield f"{name:<{width}}  {_size(shipped(name)):>6,}  {about(name)}"
    yield ""
    yield "The number is that of words and values. See one: rashomon lexicon show FILE. Add your own: docs/lexicon.md"


def about(name: str) -> str:
    """What a file is for: as its shape says, else as the first line of its comment does."""
    from rashomon.lexicon.shapes import shape_of
    from rashomon.lexicon.shipped import text

    first = text(name).split("\n", 1)[0]
    return shape_of(name).about or (first.lstrip("# ").rstrip(".:") if first.startswith("#") else "")


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list) else 1


def _named(file: str) -> str:
    """The file that is meant; raises UsageError with what is alike."""
    from rashomon.lexicon.shipped import names

    wanted = file.removesuffix(".toml")
    known = names()
    fits = [name for name in known if name == wanted] or [name for name in known if name.endswith(f"/{wanted}")]
    if fits:
        return fits[0]
    alike = difflib.get_close_matches(wanted, known, 1, 0.5) or list(known)
    raise UsageError(f"FILE {file}: the lexicon has no such file; it has {', '.join(alike)}")


def _one_file(name: str) -> Iterator[str]:
    """The comment at the head of the file, its lists with their beginnings, and an example of one's own."""
    from rashomon.lexicon.shapes import shape_of
    from rashomon.lexicon.shipped import shipped, text

    shape = shape_of(name)
    yield f"{name}.toml: {about(name)}"
    yield ""
    for line in text(name).splitlines():
        if not line.startswith("#"):
            break
        yield line.removeprefix("#").removeprefix(" ")
    yield ""
    yield from _contents(shipped(name), ())
    if shape.trained:
        yield ""
        yield "Made by training/: a file of yours may change its numbers, and add none."
    if shape.example:
        home = "actors/groups_own" if name.startswith("actors/groups_") else name
        yield ""
        yield f"In a folder of yours, {home}.toml:"
        yield ""
        yield from (f"    {line}".rstrip() for line in shape.example.strip().splitlines())


def _contents(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    """One line for each list and table; the entries of a list of tables by their names."""
    from rashomon.lexicon.told import listed

    where = ".".join(path)
    if isinstance(value, dict) and all(not isinstance(item, dict | list) for item in value.values()) and path:
        yield f"{where}  ({len(value):,})  {listed(list(value))}"
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _contents(item, (*path, key))
    elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
        yield f"[[{where}]]  ({len(value):,})  {', '.join(_entry_name(item) for item in value)}"
    elif isinstance(value, list):
        yield f"{where}  ({len(value):,})  {listed(value)}"
    else:
        yield f"{where} = {value}"


def _entry_name(entry: dict[str, Any]) -> str:
    for key in ("id", "class", "iso3"):
        if key in entry:
            return str(entry[key])
    words = next((value for value in entry.values() if isinstance(value, list) and value), ["?"])
    return f"{words[0]} ..."


def _one_entry(name: str, entry: str) -> str:
    """The entry as it stands in the file, from its header to the next."""
    from rashomon.lexicon.lines import line_of
    from rashomon.lexicon.shipped import shipped, text

    data = shipped(name)
    lines = text(name).split("\n")
    known: list[str] = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            known += [_entry_name(one) for one in value]
            at = next((n for n, one in enumerate(value) if _entry_name(one) == entry), None)
            path: tuple[str | int, ...] | None = None if at is None else (key, at)
        else:
            known.append(key)
            path = (key,) if key == entry else None
        if path is not None and (start := line_of(text(name), path)) is not None:
            end = start
            while end < len(lines) and not (lines[end].startswith("[") or lines[end].startswith("# ---")):
                end += 1
            return "\n".join(lines[start - 1 : end]).rstrip() + "\n"
    alike = difflib.get_close_matches(entry, known, 3, 0.5)
    told = f"did you mean {' or '.join(alike)}?" if alike else f"see: rashomon lexicon show {name}"
    raise UsageError(f"ENTRY {entry}: {name}.toml has no such entry; {told}")


@app.command()
def find(
    word: Annotated[str, typer.Argument(help="A word or name, in its base form.")],
    _lexicon: LexiconOption = None,
) -> None:
    """Say in which files and entries a word stands; a folder of yours that is in use counts.

    Example:

      rashomon lexicon find retake
    """
    from rashomon.cli import output as out
    from rashomon.lexicon.files import load
    from rashomon.lexicon.overlay import current
    from rashomon.lexicon.shipped import names as shipped

    own = current()
    found = [
        f"{name}.toml  {where}"
        for name in sorted({*shipped(), *(own.files if own is not None else ())})
        for where in _places(load(name), word.strip().lower(), "")
    ]
    if not found:
        raise RashomonError(f'"{word}" is in no file of the lexicon; add it with a folder of your own: docs/lexicon.md')
    out.write("\n".join(found) + "\n", None)


def _places(value: Any, word: str, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            inner = f"{path}.{key}" if path else key
            if key.lower() == word:
                yield inner
            yield from _places(item, word, inner)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _places(item, word, f"{path} {_entry_name(item)}")
            elif isinstance(item, str) and item.lower() == word:
                yield path
    elif isinstance(value, str) and value.lower() == word and path.endswith((".name", ".id")):
        yield path


# --- a folder of one's own --------------------------------------------------------------------------------------------


@app.command()
def check(folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder of your own word lists.")]) -> None:
    """Check a folder of your own: what it adds, replaces and switches off, and whether all of it holds.

    Leaves with 1 where something does not hold; each problem is told with its file and line, and what to do.

    Example:

      rashomon lexicon check my-lexicon
    """
    from rashomon.cli.messages import say
    from rashomon.lexicon.folder import examine

    report = examine(folder)
    for remark in report.remarks:
        say(remark)
    for problem in report.problems:
        say(str(problem), kind="error")
    if not report.problems:
        _try(folder)
    _tell(report)
    if report.problems:
        raise typer.Exit(1)


def _tell(report: Report) -> None:
    from rashomon.cli import output as out
    from rashomon.export.phrases import one_line

    lines: list[str] = []
    counts: Counter[str] = Counter()
    wrong = len(report.problems)
    if wrong:
        state = f"{wrong:,} {'thing' if wrong == 1 else 'things'} to mend; nothing in it counts until then"
        out.write(f"{one_line(report.folder)}: {state}\n", None)
        return
    for name, changes in sorted(report.changes.items()):
        if changes:
            lines.append(f"{name}.toml")
        for change in changes:
            counts[change.does] += 1
            lines.append(f"  {change.does:<12}  {one_line(change.what)}")
    told = {"adds": "added", "replaces": "replaced", "moves": "moved", "switches off": "switched off",
            "has already": "there already"}  # fmt: skip
    parts = [f"{counts[does]:,} {word}" for does, word in told.items() if counts[does]] or ["nothing in it"]
    out.write("\n".join([*lines, f"{one_line(report.folder)}: {', '.join(parts)}; nothing wrong"]) + "\n", None)


def _try(folder: str) -> None:
    """Read a sentence by it; raises LexiconError where the reader cannot work with it."""
    import rashomon
    from rashomon.errors import LexiconError
    from rashomon.lexicon import overlay

    former = overlay.in_use()
    try:
        overlay.use(folder)
        rashomon.read(_SAMPLE, published="2016-04-04")
    except RashomonError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"[:200]
        raise LexiconError(
            f"lexicon {folder}: the reader cannot work with it ({told}); take out what you added last, and report it"
        ) from error
    finally:
        overlay.restore(former)


@app.command()
def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")]) -> None:
    """Make a folder to start from: the files most often added to, each with an example that is commented out.

    Example:

      rashomon lexicon new my-lexicon
    """
    from rashomon.lexicon.shapes import shape_of

    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"DIR {folder}: is there already and not empty; name another")
        for name in _START:
            path = folder / f"{name}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_start(name, shape_of(name).about, shape_of(name).example), encoding="utf-8")
    except OSError as error:
        raise RashomonError(f"DIR {folder}: {error.strerror or error}; name another folder") from error
    typer.echo(f"{folder}: {len(_START)} files, in which nothing counts yet: take away a # to use a line")
    typer.echo(f"Then: rashomon lexicon check {folder}, and rashomon read REPORT --lexicon {folder}")


def _start(name: str, about: str, example: str) -> str:
    known = "groups_africa" if name.endswith("groups_own") else name
    head = [f"# {about[:1].upper()}{about[1:]}.", f"# What is there already: rashomon lexicon show {known}"]
    head.append("# Switch something shipped off: see [off] in docs/lexicon.md.")
    return "\n".join([*head, "", *(f"# {line}".rstrip() for line in example.strip().splitlines())]) + "\n"
