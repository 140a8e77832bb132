"""Read a lexicon folder of one's own and check it as a whole: what it does to the shipped files, what does not hold.

Every problem is one line: the file, the line where it can be told, the entry, what is wrong and what to do.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rashomon.errors import LexiconError, UsageError
from rashomon.lexicon.lines import line_of
from rashomon.lexicon.merge import lay
from rashomon.lexicon.shapes import GROUPS, shape_of
from rashomon.lexicon.shipped import names, shipped
from rashomon.lexicon.told import OFF, Change, Fault
from rashomon.settings import settings

_MAX_FILES = 200  # ten times the shipped ones: more is some other folder


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold, in one line: the file, where in it, what is wrong and what to do."""

    file: str
    where: str
    told: str

    def __str__(self) -> str:
        return f"{self.file}{f' {self.where}' if self.where else ''}: {self.told}"


@dataclass(slots=True)
class Report:
    """What a folder does, by file, and what does not hold in it."""

    folder: str
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: dict[str, list[Change]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def examine(folder: str) -> Report:
    """Read and check a whole folder; raises UsageError where there is none, LexiconError where it cannot be listed."""
    report = Report(folder)
    texts: dict[str, str] = {}
    for name, path in _tables(Path(folder), report):
        text = _text(path, name, report)
        if text is None:
            continue
        texts[name] = text
        values = _values(text, name, report)
        if values is not None:
            report.files[name] = values
    homes = _rehome(report.files)
    _lay_all(report, texts, homes)
    return report


def _tables(folder: Path, report: Report) -> Iterator[tuple[str, Path]]:
    """The files of the folder that have the name of a lexicon file; others are told."""
    if not folder.exists():
        raise UsageError(f"lexicon {folder}: there is no such folder; make one with: rashomon lexicon new {folder}")
    if not folder.is_dir():
        raise UsageError(f"lexicon {folder}: is a file; name the folder that holds your files")
    found = sorted(_walk(folder))
    if len(found) > _MAX_FILES:
        raise LexiconError(f"lexicon {folder}: has more than {_MAX_FILES} files; is it the folder that you mean?")
    known = names()
    for path in found:
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in (".md", ".rst") or path.name.startswith(".") or path.name.endswith("~"):
            continue
        if path.suffix != ".toml":
            report.remarks.append(f"{name}: passed over; files of a lexicon end in .toml")
        elif name[:-5] in known or (name.startswith(GROUPS) and name.count("/") == 1):
            yield name[:-5], path
        else:
            alike = [one for one in known if one.endswith(f"/{path.stem}")]
            alike = alike or difflib.get_close_matches(name[:-5], known, 1, 0.6)
            told = f"did you mean {alike[0]}.toml?" if alike else "they are listed by: rashomon lexicon show"
            report.problems.append(Problem(name, "", f"the lexicon has no file of this name; {told}"))


def _walk(folder: Path) -> Iterator[Path]:
    def stop(error: OSError) -> None:
        raise LexiconError(f"lexicon {error.filename}: {error.strerror}; make it readable")

    count = 0
    for place, folders, files in os.walk(folder, onerror=stop, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            yield Path(place, name)
        count += len(files) + len(folders)
        if count > 50 * _MAX_FILES:
            return


def _text(path: Path, name: str, report: Report) -> str | None:
    limit = settings().lexicon.max_bytes
    told = ""
    try:
        if not path.is_file():
            told = "is no plain file; put a text file there"
        elif path.stat().st_size > limit:
            told = f"has more than {limit:,} bytes (settings: lexicon.max_bytes); keep to what you add"
        else:
            return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        told = f"{error.strerror or error}; make it readable"
    except UnicodeDecodeError as error:
        told = f"is not UTF-8 (byte {error.object[error.start]:#04x} at {error.start:,}); save it as UTF-8"
    report.problems.append(Problem(f"{name}.toml", "", told))
    return None


def _values(text: str, name: str, report: Report) -> dict[str, Any] | None:
    """The values of a TOML text; where it is none, the line and what is commonly wrong there."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        told, where = "is nested too deep; the shipped files show what is needed", ""
    except ValueError as error:
        told, _, place = str(error).partition(" (at ")
        where = place.rstrip(")").split(",")[0] if place.startswith("line") else ""
        number = int(where.split()[1]) if where else text.rstrip().count("\n") + 1 if "end of" in place else 0
        line = text.replace("\r\n", "\n").split("\n")[number - 1] if number else ""
        told = f"not valid TOML: {told[:1].lower()}{told[1:]}; {_remedy(told, place, line)}"
        where = where or (f"line {number}" if number else "")
    report.problems.append(Problem(f"{name}.toml", where, told))
    return None


def _remedy(told: str, place: str, line: str) -> str:
    if any(sign in line for sign in "“”„‘’"):
        return 'use straight quotation marks " instead of curly ones'
    if "overwrite" in told or "twice" in told:
        return "the key stands twice: put both into one"
    if "Unclosed" in told or "end of" in place:
        return "a bracket or quotation mark is not closed, here or before"
    if "Invalid value" in told:
        return "text stands in quotation marks, lists in [ ], true and false in small letters"
    return "look at this line and the one before"


# --- laying it over ---------------------------------------------------------------------------------------------------

# The file, and the number of a group, or the id of one that is switched off: after moving -> as it was written.
_Homes = dict[tuple[str, int | str], tuple[str, int | str]]


@cache
def _shipped_groups() -> dict[str, str]:
    """The file of each shipped group, by its id."""
    return {
        group["id"]: name for name in names() if name.startswith(GROUPS) for group in shipped(name).get("group", ())
    }


def _rehome(files: dict[str, dict[str, Any]]) -> _Homes:
    """Move groups, and what is switched off of them, to the shipped file that has them: nobody should need to look."""
    homes: _Homes = {}
    mine = [name for name in files if name.startswith(GROUPS)]
    home = dict(_shipped_groups()) if mine else {}
    for name in mine:
        given = files.pop(name)
        groups, off = given.pop("group", []), given.get(OFF)
        files[name] = {**given, **files.get(name, {})}
        if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
            files[name]["group"] = groups  # told later
            groups = []
        for number, group in enumerate(groups):
            there = home.setdefault(str(group.get("id")), name)
            target = files.setdefault(there, {}).setdefault("group", [])
            homes[there, len(target)] = (name, number)
            target.append(group)
        if isinstance(off, dict) and isinstance(off.get("group"), list | dict):
            gone = off["group"] if isinstance(off["group"], dict) else dict.fromkeys(map(str, off["group"]), True)
            files[name].pop(OFF)
            if rest := {key: value for key, value in off.items() if key != "group"}:
                files[name][OFF] = rest
            for group, words in gone.items():
                there = home.get(group, name)
                files.setdefault(there, {}).setdefault(OFF, {}).setdefault("group", {})[group] = words
                homes[there, group] = (name, group)
    return homes


def _lay_all(report: Report, texts: Mapping[str, str], homes: _Homes) -> None:
    """Lay every file over the shipped one; problems are told with their lines."""
    from rashomon.lexicon.checks import Checks

    kinds = {*shipped("actors/kinds"), *report.files.get("actors/kinds", {})} - {OFF}
    listed = report.files.get("countries", {}).get("country")
    added = listed if isinstance(listed, list) else []
    codes = {entry["iso3"] for entry in shipped("countries")["country"]}
    codes |= {str(entry.get("iso3")) for entry in added if isinstance(entry, dict)}
    checks = Checks(kinds, codes, shipped)
    for name, values in report.files.items():
        base = shipped(name) if name in names() else {"group": []}
        laid = lay(base, values, shape_of(name), checks.of_file(name))
        faults = [*laid.told.faults, *checks.entries(laid)]
        if name == "compare" and not faults:
            faults += _compare_faults(laid.values)
        report.changes[name] = laid.told.changes
        if name == "events" and not faults:
            report.remarks += _also_elsewhere(values, base["event"])
        report.problems += [_problem(name, fault, values, texts, homes) for fault in faults]


def _also_elsewhere(values: Mapping[str, Any], rules: list[dict[str, Any]]) -> list[str]:
    """Words of events that other shipped rules have, too: nothing wrong, but good to know."""
    found = []
    lists = ("verbs", "nouns", "phrases")
    for entry in values.get("event", ()):
        for word in (word for key in lists for word in entry.get(key, ())):
            others = [rule["id"] for rule in rules if rule["id"] != entry["id"]
                      and any(word in rule.get(key, ()) for key in lists)]  # fmt: skip
            if others:
                told = f'"{word}" is also a word of {", ".join(others)}; the first rule whose needs are met counts'
                found.append(f"events.toml: {told}, new rules before shipped ones")
    return found


def _compare_faults(values: Mapping[str, Any]) -> list[Fault]:
    from pydantic import ValidationError

    from rashomon.lexicon.comparing import Rules

    try:
        Rules.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return [Fault(tuple(first["loc"]), f"{first['msg'][:1].lower()}{first['msg'][1:]}")]
    return []


def _problem(name: str, fault: Fault, values: Any, texts: Mapping[str, str], homes: _Homes) -> Problem:
    """The fault where the person wrote it: file, line, and the entry by its name."""
    path, value, label = fault.path, values, []
    for key in path:
        value = value[key] if isinstance(value, list) and isinstance(key, int) and key < len(value) else (
            value.get(key) if isinstance(value, dict) else None
        )  # fmt: skip
        if isinstance(key, int):
            named = value.get("id") or value.get("class") or value.get("iso3") if isinstance(value, dict) else None
            label.append(str(named or f"number {key + 1}"))
        else:
            label.append(key)
    word = fault.word
    if path[:1] == ("group",) and len(path) > 1:
        name, number = homes.get((name, path[1]), (name, path[1]))
        path = (path[0], number, *path[2:])
    elif path[:2] == (OFF, "group") and len(path) > 2:
        name, word = homes.get((name, path[2]), (name, ""))[0], word or str(path[2])
    line = line_of(texts.get(name, ""), path, word)
    return Problem(f"{name}.toml", f"line {line}" if line else "", f"{' '.join(label)}: {fault.told}".lstrip(": "))
