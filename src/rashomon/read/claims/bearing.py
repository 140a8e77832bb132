"""How a party of the report stands to an event: the signs that casting.py weighs, no word of which is a name.

By what the party hangs in the event's clause, its sentence or so many sentences away, what the rules of roles.py and
context.py take it for, whose words tell the event, and what the same party does and suffers in other events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.players import Player, here, key_of, leading, victims_of
from rashomon.read.claims.told import Told
from rashomon.read.events.frames import SUBJECTS, is_verb
from rashomon.read.events.parties import STATE_KINDS
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.passage import Passage

Signs = list[str]  # the names of the signs that hold

_KIN = 12  # events before and after that may tell the same happening
_LONGEST = 4  # arcs between two words that are told by their labels
_HOLDING = (["held"], ["controlled"], ["occupied"], ["besieged"], ["ruled"], ["run"])
_BLAMING = frozenset(
    "blame blamed blames blaming accuse accused accuses accusing attribute attributed attributes attributing "
    "responsible responsibility suspect suspected".split()
)
_CLAIMING = frozenset("claimed claims claim claiming".split())
_PRONOUNS = frozenset("it its they their them he she his who which we our us".split())


class Setting:
    """The parties of one report, and what is common to all its events."""

    def __init__(self, parties: dict[str, Player], told: list[Told], country: str | None) -> None:
        self.parties = parties
        self.told = told
        self.country = country
        self.own = [key_of(item.own_actor) for item in told]
        self.ruled = [key_of(item.event.actor) for item in told]
        self.hit = [_hit(item) for item in told]
        self.family = [FAMILY.get(item.event.type, "explosive") for item in told]
        self.speaker = [_speaker(parties, item) for item in told]
        self.fought = {(one, other) for one, other in zip(self.own, self.hit, strict=True) if one and other}
        self.acted = Counter(key for key in self.own if key is not None)
        self.suffered = Counter(key for key in self.hit if key in parties)
        mentions = {key: len(one.seen) for key, one in parties.items() if one.armed}
        self.leading = leading(parties)
        self.answered = _answered(told, self.own, self.speaker)
        self.most = max(mentions, key=lambda key: mentions[key], default=None)
        self.doer = max(self.acted, key=lambda key: self.acted[key], default=None)
        self.victim = max(self.suffered, key=lambda key: self.suffered[key], default=None)
        self.fixed: dict[tuple[str, str], Signs] = {}
        for key, one in parties.items():
            signs = self._fixed(one)
            for near in ("clause", "sentence", "elsewhere"):
                self.fixed[key, near] = [*signs, *(f"{sign}, {near}" for sign in signs)]
        self._speaking: dict[int, set[int]] = {}
        self.side = {key: side(one, country) for key, one in parties.items()}

    def as_ruled(self) -> None:
        """Begin from the rules' choice of every event's parties."""
        for item, doer, hit in zip(self.told, self.ruled, self.hit, strict=True):
            item.doer, item.hit = doer, hit

    def speaking(self, scene: Scene) -> set[int]:
        """The tokens of a passage inside the names of those who speak."""
        if scene.number not in self._speaking:
            sources = (voice.source for voice in scene.passage.voices if voice.source)
            self._speaking[scene.number] = {token for source in sources for token in range(*source)}
        return self._speaking[scene.number]

    def only_does(self, key: str) -> bool:
        """Whether the rules take the party for the doer of events, never for the one hit."""
        return key in self.acted and key not in self.suffered

    def _fixed(self, one: Player) -> list[str]:
        """The signs of a party that are the same for every event."""
        assert one.party is not None
        signs = [f"kind {one.party.kind}", f"side {side(one, self.country)}"]
        if one.party.generic:
            signs.append("a description")
        if one.key == self.most:
            signs.append("most named")
        if one.key == self.doer:
            signs.append("most often the doer")
        if one.key == self.victim:
            signs.append("most often hit")
        if one.armed and len([p for p in self.parties.values() if p.armed]) == 1:
            signs.append("only armed party")
        if any(seen.scene.passage.in_title for seen in one.seen):
            signs.append("in title")
        if any(seen.sentence == 0 and not seen.scene.passage.in_title for seen in one.seen):
            signs.append("in first sentence")
        if len(one.seen) == 1:
            signs.append("named once")
        return signs


def side(one: Player, country: str | None) -> str:
    """The side as seen from the report's country: state, foreign, non_state, civil, other."""
    party = one.party
    assert party is not None
    if party.kind in STATE_KINDS or party.side == "state":
        return "state" if party.country is None or party.country == country else "foreign"
    if party.kind == "coalition":
        return "foreign"
    if not party.acts:
        return "civil"
    return "non_state" if party.kind != "unknown" or not party.generic else "unnamed"


def _hit(item: Told) -> str | None:
    """The key of what the rules take for hit."""
    target = item.event.target
    if target is None or target.kind in ("thing", "people"):
        return "victims" if victims_of(item) is not None else None if target is None else "thing"
    return key_of(target)


def _answered(
    told: list[Told], own: list[str | None], speaker: list[str | None]
) -> dict[str, set[tuple[str | None, bool]]]:
    """Party -> the voices (None: the publisher) that answer for it, with whether they clear it or charge it."""
    found: dict[str, set[tuple[str | None, bool]]] = {}
    for item, doer, teller in zip(told, own, speaker, strict=True):
        event = item.event
        if event.answers is not None and (who := doer or (teller if denies(event) else None)) is not None:
            found.setdefault(who, set()).add((voice_name(item), denies(event)))
    return found


def denies(event: EventMention) -> bool:
    """Whether it is told as what did not happen, or as not done by its actor."""
    return event.judgement is not None and event.judgement.stance == "denies"


def voice_name(item: Told) -> str | None:
    """The name of the event's voice; None for the publisher."""
    voice = item.event.voice
    return None if voice is None else item.scene.passage.voices[voice].name


def _speaker(parties: dict[str, Player], item: Told) -> str | None:
    """The key of the party whose words tell the event."""
    if item.event.voice is None:
        return None
    source = item.scene.passage.voices[item.event.voice].source
    if source is None:
        return None
    return next(
        (key for key, one in parties.items() if any(source[0] <= s.actor.head < source[1] for s in here(one, item))),
        None,
    )


# --- where a party stands -------------------------------------------------------------------------------------------


class Common:
    """Signs of a party that hold for both parts in one event."""

    def __init__(self, setting: Setting, n: int) -> None:
        self.setting = setting
        self.n = n
        self.item = setting.told[n]
        self._signs: dict[str, Signs] = {}
        self._near: dict[str, str] = {}
        self._of_side: dict[str, Signs] = {}
        event, passage = self.item.event, self.item.scene.passage
        self.kin = list(_kindred(setting, n))
        self.last = next((m for m in range(n - 1, -1, -1)), None)
        self.alike = next((m for m in range(n - 1, -1, -1) if setting.told[m].event.type == event.type), None)
        self.pointed = next((m for m in range(n) if setting.told[m].event is self.item.antecedent), None)
        subject = event.frame.subject
        self.pronoun = subject is not None and passage.lower[subject] in _PRONOUNS
        spots = [
            (seen.actor.head, key)
            for key, one in setting.parties.items() if one.armed
            for seen in here(one, self.item) if seen.sentence == event.sentence
        ]  # fmt: skip
        head = event.trigger.head
        self.previous = max((spot for spot in spots if spot[0] < head), default=(0, None))[1]
        self.next = min((spot for spot in spots if spot[0] >= event.trigger.end), default=(0, None))[1]

    def signs(self, one: Player) -> Signs:
        """The signs of a party that hold for both parts: by itself, where it stands, what else it does."""
        if one.key not in self._signs:
            self._signs[one.key] = [
                *self.setting.fixed[one.key, self.near(one)],
                *self._where(one),
                *self._before(one),
            ]
        return self._signs[one.key]

    def near(self, one: Player) -> str:
        """How near the event names the party: in its clause, its sentence, or elsewhere."""
        if one.key not in self._near:
            first, last = self.item.event.clause
            sentence = self.item.event.sentence
            own = [seen.actor.head for seen in here(one, self.item) if seen.sentence == sentence]
            inside = any(first <= head < last for head in own)
            self._near[one.key] = "clause" if inside else "sentence" if own else "elsewhere"
        return self._near[one.key]

    def of_side(self, sided: str) -> Signs:
        """What the event is to a side: of such a type, with such dead and wounded."""
        if sided not in self._of_side:
            event, family = self.item.event, self.setting.family[self.n]
            tolls = {(toll.kind, toll.who) for toll in event.tolls}
            self._of_side[sided] = [f"{event.type} {sided}", f"{family} {sided}"]
            self._of_side[sided] += [f"{kind} {who}, {sided}" for kind, who in sorted(tolls, key=str)]
        return self._of_side[sided]

    def _where(self, one: Player) -> Signs:
        """Where the nearest mention stands to the event, and how it hangs there."""
        item, event = self.item, self.item.event
        passage = item.scene.passage
        first, last = event.clause
        own = here(one, item)
        sentence = [seen for seen in own if seen.sentence == event.sentence]
        clause = [seen for seen in sentence if first <= seen.actor.head < last]
        names: list[str] = []
        if sentence:
            zone = "clause" if clause else "sentence"
            family, rule = self.setting.family[self.n], event.trigger.rule
            for seen in clause or sentence:
                link = role(passage, item, seen.actor.head)
                names += [f"{zone}, {link}", f"{family}: {link}", f"{event.type}: {link}"]
                names += _path(passage, seen.actor.head, event.trigger.head)
                names.append(f"{zone}, {'before' if seen.actor.head < event.trigger.head else 'after'} the words")
                if seen.actor.head in self.setting.speaking(item.scene):
                    names.append(f"{zone}, in a speaker's name")
                if blamed := _blamed(passage, seen.actor.head):
                    names.append(blamed)
                if passage.lower[seen.actor.end + 1 : seen.actor.end + 2] in _HOLDING:
                    names.append("holds a place named here")
                if link == "prep of":
                    names.append(f"of names the {rule.of}")
                elif link in ("subject", "object"):
                    names.append(f"{link} as {rule.subject if link == 'subject' else rule.object}")
            names.append(zone)
            if one.key == self.previous:
                names.append("next before the words")
            if one.key == self.next:
                names.append("next after the words")
            return names
        behind = [seen for seen in own if seen.sentence < event.sentence]
        ahead = [seen for seen in own if seen.sentence > event.sentence]
        if behind:
            seen = behind[-1]
            gap = min(event.sentence - seen.sentence, 4)
            subject = passage.deps[seen.actor.head] in SUBJECTS
            names += [f"{gap} sentences before", f"{gap} sentences before, {'subject' if subject else 'no subject'}"]
            if self.pronoun:
                names.append(f"pronoun: {gap} sentences before, {'subject' if subject else 'no subject'}")
        elif ahead:
            names.append(f"{min(ahead[0].sentence - event.sentence, 3)} sentences after")
        else:
            names.append("other passage only")
        return names

    def of_others(self, part: str) -> Signs:
        """What kind of party, or nobody, has the part in the other events that may tell the same happening."""
        names = []
        for label, m in (("before", self.last), ("of its type before", self.alike), ("pointed to", self.pointed)):
            if m is not None:
                names.append(f"{part} of the event {label}: {self._kind_of(part, m)}")
        seen = {(self._kind_of(part, m), how) for m, how in self.kin}
        names += [f"{part} of a kindred event, {how}: {kind}" for kind, how in sorted(seen)]
        names += [f"{part} of a kindred event: {kind}" for kind in sorted({kind for kind, _ in seen})]
        return names

    def _kind_of(self, part: str, m: int) -> str:
        item = self.setting.told[m]
        key = item.doer if part == "doer" else item.hit
        if key in self.setting.side:
            return "a party"
        if key == "victims":
            toll = victims_of(item)
            return f"victims {toll.who}" if toll is not None else "victims"
        return key or "nobody"

    def _before(self, one: Player) -> Signs:
        """What the party does and suffers in other events of the report."""
        told, key = self.setting.told, one.key
        names = []
        for label, m in (("before", self.last), ("of its type before", self.alike), ("pointed to", self.pointed)):
            if m is None:
                continue
            if told[m].doer == key:
                names.append(f"doer of the event {label}")
                if label == "before" and told[m].event.sentence == self.item.event.sentence:
                    names.append("doer of the event before, same sentence")
            if told[m].hit == key:
                names.append(f"hit by the event {label}")
        for m, how in self.kin:
            if self.setting.own[m] == key:
                names += [f"does a kindred event, {how}", "does a kindred event"]
            if self.setting.hit[m] == key:
                names += [f"hit by a kindred event, {how}", "hit by a kindred event"]
        return names


def _kindred(setting: Setting, n: int) -> Iterator[tuple[int, str]]:
    """Other events of the family, each with how alike it is."""
    item = setting.told[n]
    for m in range(max(0, n - _KIN), min(len(setting.told), n + _KIN)):
        other = setting.told[m]
        if m == n or setting.family[m] != setting.family[n]:
            continue
        same = "same type" if other.event.type == item.event.type else "other type"
        placed = (
            "open" if item.place is None or other.place is None
            else "same place" if item.place.name == other.place.name else "elsewhere"
        )  # fmt: skip
        near = "near" if other.scene is item.scene and abs(other.event.sentence - item.event.sentence) <= 2 else "far"
        yield m, f"{same}, {placed}, {near}"


def role(passage: Passage, item: Told, head: int) -> str:
    """By what a phrase hangs on the event: a slot of its frame, else its own arc and what that hangs on."""
    joined = 0
    while passage.deps[head] in ("conj", "appos") and passage.heads[head] != head and joined < 4:
        head, joined = passage.heads[head], joined + 1
    return _plain_role(passage, item, head) + (" too" if joined else "")


def _blamed(passage: Passage, head: int) -> str:
    """Whether the phrase names who is blamed, who blames, or who claims the act."""
    dep, above = passage.deps[head], passage.heads[head]
    if dep == "pobj":
        dep, above = passage.lower[above], passage.heads[above]
    word = passage.lower[above]
    if word in _CLAIMING and dep in ("nsubj", "by"):
        return "claims the act"
    if word in _BLAMING:
        return "blames" if dep == "nsubj" else "is blamed"
    return ""


def _path(passage: Passage, one: int, other: int) -> list[str]:
    """The arcs from one word up to where it meets the other's line of governors, and down to the other."""
    ups, downs = [one, *passage.ancestors(one)[:8]], [other, *passage.ancestors(other)[:8]]
    meet = next((token for token in ups if token in downs), None)
    if meet is None:
        return ["path far"]
    up = [passage.deps[token] for token in ups[: ups.index(meet)]]
    down = [passage.deps[token] for token in downs[: downs.index(meet)]]
    names = [f"path of {min(len(up), 5)} up, {min(len(down), 5)} down"]
    if len(up) + len(down) <= _LONGEST:
        names.append(f"path {' '.join(up)} | {' '.join(down)}")
    return names


def _plain_role(passage: Passage, item: Told, head: int) -> str:
    event, frame = item.event, item.event.frame
    if head == frame.subject:
        return "agent" if frame.passive else "subject"
    if head == frame.object:
        return "object"
    if event.trigger.start <= head < event.trigger.end:
        return "in the words"
    if head in frame.modifiers:
        return "modifier"
    word = next((word for word, one in frame.preps if one == head), None)
    if word is not None:
        return f"prep {word}"
    dep, above = passage.deps[head], passage.heads[head]
    if dep == "pobj":
        dep, above = passage.lower[above], passage.heads[above]
    if above == head:
        return "root"
    if event.trigger.start <= above < event.trigger.end:
        return f"{dep} on the words"
    if above == frame.predicate:
        return f"{dep} on the verb"
    if above == frame.object or above == frame.subject:
        return f"{dep} on a part"
    return f"{dep} on another verb" if is_verb(passage, above) else f"{dep} on a noun"
