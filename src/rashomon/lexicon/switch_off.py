"""Switch shipped entries of the lexicon off: the table ``[off]`` of an own file.

It mirrors the file and ends in lists of what is to go: words of a list, keys of a table, entries of a list of tables.
"""

from __future__ import annotations

from typing import Any

from rashomon.lexicon.lines import Path
from rashomon.lexicon.shapes import Rule, Shape
from rashomon.lexicon.told import OFF, Told, choices, close, is_words, kind_of, listed


def drop(path: Path, base: Any, off: Any, shape: Shape, told: Told) -> Any:
    """The shipped value at ``path`` without what ``off`` names."""
    at = (OFF, *path)
    if path in shape.rules:
        return _drop_entries(path, shape.rules[path], base, off, told)
    if isinstance(base, dict) and isinstance(off, dict):
        left = dict(base)
        for key, value in off.items():
            if key in base:
                left[key] = drop((*path, key), base[key], value, shape, told)
            else:
                told.wrong((*at, key), f"there is no such key; {choices(key, base)}")
        return left
    if not is_words(off):
        told.wrong(at, f"is {kind_of(off)}; give a list of what is to be switched off")
    elif isinstance(base, dict):
        if path not in shape.open:
            told.wrong(at, f"its lists cannot be switched off as a whole; name words: [{'.'.join(map(str, at))}]")
            return base
        known = _known(at, off, base, told)
        return {key: value for key, value in base.items() if key not in known}
    elif isinstance(base, list) and all(isinstance(item, str) for item in base):
        known = _known(at, off, base, told)
        left_words = [word for word in base if word not in known]
        if not left_words and base:
            told.wrong(at, "nothing would be left of the list; keep at least one word")
        return left_words
    else:
        told.wrong(at, "cannot be switched off; give it another value instead")
    return base


def _known(at: Path, off: list[str], base: Any, told: Told) -> list[str]:
    """The names that are there; the others are told."""
    if not off:
        told.wrong(at, "is empty; leave it out, or name what is to be switched off")
    for name in off:
        if name not in base:
            told.wrong(at, f'"{name}" is not there to be switched off{close(name, base)}', name)
    known = [name for name in off if name in base]
    if known:
        told.did("switches off", at[1:], listed(known))
    return known


def _drop_entries(path: Path, rule: Rule, base: Any, off: Any, told: Told) -> Any:
    """Entries by their keys (``event = ["mob"]`` or ``event.mob = true``), or words of some (``event.kill = []``)."""
    at = (OFF, *path)
    if isinstance(base, dict):
        told.wrong(at, "the reader needs every kind; give it other values instead")
        return base
    if rule.key is None:
        if not is_words(off):
            told.wrong(at, f"is {kind_of(off)}; give a list of words")
            return base
        key = rule.words[0]
        known = _known(at, off, {word for entry in base for word in entry[key]}, told)
        left = [{**entry, key: [word for word in entry[key] if word not in known]} for entry in base]
        return [entry for entry in left if entry[key]]
    ids = [entry[rule.key] for entry in base]
    if is_words(off):
        known = _known(at, off, ids, told)
        return [entry for entry in base if entry[rule.key] not in known]
    if not isinstance(off, dict):
        told.wrong(at, f"is {kind_of(off)}; give a list of entries, or words by entry")
        return base
    laid = list(base)
    for name, words in off.items():
        if name not in ids:
            told.wrong((*at, name), f"there is no such entry{close(name, ids)}")
        elif words is True:
            told.did("switches off", path, name)
            laid[ids.index(name)] = {}
        elif not is_words(words):
            told.wrong((*at, name), f"is {kind_of(words)}; give a list of words, or true for the whole entry")
        else:
            n = ids.index(name)
            all_words = {word for key in rule.words for word in base[n].get(key, ())}
            known = _known((*at, name), words, all_words, told)
            lists = {key: [w for w in base[n][key] if w not in known] for key in rule.words if key in base[n]}
            laid[n] = {**base[n], **lists}
            if not any(lists.values()):
                told.wrong((*at, name), f"no word would be left; switch the whole entry off: {name} = true")
    return [entry for entry in laid if entry]
