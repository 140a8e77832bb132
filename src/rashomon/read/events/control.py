"""Who holds what, where a phrase says so without a verb: "rebel-held Aleppo", "the IS stronghold of Raqqa"."""

from __future__ import annotations

from rashomon.lexicon.entries import EventRule
from rashomon.lexicon.events import noun_set
from rashomon.read.events.extent import extent_of
from rashomon.read.events.frames import Frame
from rashomon.read.events.marks import Marks
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.triggers import Trigger
from rashomon.read.passage import Judgement, Passage

_HELD = {
    "held": "control", "controlled": "control", "occupied": "control", "run": "control", "ruled": "control",
    "dominated": "control", "administered": "control", "besieged": "siege",
}  # fmt: skip
RULE = EventRule(id="held-place", type="control", subject="actor", object="place", needs=("object:named",))


def find_held_places(passage: Passage, number: int, marks: Marks, sentence: int) -> list[EventMention]:
    """Control and siege told by a compound that names the holder and, as its noun, a place or a kind of place."""
    first, last = passage.sentences[sentence]
    found = []
    for token in range(first + 2, last):
        kind = _HELD.get(passage.lower[token])
        if kind is None or passage.words[token - 1] not in ("-", "–", "‐"):
            continue
        holder = marks.actors[token - 2]
        noun = _noun_after(passage, token, last)
        if holder is None or not is_armed(holder) or noun is None:
            continue
        if not _is_place(passage, marks, noun):
            continue
        frame = Frame(predicate=noun, subject=holder.head, object=noun)
        start = holder.start
        event = (
            EventMention(
                passage=number, sentence=sentence, trigger=Trigger(start, token + 1, token, RULE, "phrase"),
                frame=frame, clause=(start, max(noun + 1, token + 1)), type=kind, actor=holder,
                judgement=Judgement(True, aspect="ongoing"),
            )
        )  # fmt: skip
        event.extent = extent_of(passage, marks, event) if kind == "control" else None
        found.append(event)
    return found


def _noun_after(passage: Passage, token: int, last: int) -> int | None:
    """The noun that the compound describes: the last of the nouns right behind it."""
    noun = None
    for here in range(token + 1, min(token + 6, last)):
        if passage.tags[here].startswith(("NN", "JJ")):
            noun = here if passage.tags[here].startswith("NN") else noun
        else:
            break
    return noun


def _is_place(passage: Passage, marks: Marks, noun: int) -> bool:
    """Whether the described noun is a named place or one town or area; several must be named ("areas of the north")."""
    if marks.places[noun] is not None:
        return True
    if passage.lower[noun] not in noun_set("place"):
        return False
    _, last = passage.edges(noun)
    named = any(marks.places[token] is not None for token in range(noun, min(last, noun + 8)))
    return named or passage.tags[noun] == "NN"
