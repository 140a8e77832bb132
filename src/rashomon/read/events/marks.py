"""What the earlier steps found at each token: party, place, weapon, count, voice."""

from __future__ import annotations

from rashomon.lexicon.events import noun_set
from rashomon.read.events.frames import conjuncts, inside
from rashomon.read.events.triggers import Weapon, find_weapons
from rashomon.read.passage import ActorMention, Count, Passage
from rashomon.records import PlaceMention

ARMED = frozenset(
    "security_forces pro_government_militia peacekeepers intelligence government military police armed_group rebels "
    "militia coalition criminal gunmen jihadists paramilitary foreign_government opposition political_party "
    "party".split()
)
_VICTIMS = frozenset(
    "prisoners journalists aid_workers children women people civilians protesters person medical media rescue "
    "witness local_official monitor".split()
)


def _capitals_before_dash(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are the town in capitals that a dispatch was sent from ("BAMAKO (Agency) -")."""
    text = passage.span(start, end).text
    after = passage.words[end] if end < len(passage) else ""
    first = passage.sentences[passage.sentence_of[start]][0]
    return len(text) > 3 and text.isupper() and start - first < 3 and after in ("(", "-", "–", "—", ",", "/", ":")


class Marks:
    """Look-ups by token over one passage; built once and shared by the steps that fill roles."""

    def __init__(self, passage: Passage) -> None:
        size = len(passage)
        self.passage = passage
        self.actors: list[ActorMention | None] = [None] * size
        self.places: list[PlaceMention | None] = [None] * size
        self.weapons: list[Weapon | None] = [None] * size
        self.counts: list[Count | None] = [None] * size
        for actor in passage.actors:
            if _capitals_before_dash(passage, actor.start, actor.end):
                continue
            for token in range(actor.start, actor.end):
                self.actors[token] = actor
        self._kinds: dict[int, frozenset[str]] = {}
        self.add_places(passage.places)
        for count in passage.counts:
            for token in range(count.start, count.end):
                self.counts[token] = count
        self.timed = [False] * size
        for time in passage.times:
            for token in range(*passage.tokens(time.start, time.end)):
                self.timed[token] = True
        self._weapons_done: set[int] = set()

    def add_places(self, places: list[PlaceMention]) -> None:
        """Mark the tokens of the toponyms among the places."""
        self._kinds = {}
        for place in places:
            if place.kind == "toponym" and not self._sent_from(place):
                for token in range(*self.passage.tokens(place.start, place.end)):
                    self.places[token] = place

    def _sent_from(self, place: PlaceMention) -> bool:
        """Whether the place is the town in capitals that a dispatch was sent from."""
        first, last = self.passage.tokens(place.start, place.end)
        return _capitals_before_dash(self.passage, first, last)

    def load_weapons(self, sentence: int) -> list[Weapon]:
        """The weapons of a sentence, found the first time they are asked for."""
        first, last = self.passage.sentences[sentence]
        if sentence not in self._weapons_done:
            self._weapons_done.add(sentence)
            self._kinds = {}
            for weapon in find_weapons(self.passage, first, last):
                for token in range(weapon.start, weapon.end):
                    self.weapons[token] = weapon
        found = [weapon for weapon in self.weapons[first:last] if weapon is not None]
        return list(dict.fromkeys(found))

    def actor(self, token: int | None) -> ActorMention | None:
        """The party that the noun phrase headed by the token names, through "a group of" and conjunctions."""
        if token is None:
            return None
        for here in inside(self.passage, token):
            if self.actors[here] is not None:
                return self.actors[here]
        for kid in self.passage.children(token, "appos", "compound", "nmod", "poss"):
            found = self.actors[kid]
            if found is not None and self.passage.deps[kid] == "appos":
                return found
        return None

    def kinds(self, token: int | None) -> frozenset[str]:
        """What the phrase headed by the token is: armed, people, place, weapon, property; often several."""
        if token is None:
            return frozenset()
        known = self._kinds.get(token)
        if known is None:
            known = self._kinds[token] = frozenset(self._find_kinds(token))
        return known

    def _find_kinds(self, token: int) -> set[str]:
        found: set[str] = set()
        tokens = inside(self.passage, token)
        for here in [*tokens, *conjuncts(self.passage, token)]:
            actor, count, word = self.actors[here], self.counts[here], self.passage.lower[here]
            if actor is not None:
                if actor.acts and actor.kind in ARMED:
                    found.add("armed")
                found.add("people" if actor.kind in _VICTIMS or actor.head == here else "party")
            named = [here, *self.passage.children(here, "appos")]
            if self.places[here] is not None or any(self.passage.lower[at] in noun_set("place") for at in named):
                found.add("place")
            if word in noun_set("property"):
                found.add("property")
            if word in noun_set("civil_property"):
                found |= {"property", "civil_property"}
            if self.weapons[here] is not None:
                found.add("weapon")
            if word in ("device", "devices"):
                found.add("device")
            if count is not None and count.people and count.head == here:
                found.add("people")
            if self.passage.tags[here] in ("PRP", "WP"):
                found.add("pronoun")
            if (
                word in ("him", "her", "who", "whom")
                or (self.passage.tags[here] == "NNP" and not found and actor is not None)
                or any(
                    self.passage.lower[kid] == "who"
                    for child in self.passage.children(here, "relcl")
                    for kid in self.passage.kids[child]
                )
            ):
                found.add("person")
        return found
