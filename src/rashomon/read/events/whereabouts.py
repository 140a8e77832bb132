"""The phrase that names a place: with its kind ("the Rajgal valley"), its direction and the places listed with it."""

from __future__ import annotations

from functools import lru_cache

from rashomon.lexicon.events import event_lexicon, noun_set
from rashomon.lexicon.inflect import forms
from rashomon.read.events.marks import Marks
from rashomon.read.events.scene import Scene
from rashomon.read.passage import Passage
from rashomon.records import PlaceMention

_KIND_WORDS = frozenset(
    "military air refugee residential industrial border rural neighbourhood neighborhood countryside valley mountains "
    "hills forest jungle farm farms gas oil field fields airport airbase suburbs suburb quarter street square river "
    "crossing provinces governorates districts villages towns cities areas neighborhoods neighbourhoods".split()
)
_BEFORE_NOUN = ("JJ", "DT", "NN", "CD", "PRP$")
_LINKS = frozenset("of in at near outside around".split())
_PEOPLES = ("ish", "ian", "ean", "ese", "ani", "aqi", "eli", "eni")
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern north-east north-west south-east south-west northeast northwest southeast southwest rural upper "
    "lower greater downtown mid".split()
)


def place_phrase(passage: Passage, marks: Marks, place: PlaceMention) -> tuple[int, int]:
    """The tokens (end exclusive) of the phrase around a place's name."""
    first, last = passage.tokens(place.start, place.end)
    first = _described(passage, marks, first, last)
    begin, end = passage.sentences[passage.sentence_of[first]]
    if last < end and passage.lower[last] == "s" and passage.tags[last] == "POS":
        last += 1  # "Idlibs countryside", with the apostrophe lost
    size = last
    while size < end and (passage.lower[size] in _KIND_WORDS or passage.lower[size] in noun_set("place")):
        size += 1
    last = (
        size
        if size > last and passage.lower[size - 1] not in ("military", "air", "residential", "oil", "gas")
        else last
    )
    if passage.lower[last - 1] == "s" and passage.tags[last - 1] == "POS":
        last -= 1
    while first > begin and passage.lower[first - 1] in _DIRECTIONS:
        first -= 1
    return first, _listed(passage, marks, last, end)


def _described(passage: Passage, marks: Marks, first: int, last: int) -> int:
    """The start of "the eastern district of", "an airport compound in" or "a strategic town near" before a name."""
    start, floor = first, passage.sentences[passage.sentence_of[first]][0]
    for _ in range(2):  # "a strategic town near the historical city of"
        link = start - 1
        while link > floor and (passage.lower[link] in _DIRECTIONS | {"the"} or passage.tags[link] == "JJ"):
            link -= 1
        noun = link - 1
        if noun < floor or passage.lower[link] not in _LINKS or passage.lower[noun] not in noun_set("place"):
            break
        start = noun
        while start > floor and passage.tags[start - 1] in _BEFORE_NOUN and not marks.actors[start - 1]:
            start -= 1
    return start


def _listed(passage: Passage, marks: Marks, last: int, end: int) -> int:
    """Past "and Y" and ", Y and Z", where these are places too."""
    for _ in range(6):
        at = last
        while at < end and passage.lower[at] in (",", "and", "or"):
            at += 1
        if at == last or at >= end or marks.places[at] is None or passage.lower[at - 1] == ",":
            break
        while at < end and marks.places[at] is not None:
            at += 1
        last = at
    return last


_BEFORE = frozenset("in at near around outside inside into from towards toward across of on".split())


def mark_unlisted(scenes: list[Scene]) -> None:
    """Mark names that only their setting tells for places: after "in" or "at", beside "village", taken or held.

    A run of capitalised words that no other step has taken for a party, a person or a day; told for a place once, it
    is one wherever the report writes it.
    """
    runs = [(scene, run) for scene in scenes for run in _runs(scene.passage, scene.marks)]
    known = {
        place.text
        for scene in scenes
        for place in scene.passage.places
        if place.lat is None and place.kind == "toponym"
    }
    known |= {scene.passage.span(*run).text for scene, run in runs if _placed(scene.passage, *run)}
    for scene, run in runs:
        span = scene.passage.span(*run)
        if span.text in known:
            country = scene.country
            scene.marks.add_places(
                [PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=country)]
            )


def _runs(passage: Passage, marks: Marks) -> list[tuple[int, int]]:
    """Runs of free capitalised name words, outside headlines."""
    found = []
    for first, last in passage.sentences:
        if passage.in_title or _headline(passage, first):
            continue
        token = first
        while token < last:
            end = _run(passage, marks, token, last)
            if end > token:
                found.append((token, end))
            token = max(end, token + 1)
    return found


@lru_cache(maxsize=1)
def _takers() -> frozenset[str]:
    """Every form of the verbs whose object is a place: what is captured, held, entered."""
    rules = [rule for rule in event_lexicon().rules if rule.object == "place"]
    verbs = [verb.split()[0] for rule in rules for verb in rule.verbs]
    return frozenset(form for verb in [*verbs, "shell", "bombard", "besiege", "surround"] for form in forms(verb))


def _headline(passage: Passage, token: int) -> bool:
    """Whether most words of the sentence are capitalised, so that a capital tells nothing."""
    first, last = passage.sentences[passage.sentence_of[token]]
    words = [word for word in passage.words[first:last] if word.isalpha() and len(word) > 3]
    return sum(word[:1].isupper() for word in words) > 0.5 * len(words)


def _run(passage: Passage, marks: Marks, token: int, last: int) -> int:
    """The end of the run of free capitalised name words that begins at the token; the token itself where none does."""
    end = token
    while end < last:
        word = passage.words[end]
        free = marks.actors[end] is None and marks.places[end] is None and not marks.timed[end]
        if not (free and word[:1].isupper() and passage.tags[end] in ("NNP", "NNPS", "NN", "JJ")) or marks.weapons[end]:
            break
        end += 1
    return end


def _placed(passage: Passage, start: int, end: int) -> bool:
    if (
        passage.span(start, end).text.isupper()
        or passage.tags[end - 1] != "NNP"
        or passage.lower[end - 1] in _DIRECTIONS
    ):
        return False
    if end - start == 1 and passage.lower[start].endswith(_PEOPLES):
        return False  # "Kurdish areas", "in Syrian towns"
    verb = passage.lower[passage.heads[end - 1]]
    if passage.deps[end - 1] in ("dobj", "nsubjpass") and verb in _takers():
        return True
    if passage.deps[end - 1] == "nsubj" and verb in ("fell", "fallen", "falls", "fall"):
        return True
    nouns = noun_set("place")
    if end < len(passage) and passage.lower[end] in nouns and passage.words[end].islower():
        return True
    if start == 0 or passage.lower[start - 1] not in _BEFORE:
        return False
    before = passage.lower[start - 1]
    if before == "of":
        return start > 1 and passage.lower[start - 2] in nouns
    if before in ("on", "from"):
        return False
    head = passage.heads[end - 1]
    return head == start - 1 or passage.deps[end - 1] in ("pobj", "compound", "conj", "appos", "nmod")
