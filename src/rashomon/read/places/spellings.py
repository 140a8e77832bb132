"""Names that the gazetteer has under another spelling only, and place names that it does not have at all."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.gazetteer import Entry, Gazetteer
from rashomon.gazetteer.keys import exact_key
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import Candidate, ends, opens
from rashomon.read.places.words import words

ENOUGH = 0.12  # share of a report's country votes from which a country counts as evidence
MAIN = 0.25  # the same, to take a name for a namesake of what the gazetteer has elsewhere
_LONGER = ("before_capital", "after_capital", "noun_after", "noun_of")
MOST = 8  # spellings weighed for one name, largest first


def evidence(votes: dict[str, float], enough: float = ENOUGH) -> frozenset[str]:
    """The countries that have at least the share ``enough`` of a report's votes."""
    total = sum(votes.values())
    if total < 0.3:
        return frozenset()
    return frozenset(code for code, vote in votes.items() if vote / total >= enough)


def misplaced(candidate: Candidate, countries: frozenset[str]) -> bool:
    """Whether a name known elsewhere is rather a part of a longer one ("Safi" of "Aqareb es Safi"), or a namesake."""
    if not countries or candidate.kind == "demonym" or candidate.key.startswith("="):
        return False
    if not any(name in candidate.features for name in _LONGER):
        return False
    return all(
        entry.kind != "country"
        and entry.country not in countries
        and (entry.population < 1_000_000 or entry.found != "name")
        for entry in candidate.entries
    )


def respell(found: Sequence[Candidate], gazetteer: Gazetteer, countries: frozenset[str]) -> bool:
    """Add other spellings in the report's countries to names that mean nothing there; True where any was added."""
    added = False
    for candidate in found:
        entries = candidate.entries
        if candidate.features.get("level") == 1.0 and entries and all(e.kind == "town" for e in entries):
            # "Deir el-Zour province": that spelling may be filed for the town alone
            units = [e for e in gazetteer.loose(candidate.key) if e.kind == "admin1" and e.country in countries]
            if units:
                candidate.entries = (*entries, *units)
                added = True
        if not entries or candidate.key.startswith("=") or any(e.country in countries for e in entries):
            continue
        if any(e.kind == "country" or e.population > 300_000 for e in entries):
            continue
        more = spellings(candidate.key, gazetteer, countries)
        if more:
            candidate.entries = (*entries, *more)
            added = True
    return added


def spellings(key: str, gazetteer: Gazetteer, countries: frozenset[str]) -> tuple[Entry, ...]:
    """Entries of another spelling in the given countries, where names are transliterated there."""
    known = countries & words().transliterated
    if not known:
        return ()
    return tuple(entry for entry in gazetteer.loose(key) if entry.country in known)[:MOST]


def unmatched(
    number: int, passage: Passage, taken: set[int], gazetteer: Gazetteer, countries: frozenset[str]
) -> list[Candidate]:
    """Capitalised names outside the known ones: other spellings, else unknown names (without entries)."""
    found = []
    i, count = 0, len(passage)
    while i < count:
        hit = None
        if i not in taken and opens(passage, i) and not _skipped(passage, i):
            hit = _name(number, passage, i, taken, gazetteer, countries)
        if hit is None:
            i += 1
        else:
            found.append(hit)
            i = hit.last
    return found


def _skipped(passage: Passage, i: int) -> bool:
    lists = words()
    word, low = passage.words[i], passage.lower[i]
    if low in lists.prefixes:
        return False
    return (
        len(word) < 3
        or low in lists.never
        or low in lists.directions
        or word in lists.titles
        or word in lists.streets
        or (low in lists.common and passage.tags[i] not in ("NNP", "NNPS"))
        or passage.tags[i][:2] not in ("NN", "JJ", "VB", "FW")
    )


def _name(
    number: int, passage: Passage, i: int, taken: set[int], gazetteer: Gazetteer, countries: frozenset[str]
) -> Candidate | None:
    free = [j for j in ends(passage, i) if not any(t in taken for t in range(i, j))]
    start = passage.starts[i]
    for j in free:
        end = passage.ends[j - 1]
        text = passage.text[start:end]
        key = exact_key(text)
        if text.isupper() and len(text) < 5:
            continue
        entries = spellings(key, gazetteer, countries)
        if not entries and key.endswith("s") and len(key) > 5:  # "Deir Ezzors" has lost its apostrophe
            entries = spellings(key[:-1], gazetteer, countries)
            if entries:
                end, key = end - 1, key[:-1]
        if entries:
            return Candidate(number, i, j, start, end, passage.text[start:end], key, entries)
    if not free:
        return None
    end = passage.ends[free[0] - 1]
    text = passage.text[start:end]
    if (text.isupper() and len(text) < 6) or len(text) > 60:
        return None
    return Candidate(number, i, free[0], start, end, text, exact_key(text), ())
