"""How a place of the report stands to an event: the signs that placing.py weighs, no word of which is a name.

Where it stands in the event's clause, its sentence or so many sentences away, by what it hangs there, what it is to the
place that the rules would choose, and where happenings of the same kind are told.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.kindred import context, ties
from rashomon.read.claims.mentions import Candidate, Key, Mention
from rashomon.read.claims.pointers import log_place, pointed
from rashomon.read.claims.setting import Setting, Signs, named_for_itself
from rashomon.read.claims.told import Told
from rashomon.read.events.frames import is_verb

WHOLE = frozenset(
    "war conflict uprising revolt revolution insurgency crisis country countrys nation nationwide".split()
)


def weighed(setting: Setting, n: int) -> Iterator[tuple[Candidate, Signs]]:
    """Every place of the report with its signs for the n-th event; the one that opens its line alone in a log."""
    item = setting.told[n]
    own = setting.own[n]
    close = [setting.places[key] for key, rank in own.items() if rank <= 3 and key in setting.places]
    plain = setting.sights[n].places
    last_plain = _last_plain(setting, item)
    tied, common, pointing = ties(setting, n), context(setting, n), pointed(setting, item)
    background, older = _background(item), _older(item)
    order, opener = _order(setting, item), log_place(setting, n)
    for key, one in setting.places.items():
        if opener not in (None, key):
            continue
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
            **tied(key),
            **pointing.get(key, {}),
        }
        yield one, {name: float(value) for name, value in signs.items() if value}


def _last_plain(setting: Setting, item: Told) -> Key | None:
    """The place last named for itself before the event's words, in its sentence or one of the two before."""
    head, scene = item.event.trigger.head, item.scene
    spots = [
        (m.first, key)
        for key, one in setting.places.items()
        for m in one.mentions
        if m.scene is scene and m.first < head and m.sentence >= item.event.sentence - 2
        and named_for_itself(setting, m)
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
            signs[f"{zone} past {mention.before}"] = 1.0
            if event.type == "displacement" and mention.before in ("to", "into", "towards", "toward", "in", "from"):
                signs[f"fleeing {mention.before}"] = 1.0
            signs[f"{zone} then {mention.after}"] = 1.0
            signs[f"{zone} past {mention.before} then {mention.after}"] = 1.0
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
        signs[f"before past {mention.before}"] = 1.0
        signs[f"before then {mention.after}"] = 1.0
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
