"""Place names in no gazetteer that only their setting tells for places, and the full form of names known in part."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from rashomon.lexicon.events import event_lexicon, noun_set
from rashomon.lexicon.inflect import forms
from rashomon.read.events.marks import Marks
from rashomon.read.events.scene import Scene
from rashomon.read.events.whereabouts import DIRECTIONS
from rashomon.read.events.whom import event_nouns
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import capital
from rashomon.read.places.words import words
from rashomon.records import PlaceMention

_CALLED = frozenset("dubbed codenamed code-named operation operations".split())
_PEOPLES = ("ish", "ian", "ean", "ese", "ani", "aqi", "eli", "eni")
_TITLES = frozenset("sheikh shaykh abu umm um oum bani dar bab ban villa khan".split())
_ARTICLES = frozenset("al el ar as ash at an ad az".split())
_AGES = frozenset("old new ancient".split())
_CAPITALS = 0.65  # share of capitalised words from which a sentence is a headline
_MOVING = frozenset(
    "fled flee fleeing flees headed heading withdrew withdraw withdrawn retreated retreat moved marched advanced "
    "advance advancing returned driven drove pulled ran crossed brought evacuated displaced road route highway "
    "track way".split()
)
_FIGHT = frozenset("fight fighting battle battles offensive fought battling push campaign operation".split())
_INNER = frozenset("e i es ez ed el al ul ur ush ash ar".split())  # "Tell es Sultan", "Bagh e Jinnah"
_TIES = frozenset("in near of from ( km kilometres kilometers miles just about some department".split())
_NAMED = frozenset("village town hamlet district area neighbourhood neighborhood suburb settlement".split())
_STRIKING = frozenset("hit hits struck strikes strike rocked pounded pounds".split())
_WEAPONS = frozenset(
    "shells shell rockets rocket missiles missile mortars bombs bomb drones drone strikes strike airstrikes airstrike "
    "shelling bombing raids raid jets warplanes helicopters artillery fire explosions explosion blast".split()
)
_ROUTES = frozenset("road highway route track corridor line railway motorway".split())
_BEFORE = frozenset("in at near around outside inside into from towards toward across of on".split())


def mark_unlisted(scenes: list[Scene]) -> None:
    """Mark names that only their setting tells for places: after "in" or "at", beside "village", taken or held.

    A run of capitalised words that no other step has taken for a party, a person or a day; told for a place once, it
    is one wherever the report writes it. Words that belong to the name of a known place after them ("Al Qaryatayn",
    "Old Damascus") are no place by themselves.
    """
    for scene in scenes:
        _part(scene)
        _complete(scene)
        _join(scene)
    runs = [(scene, run) for scene in scenes for run in _runs(scene.passage, scene.marks)]
    known = {
        place.text
        for scene in scenes
        for place in scene.passage.places
        if place.lat is None and place.kind == "toponym"
    }
    known |= {
        scene.passage.span(*run).text
        for scene, run in runs
        if not _headline(scene.passage, run[0])
        and not _operation(scene.passage, *run)
        and _placed(scene.passage, scene.marks, *run)
    }
    for scene, run in runs:
        span = scene.passage.span(*run)
        if span.text in known:
            country = scene.country
            scene.marks.add_places(
                [PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=country)]
            )


def _operation(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are what a campaign is called: 'an offensive dubbed "Desert Dawn"', "Operation Desert Dawn"."""
    before = passage.lower[max(0, start - 3) : start]
    return not _CALLED.isdisjoint(before) or passage.lower[start] == "operation"


def _complete(scene: Scene) -> None:
    """Give places the words before that belong to their name: an article, "Old", the first half of a name."""
    passage, marks = scene.passage, scene.marks
    lists = words()
    for place in [place for place in dict.fromkeys(marks.places) if place is not None]:
        first, last = passage.tokens(place.start, place.end)
        begin = passage.sentences[passage.sentence_of[first]][0]
        before = first - 1
        if (
            before < begin
            or passage.starts[first] - passage.ends[before] != 1
            or not passage.words[before][:1].isupper()
        ):
            continue
        word = passage.lower[before]
        if word in _ARTICLES or word in _AGES:
            name = place.name if word in _ARTICLES else passage.span(before, last).text
            marks.add_places(
                [replace(place, start=passage.starts[before], text=passage.span(before, last).text, name=name)]
            )
        elif (known := marks.places[before]) is not None and known.lat is None and _article(passage.words[first]):
            span = passage.span(passage.tokens(known.start, known.end)[0], last)
            marks.add_places(
                [PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=scene.country)]
            )
        elif word in lists.prefixes and known is None and marks.actors[before] is None:
            span = passage.span(before, last)
            marks.add_places(
                [PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=scene.country)]
            )


def _part(scene: Scene) -> None:
    """Part a run of names that lost its commas before "Kafr", "Tal", "Abu", where a new name begins."""
    passage, marks, openers = scene.passage, scene.marks, words().prefixes
    for place in [place for place in dict.fromkeys(marks.places) if place is not None and place.lat is None]:
        first, last = passage.tokens(place.start, place.end)
        cuts = [
            at
            for at in range(first + 1, last - 1)
            if passage.lower[at] in openers and passage.lower[at - 1] not in openers | _ARTICLES
        ]
        for start, end in pairwise([first, *cuts, last] if cuts else []):
            while end - 1 > start and passage.lower[end - 1] in ("and", "or", "&"):
                end -= 1
                marks.places[end] = None
            span = passage.span(start, end)
            part = PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=place.country)
            marks.add_places([part])


def _join(scene: Scene) -> None:
    """Make one name of the halves of a hyphened one, of "X es Y", and of a road between two places."""
    passage, marks = scene.passage, scene.marks
    for place in [place for place in dict.fromkeys(marks.places) if place is not None]:
        first, last = passage.tokens(place.start, place.end)
        end = passage.sentences[passage.sentence_of[first]][1]
        if last + 1 >= end or marks.places[first] is not place:
            continue
        other = marks.places[last + 1]
        if not capital(passage.words[last + 1]):
            continue
        closed = passage.ends[last - 1] == passage.starts[last] and passage.ends[last] == passage.starts[last + 1]
        if passage.words[last] in ("-", "–") and closed:
            if place.precision == "country" or (other is not None and other.precision == "country"):
                continue
            stop = last + 2 if other is None else passage.tokens(other.start, other.end)[1]
            if stop < end and passage.lower[stop] in _ROUTES:
                stop += 1
            elif (
                other is not None and place.lat is not None and other.lat is not None and _country(scene, place, other)
            ):
                continue  # two towns of the country, side by side
        elif passage.words[last] in _INNER:
            stop = last + 2 if other is None else passage.tokens(other.start, other.end)[1]
        else:
            continue
        if marks.actors[last + 1] is None:
            span = passage.span(first, stop)
            marks.add_places(
                [PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=scene.country)]
            )


def _country(scene: Scene, *places: PlaceMention) -> bool:
    return all(place.country == scene.country for place in places)


def _article(word: str) -> bool:
    """Whether a name begins with an Arabic article, as the second half of a name does ("al-Bab")."""
    return word[:3].lower() in ("al-", "el-", "ar-", "as-", "ash", "at-", "an-", "ad-") and "-" in word[:4]


def _runs(passage: Passage, marks: Marks) -> list[tuple[int, int]]:
    """Runs of free capitalised name words."""
    found = []
    for first, last in passage.sentences:
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
    """Whether most words of the sentence are capitalised, or it is a title, so that a capital tells nothing."""
    if passage.in_title:
        return True
    first, last = passage.sentences[passage.sentence_of[token]]
    words = [word for word in passage.words[first:last] if word.isalpha() and len(word) > 3]
    return sum(word[:1].isupper() for word in words) > _CAPITALS * len(words)


def _run(passage: Passage, marks: Marks, token: int, last: int) -> int:
    """The end of the run of free capitalised name words that begins at the token; the token itself where none does."""
    end = token
    while end < last:
        word = passage.words[end]
        free = marks.actors[end] is None and marks.places[end] is None and not marks.timed[end]
        named = capital(word) if end > token else word[:1].isupper() or _article(word)
        if not (free and named and passage.tags[end] in ("NNP", "NNPS", "NN", "JJ")) or marks.weapons[end]:
            break
        end += 1
    return end


def _placed(passage: Passage, marks: Marks, start: int, end: int) -> bool:
    """Whether the words around a run tell that it is a place."""
    text = passage.span(start, end).text
    lists = words()
    if all(word in lists.never or word in _ARTICLES for word in passage.lower[start:end]):
        return False
    if end - start == 1 and passage.lower[start].endswith(_PEOPLES):
        return False  # "Kurdish areas", "in Syrian towns"
    if text.isupper() or passage.lower[end - 1] in DIRECTIONS:
        return False
    if _by_site(passage, start, end) or _by_neighbour(passage, marks, start, end):
        return True
    if passage.tags[end - 1] not in ("NNP", "NNPS"):
        return False
    return _by_role(passage, end) or _by_noun(passage, start, end) or _by_preposition(passage, start, end)


def _by_site(passage: Passage, start: int, end: int) -> bool:
    """ "the X gas field", "near X village", "in X Colony": a kind of site ends the name or follows it."""
    sites, before = words().sites, passage.lower[start - 1] if start else ""
    if end - start > 1 and passage.lower[end - 1] in sites and (before in _BEFORE or before == "the"):
        return True
    for size in (3, 2):
        if " ".join(passage.lower[end : end + size]) in sites:
            return True
    if end >= len(passage) or not passage.words[end].islower() or passage.tags[end] != "NN":
        return False
    if passage.tags[end - 1] not in ("NNP", "NNPS") and before not in _BEFORE:
        return False
    return passage.lower[end] in sites or (passage.lower[end] in _NAMED and before in _BEFORE)


def _by_neighbour(passage: Passage, marks: Marks, start: int, end: int) -> bool:
    """ "X near Goma", "X, 20 km west of Goma", "X (Goma)", "at X in Kivu", "in Goma and X": a known place beside it."""
    if passage.tags[end - 1] not in ("NNP", "NNPS") or passage.deps[end - 1] in ("nsubj", "nsubjpass"):
        return False
    last = passage.sentences[passage.sentence_of[start]][1]
    before = passage.lower[start - 1] if start else ""
    other = marks.places[start - 2] if before == "and" and start > 1 else None
    if other is not None and other.precision not in ("country", "region"):
        return True
    at = end + (end < last and passage.lower[end] == ",")
    turned = False
    while at < last and at < end + 8:
        word = passage.lower[at]
        if marks.places[at] is not None:
            break
        turned = turned or word in ("near", "km", "kilometres", "kilometers", "miles") or word in DIRECTIONS
        known = (
            word in DIRECTIONS or word in noun_set("place") or word in _TIES or passage.tags[at] in ("CD", "DT", "JJ")
        )
        if not known:
            return False
        at += 1
    if at >= last or marks.places[at] is None or at == end or passage.lower[at - 1] in (",", "and"):
        return False
    return turned or passage.lower[end] == "(" or before in _BEFORE


def _by_role(passage: Passage, end: int) -> bool:
    """What is taken, held or entered; what fell."""
    verb, dep = passage.lower[passage.heads[end - 1]], passage.deps[end - 1]
    if dep in ("dobj", "nsubjpass") and verb in _takers():
        return True
    if dep == "dobj" and verb in _STRIKING:
        return any(passage.lower[kid] in _WEAPONS for kid in passage.kids[passage.heads[end - 1]])
    return dep == "nsubj" and verb in ("fell", "fallen", "falls", "fall")


def _by_noun(passage: Passage, start: int, end: int) -> bool:
    """ "X village", "X, a range of hills", "neighbouring X", "Jabal X"."""
    nouns = noun_set("place")
    lower = passage.lower
    if end < len(passage) and lower[end] in nouns and passage.words[end].islower():
        return True
    if end + 2 < len(passage) and lower[end] == "," and lower[end + 1] in ("a", "an", "the"):
        after = lower[end + 2 : end + 5]
        if any(word in nouns for word in after) and not {",", "of"} & set(after[:1]):
            return True
    if start and lower[start - 1] in ("neighbouring", "neighboring", "nearby"):
        return True
    return end - start > 1 and lower[start] in _landforms() and "-" not in lower[start]


@lru_cache(maxsize=1)
def _landforms() -> frozenset[str]:
    """First words of place names that are no titles and no part of people's names: "Tal", "Wadi", "Kafr"."""
    return words().prefixes - _TITLES


def _by_preposition(passage: Passage, start: int, end: int) -> bool:
    """ "in X", "the outskirts of X", "the road to X", "the battle for X", "a raid on X"."""
    if start == 0 or passage.lower[start - 1] not in _BEFORE | {"for"}:
        return False
    before = passage.lower[start - 1]
    governor = passage.lower[passage.heads[start - 1]]
    if before == "of":
        return start > 1 and passage.lower[start - 2] in noun_set("place")
    if before == "for":
        return governor in _FIGHT
    if before == "on":
        return governor in event_nouns() or governor in _takers() or governor == "fire"
    if before == "from":
        return governor in _MOVING
    head = passage.heads[end - 1]
    return head == start - 1 or passage.deps[end - 1] in ("pobj", "compound", "conj", "appos", "nmod")
