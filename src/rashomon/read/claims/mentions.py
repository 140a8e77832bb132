"""The places of a report as an event may choose them: every mention with how it hangs in its sentence.

A mention's grip is the preposition or role by which it hangs, and the word it hangs on, followed upwards through "the
village of", "district" and "and"; ``aside`` where it only says what another thing is near.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.lexicon.events import noun_set
from rashomon.read.events.scene import Scene
from rashomon.read.events.whereabouts import DIRECTIONS
from rashomon.read.passage import Passage
from rashomon.records import PlaceMention

Key = tuple[str, str | None]

DISTANCES = frozenset("km kilometres kilometers kilometre kilometer miles mile metres meters yards minutes".split())
_BESIDE = frozenset("near outside around toward towards beyond from".split())
_LINKS = frozenset(
    "in at on of near from to into inside outside around between against by for across over with toward towards "
    "through throughout along via under".split()
)
_NESTED = frozenset("of in at near around outside inside from on along to".split())
_LINE = 7  # words of a line that may be a heading


@dataclass(frozen=True, slots=True)
class Grip:
    """What ties a mention to its sentence: the link, the token it hangs on, and whether it only says what is near."""

    link: str
    host: int
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a place: the tokens ``first`` to ``last`` (exclusive) of a scene."""

    scene: Scene
    sentence: int
    place: PlaceMention
    first: int
    last: int
    grip: Grip
    line: str  # heading | opening | dateline | "": where in its line it stands
    party: bool  # speaks or acts: no place
    speaker: bool  # inside the name of who says so: "a source in X", "residents of X"


@dataclass(slots=True)
class Candidate:
    """One place of the report: its key, its first mention's place, and its mentions in order."""

    key: Key
    place: PlaceMention
    mentions: list[Mention] = field(default_factory=list)


def mention_of(scene: Scene, place: PlaceMention) -> Mention:
    """A place's mention with how it stands in its sentence."""
    passage = scene.passage
    first, last = passage.tokens(place.start, place.end)
    return Mention(
        scene,
        passage.sentence_of[first],
        place,
        first,
        last,
        grip(passage, scene, first, last),
        _line(passage, first, last),
        place.kind == "demonym" or scene.marks.actors[last - 1] is not None,
        any(voice.source and voice.source[0] <= first < voice.source[1] for voice in passage.voices),
    )


def grip(passage: Passage, scene: Scene, first: int, last: int) -> Grip:
    """Follow a name upwards, through "the village of", "district" and "and", to what it hangs on."""
    head = next((t for t in range(last - 1, first - 1, -1) if not first <= passage.heads[t] < last), last - 1)
    aside = False
    for _ in range(8):
        dep, above = passage.deps[head], passage.heads[head]
        if above == head:
            return Grip("root", head, aside)
        if dep == "pobj":
            word, host = passage.lower[above], passage.heads[above]
            near = word in _BESIDE or passage.lower[host] in DISTANCES
            if host == above or not _nests(passage, scene, word, host):
                return Grip(word if word in _LINKS else "other preposition", host, aside or near)
            aside = aside or near or passage.lower[host] in DIRECTIONS or word in ("in", "at", "on")
            if scene.marks.places[host] is not None:
                return Grip("in a place", host, True)
            head = host
        elif dep in ("compound", "nmod", "poss", "amod", "npadvmod", "nummod"):
            if passage.lower[above] not in noun_set("place") and scene.marks.places[above] is None:
                return Grip("modifier", above, aside)
            head = above
        elif dep in ("conj", "appos"):
            head = above
        else:
            return Grip(dep, above, aside)
    return Grip("deep", head, aside)


def _nests(passage: Passage, scene: Scene, word: str, host: int) -> bool:
    """Whether the noun before the preposition is itself a place, a direction or a distance: "a town near X"."""
    if word not in _NESTED:
        return False
    noun = passage.lower[host]
    return noun in noun_set("place") or noun in DIRECTIONS or noun in DISTANCES or scene.marks.places[host] is not None


def _line(passage: Passage, first: int, last: int) -> str:
    """Whether the mention stands in a heading, opens its line, or tells where the report was sent from."""
    start = passage.text.rfind("\n", 0, passage.starts[first]) + 1
    stop = passage.text.find("\n", passage.ends[last - 1])
    line = passage.text[start : stop if stop >= 0 else len(passage.text)]
    if _dateline(passage, first, last):
        return "dateline"
    if passage.in_title:
        return ""
    if len(line.split()) <= _LINE and line.strip()[-1:] not in (".", "?", "!", '"') and stop >= 0:
        return "heading"
    before = passage.text[start : passage.starts[first]]
    if not any(letter.isalpha() for letter in before) and passage.text[passage.ends[last - 1]][:1:] in (".", ":"):
        return "opening"
    return ""


def _dateline(passage: Passage, first: int, last: int) -> bool:
    """Whether the name is in capitals and an agency or a dash follows, as where a report was sent from."""
    if passage.in_title or not passage.text[passage.starts[first] : passage.ends[last - 1]].isupper():
        return False
    after = passage.words[last : last + 6]
    return last - first < 4 and (first < 4 or after[:1] == ["("]) and any(w in ("(", "-", "–", "—") for w in after)
