"""How a predicate is told: as a fact, a plan, a denial, with doubt, as going on.

The reading climbs from the predicate to the words that govern it and stops where a new statement begins (a relative
clause, a dated adverbial clause, what a neutral verb of saying reports). Classes of words are in
lexicon/modality.toml; they follow the division of event factuality in FactBank (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

from rashomon.read.modality.climb import climb
from rashomon.read.modality.signs import is_present
from rashomon.read.modality.words import VERB_TAGS, Findings, Lexicon, lexicon
from rashomon.read.passage import Judgement, Passage

_HIGHEST = 12  # governors looked at; deeper parses are broken ones
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_OWN_CLAUSE = frozenset({"ccomp", "relcl", "advcl", "conj", "acl", "parataxis"})  # what goes on above is another thing


def _aspect(passage: Passage, predicate: int, found: Findings, lex: Lexicon) -> str:
    """The word that tells that it goes on, or nothing."""
    lower, tags = passage.lower, passage.tags
    if found.ongoing:
        return found.ongoing
    if lower[predicate] in lex.lasting_words:
        return lower[predicate]
    node = predicate
    for _ in range(3):
        if tags[node] == "VBG" and any(lower[k] in ("is", "are", "'s", "'re", "am") for k in passage.kids[node]):
            return "is ...ing"
        if tags[node] == "VBG" and any(lower[k] in ("have", "has", "'ve") for k in passage.kids[node]):
            return "has been ...ing"
        if lower[node] in lex.states and is_present(passage, node):
            return lower[node]
        if lower[node] in lex.lasting and node != predicate:
            return lower[node]
        for kid in passage.kids[node]:
            if lower[kid] in lex.lasting_words or lower[kid] == "still":
                return lower[kid]
        if passage.deps[node] in _OWN_CLAUSE:
            break
        node = passage.heads[node]
    return ""


def _question(passage: Passage, predicate: int) -> bool:
    first, last = passage.sentences[passage.sentence_of[predicate]]
    return "?" in passage.lower[max(first, last - 3) : last]


def judge(passage: Passage, predicate: int) -> Judgement:
    """How the event word at token ``predicate`` is told; ``reason`` names the word that decided.

    ``real`` is False for plans, threats, hypotheses, questions, habits and plain negation. What somebody denies, or
    negates in words of their own, is real with stance "denies": the denial is an account of its own.
    """
    lex, found = lexicon(), Findings()
    climb(passage, predicate, found, lex)
    ongoing = _aspect(passage, predicate, found, lex)
    certainty = "hedged" if found.hedge else "asserted"
    aspect = "ongoing" if ongoing else "happened"
    reason = found.hedge or ongoing
    if found.unreal and not (found.denied and found.unreal == "any"):
        return Judgement(False, "affirms", certainty, aspect, found.unreal)  # type: ignore[arg-type]
    if _question(passage, predicate):
        return Judgement(False, "affirms", certainty, aspect, "?")  # type: ignore[arg-type]
    if found.denied:
        certainty = "asserted"
        stance = "affirms" if len(found.negations) % 2 else "denies"
        return Judgement(True, stance, certainty, aspect, found.denied)  # type: ignore[arg-type]
    if len(found.negations) % 2:
        return Judgement(_told(passage, predicate), "denies", certainty, aspect, found.negated)  # type: ignore[arg-type]
    return Judgement(True, "affirms", certainty, aspect, reason)  # type: ignore[arg-type]


def _told(passage: Passage, predicate: int) -> bool:
    """Whether a negated statement is somebody's word rather than the narrator's."""
    for voice in passage.voices:
        if any(first <= predicate < last for first, last in voice.content):
            return True
    node = predicate
    for _ in range(_HIGHEST):
        head = passage.heads[node]
        if head == node:
            break
        if passage.deps[node] == "ccomp" and passage.tags[head] in VERB_TAGS:
            return True
        node = head
    first, _ = passage.sentences[passage.sentence_of[predicate]]
    return sum(word in _QUOTES for word in passage.lower[first:predicate]) % 2 == 1


__all__ = ["judge"]
