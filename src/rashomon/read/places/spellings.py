"""Names that the gazetteer has under another spelling only, and place names that it does not have at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.gazetteer import Entry, Gazetteer
from rashomon.gazetteer.keys import exact_key
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import Candidate, capital, ends, opens
from rashomon.read.places.words import words

ENOUGH = 0.12  # share of a report's country votes from which a country counts as evidence
MAIN = 0.25  # the same, to take a name for a namesake of what the gazetteer has elsewhere
_LONGER = ("before_capital", "after_capital", "noun_after", "noun_of")
_ARABIC = re.compile(r"^(?:al|el|ar|ad|as|ash|an|at|az)-", re.IGNORECASE)  # the second half of a name
_LARGE = 60_000  # people from which a town is named by itself
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


def join(found: list[Candidate], passages: Sequence[Passage], countries: frozenset[str]) -> list[Candidate]:
    """Make one unlisted name of two halves side by side, of which one is in no list or only far away ("Tall Tawil").

    ``found`` is in text order. Only for reports on countries whose places the gazetteer has in part.
    """
    joined: list[Candidate] = []
    for candidate in found:
        left = joined[-1] if joined else None
        if left is not None and _halves(left, candidate, passages[candidate.passage], countries):
            text = passages[candidate.passage].text[left.start : candidate.end]
            joined[-1] = Candidate(
                left.passage, left.first, candidate.last, left.start, candidate.end, text, exact_key(text), ()
            )
        else:
            joined.append(candidate)
    return joined


def _halves(left: Candidate, right: Candidate, passage: Passage, countries: frozenset[str]) -> bool:
    """Whether two candidates are the halves of one name: side by side, both small, one of them unknown here."""
    if left.passage != right.passage or left.last != right.first or right.start - left.end > 1:
        return False
    if left.kind != "toponym" or right.kind != "toponym" or passage.text[left.end : right.start].strip(" -"):
        return False
    if max(left.last - left.first, right.last - right.first) > 2 or left.key.startswith("="):
        return False
    if "\n" in passage.text[left.end : right.start]:
        return False
    lists = words()
    called = "noun_of" in left.features  # "the district of X Y"
    if called and not left.entries and _ARABIC.match(right.text):
        return True
    if passage.lower[left.first] in lists.directions:
        return False
    if not called and (passage.words[left.first] in lists.titles or left.text in lists.given):
        return False
    small = all(
        entry.kind in ("town", "admin2") and entry.population < _LARGE
        for half in (left, right)
        for entry in half.entries
    )
    if small and not left.entries and left.text.lower() in lists.prefixes:
        return True  # "Jabal" and "al-Dayir"
    here = [any(entry.country in countries and entry.found == "name" for entry in c.entries) for c in (left, right)]
    after = right.last < len(passage) and passage.lower[right.last] in lists.nouns
    return small and not all(here) and (after or bool({"in", "noun_of", "noun_after"} & left.features.keys()))


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
        if j == i + 1 and text.lower() in words().prefixes and j < len(passage) and capital(passage.words[j]):
            continue  # "Jabal" of a longer name
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
