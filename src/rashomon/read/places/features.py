"""What surrounds a candidate name, as named features from which its score as a place is summed."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rashomon.gazetteer import Entry
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import Candidate, capital
from rashomon.read.places.words import words

Features = dict[str, float]

_DEPS = {name: name for name in ("pobj", "nsubj", "compound", "poss", "appos", "conj", "npadvmod", "dobj", "amod")} | {
    "nsubjpass": "nsubj",
    "ROOT": "root",
}


def best(entries: Iterable[Entry]) -> Entry:
    """The most prominent entry: what the name means where nothing else is known."""
    return max(entries, key=prominence)


def prominence(entry: Entry) -> float:
    """Population on a log scale, with countries and first-level units above towns, other names below."""
    value = math.log10(entry.population + 10)
    value += {"country": 6.0, "admin1": 0.3, "region": 4.0, "admin2": -1.0, "town": 0.0}[entry.kind]
    return value - {"name": 0.0, "alternate": 1.0, "article": 1.5, "transliteration": 2.5}[entry.found]


def describe(found: list[Candidate], passages: list[Passage]) -> None:
    """Fill in the features of all candidates of one report, in place."""
    taken = [{t for c in found if c.passage == n for t in range(c.first, c.last)} for n in range(len(passages))]
    lowered = {word for passage in passages for word in passage.words if word.islower()}
    surnames = _surnames(passages)
    for candidate in found:
        passage = passages[candidate.passage]
        features: Features = {"bias": 1.0}
        _inner(candidate, passage, features, lowered)
        _before(candidate, passage, features, taken[candidate.passage])
        _after(candidate, passage, features, taken[candidate.passage])
        if candidate.last - candidate.first == 1 and candidate.text in surnames:
            features["surname"] = 1.0
        if not candidate.entries and "multi" in features and {"noun_of", "noun_after"} & features.keys():
            if passage.lower[candidate.first] in words().prefixes:
                features["prefix"] = 1.0  # "the district of Sheikh Said" is not a man
                features.pop("given_first", None)
        candidate.features = features
    _pool(found)


def _surnames(passages: list[Passage]) -> set[str]:
    """Words that follow a given name or a personal title somewhere in the report."""
    lists = words()
    found = set()
    for passage in passages:
        for previous, word in zip(passage.words, passage.words[1:], strict=False):
            if word[:1].isupper() and (previous in lists.given or previous in lists.titles):
                found.add(word)
    return found


def _inner(candidate: Candidate, passage: Passage, features: Features, lowered: set[str]) -> None:
    lists = words()
    text = candidate.text
    if candidate.entries:
        entry = best(candidate.entries)
        features["kind_" + entry.kind] = 1.0
        features["people"] = math.log10(entry.population + 1) / 7
        if entry.kind == "town":
            features["town_people"] = features["people"]
            if entry.population < 2000:
                features["tiny" if entry.population else "uncounted"] = 1.0
        if entry.found != "name":
            features["found_" + entry.found] = 1.0
        features["many"] = math.log10(len(candidate.entries)) / 2
    if candidate.last - candidate.first > 1:
        features["multi"] = 1.0
    if text.lower() in lists.prefixes:
        features["prefix"] = 1.0
    if len(text) > 3 and text.isupper():
        features["upper"] = 1.0
    if len(text) <= 3:
        features["short"] = 1.0
        if text.isupper():
            features["acronym"] = 1.0
    if candidate.key.startswith("="):
        features["abbreviation"] = 1.0
    if text.lower() in lowered:
        features["lower_elsewhere"] = 1.0
    if text.lower() in lists.common:
        features["common"] = 1.0
    first = passage.words[candidate.first]
    if first in lists.given:
        features["given" if candidate.last - candidate.first == 1 else "given_first"] = 1.0
    head = candidate.last - 1
    tag = passage.tags[head]
    features["tag_" + (tag if tag in ("NNP", "NNPS", "JJ", "NN") else "other")] = 1.0
    if dep := _DEPS.get(passage.deps[head]):
        features["dep_" + dep] = 1.0


def _before(candidate: Candidate, passage: Passage, features: Features, taken: set[int]) -> None:
    lists = words()
    first = candidate.first
    sentence = passage.sentences[passage.sentence_of[first]][0]
    if first == sentence or (first == sentence + 1 and not passage.words[sentence][:1].isalnum()):
        features["opens_sentence"] = 1.0
        return
    previous, low = passage.words[first - 1], passage.lower[first - 1]
    if low == "the" and first - 1 > sentence:
        features["the"] = 1.0
        previous, low = passage.words[first - 2], passage.lower[first - 2]
    if low in lists.directions:
        features["direction"] = 1.0
        if first - 2 >= sentence and passage.lower[first - 2] in lists.inside:
            features["in"] = 1.0
    elif low in lists.inside:
        features["in"] = 1.0
    elif low in lists.toward:
        features["toward"] = 1.0
        features["prep_" + low] = 1.0
        if low in ("and", "or") and first - 2 in taken:
            features["after_place_and"] = 1.0
    elif low in lists.taking:
        features["taking"] = 1.0
    elif low == "of":
        _of(passage, first, features, sentence)
    elif low == ",":
        if first - 2 in taken:
            features["after_place_comma"] = 1.0
        elif first >= 2 and capital(passage.words[first - 2]):
            features["after_name_comma"] = 1.0
        else:
            features["after_comma"] = 1.0
    elif low in lists.roles or low in lists.nouns:
        features["noun_before" if low in lists.nouns else "role"] = 1.0
    elif previous in lists.titles:
        features["title"] = 1.0
    elif previous in lists.given:
        features["after_given"] = 1.0
    elif low.isdigit():
        features["number_before"] = 1.0
    elif low in ("-", "/", "(", "–", "—"):
        features["sign_before"] = 1.0
    elif capital(previous) and "the" not in features:
        inside = first - 1 in taken
        opening = first - 1 == sentence
        features["after_place" if inside else "after_capital_opening" if opening else "after_capital"] = 1.0
    if low in lists.speech:
        features["after_speech"] = 1.0


def _of(passage: Passage, first: int, features: Features, sentence: int) -> None:
    lists = words()
    noun = passage.lower[first - 2] if first - 2 >= sentence else ""
    if noun in lists.nouns:
        features["noun_of"] = 1.0
    elif noun in lists.organisations_of:
        features["organisation_of"] = 1.0
    elif noun in lists.directions or noun in ("km", "kilometers", "kilometres", "miles", "part", "parts", "outskirts"):
        features["noun_of"] = 1.0
    elif noun and capital(passage.words[first - 2]):
        features["name_of"] = 1.0
    else:
        features["of"] = 1.0


def _after(candidate: Candidate, passage: Passage, features: Features, taken: set[int]) -> None:
    lists = words()
    last = candidate.last
    stop = passage.sentences[passage.sentence_of[candidate.first]][1]
    if last >= stop:
        return
    word, low = passage.words[last], passage.lower[last]
    if low in ("'s", "’s", "'", "’"):
        features["possessive"] = 1.0
    elif low == ",":
        _comma(passage, last, features, taken, stop)
    elif low in ("and", "or"):
        features["and_place" if last + 1 in taken else "and_after"] = 1.0
    elif low in lists.nouns:
        features["noun_after"] = 1.0
    elif word in lists.names_after:
        features["name_after"] = 1.0
    elif word in lists.offices:
        features["office_after"] = 1.0
    elif word in lists.organisations:
        features["organisation_after"] = 1.0
    elif word in lists.streets:
        features["street_after"] = 1.0
    elif low in lists.speech:
        features["speech_after"] = 1.0
    elif low in ("-", "–", "—", "/"):
        features["sign_after"] = 1.0
    elif low == "(":
        features["bracket_after"] = 1.0
    elif last in taken:
        features["before_place"] = 1.0
    elif capital(word):
        features["before_capital"] = 1.0
        follower = passage.words[last + 1] if last + 1 < stop else ""
        if follower in lists.streets:
            features["street_after"] = 1.0
        elif follower in lists.organisations or word in lists.given:
            features["organisation_after"] = 1.0
    elif low in ("will", "has", "is", "was", "had", "would", "could") and passage.deps[last - 1] == "nsubj":
        features["verb_after"] = 1.0


def _comma(passage: Passage, last: int, features: Features, taken: set[int], stop: int) -> None:
    if last + 1 in taken:
        features["comma_place"] = 1.0
    elif last + 1 < stop and passage.words[last + 1].isdigit() and len(passage.words[last + 1]) <= 2:
        features["age"] = 1.0
    else:
        features["comma"] = 1.0


def _pool(found: list[Candidate]) -> None:
    """Let the mentions of one name in a report speak for each other."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in found:
        groups.setdefault(candidate.key, []).append(candidate)
    for group in groups.values():
        for name in ("in", "comma_place", "noun_of", "noun_after", "title", "after_given", "speech_after", "age",
                     "after_capital", "organisation_after", "after_place_comma"):  # fmt: skip
            have = sum(1 for c in group if name in c.features)
            if have and len(group) > 1:
                for c in group:
                    if have > (name in c.features):
                        c.features["else_" + name] = 1.0
        if len(group) > 1:
            for c in group:
                c.features["repeated"] = min(1.0, math.log2(len(group)) / 3)
