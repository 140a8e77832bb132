"""What the keys, values and entries of a lexicon folder of one's own may be."""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from rashomon.lexicon.entries import CountryEntry, CueClass, EventRule, Group, Head, Kind, Office, Platform, SameNames
from rashomon.lexicon.families import FAMILIES, FAMILY, UNSETTLED
from rashomon.lexicon.merge import Laid
from rashomon.lexicon.told import Fault
from rashomon.records import SourceKind

_SOURCES = typing.get_args(SourceKind)
_NEEDS = ("actor", "target", "place", "weapon", "toll")
_HOLIDAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|easter(?:[+-]\d{1,2})?")
_OTHER_KEYS = {"with": "with_", "from": "from_"}  # Python's own words


class Checks:
    """What is valid, as the shipped lexicon and the own folder have it together."""

    def __init__(self, kinds: Iterable[str], countries: Iterable[str], shipped: Callable[[str], Mapping[str, Any]]):
        self.kinds = sorted(kinds)
        self.countries = frozenset(countries)
        self.shipped = shipped
        events = shipped("events")["event"]
        self.needs = sorted({part for rule in events for need in rule.get("needs", ()) for part in need.split("+")})
        self.frames = sorted({frame for group in shipped("cues")["verbs"] for frame in group.get("frames", ())})

    def of_file(self, name: str) -> Callable[[str, Any], str]:
        """The check that merge.py asks for while it lays a file over the shipped one of that name."""
        return lambda kind, value: self._check(name, kind, value)

    def _check(self, name: str, kind: str, value: Any) -> str:
        match kind:
            case "type":
                return self._type(value, FAMILY)
            case "kind" if value not in (known := self._kinds(name)):
                return f'there is no kind "{value}"{_like(value, known)}'
            case "country" if value not in self.countries:
                return f'there is no country "{value}"; give its ISO 3166-1 alpha-3 code, such as SYR'
            case "word" if value != value.lower():
                return f'must be in small letters: "{value.lower()}"'
            case "source kind" if value not in _SOURCES:
                return f'there is no kind of source "{value}"{_like(value, _SOURCES)}'
            case "two words" if len(value.split()) != 2:
                return f'"{value}" is not the past and the participle: two words, such as "took taken"'
            case "holiday" if value and not _HOLIDAY.fullmatch(value):
                return f'"{value}" is no day: give MM-DD, easter, easter+1 or easter-2'
            case "shipped":
                table, own = value
                known = sorted(set(self.shipped(name)[table].values()))
                return "" if own in known else f"{own!r} is not known here{_like(own, known)}"
        return ""

    def _kinds(self, name: str) -> list[str]:
        """Kinds of parties; a file may use further ones, such as "person" among titles."""
        return sorted({*self.kinds, *(self.shipped(name) if name == "actors/titles" else ())})

    @staticmethod
    def _type(value: str, known: Iterable[str]) -> str:
        return "" if value in known else f'there is no event type "{value}"{_like(value, known)}'

    # --- entries

    def entries(self, laid: Laid) -> list[Fault]:
        """What does not hold in merged entries, each at its key."""
        found = []
        for path, rule, entry in laid.entries:
            faults = list(_model_faults(rule.model, entry)) or list(self._entry(rule.model, entry))
            found += [Fault((*path, key) if key else path, told) for key, told in faults]
        return found

    def _entry(self, model: str, entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What a model cannot know: names that have to be known elsewhere, entries without a word."""
        if model == "event":
            yield from self._event(entry)
        elif model == "cue":
            wrong = [frame for frame in entry.get("frames", ()) if frame not in self.frames]
            if wrong:
                yield "frames", f'there is no frame "{wrong[0]}"{_like(wrong[0], self.frames)}'
            if not entry.get("frames") and not entry.get("prepositions") and "noun" not in str(entry.get("class")):
                return
        elif model in ("group", "head", "office") and entry["kind"] not in self.kinds:
            yield "kind", f'there is no kind "{entry["kind"]}"{_like(entry["kind"], self.kinds)}'
        codes = entry.get("countries", ()) if model == "group" else [entry["country"]] if model == "office" else ()
        for code in codes:
            if code not in self.countries:
                yield (
                    "countries" if model == "group" else "country",
                    f'there is no country "{code}"; give its ISO 3166-1 alpha-3 code, such as SYR',
                )
        if model == "country" and not (re.fullmatch("[A-Z]{3}", entry["iso3"]) and abs(entry["lat"]) <= 90):
            yield "iso3", "give an ISO 3166-1 alpha-3 code in capitals, and lat between -90 and 90"

    def _event(self, entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        known = [*FAMILY, *UNSETTLED]
        for key in ("type", "default"):
            if key in entry and (problem := self._type(entry[key], known if key == "type" else FAMILY)):
                yield key, problem
        if entry["type"] == "strike" and "default" not in entry:
            yield "type", 'a "strike" needs a default: the type where no weapon is named, such as air_drone_strike'
        if not any(entry.get(key) for key in ("verbs", "nouns", "phrases")):
            yield "", "has no verbs, nouns or phrases, so it would never fire; give at least one word"
        for family in entry.get("about", ()):
            if family not in FAMILIES:
                yield "about", f'there is no family of types "{family}"{_like(family, FAMILIES)}'
        for need in entry.get("needs", ()):
            for part in need.split("+"):
                if part not in self.needs and part not in _NEEDS:
                    yield "needs", f'there is no need "{part}"{_like(part, [*_NEEDS, *self.needs])}'


_MODELS: dict[str, tuple[type[BaseModel], tuple[str, ...]]] = {  # with the keys of a file that the model lacks
    "event": (EventRule, ()), "group": (Group, ()), "head": (Head, ()), "office": (Office, ()),
    "platform": (Platform, ()), "kind": (Kind, ()), "cue": (CueClass, ("class",)), "country": (CountryEntry, ()),
    "same": (SameNames, ()),
}  # fmt: skip


def _model_faults(name: str, entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The keys that are unknown, missing or of a wrong type, in the words of this project."""
    model, besides = _MODELS[name]
    values = {_OTHER_KEYS.get(key, key): value for key, value in entry.items() if key not in besides}
    back = {ours: theirs for theirs, ours in _OTHER_KEYS.items()}
    for key, field in model.model_fields.items():
        if field.annotation is bool and not isinstance(values.get(key, True), bool):
            yield key, f"is {values.pop(key)!r}; give true or false, without quotation marks"
        elif field.annotation in (int, int | None) and type(values.get(key, 0)) is not int:
            yield back.get(key, key), f"is {values.pop(key)!r}; give a whole number, without quotation marks"
    try:
        model.model_validate(values)
    except ValidationError as error:
        keys = [back.get(key, key) for key in model.model_fields]
        for one in error.errors(include_url=False):
            key = back.get(str(one["loc"][0]), str(one["loc"][0])) if one["loc"] else ""
            if one["type"] == "extra_forbidden":
                yield key, f"there is no such key{_like(key, keys)}"
            elif one["type"] == "missing":
                yield "", f'has no {key}; every entry needs it (see the example of "rashomon lexicon show")'
            elif "expected" in one.get("ctx", {}):
                yield key, f"is {one['input']!r}; give {one['ctx']['expected']}"
            else:
                yield key, f"is {one['input']!r}: {one['msg'][:1].lower()}{one['msg'][1:]}"


def _like(name: Any, known: Iterable[Any]) -> str:
    choices = [str(one) for one in known]
    alike = difflib.get_close_matches(str(name), choices, 2, 0.6)
    if alike:
        return f"; did you mean {' or '.join(alike)}?"
    return f"; one of {', '.join(dict.fromkeys(choices))}"
