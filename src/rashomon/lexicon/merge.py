"""Lay a file of one's own over the shipped one of its name, entry by entry; what does not hold is told, never guessed.

A list of words takes words more, a value takes the place of the shipped one. An entry of a list of tables
(``[[event]]``) is known by its key: a new one is added, and comes before the shipped ones; of a shipped one, lists of
words take more and every other value is replaced. The table ``[off]`` is for switch_off.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rashomon.lexicon.lines import Path
from rashomon.lexicon.shapes import Rule, Shape
from rashomon.lexicon.switch_off import drop
from rashomon.lexicon.told import NAMES, OFF, Change, Does, Told, choices, kind_of, listed, value_problem, word_problem

Check = Callable[[str, Any], str]  # what a key or value has to be, and it -> what is wrong with it, or ""


@dataclass(slots=True)
class Laid:
    """The merged values, what changed and does not hold, and the merged entries that a model has to pass."""

    values: dict[str, Any]
    told: Told
    entries: list[tuple[Path, Rule, Mapping[str, Any]]]


def lay(shipped: Mapping[str, Any], own: Mapping[str, Any], shape: Shape, check: Check) -> Laid:
    """The own values over the shipped ones; ``check`` knows event types, kinds, countries and the like."""
    told = Told()
    own = dict(own)
    off = own.pop(OFF, {})
    layer = _Layer(shape, check, told)
    return Laid(layer.lay((), drop((), shipped, off, shape, told) if off else shipped, own), told, layer.entries)


class _Layer:
    """One file on its way; the shipped values are never changed in place."""

    def __init__(self, shape: Shape, check: Check, told: Told) -> None:
        self.shape = shape
        self.check = check
        self.told = told
        self.entries: list[tuple[Path, Rule, Mapping[str, Any]]] = []

    # --- laying over

    def lay(self, path: Path, base: Any, own: Any) -> Any:
        """The own value over the shipped one at ``path``."""
        if path in self.shape.rules:
            return self._rules(path, self.shape.rules[path], base, own)
        if isinstance(base, dict):
            return self._table(path, base, own)
        if isinstance(base, list) and all(isinstance(item, str) for item in base):
            return self._words(path, base, own)
        return self._value(path, base, own)

    def _table(self, path: Path, base: Mapping[str, Any], own: Any) -> dict[str, Any]:
        if not isinstance(own, dict):
            self.told.wrong(path, f"is {kind_of(own)}, not a table; write it as [{'.'.join(map(str, path))}]")
            return dict(base)
        laid = dict(base)
        for key, value in own.items():
            kind = self.shape.open.get(path)
            if key in base:
                laid[key] = self.lay((*path, key), base[key], value)
            elif kind is None or self.shape.trained:
                self.told.wrong((*path, key), f"there is no such key; {choices(key, base)}")
            elif problem := self.check(kind, key):
                self.told.wrong((*path, key), problem)
            else:
                sample = next((item for item in base.values() if not isinstance(item, dict)), "")
                laid[key] = self.lay((*path, key), [] if isinstance(sample, list) else _Missing(sample), value)
            if path in self.shape.classes and isinstance(laid.get(key), list):
                self._move(path, laid, base, key)
        return laid

    def _move(self, path: Path, laid: dict[str, Any], base: Mapping[str, Any], key: str) -> None:
        """Words that are new under ``key`` leave the other lists of the table."""
        new = set(laid[key]) - set(base.get(key, ()))
        for other, words in base.items():
            if other != key and isinstance(words, list) and (moved := new.intersection(words)):
                laid[other] = [word for word in laid[other] if word not in moved]
                self.told.did("moves", path, f"{listed(sorted(moved))} from {other} to {key}")

    def _words(self, path: Path, base: list[str], own: Any) -> list[str]:
        """A list of words with the new ones behind; each is checked for what could never be found."""
        if not isinstance(own, list):
            told = f"is {kind_of(own)}, not a list; write it in brackets"
            self.told.wrong(path, f"{told}: [{own!r}]".replace("'", '"') if isinstance(own, str) else told)
            return base
        if not own:
            self.told.wrong(path, "is empty; leave it out, or give words")
        good: list[str] = []
        for word in own:
            problem = word_problem(word, base)
            if not problem and word in good:
                problem = f'"{word}" stands twice; leave one out'
            if problem:
                self.told.wrong(path, problem, word if isinstance(word, str) else None)
            else:
                good.append(word)
        does: Does
        for does, words in (
            ("adds", [word for word in good if word not in base]),
            ("has already", [word for word in good if word in base]),
        ):
            if words:
                self.told.did(does, path, listed(words))
        return [*base, *(word for word in good if word not in base)]

    def _value(self, path: Path, base: Any, own: Any) -> Any:
        """A value instead of the shipped one; of its type, and one that the table allows."""
        new = isinstance(base, _Missing)
        sample = base.sample if isinstance(base, _Missing) else base
        numbers = type(own) in (int, float) and type(sample) in (int, float)
        fits = type(own) is type(sample) or (numbers and (isinstance(sample, float) or self.shape.compares))
        if not fits:
            self.told.wrong(path, f"is {kind_of(own)}, not {NAMES.get(type(sample), 'what stands there')}")
            return sample
        kind = self.shape.values.get(path[:-1])
        if problem := "" if kind == "holiday" else value_problem(own):
            self.told.wrong(path, problem)
        elif kind is not None and (problem := self.check(kind, (path[-2], own) if kind == "shipped" else own)):
            self.told.wrong(path, problem)
        elif own == sample and not new:
            self.told.did("has already", path, "")
        else:
            self.told.did("adds" if new else "replaces", path, f"{own!r}" if new else f"{own!r} for {sample!r}")
        return own

    # --- lists of tables

    def _rules(self, path: Path, rule: Rule, base: Any, own: Any) -> Any:
        if isinstance(base, dict):
            return self._named(path, rule, base, own)
        if not isinstance(own, list) or not all(isinstance(entry, dict) for entry in own):
            self.told.wrong(path, f"each entry begins with a line [[{'.'.join(map(str, path))}]]")
            return base
        laid = list(base)
        new: list[dict[str, Any]] = []
        seen: dict[str, int] = {}
        for number, entry in enumerate(own):
            at = (*path, number)
            if rule.key is None:
                laid = self._taken(at, rule, laid, entry)
                new.append(self._entry(at, rule, {}, entry))
                continue
            name = entry.get(rule.key)
            if not isinstance(name, str) or not name.strip():
                self.told.wrong(at, f"has no {rule.key}; give it one, in quotation marks")
            elif name in seen:
                self.told.wrong((*at, rule.key), f'"{name}" stands twice; put what belongs together into one entry')
            else:
                seen[name] = number
                known = next((n for n, one in enumerate(laid) if one.get(rule.key) == name), None)
                if known is None:
                    new.append(self._entry(at, rule, {}, entry))
                else:
                    laid[known] = self._entry(at, rule, laid[known], entry)
        return [*new, *laid]

    def _named(self, path: Path, rule: Rule, base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
        """Entries that are tables by name (actors/kinds.toml)."""
        laid = dict(base)
        for name, entry in own.items():
            if isinstance(entry, dict):
                laid[name] = self._entry((*path, name), rule, base.get(name, {}), entry)
            else:
                self.told.wrong((*path, name), f"is {kind_of(entry)}, not a table; write it as [{name}]")
        return laid

    def _entry(self, path: Path, rule: Rule, base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
        """One entry: lists of words add up, all else is replaced; the model has the last word later."""
        faults, before = len(self.told.faults), len(self.told.changes)
        name = str(own.get(rule.key or "", path[-1])) if rule.key or isinstance(path[-1], str) else ""
        laid = dict(base)
        for key, value in own.items():
            if key in rule.words:
                laid[key] = self._words((*path, key), list(base.get(key, ())), value)
            else:
                laid[key] = value
                if problem := value_problem(value):
                    self.told.wrong((*path, key), problem)
        del self.told.changes[before:]  # told below, entry by entry
        label = f"{path[0] if isinstance(path[-1], int) else 'kind'} {name}".strip()
        told = [f"{key} {listed(own[key])}" for key in rule.words if isinstance(own.get(key), list)]
        if not base:
            others = [str(own[key]) for key in ("type", "name", "kind") if key in own]
            self.told.changes.append(Change("adds", f"{label}: {'; '.join([*others, *told])}".rstrip(": ")))
        else:
            for key in rule.words if len(self.told.faults) == faults else ():
                known = [word for word in own.get(key, ()) if word in base.get(key, ())]
                fresh = [word for word in own.get(key, ()) if word not in base.get(key, ())]
                if fresh:
                    self.told.changes.append(Change("adds", f"{label}: {key} {listed(fresh)}"))
                if known:
                    self.told.changes.append(Change("has already", f"{label}: {key} {listed(known)}"))
            for key in own:
                if key not in rule.words and key != rule.key and own[key] != base.get(key):
                    was = f" for {base[key]!r}" if key in base else ""
                    self.told.changes.append(Change("replaces", f"{label}: {key} {own[key]!r}{was}"))
        if len(self.told.faults) == faults:
            self.entries.append((path, rule, laid))
        return laid

    def _taken(self, path: Path, rule: Rule, base: list[Any], own: Mapping[str, Any]) -> list[Any]:
        """The shipped entries without the words that the own entry has: a word is in one of them only."""
        key = rule.words[0]
        words = own.get(key)
        if not isinstance(words, list):
            self.told.wrong(path, f"has no {key}; give a list of them")
            return base
        left = []
        for entry in base:
            gone = [word for word in entry[key] if word in words]
            if gone:
                self.told.did("moves", (), f"{path[0]}: {listed(gone)} into an entry of yours")
                entry = {**entry, key: [word for word in entry[key] if word not in gone]}
            if entry[key]:
                left.append(entry)
        return left


@dataclass(frozen=True, slots=True)
class _Missing:
    """Stands for the value of a key that the shipped table lacks; ``sample`` is of the type that it must have."""

    sample: Any
