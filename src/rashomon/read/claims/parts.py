"""What speaks for each party, and for nobody, as the doer of an event and as the one it hit: the rows of casting.py."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.lexicon.events import noun_set
from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.bearing import Common, Setting, Signs, denies, role, voice_name
from rashomon.read.claims.players import Player, doers, here, sufferers, victims_of
from rashomon.read.claims.told import Told
from rashomon.read.passage import Toll

# --- actor ----------------------------------------------------------------------------------------------------------


def weighed_doers(setting: Setting, n: int, common: Common) -> Iterator[tuple[Player, Signs]]:
    """Everyone who may have done the n-th event, with signs; who did the ones before it is already chosen."""
    item = setting.told[n]
    family, kind = setting.family[n], item.event.type
    chosen, own = setting.ruled[n], setting.own[n]
    how = "own" if own is not None else "context"
    armed = sum(common.near(one) != "elsewhere" for one in setting.parties.values() if one.armed)
    for one in doers(setting.parties, item, setting.leading, chosen):
        if _only_charged(setting, n, one.key):
            continue
        if one.what == "nobody":
            yield one, [*_nobody(item, family, chosen, how, armed), *common.of_others("doer")]
            continue
        names = list(common.signs(one))
        sided = setting.side[one.key]
        assert one.party is not None
        names += common.of_side(sided)
        names.append(f"{kind} of {one.party.kind}")
        if one.key == chosen:
            names += ["ruled", f"ruled, {how}", f"ruled, {how}, {kind}", f"ruled, {how}, {sided}"]
            if how == "own":
                names += _shape(item, sided)
        elif chosen is not None:
            names.append(f"another ruled, {how}")
        if one.key == setting.hit[n]:
            names.append("hit by the rules")
        if _among_victims(one, item):
            names.append("the dead or wounded")
        if one.key == setting.speaker[n]:
            names += ["speaks", f"speaks, {family}", "speaks of we" if _says_we(item) else "speaks, no we"]
        yield one, names


def _only_charged(setting: Setting, n: int, key: str) -> bool:
    """Whether the party has to do with it only by what other voices answer: "the army blamed X", "X denied it".

    Who did it by one account is not who did it by another's that names nobody; nor by that of the voice that clears it.
    """
    voices = setting.answered.get(key)
    if voices is None or setting.own[n] == key:
        return False
    teller = voice_name(setting.told[n])
    if (teller, True) in voices:
        return not denies(setting.told[n].event)
    mine = any(setting.own[m] == key and voice_name(other) == teller for m, other in enumerate(setting.told))
    return not mine and (teller, False) not in voices and setting.told[n].event.answers is None


def _nobody(item: Told, family: str, chosen: str | None, how: str, armed: int) -> Signs:
    event = item.event
    few = min(armed, 2)
    ruled = "open" if chosen is None else f"ruled, {how}"
    names = [
        "nobody", f"nobody, {event.type}", f"nobody, {ruled}", f"nobody, {ruled}, {family}",
        f"nobody, {few} armed in the sentence", f"nobody, {ruled}, {few} armed in the sentence",
        f"nobody, by {event.trigger.rule.id}",
    ]  # fmt: skip
    if event.frame.passive:
        names.append("nobody, passive")
    if event.kill:
        names.append("nobody, only a toll")
    if event.judgement is not None and event.judgement.certainty == "hedged":
        names.append("nobody, hedged")
    if item.antecedent is not None:
        names.append("nobody, points back")
    if event.frame.subject is None and event.trigger.kind != "noun":
        names.append("nobody, verb without a subject")
    if event.definite:
        names.append("nobody, definite")
    names += [f"nobody, {toll.kind} {toll.who}" for toll in event.tolls]
    if item.scene.passage.in_title:
        names.append("nobody, title")
    return names


# --- target ---------------------------------------------------------------------------------------------------------


def weighed_sufferers(setting: Setting, n: int, common: Common) -> Iterator[tuple[Player, Signs]]:
    """Everyone and everything that the n-th event may have hit, with signs; its doer is already chosen."""
    item = setting.told[n]
    family, kind = setting.family[n], item.event.type
    chosen = setting.hit[n]
    doer = setting.parties.get(item.doer) if item.doer else None
    opposed = setting.side[doer.key] if doer is not None else "nobody"
    target = item.event.target
    for one in sufferers(setting.parties, item):
        if one.what == "party":
            sided = setting.side[one.key]
            names = [*common.signs(one), f"{sided} by {opposed}"]
            if setting.only_does(one.key):
                names.append("only ever does")
            if one.key == item.doer:
                names += ["the doer", f"the doer, {family}"]
            if one.key == setting.own[n]:
                names.append("doer by the rules")
            if one.key == setting.speaker[n]:
                names.append("speaks")
            if _among_victims(one, item):
                names.append("the dead or wounded")
        else:
            sided = one.what
            names = []
            if one.what == "thing" and target is not None:
                names = _thing(item)
            elif one.what == "victims":
                toll = victims_of(item)
                names = _victims(item, toll, opposed) if toll is not None else []
            elif one.what == "nobody":
                names = [f"nobody, by {item.event.trigger.rule.id}", f"nobody by {opposed}"]
                if item.event.frame.object is None:
                    names.append("nobody, no object")
                if item.scene.passage.in_title:
                    names.append("nobody, title")
                names.append("nobody, open" if chosen is None else "nobody, ruled")
            elif one.what == "civilians":
                names = [f"civilians by {opposed}", "civilians, open" if chosen is None else "civilians, ruled"]
                if target is not None and target.kind in ("thing", "people"):
                    names += [f"civilians, hit is {kind}" for kind in _kinds(item, target.head)]
        names += [sided, *common.of_side(sided)]
        if one.key == chosen:
            names += ["ruled", f"ruled, {kind}", f"ruled, {sided}", f"ruled, {family}, {sided}"]
            if one.what == "party" and target is not None:
                link = role(item.scene.passage, item, target.head)
                names += [f"ruled, {link}", f"ruled, {link}, {sided}"]
        elif chosen is not None:
            names.append(f"{sided}, another ruled")
        yield one, names


def _victims(item: Told, toll: Toll, opposed: str) -> list[str]:
    """Who the dead or wounded are, and whether the event's own words or others count them."""
    event = item.event
    words = "own words" if event.trigger.start <= toll.word < event.trigger.end else "other words"
    names = [f"victims {toll.who}", f"victims by {opposed}", f"victims {toll.who} by {opposed}", f"victims, {words}"]
    if event.target is not None:
        names.append(f"victims, beside {event.target.kind}")
    names += [f"victims, {words}, {toll.who}", f"victims, {words}, {FAMILY.get(event.type, 'explosive')}"]
    if toll.head is not None:
        link = role(item.scene.passage, item, toll.head)
        names += [f"victims, {link}", f"victims {toll.who}, {link}"]
    return names


def kind_of(one: Player) -> str:
    """The kind of a party; empty for what is no party."""
    return one.party.kind if one.party is not None else ""


def _shape(item: Told, sided: str) -> list[str]:
    """What the words of the rules' actor are: a bare country before a noun may only say where."""
    actor, passage = item.own_actor, item.scene.passage
    if actor is None or actor.start >= len(passage):
        return []
    link = role(passage, item, actor.head)
    names = [f"ruled by {link}", f"ruled by {link}, {sided}"]
    start = passage.starts[actor.start]
    place = next((one for one in passage.places if one.start <= start < one.end), None)
    if place is not None and passage.ends[actor.end - 1] <= place.end:
        names += [f"ruled by a bare {place.kind}", f"ruled by a bare {place.kind}, {link}, {sided}"]
    return names


def _among_victims(one: Player, item: Told) -> bool:
    """Whether a mention of the party is the phrase that counts the dead or wounded."""
    toll = victims_of(item)
    if toll is None or toll.victims is None:
        return False
    first, last = toll.victims
    return any(seen.actor.start < last and first < seen.actor.end for seen in here(one, item))


def _thing(item: Told) -> list[str]:
    """What kind of thing the rules take for hit, and by what it hangs on the event."""
    target, scene = item.event.target, item.scene
    assert target is not None
    link = role(scene.passage, item, target.head)
    names = [f"thing, {link}", f"thing, {item.event.type}, {link}", f"thing {scene.passage.tags[target.head]}"]
    names += [f"thing is {kind}" for kind in _kinds(item, target.head)]
    if scene.marks.places[target.head] is not None:
        names.append("thing is a named place")
    if scene.marks.weapons[target.head] is not None and item.event.type != "disrupted_weapons_use":
        names.append("thing is a weapon")
    if target.kind == "people":
        names.append("thing is people")
    return names


def _kinds(item: Told, head: int) -> list[str]:
    """What kind of thing is hit, whose it may be included."""
    marks, word = item.scene.marks, item.scene.passage.lower[head]
    kinds = sorted(marks.kinds(head)) or ["plain"]
    kinds += [kind for kind in ("garrison", "military_property") if word in noun_set(kind)]
    return kinds


def _says_we(item: Told) -> bool:
    first, last = item.event.clause
    return not {"we", "our", "us", "it", "its"}.isdisjoint(item.scene.passage.lower[first:last])
