"""What happened: from trigger words to typed events with their own slots."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from rashomon.lexicon.events import event_lexicon, word_set
from rashomon.lexicon.families import FAMILY, UNSETTLED
from rashomon.read.attribution.phrases import in_modifier
from rashomon.read.events.answers import (
    answer_for,
    answered_once,
    answerer,
    denied,
    is_answer,
    tells_anew,
    told_already,
)
from rashomon.read.events.control import find_held_places
from rashomon.read.events.frames import LIGHT
from rashomon.read.events.needs import unmet
from rashomon.read.events.roles import EventMention, build
from rashomon.read.events.scene import Scene
from rashomon.read.events.settle import settle
from rashomon.read.events.tolls import (
    HARMLESS,
    VIOLENT,
    apart,
    by_side,
    clash_of_tolls,
    clause_of_part,
    distance,
    interrupted,
    of_toll,
    one_voice,
    save_nobody,
    save_tolls,
    told_on,
    voice_of,
)
from rashomon.read.events.topic import fighting
from rashomon.read.events.triggers import find_triggers
from rashomon.read.events.worth import refusal
from rashomon.read.modality.judgement import judge
from rashomon.read.passage import Passage

_OF_WAR = frozenset(["clash", "siege", "displacement", "territory", "explosive", "toll"])
_FROM_AFAR = frozenset(["air_drone_strike", "shelling_artillery_missile"])
_MANY = 12  # people arrested at once from which a report is about more than crime; ACLED reads "dozens" as 12
_CONTENDING = frozenset(
    ["protesters", "political_party", "opposition", "rebels", "armed_group", "jihadists", "militia"]
)


def find_events(scene: Scene) -> None:
    """Fill ``scene.events`` with the typed events of a passage, in text order."""
    passage, first_words = scene.passage, event_lexicon().forms
    tolls_of: dict[int, list[int]] = {}
    for n, toll in enumerate(passage.tolls):
        tolls_of.setdefault(passage.sentence_of[toll.word], []).append(n)
    for number, (first, last) in enumerate(passage.sentences):
        if scene.stop is not None and passage.starts[first] >= scene.stop:
            break
        if number not in tolls_of and not any(word in first_words for word in passage.lower[first:last]):
            continue  # the gate: nothing in this sentence can be a trigger
        scene.marks.load_weapons(number)
        options = [
            [build(passage, scene.number, scene.marks, trigger) for trigger in triggers]
            for triggers in find_triggers(passage, first, last)
        ]
        for event in chain.from_iterable(options):
            event.voice = answerer(passage, event) if is_answer(event) else voice_of(passage, event)
        _give_tolls(scene, options, tolls_of.get(number, []))
        found = [_choose(scene, events) for events in options]
        told = [event for event in found if _told_as_fact(scene, event)]
        save_nobody(passage, [event for event in found if event not in told], told)
        kept = _fold(scene, told)
        for event in kept:
            settle(scene, event)
            event.answers = event.answers or denied(scene, event)
            if event.type in ("control", "siege") and in_modifier(passage, event.trigger.head):
                event.voice = None  # "rebel-held Aleppo" inside somebody's words is the outlet's
        answer_for(scene, kept)
        kept = _answers_alone(scene, kept)
        whole = answered_once(passage, [event for event in kept if _complete(scene, event)])
        save_tolls(passage, [event for event in kept if event not in whole], whole)
        for event in whole:
            if of_toll(passage, event):
                event.clause = clause_of_part(passage, event)
        kept = [part for event in whole for part in by_side(event)]
        _give_nobody(scene, number, tolls_of.get(number, []), kept)
        kept += [
            event for event in find_held_places(passage, scene.number, scene.marks, number) if _complete(scene, event)
        ]
        scene.events += sorted(kept, key=lambda event: event.trigger.start)


def _answers_alone(scene: Scene, events: list[EventMention]) -> list[EventMention]:
    """Without answers whose words tell a happening of their own, or what the same voice tells already."""
    kept = []
    for event in events:
        if is_answer(event) and tells_anew(scene.passage, event, events):
            scene.note(event, False, "tells a happening of its own, not one told before")
        elif is_answer(event) and (known := told_already(scene.passage, event, events)) is not None:
            if known.actor is None or (known.actor.kind == "unknown" and known.actor.generic):  # "a drone"
                known.actor = event.actor
            scene.note(event, False, "the same voice tells it already")
        else:
            kept.append(event)
    return kept


def _give_tolls(scene: Scene, options: list[list[EventMention]], tolls: list[int]) -> None:
    """Each toll to the event whose trigger says it, else to the nearest violent event of the same voice."""
    passage = scene.passage
    for n in tolls:
        toll = passage.tolls[n]
        own = [events for events in options if events[0].trigger.start <= toll.word < events[0].trigger.end]
        if not own:
            voice = told_on(passage, toll.word)
            own = [
                events
                for events in options
                if one_voice(passage, events[0].voice, voice)
                and any(event.type == "strike" or FAMILY.get(event.type) in VIOLENT for event in events)
            ]
            own.sort(key=lambda events: abs(events[0].trigger.head - toll.word))
        for event in own[0] if own else ():
            event.tolls.append(toll)


def _give_nobody(scene: Scene, sentence: int, tolls: list[int], kept: list[EventMention]) -> None:
    """ "There were no casualties" belongs to the attack of the sentences before, where its own tells none."""
    nobody = [toll for toll in (scene.passage.tolls[n] for n in tolls) if toll.low == toll.high == 0]
    if not nobody or any(FAMILY[event.type] in VIOLENT for event in kept) or not scene.events:
        return
    last = scene.events[-1]
    if FAMILY[last.type] in VIOLENT and sentence - last.sentence <= 2:
        known = {toll.kind for toll in last.tolls}
        last.tolls += [toll for toll in nobody if toll.kind not in known]


def _choose(scene: Scene, events: list[EventMention]) -> EventMention:
    """The first rule whose needs the words meet by themselves, else the last one that fits all of them."""
    for event in events:
        if not unmet(scene, event):
            return event
    whole = [event for event in events if event.trigger.end == events[0].trigger.end]
    for event in whole[:-1]:
        scene.note(event, False, unmet(scene, event))
    return whole[-1]


def _told_as_fact(scene: Scene, event: EventMention) -> bool:
    event.judgement = judge(scene.passage, event.trigger.head)
    if event.trigger.rule.denies and event.judgement.stance == "affirms":
        event.judgement = replace(event.judgement, stance="denies", certainty="asserted")
    if not event.judgement.real:
        scene.note(event, False, f"not told as a fact: {event.judgement.reason}")
    return event.judgement.real


# --- one happening, several words -----------------------------------------------------------------------------------


def _rank(scene: Scene, event: EventMention, events: list[EventMention]) -> tuple[bool, int, int]:
    """Which of several words for one happening carries it: the typed ones first, words for casualties last."""
    rule = event.trigger.rule
    if rule.kill:
        level = 4
    elif rule.damage or rule.id == "protest":
        level = 3
    elif rule.type == "strike":
        level = 2 if rule.weak or rule.id == "explosion" else 1
    elif rule.type == "disrupted_weapons_use":
        level = -1  # "the bombs planted there were seized": no blast
    else:
        level = 1 if rule.weak else 0
    return _wants(scene, event, events), level, event.trigger.start


def _wants(scene: Scene, event: EventMention, events: list[EventMention]) -> bool:
    """Whether roles are missing that the casualties told beside the event do not fill."""
    if not unmet(scene, event):
        return False
    if event.kill or event.tolls or event.trigger.kind == "noun":
        return True
    others = [e for e in events if not e.kill and e is not event and FAMILY.get(e.type, e.type) in VIOLENT | {"strike"}]
    lent = [toll for e in events if e.kill and _may_join(scene.passage, e, event) for toll in e.tolls]
    return bool(others) or not lent or bool(unmet(scene, replace(event, tolls=lent)))


def _linked(passage: Passage, one: EventMention, other: EventMention) -> bool:
    """Whether grammar makes the two triggers one happening (see the cases inline)."""
    a, b = one.trigger, other.trigger
    for event, head in ((one, b.head), (other, a.head)):
        frame = event.frame
        if head in (frame.subject, frame.object) or head in frame.modifiers:
            return True  # "the blast killed 12", "launched air strikes"
        if any(head == target and word in ("in", "by", "during", "with", "from", "to") for word, target in frame.preps):
            # "killed in an air strike", but not "wounded not far from a rally"
            return passage.lower[passage.heads[head] - 1] not in ("far", "away")
    for upper, lower in ((a.head, b.head), (b.head, a.head)):
        means = passage.heads[lower]
        if passage.lower[means] == "with" and passage.heads[passage.heads[means]] == upper and means > upper:
            return True  # "targeted the suburb with rockets", the weapon hung on the suburb
        dep, above = passage.deps[lower], passage.heads[lower]
        if above == upper and dep in ("acl", "relcl", "compound", "amod", "nmod", "advcl", "xcomp"):
            return True  # "an attack that killed 12", "bombed the market, killing 12"
        if above == upper and dep == "conj" and any(e.kill or e.trigger.rule.damage for e in (one, other)):
            return True  # "attacked the post and killed 12", "killed 12 and destroyed two tanks"
    return one.frame.predicate == other.frame.predicate and passage.lower[one.frame.predicate] in LIGHT


def _may_join(passage: Passage, one: EventMention, other: EventMention) -> bool:
    speaks_on = (
        one.kill
        and other.trigger.start < one.trigger.start
        and (one_voice(passage, one.voice, other.voice) or interrupted(passage, one, other))
    )
    if (one.voice != other.voice and not speaks_on) or one.trigger.rule.own or other.trigger.rule.own:
        return False
    families = [_family(one), _family(other)]
    if "disrupted" in families and any(event.trigger.rule.id == "explosive-device" for event in (one, other)):
        return True  # "defused a bomb"
    if "disrupted" in families and (one.kill or other.kill):
        return True  # "shot down a helicopter, killing five"
    if "peaceful_protest" in (one.type, other.type) and (one.kill or other.kill):
        return False  # killed at a protest: not the protest itself
    if families[0] == families[1] and families[0] not in ("violence", "explosive"):
        return True
    if {one.type, other.type} & {"abduction", "arrests", "hold"}:
        return one.type == other.type  # "killed ten and abducted five" are two acts
    if not all(family in VIOLENT or family == "strike" for family in families):
        return False
    if "peaceful_protest" in (one.type, other.type) and not (one.kill or other.kill):
        return one.type == other.type  # "shelled an election rally": the rally is what was hit
    unsettled = any(event.type == "strike" or event.trigger.rule.weak for event in (one, other))
    return unsettled or one.type == other.type


def _family(event: EventMention) -> str:
    return event.type if event.type in UNSETTLED else FAMILY[event.type]


def _fold(scene: Scene, events: list[EventMention]) -> list[EventMention]:
    """One event for all the words of a sentence that tell the same happening."""
    passage = scene.passage
    kept: list[EventMention] = []
    for event in sorted(events, key=lambda event: _rank(scene, event, events)):
        if kept and _in_passing(passage, event):
            scene.note(event, False, "said in passing of what its sentence tells")
            continue
        if _stands_alone(scene, event):
            kept.append(event)
            continue
        host = _host(passage, kept, event)
        if host is not None and (second := _bridged(passage, kept, host, event)) is not None:
            _absorb(host, second)
            kept.remove(second)
        if host is None or (event.tolls and clash_of_tolls(host, event)):
            kept.append(event)
        else:
            _absorb(host, event)
            scene.note(
                event,
                False,
                f"tells the same happening as {passage.span(host.trigger.start, host.trigger.end).text!r}",
            )
    return kept


def _in_passing(passage: Passage, event: EventMention) -> bool:
    """ "causing material damage" behind the attack's own words, "killed in the protests"."""
    head = event.trigger.head
    above = passage.heads[head]
    if event.trigger.rule.id in ("loot", "damage-done") and event.trigger.kind == "noun":
        return passage.deps[head] == "dobj" and passage.tags[above] == "VBG" and passage.deps[above] in ("advcl", "acl")
    if event.trigger.rule.id == "protest" and event.definite and event.trigger.kind == "noun":
        return passage.deps[head] == "pobj" and passage.lower[above] in ("in", "during", "at")
    return False


def _host(passage: Passage, kept: list[EventMention], event: EventMention) -> EventMention | None:
    """The event that tells the same happening: by grammar; for casualties else the nearest one of the same speaker."""
    hosts = [other for other in kept if not (event.kill and apart(passage, event, other))]
    linked = (other for other in hosts if _may_join(passage, event, other) and _linked(passage, event, other))
    host = next(linked, None)
    ruins = host is not None and host.type == "looting_property_destruction"
    if not event.kill or (host is not None and not ruins):
        return host
    near = [o for o in hosts if not o.kill and _may_join(passage, event, o) and o.type not in HARMLESS]
    if ruins:  # "the bomb went off at noon, wounding 14 and wrecking 50 homes"
        near = [o for o in near if o.voice == event.voice and o.trigger.start < event.trigger.start]
    host = min(near, key=lambda other: distance(event, other), default=host)
    if host is not None:
        return host
    return next((o for o in kept if o.kill and o.voice == event.voice and _pairs(passage, o, event)), None)


def _bridged(
    passage: Passage, kept: list[EventMention], host: EventMention, event: EventMention
) -> EventMention | None:
    """The casualties told beside the event's own in one fight: "four were eliminated and two wounded in a clash"."""
    if not event.kill:
        return None
    for other in kept:
        beside = other is not host and passage.deps[event.trigger.head] == "conj"
        if beside and other.tolls and passage.heads[event.trigger.head] == other.trigger.head:
            if _may_join(passage, host, other) and not clash_of_tolls(host, other) and not apart(passage, other, host):
                return other
    return None


def _stands_alone(scene: Scene, event: EventMention) -> bool:
    """Whether an attack's damage to civilians' property is told: a claim beside the attack's own."""
    rule, subject = event.trigger.rule, event.frame.subject
    by = None if subject is None else scene.marks.weapons[subject]
    if rule.damage and by is not None and by.type in _FROM_AFAR:
        return False  # "warplanes flattened a market": the strike's own words
    if rule.damage and "civil_property" in scene.marks.kinds(event.frame.object):
        event.type = "looting_property_destruction"
        return True
    return rule.own


def _pairs(passage: Passage, host: EventMention, event: EventMention) -> bool:
    """Whether two words for casualties are one sentence's killed and wounded."""
    kinds = {toll.kind for toll in host.tolls} & {toll.kind for toll in event.tolls}
    return not kinds and abs(host.trigger.head - event.trigger.head) < 25


def _absorb(host: EventMention, event: EventMention) -> None:
    host.actor = host.actor or (event.actor if event.actor != host.target else None)
    if host.target is None and event.target != host.actor:
        host.target = event.target
    kinds = {(toll.kind, toll.low, toll.high) for toll in host.tolls}
    host.tolls += [toll for toll in event.tolls if (toll.kind, toll.low, toll.high) not in kinds]
    host.folded.append(event.trigger)
    host.frame.preps += [pair for pair in event.frame.preps if pair not in host.frame.preps]
    host.clause = (min(host.clause[0], event.clause[0]), max(host.clause[1], event.clause[1]))


def _complete(scene: Scene, event: EventMention) -> bool:
    reason = refusal(scene, event)
    scene.seen.append(event)
    if reason:
        scene.note(event, False, reason)
    return not reason


def count_armed(passages: list[Passage]) -> int:
    """How many parties of a report fight, police and governments left out."""
    return len({actor.name for passage in passages for actor in fighting(passage.actors)})


def names_aircraft(passages: list[Passage]) -> bool:
    """Whether aircraft or strikes from the air are named anywhere in the report."""
    return any(not word_set("flying").isdisjoint(passage.lower) for passage in passages)


def _by_soldiers(event: EventMention) -> bool:
    """Whether soldiers, not police, did it."""
    return event.actor is not None and event.actor.kind in ("military", "security_forces", "paramilitary")


def _many_seized(scene: Scene, event: EventMention) -> bool:
    """Whether dozens of people were arrested or abducted: no ordinary crime."""
    if event.type not in ("arrests", "abduction") or event.target is None:
        return False
    count = scene.marks.counts[event.target.head]
    return count is not None and count.low is not None and count.low >= _MANY


def about_conflict(scenes: list[Scene]) -> bool:
    """Whether the report is about armed conflict or unrest at all: what weak words are measured by."""
    events = [event for scene in scenes for event in scene.events]
    if any(not event.trigger.rule.weak and not event.kill for event in events):
        return True
    if any(event.trigger.rule.id == "raid" and event.folded and event.tolls for event in events):
        return True  # "a raid on the village left nine villagers dead"
    if any(side is not None and side.kind in _CONTENDING for event in events for side in (event.actor, event.target)):
        return True
    if any(
        _by_soldiers(event) or event.type in ("mob_violence", "excessive_force") or _many_seized(scene, event)
        for scene in scenes
        for event in scene.events
    ):
        return True
    if any(
        FAMILY[event.type] in ("clash", "siege", "displacement", "territory", "explosive", "toll") for event in events
    ):
        return True
    return bool(events) and any(scene.armed for scene in scenes)


__all__ = ["Scene", "about_conflict", "count_armed", "find_events", "names_aircraft"]
