"""Signs of negation, doubt and unreality on a verb or noun, and on the word that governs it."""

from __future__ import annotations

from rashomon.read.modality.words import Findings, Lexicon
from rashomon.read.passage import Passage

_AUX = frozenset({"aux", "auxpass"})
_CLAIMS = frozenset({"claims", "claimed", "claim", "claiming"})
_HELPERS = frozenset("be been being is are was were have has had do does did".split())
_BE = frozenset("is are was were be been being 's 're am".split())
_GOVERNED = frozenset({"prep", "acl", "compound", "pobj", "pcomp"})


def look_verb(passage: Passage, node: int, found: Findings, lex: Lexicon) -> None:
    """Auxiliaries, negations, adverbs and marks that hang on a verb."""
    lower = passage.lower
    kids = passage.kids[node]
    perfect = any(lower[kid] in ("have", "has", "had", "having", "been") for kid in kids)
    for kid in kids:
        word, dep = lower[kid], passage.deps[kid]
        if dep == "neg" or (dep in ("advmod", "preconj", "det") and lex.adverbs.get(word) == "negating"):
            found.negate(word, kid)
        elif dep in _AUX or passage.tags[kid] == "MD":
            modal(passage, node, kid, perfect, found, lex)
        elif word == "longer" and lower[kid - 1] == "no":
            found.negate("no longer", kid)
        elif dep == "advmod":
            _adverb(passage, node, kid, found, lex)
        elif dep == "mark":
            kind = lex.marks.get(word)
            if kind == "unclear":
                found.doubt(word)
            elif kind == "unreal" and (word not in ("until", "till") or is_present(passage, node)):
                found.reject(word)
        elif dep in ("nsubj", "nsubjpass", "dobj", "agent"):
            _empty_argument(passage, kid, found)
            if dep in ("nsubj", "agent"):
                _doubtful_doer(passage, kid, found, lex)


def _empty_argument(passage: Passage, noun: int, found: Findings) -> None:
    """ "no settlement", "nobody", "none of the positions"."""
    lower = passage.lower
    if lower[noun] in ("nobody", "none", "nothing"):
        found.negate(lower[noun], noun)
        return
    for kid in passage.kids[noun]:
        if lower[kid] in ("no", "neither") and kid < noun and lower[kid + 1] not in ("more", "fewer", "less", "longer"):
            found.negate("no", kid)
        elif lower[kid] == "not" and passage.deps[kid] in ("neg", "preconj", "advmod") and kid < noun:
            found.negate("not", kid)


def _doubtful_doer(passage: Passage, kid: int, found: Findings, lex: Lexicon) -> None:
    """ "suspected militants attacked": doubt about the doer is doubt about the claim as told."""
    lower, verb = passage.lower, passage.heads[kid]
    end = min(kid + 9, verb if verb > kid else len(lower))
    for token in range(max(0, kid - 8), end):
        if "hedging" in lex.adjectives.get(lower[token], ()):
            first, last = passage.edges(kid)
            if first <= token < last:
                found.doubt(lower[token])
                return


def modal(passage: Passage, node: int, kid: int, perfect: bool, found: Findings, lex: Lexicon) -> None:
    word = passage.lower[kid]
    kind = lex.modals.get(word)
    if kind is None or (word in ("'d", "’d") and passage.tags[node] == "VBN") or kid > node:
        return
    stative = passage.lower[node] == "be"
    if kind == "chance" or (kind == "ability" and (perfect or stative)):
        if perfect or stative:
            found.doubt(word)
        else:
            found.reject(word)
    elif kind == "duty" and perfect and word == "must":
        found.doubt(word)
    else:
        found.reject(word)


def _adverb(passage: Passage, node: int, kid: int, found: Findings, lex: Lexicon) -> None:
    word = passage.lower[kid]
    kind = lex.adverbs.get(word)
    if kind == "hedging":
        found.doubt(word)
    elif kind == "habitual" and is_present(passage, node) and word != "repeatedly":
        found.reject(word)
    elif kind == "ongoing" and not found.ongoing:
        found.ongoing = word if word == "still" else ""


def is_present(passage: Passage, node: int) -> bool:
    """Whether the finite verb of the clause is in the present tense, perfect apart."""
    if passage.tags[node] in ("VBZ", "VBP"):
        return True
    kids = [k for k in passage.kids[node] if passage.deps[k] in _AUX]
    return any(passage.tags[k] in ("VBZ", "VBP") and passage.lower[k] not in ("has", "have") for k in kids)


def look_noun(passage: Passage, node: int, found: Findings, lex: Lexicon) -> None:
    """Determiners and adjectives of an event noun."""
    for kid in passage.kids[node]:
        word, dep = passage.lower[kid], passage.deps[kid]
        if dep == "acl" and "hedging" in lex.verbs.get(word, ()) and passage.tags[kid] == "VBN":
            found.doubt(word)
        elif dep == "acl" and "denying" in lex.verbs.get(word, ()):
            found.denied = found.denied or word
        elif word == "no" and passage.lower[kid + 1] in ("more", "fewer", "less", "longer"):
            continue
        elif dep in ("det", "neg") and word in ("no", "any", "neither"):
            if word == "any":
                found.reject(word)
            else:
                found.negate(word, kid)
        elif dep == "prep" and word == "by":
            _doubtful_doer(passage, kid, found, lex)
        elif dep in ("amod", "nmod", "compound", "advmod"):
            kinds = lex.adjectives.get(word, frozenset())
            if "hedging" in kinds:
                found.doubt(word)
            elif "unreal" in kinds:
                found.reject(word)
            elif lex.adverbs.get(word) == "hedging":
                found.doubt(word)
            if word in lex.lasting_words:
                found.ongoing = found.ongoing or word


def is_infinitive(passage: Passage, node: int) -> bool:
    """Whether the verb has "to" before it."""
    return any(passage.lower[k] == "to" and passage.deps[k] == "aux" for k in passage.kids[node])


def through_verb(passage: Passage, node: int, head: int, found: Findings, lex: Lexicon, origin: int) -> bool:
    """Read the verb or adjective ``head`` that governs the clause of ``node``; False where the climb ends."""
    lower, dep = passage.lower, passage.deps[node]
    word = lower[head]
    kinds = lex.verbs.get(word, frozenset())
    infinitive = is_infinitive(passage, node)
    if "denying" in kinds:
        found.denied = found.denied or word
        return True
    if dep in ("ccomp", "parataxis") and not infinitive:
        if ("hedging" in kinds and not word.startswith("estimat")) or word in _CLAIMS:
            found.doubt(word)
        elif "unreal" in kinds and "real" not in kinds and dep == "ccomp" and _not_past(passage, node):
            found.reject(word)
        return bool(kinds & {"hedging"})
    adjective = lex.adjectives.get(word, frozenset())
    if infinitive and dep in ("xcomp", "ccomp", "acomp", "advcl", "acl", "dobj"):
        return _infinitive_of(passage, head, dep, kinds, adjective, found, lex, origin)
    if "failed" in kinds or "negating" in adjective:
        found.negate(word, head)
    elif "prevented" in kinds:
        found.reject(word)
    elif (
        "unreal" in kinds
        and "real" not in kinds
        and (
            dep in ("xcomp", "pcomp") or (dep == "prep" and any(passage.deps[k] == "pcomp" for k in passage.kids[node]))
        )
    ):
        _attempt(passage, origin, word, found, lex)
    elif "hedging" in kinds:
        found.doubt(word)
    return True


def _not_past(passage: Passage, node: int) -> bool:
    """Whether the clause is about the present or the future ("expects that the army will")."""
    return passage.tags[node] in ("VB", "VBZ", "VBP") or any(passage.tags[kid] == "MD" for kid in passage.kids[node])


def _attempt(passage: Passage, origin: int, word: str, found: Findings, lex: Lexicon) -> None:
    """An attempt at fighting is fighting; an attempt at taking a place is not taking it."""
    if word.startswith(("try", "tri", "attempt", "struggl", "seek", "sought", "effort", "endeavo")) and (
        passage.lower[origin] in lex.attempts
    ):
        return
    found.reject(word)


def _infinitive_of(
    passage: Passage, head: int, dep: str, kinds: frozenset[str], adjective: frozenset[str],
    found: Findings, lex: Lexicon, origin: int,
) -> bool:  # fmt: skip
    """An infinitive under ``head``: a purpose, a plan, an attempt, or what really came about."""
    word = passage.lower[head]
    if "failed" in kinds or "negating" in adjective:
        found.negate(word, head)
    elif "aspectual" in kinds and passage.children(head, "dobj"):
        found.reject("to")  # "continue their operation to liberate the town": what for, not what
    elif "hedging" in kinds or "hedging_infinitive" in kinds:
        found.doubt(word)
    elif ("real" in kinds and not (word == "going" and dep == "xcomp")) or word == "able" or word in ("had", "having"):
        return True
    elif "unreal" in kinds or "unreal_infinitive" in adjective or "unreal" in adjective:
        _attempt(passage, origin, word, found, lex)
    elif dep in ("advcl", "acl", "xcomp") or word in _BE:
        found.reject("to")
    return True


def denied_by(passage: Passage, noun: int, lex: Lexicon) -> str:
    """The word that denies what is told as "a report", "claims", "involvement"; empty where none does."""
    above = passage.heads[noun]
    if passage.tags[above] == "IN":
        above = passage.heads[above]
    for word in (above, *passage.children(noun, "acl")):
        if "denying" in lex.verbs.get(passage.lower[word], ()):
            return passage.lower[word]
    return ""


def through_noun(passage: Passage, node: int, head: int, found: Findings, lex: Lexicon, origin: int) -> bool:
    """Read the noun that governs ``node`` by a preposition, an infinitive or as a compound."""
    word = passage.lower[head]
    kinds = lex.nouns.get(word, frozenset())
    dep = passage.deps[node]
    if "telling" in kinds and (denial := denied_by(passage, head, lex)):
        found.denied = found.denied or denial
    elif "tried" in kinds:
        _attempt(passage, origin, word, found, lex)
    elif "denying" in kinds:
        found.denied = found.denied or word
    elif dep == "acl" and is_infinitive(passage, node):
        found.reject("to")
    elif word in ("case", "event") and "in" in passage.lower[max(0, head - 2) : head]:
        found.reject(f"in {word}")
    elif "hedging" in kinds and ("unreal" not in kinds or dep == "acl"):
        found.doubt(word)
    elif word == "reports":
        if dep in ("prep", "acl"):
            found.doubt(word)
    elif ("unreal" in kinds and dep in _GOVERNED) or ("prevented" in kinds and dep == "prep"):
        found.reject(word)
    return False


def look_left(passage: Passage, node: int, found: Findings, lex: Lexicon) -> None:
    """Auxiliaries and negations right before the verb that the parse hung elsewhere."""
    lower, tags = passage.lower, passage.tags
    for i in range(node - 1, max(-1, node - 5), -1):
        if passage.heads[i] == node:
            continue
        if tags[i] == "MD" and tags[node] in ("VB", "VBN"):
            modal(passage, node, i, "have" in lower[i:node], found, lex)
        elif tags[i] == "RB" and lower[i] in ("not", "n't", "never"):
            found.negate(lower[i], i)
        elif tags[i] != "RB" and lower[i] not in _HELPERS:
            return


__all__ = [
    "denied_by",
    "is_infinitive",
    "is_present",
    "look_left",
    "look_noun",
    "look_verb",
    "through_noun",
    "through_verb",
]
