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
_CUES = frozenset("by with than as including outside between where and or but".split())
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
    before: str  # the word it follows, past "the northern town of", or what kind of word that is
    after: str  # what kind of word follows it
    kinds: frozenset[str]  # place nouns of its phrase: "the town of X", "X airport"
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
        _line(passage, scene, first, last),
        place.kind == "demonym" or scene.marks.actors[last - 1] is not None,
        lead_in(passage, first),
        follower(passage, last),
        _kinds(passage, first, last),
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


def lead_in(passage: Passage, first: int) -> str:
    """The word a name follows, past "the besieged northern town of"; for words of no list the kind of word."""
    begin = passage.sentences[passage.sentence_of[first]][0]
    at, turned, measured = first - 1, False, False
    for _ in range(8):
        if at < begin:
            return "start"
        word, tag = passage.lower[at], passage.tags[at]
        if word in DIRECTIONS and passage.lower[at + 1] in ("of", "from"):
            turned = True
        elif word in ("of", "from") and (passage.lower[at - 1] in DIRECTIONS or passage.lower[at - 1] in DISTANCES):
            measured = measured or passage.lower[at - 1] in DISTANCES
            turned = turned or passage.lower[at - 1] in DIRECTIONS
        elif not (
            (word == "of" and passage.lower[at - 1] in noun_set("place"))
            or word in noun_set("place")
            or word in DIRECTIONS
            or tag in ("DT", "JJ", "JJS", "PRP$", "HYPH")
        ):
            break
        at -= 1
    if turned or measured:
        return "way from"
    if word in _CUES:
        return word
    if word in _LINKS:
        return word
    if tag in ("IN", "TO", "CC", ","):
        return "and" if tag in ("CC", ",") else "other preposition"
    if tag.startswith("VB"):
        return "verb"
    return "name" if tag.startswith("NNP") else "noun" if tag.startswith("NN") else "other"


def _kinds(passage: Passage, first: int, last: int) -> frozenset[str]:
    """The place nouns of a name's phrase, within it, after it or before it with "of"."""
    nouns = noun_set("place")
    begin, end = passage.sentences[passage.sentence_of[first]]
    found = {word for word in passage.lower[first : min(last + 3, end)] if word in nouns}
    at = first - 1
    while (
        at > begin and (passage.tags[at] in ("DT", "JJ", "NNP", "NN") or passage.lower[at] == "of") and first - at < 6
    ):
        if passage.lower[at] in nouns:
            found.add(passage.lower[at])
            break
        at -= 1
    return frozenset(found)


def follower(passage: Passage, last: int) -> str:
    """What kind of word follows a name: a place noun, a possessive, a verb, a name, the end."""
    end = passage.sentences[passage.sentence_of[last - 1]][1]
    if last >= end:
        return "end"
    word, tag = passage.lower[last], passage.tags[last]
    if word in noun_set("place"):
        return "place noun"
    if tag == "POS" or word in ("s", "'s", "’s"):
        return "possessive"
    if word in _LINKS or word in _CUES:
        return word
    if tag.startswith("VB") or tag == "MD":
        return "verb"
    if tag.startswith("NNP"):
        return "name"
    if tag.startswith("NN"):
        return "noun"
    return "point" if tag in (".", ",", ":") else "other"


def _nests(passage: Passage, scene: Scene, word: str, host: int) -> bool:
    """Whether the noun before the preposition is itself a place, a direction or a distance: "a town near X"."""
    if word not in _NESTED:
        return False
    noun = passage.lower[host]
    return noun in noun_set("place") or noun in DIRECTIONS or noun in DISTANCES or scene.marks.places[host] is not None


def _line(passage: Passage, scene: Scene, first: int, last: int) -> str:
    """Whether the mention stands in a heading, opens its line, or tells where the report was sent from."""
    start = passage.text.rfind("\n", 0, passage.starts[first]) + 1
    stop = passage.text.find("\n", passage.ends[last - 1])
    line = passage.text[start : stop if stop >= 0 else len(passage.text)]
    if _dateline(passage, scene, first, last):
        return "dateline"
    if passage.in_title:
        return ""
    if len(line.split()) <= _LINE and line.strip()[-1:] not in (".", "?", "!", '"') and stop >= 0:
        return "heading"
    before = passage.text[start : passage.starts[first]]
    after = passage.text[passage.ends[last - 1] : passage.ends[last - 1] + 2]
    if not any(letter.isalpha() for letter in before) and (after[:1] in (".", ":") or after == " ("):
        return "opening"
    return ""


def _dateline(passage: Passage, scene: Scene, first: int, last: int) -> bool:
    """Whether the name is in capitals and an agency, a day or a dash follows, as where a report was sent from."""
    if passage.in_title or not passage.text[passage.starts[first] : passage.ends[last - 1]].isupper():
        return False
    after = passage.words[last : last + 6]
    dated = after[:1] == ["("] or (last < len(passage) and scene.marks.timed[last])
    return last - first < 4 and (first < 4 or dated) and any(w in ("(", "-", "–", "—") for w in after)
