"""How a place of the report stands to an event: the signs that placing.py weighs, no word of which is a name.

Where it stands in the event's clause, its sentence or so many sentences away, by what it hangs there, what it is to the
place that the rules would choose, and where happenings of the same kind are told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from rashomon.lexicon.events import FAMILY
from rashomon.read.claims.chains import Chains
from rashomon.read.claims.mentions import Candidate, Key, Mention
from rashomon.read.claims.told import FINE, Told, within
from rashomon.read.events.frames import is_verb
from rashomon.read.events.roles import place_words
from rashomon.records import PlaceMention

Signs = dict[str, float]

WHOLE = frozenset(
    "war conflict uprising revolt revolution insurgency crisis country countrys nation nationwide".split()
)
_KIN = 25  # events before and after that may tell the same happening
_NEAR = 40.0  # km within which a place may be what "near X" speaks of


class Setting:
    """The places of one report, and what is common to all its events."""

    def __init__(self, places: dict[Key, Candidate], told: list[Told]) -> None:
        self.places = places
        self.told = told
        self.total = sum(len(one.mentions) for one in places.values())
        towns = [key for key, one in places.items() if FINE[one.place.precision] <= 0 and not _people(one)]
        self.main_town = max(towns, key=lambda key: len(places[key].mentions), default=None)
        self.first_town = towns[0] if towns else None
        self.chains = Chains(places)
        self.own = [self._own(item) for item in told]
        self.fixed = {key: self._fixed(one) for key, one in places.items()}
        self._held: dict[tuple[Key, Key], bool] = {}

    def _own(self, item: Told) -> dict[Key, int]:
        """The places of an event's sentence with the best rank of each (roles.place_words)."""
        ranks: dict[Key, int] = {}
        for rank, place in place_words(item.scene.passage, item.scene.marks, item.event):
            ranks.setdefault((place.name, place.country), rank)
        return ranks

    def _fixed(self, one: Candidate) -> Signs:
        """The signs of a place that are the same for every event."""
        return {
            "most named town": one.key == self.main_town,
            "first named town": one.key == self.first_town,
            "always outer": all(self.chains.role(m) == "outer" for m in one.mentions),
            "only place": len(self.places) == 1,
            "only a people's name": _people(one),
            "only as a party": all(m.party for m in one.mentions),
            "only in a speaker's name": all(m.party or m.speaker for m in one.mentions),
            "share of mentions": len(one.mentions) / self.total,
            "in title": any(m.scene.passage.in_title for m in one.mentions),
            "in first sentence": any(not m.scene.passage.in_title and m.sentence == 0 for m in one.mentions),
            "only in the dateline": all(m.line == "dateline" for m in one.mentions),
        }

    def lies_in(self, inner: Candidate, outer: Candidate) -> bool:
        """Whether the report or the gazetteer puts one place into the other."""
        pair = inner.key, outer.key
        if pair not in self._held:
            self._held[pair] = self._lies_in(inner, outer)
        return self._held[pair]

    def _lies_in(self, inner: Candidate, outer: Candidate) -> bool:
        put = self.chains.inner.get(inner.key, set())
        if outer.key in put:
            return True
        if inner.key in self.chains.inner.get(outer.key, set()):
            return False
        if inner.place.precision is None:
            # in no list: it lies in the country, unless the text puts it into another part of it
            others = [self.places[key].place for key in put if self.places[key].place.precision != "country"]
            fits = all(within(other, outer.place) or within(outer.place, other) for other in others)
            return outer.place.precision is not None and inner.place.country == outer.place.country and fits
        finer = FINE[inner.place.precision] < FINE[outer.place.precision]
        return finer and outer.place.precision != "region" and within(inner.place, outer.place)

    def part(self, one: Candidate, chosen: Candidate | None) -> str:
        """What a place is to the one chosen so far: the same, inside it, around it, near it, or another."""
        if chosen is None:
            return "open"
        if one is chosen:
            return "chosen"
        if self.lies_in(one, chosen):
            return "inside" if one.place.precision is not None else "inside, unlisted"
        if self.lies_in(chosen, one):
            return "around"
        return "near" if _km(one.place, chosen.place) < _NEAR else "other"


def _km(one: PlaceMention, other: PlaceMention) -> float:
    """Kilometres between two places; without end where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, east)


def _people(candidate: Candidate) -> bool:
    return all(mention.place.kind == "demonym" for mention in candidate.mentions)


def weighed(setting: Setting, n: int) -> Iterator[tuple[Candidate, Signs]]:
    """Every place of the report with its signs for the n-th event."""
    item = setting.told[n]
    own = setting.own[n]
    close = [setting.places[key] for key, rank in own.items() if rank <= 3 and key in setting.places]
    plain = {one.key for one in close if _plainly(setting, one, item)}
    last_plain = _last_plain(setting, item)
    common, background, older = _context(setting, n), _background(item), _older(item)
    order = _order(setting, item)
    for key, one in setting.places.items():
        place = one.place
        precision = place.precision or "unlisted"
        rank = own.get(key)
        inside = rank is not None and rank <= 3
        nested = any(setting.lies_in(one, other) for other in close if other is not one)
        chosen = item.place is not None and (item.place.name, item.place.country) == key
        chooser = setting.places.get((item.place.name, item.place.country)) if item.place is not None else None
        signs = {
            f"rank {rank}": True,
            f"precision {precision}": True,
            f"precision {precision} in clause": inside,
            f"{FAMILY.get(item.event.type, 'explosive')} {precision}": True,
            f"{item.event.trigger.rule.type} rank {rank}": True,
            "chosen by the rules": chosen,
            "chosen by the rules, in clause": chosen and not item.inherited_place,
            "finer in clause": any(setting.lies_in(other, one) for other in close if other is not one),
            "inside another in clause": nested,
            "inside another in clause, in clause": inside and nested,
            "plainly in clause": key in plain,
            "only one plainly in clause": plain == {key},
            "not plainly, as another is": inside and key not in plain and bool(plain),
            "not in clause, as another is plainly": not inside and bool(plain),
            "plainly in the sentence before the words": key == last_plain,
            "nothing in clause": not close,
            "most named town, nothing in clause": key == setting.main_town and not close,
            "first named town, nothing in clause": key == setting.first_town and not close,
            f"{setting.part(one, chooser)} of the rules' choice": True,
            **setting.fixed[key],
            "abroad": key not in plain and place.country is not None and place.country != item.scene.country,
            f"background {precision}": background,
            f"of another time {precision}": older,
            f"chosen by the rules {precision}": chosen,
            **order.get(key, {}),
            **_position(setting, one, item, precision),
            **common(one),
        }
        yield one, {name: float(value) for name, value in signs.items() if value}


def _plainly(setting: Setting, one: Candidate, item: Told) -> bool:
    """Whether the clause names the place for itself, not to say where another one lies, who speaks or who acts."""
    first, last = item.event.clause
    return any(
        m.scene is item.scene and first <= m.first < last and _named_for_itself(setting, m) for m in one.mentions
    )


def _named_for_itself(setting: Setting, m: Mention) -> bool:
    return not (m.grip.aside or m.party or m.speaker or m.line == "dateline" or setting.chains.role(m))


def _last_plain(setting: Setting, item: Told) -> Key | None:
    """The place last named for itself before the event's words, in its sentence or one of the two before."""
    head, scene = item.event.trigger.head, item.scene
    spots = [
        (m.first, key)
        for key, one in setting.places.items()
        for m in one.mentions
        if m.scene is scene and m.first < head and m.sentence >= item.event.sentence - 2
        and _named_for_itself(setting, m)
    ]  # fmt: skip
    return max(spots)[1] if spots else None


def _background(item: Told) -> bool:
    """Whether the clause speaks of the war or the country as a whole."""
    first, last = item.event.clause
    return not WHOLE.isdisjoint(item.scene.passage.lower[first:last])


def _older(item: Told) -> bool:
    """Whether the sentence names a year or counts in years: what is told is not the report's own news."""
    first, last = item.scene.passage.sentences[item.event.sentence]
    lower = item.scene.passage.lower[first:last]
    return any(
        w in ("years", "year", "since", "began") or (len(w) == 4 and w[:2] in ("19", "20") and w.isdigit())
        for w in lower
    )


def _context(setting: Setting, n: int) -> Callable[[Candidate], Signs]:
    """Signs from where other events of the report are told to have happened."""
    told, places = setting.told, setting.places
    item = told[n]
    chooser = _at(places, item)
    empty = "" if any(rank <= 3 for rank in setting.own[n].values()) else ", nothing in clause"
    before = next((other for other in reversed(told[:n]) if other.place is not None), None)
    pointed = next((other for other in told[:n] if other.event is item.antecedent), None)
    alike = next((other for other in reversed(told[:n]) if other.event.type == item.event.type), None)
    gap = "far"
    if before is not None and before.scene is item.scene:
        gap = str(min(item.event.sentence - before.event.sentence, 3))
    kin = _kindred(setting, n)

    def signs(one: Candidate) -> Signs:
        part = setting.part(one, chooser)
        found: Signs = {}
        for told_at, how, where in kin:
            if one.key in told_at:
                found |= {f"kindred event here, {how}, {where}, {part}": 1.0, f"kindred event here, {how}, {part}": 1.0}
                found[f"kindred event here{empty}"] = 1.0
        return {
            "of the happening pointed to": _at(places, pointed) is one,
            "in the place of the happening pointed to": _inside(setting, one, _at(places, pointed)),
            f"of the event before, {gap} sentences{empty}": _at(places, before) is one,
            f"of the event before{empty}": _at(places, before) is one,
            "in the place of the event before": _inside(setting, one, _at(places, before)),
            "around the place of the event before": _inside(setting, _at(places, before), one),
            f"of the event of its type before{empty}": _at(places, alike) is one,
            f"of the first event{empty}": _at(places, told[0]) is one,
            **found,
        }

    return signs


def _at(places: dict[Key, Candidate], item: Told | None) -> Candidate | None:
    if item is None or item.place is None:
        return None
    return places.get((item.place.name, item.place.country))


def _kindred(setting: Setting, n: int) -> list[tuple[set[Key], str, str]]:
    """Where the text itself places events that may be the same happening: how alike each is, and where it stands."""
    item = setting.told[n]
    family, figures = FAMILY.get(item.event.type), _figures(item)
    found = []
    for m in range(max(0, n - _KIN), min(len(setting.told), n + _KIN)):
        other = setting.told[m]
        if m == n or not (FAMILY.get(other.event.type) == family or other.event.kill or item.event.kill):
            continue
        placed = {key for key, rank in setting.own[m].items() if rank <= 1}
        if not placed:
            continue
        how = (
            "same figure"
            if figures & _figures(other)
            else "same type"
            if other.event.type == item.event.type
            else "kin"
        )
        if other.scene is not item.scene:
            where = "early" if other.event.sentence < 3 else "late"
        else:
            gap = other.event.sentence - item.event.sentence
            where = ("on" if gap > 0 else "back") + (" near" if abs(gap) <= 2 else " far")
        found.append((placed, how, where))
    return found


def _figures(item: Told) -> set[int]:
    return {figure for toll in item.event.tolls for figure in (toll.low, toll.high) if figure}


def _inside(setting: Setting, one: Candidate | None, other: Candidate | None) -> bool:
    return one is not None and other is not None and one is not other and setting.lies_in(one, other)


def _order(setting: Setting, item: Told) -> dict[Key, Signs]:
    """Which place comes next before and after the event's words, and which stand in its sentence."""
    scene, head = item.scene, item.event.trigger.head
    here = [
        (m.first, key)
        for key, one in setting.places.items()
        for m in one.mentions
        if m.scene is scene and not m.party and m.line != "dateline" and not setting.chains.role(m)
    ]
    signs: dict[Key, Signs] = {}
    behind = [pair for pair in here if pair[0] <= head]
    ahead = [pair for pair in here if pair[0] > head and scene.passage.sentence_of[pair[0]] == item.event.sentence]
    if behind:
        at, key = max(behind)
        same = scene.passage.sentence_of[at] == item.event.sentence
        signs.setdefault(key, {})["next before" + (", same sentence" if same else "")] = 1.0
    if ahead:
        signs.setdefault(min(ahead)[1], {})["next after"] = 1.0
    in_sentence = {key for at, key in here if scene.passage.sentence_of[at] == item.event.sentence}
    if len(in_sentence) == 1:
        signs.setdefault(next(iter(in_sentence)), {})["only one in sentence"] = 1.0
    return signs


def _position(setting: Setting, one: Candidate, item: Told, precision: str) -> Signs:
    """Where the nearest mention stands to the event, and how it hangs there."""
    scene, event = item.scene, item.event
    first, last = event.clause
    own = [m for m in one.mentions if m.scene is scene]
    clause = [m for m in own if first <= m.first < last]
    sentence = [m for m in own if m.sentence == event.sentence]
    behind = [m for m in own if m.sentence < event.sentence]
    ahead = [m for m in own if m.sentence > event.sentence]
    signs: Signs = {}
    if clause or sentence:
        zone = "clause" if clause else "sentence"
        for mention in clause or sentence:
            hung = _hung(mention, item)
            signs |= {f"{zone}, {mention.grip.link}, {hung}": 1.0, f"{zone}, {hung}": 1.0}
            signs[f"{zone}, {mention.grip.link}"] = 1.0
            if role := setting.chains.role(mention):
                signs[f"{zone}, {role}"] = 1.0
            if mention.grip.aside:
                signs[f"{zone}, aside"] = 1.0
            if mention.party:
                signs[f"{zone}, as a party"] = 1.0
            if mention.speaker:
                signs[f"{zone}, in a speaker's name"] = 1.0
        nearest = min(clause or sentence, key=lambda m: abs(m.first - event.trigger.head))
        signs[f"{zone}, {'after' if nearest.first > event.trigger.head else 'before'} the words"] = 1.0
        signs["words between"] = min(abs(nearest.first - event.trigger.head), 30) / 30
        return signs
    if behind:
        mention = behind[-1]
        gap = min(event.sentence - mention.sentence, 5)
        signs |= {f"{gap} sentences before": 1.0, f"{gap} sentences before, {precision}": 1.0}
        signs[f"before, {mention.grip.link}"] = 1.0
        text = scene.passage.text[mention.place.end : scene.passage.starts[event.trigger.start]]
        if "\n" not in text:
            signs["before, same line"] = 1.0
    elif ahead:
        gap = min(ahead[0].sentence - event.sentence, 4)
        signs[f"{gap} sentences after"] = 1.0
        signs[f"{gap} sentences after, {precision}"] = gap <= 2
        signs[f"after, {ahead[0].grip.link}"] = 1.0
    else:
        early = one.mentions[0].sentence < 2
        signs["title's event, early in the text" if scene.passage.in_title and early else "other passage only"] = 1.0
    if behind and all(m.grip.aside for m in behind):
        signs["before, aside"] = 1.0
    if behind and all(setting.chains.role(m) for m in behind if m.sentence == behind[-1].sentence):
        signs["before, outer or beside"] = 1.0
    if behind and behind[-1].party:
        signs["before, as a party"] = 1.0
    if behind and behind[-1].speaker:
        signs["before, in a speaker's name"] = 1.0
    if any(m.line in ("heading", "opening") for m in behind[-1:]):
        signs["named by the heading above"] = 1.0
    return signs


def _hung(mention: Mention, item: Told) -> str:
    """What the mention hangs on, as seen from the event: its own words, another verb, a party, a thing."""
    event, passage, marks = item.event, item.scene.passage, item.scene.marks
    host = mention.grip.host
    if event.trigger.start <= host < event.trigger.end or host == event.frame.predicate:
        return "on the event"
    if host == event.frame.object:
        return "on the object"
    if host == event.frame.subject:
        return "on the subject"
    if is_verb(passage, host):
        return "on a verb"
    if marks.places[host] is not None:
        return "on a place"
    return "on a party" if marks.actors[host] is not None else "on a thing"
