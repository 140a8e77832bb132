"""How a predicate is told: as a fact, a plan, a denial, with doubt, as going on.

The reading climbs from the predicate to the words that govern it and stops where a new statement begins (a relative
clause, a dated adverbial clause, what a neutral verb of saying reports). Classes of words are in
lexicon/modality.toml; they follow the division of event factuality in FactBank (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import forms, plural
from rashomon.read.passage import Judgement, Passage

_HIGHEST = 12  # governors looked at; deeper parses are broken ones
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_AUX = frozenset({"aux", "auxpass"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_CLAIMS = frozenset({"claims", "claimed", "claim", "claiming"})
_HELPERS = frozenset("be been being is are was were have has had do does did".split())
_BE = frozenset("is are was were be been being 's 're am".split())


@dataclass(frozen=True)
class _Words:
    """Surface form -> class, by part of speech."""

    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    adverbs: dict[str, str]
    modals: dict[str, str]
    marks: dict[str, str]
    attempts: frozenset[str]
    lasting: frozenset[str]
    lasting_words: frozenset[str]
    states: frozenset[str]


def _by_form(table: dict[str, list[str]], expand: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            for form in _expand(word, expand):
                found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


def _expand(word: str, how: str) -> tuple[str, ...]:
    if how == "verb":
        return tuple(form.split()[0] for form in forms(word))
    return (word, plural(word)) if how == "noun" else (word,)


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = load("modality")
    return _Words(
        verbs=_by_form(table["verbs"], "verb"),
        nouns=_by_form(table["nouns"], "noun"),
        adjectives=_by_form(table["adjectives"], ""),
        adverbs={word: name for name, words in table["adverbs"].items() for word in words},
        modals={word: name for name, words in table["modals"].items() for word in words},
        marks={word: name for name, words in table["marks"].items() for word in words},
        attempts=frozenset(form for verb in table["attempts"]["verbs"] for form in forms(verb)),
        lasting=frozenset(form for verb in table["ongoing"]["verbs"] for form in _expand(verb, "verb")),
        lasting_words=frozenset(table["ongoing"]["words"]),
        states=frozenset(form for verb in table["ongoing"]["states"] for form in forms(verb)),
    )


class _Findings:
    """What the climb has met so far."""

    __slots__ = ("denied", "hedge", "negated", "negations", "ongoing", "unreal")

    def __init__(self) -> None:
        self.unreal = ""
        self.hedge = ""
        self.denied = ""
        self.negated = ""
        self.negations: set[int] = set()
        self.ongoing = ""

    def doubt(self, word: str) -> None:
        self.hedge = self.hedge or word

    def reject(self, word: str) -> None:
        self.unreal = self.unreal or word

    def negate(self, word: str, token: int) -> None:
        self.negations.add(token)
        self.negated = self.negated or word


def _look_verb(passage: Passage, node: int, found: _Findings, lex: _Words) -> None:
    """Auxiliaries, negations, adverbs and marks that hang on a verb."""
    lower = passage.lower
    kids = passage.kids[node]
    perfect = any(lower[kid] in ("have", "has", "had", "having", "been") for kid in kids)
    for kid in kids:
        word, dep = lower[kid], passage.deps[kid]
        if dep == "neg" or (dep in ("advmod", "preconj", "det") and lex.adverbs.get(word) == "negating"):
            found.negate(word, kid)
        elif dep in _AUX or passage.tags[kid] == "MD":
            _modal(passage, node, kid, perfect, found, lex)
        elif dep == "advmod":
            _adverb(passage, node, kid, found, lex)
        elif dep == "mark":
            kind = lex.marks.get(word)
            if kind == "unclear":
                found.doubt(word)
            elif kind == "unreal" and (word not in ("until", "till") or _present(passage, node)):
                found.reject(word)
        elif dep in ("nsubj", "nsubjpass", "dobj", "agent"):
            _empty_argument(passage, kid, found)
            if dep in ("nsubj", "agent"):
                _doubtful_doer(passage, kid, found, lex)


def _empty_argument(passage: Passage, noun: int, found: _Findings) -> None:
    """ "no settlement", "nobody", "none of the positions"."""
    lower = passage.lower
    if lower[noun] in ("nobody", "none", "nothing"):
        found.negate(lower[noun], noun)
        return
    for kid in passage.kids[noun]:
        if lower[kid] == "no" and kid < noun and lower[kid + 1] not in ("more", "fewer", "less", "longer"):
            found.negate("no", kid)
        elif lower[kid] == "not" and passage.deps[kid] in ("neg", "preconj", "advmod") and kid < noun:
            found.negate("not", kid)


def _doubtful_doer(passage: Passage, kid: int, found: _Findings, lex: _Words) -> None:
    """ "suspected militants attacked": doubt about the doer is doubt about the claim as told."""
    lower, verb = passage.lower, passage.heads[kid]
    end = min(kid + 9, verb if verb > kid else len(lower))
    for token in range(max(0, kid - 8), end):
        if "hedging" in lex.adjectives.get(lower[token], ()):
            first, last = passage.edges(kid)
            if first <= token < last:
                found.doubt(lower[token])
                return


def _modal(passage: Passage, node: int, kid: int, perfect: bool, found: _Findings, lex: _Words) -> None:
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


def _adverb(passage: Passage, node: int, kid: int, found: _Findings, lex: _Words) -> None:
    word = passage.lower[kid]
    kind = lex.adverbs.get(word)
    if kind == "hedging":
        found.doubt(word)
    elif kind == "habitual" and _present(passage, node) and word != "repeatedly":
        found.reject(word)
    elif kind == "ongoing" and not found.ongoing:
        found.ongoing = word if word == "still" else ""


def _present(passage: Passage, node: int) -> bool:
    """Whether the finite verb of the clause is in the present tense, perfect apart."""
    if passage.tags[node] in ("VBZ", "VBP"):
        return True
    kids = [k for k in passage.kids[node] if passage.deps[k] in _AUX]
    return any(passage.tags[k] in ("VBZ", "VBP") and passage.lower[k] not in ("has", "have") for k in kids)


def _look_noun(passage: Passage, node: int, found: _Findings, lex: _Words) -> None:
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


def _infinitive(passage: Passage, node: int) -> bool:
    return any(passage.lower[k] == "to" and passage.deps[k] == "aux" for k in passage.kids[node])


def _through_verb(passage: Passage, node: int, head: int, found: _Findings, lex: _Words, origin: int) -> bool:
    """Read the verb or adjective ``head`` that governs the clause of ``node``; False where the climb ends."""
    lower, dep = passage.lower, passage.deps[node]
    word = lower[head]
    kinds = lex.verbs.get(word, frozenset())
    infinitive = _infinitive(passage, node)
    if "denying" in kinds:
        found.denied = found.denied or word
        return True
    if dep in ("ccomp", "parataxis") and not infinitive:
        if ("hedging" in kinds and not word.startswith("estimat")) or word in _CLAIMS:
            found.doubt(word)
        elif kinds & {"unreal"} and "real" not in kinds and dep == "ccomp" and word not in ("promise",):
            if passage.tags[node] in ("VB", "VBZ", "VBP") or any(passage.tags[k] == "MD" for k in passage.kids[node]):
                found.reject(word)
        return bool(kinds & {"hedging"})
    adjective = lex.adjectives.get(word, frozenset())
    if infinitive and dep in ("xcomp", "ccomp", "acomp", "advcl", "acl", "dobj"):
        return _infinitive_of(passage, head, dep, kinds, adjective, found, lex, origin)
    if "failed" in kinds or "negating" in adjective:
        found.negate(word, head)
    elif "prevented" in kinds:
        found.reject(word)
    elif "unreal" in kinds and "real" not in kinds and dep in ("xcomp", "pcomp"):
        _attempt(passage, origin, word, found, lex)
    elif "hedging" in kinds:
        found.doubt(word)
    return True


def _attempt(passage: Passage, origin: int, word: str, found: _Findings, lex: _Words) -> None:
    """An attempt at fighting is fighting; an attempt at taking a place is not taking it."""
    if word.startswith(("try", "tri", "attempt", "struggl", "seek", "sought", "effort", "endeavo")) and (
        passage.lower[origin] in lex.attempts
    ):
        return
    found.reject(word)


def _infinitive_of(
    passage: Passage, head: int, dep: str, kinds: frozenset[str], adjective: frozenset[str],
    found: _Findings, lex: _Words, origin: int,
) -> bool:  # fmt: skip
    """An infinitive under ``head``: a purpose, a plan, an attempt, or what really came about."""
    word = passage.lower[head]
    if "failed" in kinds or "negating" in adjective:
        found.negate(word, head)
    elif "hedging" in kinds or "hedging_infinitive" in kinds:
        found.doubt(word)
    elif "real" in kinds and not (word == "going" and dep == "xcomp"):
        return True
    elif word == "able" or word in ("had", "having"):
        return True
    elif "unreal" in kinds or "unreal_infinitive" in adjective or "unreal" in adjective:
        _attempt(passage, origin, word, found, lex)
    elif dep in ("advcl", "acl", "xcomp") or word in _BE:
        found.reject("to")
    return True


def _through_noun(passage: Passage, node: int, head: int, found: _Findings, lex: _Words, origin: int) -> bool:
    """Read the noun that governs ``node`` by a preposition, an infinitive or as a compound."""
    word = passage.lower[head]
    kinds = lex.nouns.get(word, frozenset())
    dep = passage.deps[node]
    if "tried" in kinds:
        _attempt(passage, origin, word, found, lex)
    elif "denying" in kinds:
        found.denied = found.denied or word
    elif dep == "acl" and _infinitive(passage, node):
        found.reject("to")
    elif word in ("case", "event") and "in" in passage.lower[max(0, head - 2) : head]:
        found.reject(f"in {word}")
    elif "hedging" in kinds and ("unreal" not in kinds or dep == "acl"):
        found.doubt(word)
    elif word == "reports" and dep in ("prep", "acl"):
        found.doubt(word)
    elif "unreal" in kinds and dep in ("prep", "acl", "compound", "pobj", "pcomp"):
        found.reject(word)
    elif "prevented" in kinds and dep == "prep":
        found.reject(word)
    return False


def _climb(passage: Passage, predicate: int, found: _Findings, lex: _Words) -> None:
    deps, tags, lower = passage.deps, passage.tags, passage.lower
    node = predicate
    nominal = tags[node] not in _VERB_TAGS
    (_look_noun if nominal else _look_verb)(passage, node, found, lex)
    if not nominal:
        _look_left(passage, node, found, lex)
    own = lex.verbs.get(lower[node], frozenset())
    if not nominal and "denying" in own:
        found.denied = lower[node]
    elif not nominal and "hedging" in own and tags[node] == "VBN":
        found.doubt(lower[node])
    for _ in range(_HIGHEST):
        head = passage.heads[node]
        if head == node:
            return
        dep, verbal = deps[node], tags[head] in _VERB_TAGS
        for kid in passage.kids[node] if dep in ("prep", "agent", "pobj") else ():
            if deps[kid] == "advmod" and lex.adverbs.get(lower[kid]) == "hedging":
                found.doubt(lower[kid])
        if dep in ("relcl", "amod", "acl") and not _infinitive(passage, node):
            if not verbal:
                _told_of(passage, node, head, found, lex)
            return
        if nominal and dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "conj", "pobj", "prep", "pcomp", "compound",
                                 "appos", "agent", "nmod", "poss"):  # fmt: skip
            if not _nominal_step(passage, node, head, found, lex, predicate):
                if verbal:
                    _doubtful_clause(passage, head, found, lex)
                return
            nominal = not verbal or dep in ("prep", "agent")
            if verbal and dep not in ("prep", "agent"):
                nominal = False
        elif dep == "conj":
            _share(passage, node, head, found, lex)
        elif dep == "advcl" and not _infinitive(passage, node):
            if tags[node] != "VBG" or any(deps[k] in ("mark", "nsubj") for k in passage.kids[node]):
                return
            _look_verb(passage, head, found, lex)
        elif dep in ("prep", "pcomp", "pobj"):
            if not _preposition(passage, node, head, found, lex):
                return
            if verbal and dep == "prep":
                if not _through_verb(passage, node, head, found, lex, predicate):
                    return
            elif not verbal and dep == "prep" and not _through_noun(passage, node, head, found, lex, predicate):
                return
        elif verbal or tags[head].startswith(("JJ", "RB")):
            if not _through_verb(passage, node, head, found, lex, predicate):
                return
            _look_verb(passage, head, found, lex)
        elif not _through_noun(passage, node, head, found, lex, predicate):
            return
        node = head


def _told_of(passage: Passage, node: int, head: int, found: _Findings, lex: _Words) -> None:
    """The noun that a clause describes: "no soldiers killed", "denied a report that it had struck"."""
    if passage.deps[node] != "relcl":
        for kid in passage.kids[head]:
            if passage.deps[kid] in ("det", "neg") and passage.lower[kid] == "no":
                found.negate("no", kid)
    kinds = lex.nouns.get(passage.lower[head], frozenset())
    if passage.deps[node] == "acl" and "hedging" in kinds:
        found.doubt(passage.lower[head])
    if "telling" in kinds:
        if passage.lower[head] == "reports":
            found.doubt("reports")
        for above in (passage.heads[head], *passage.children(head, "acl")):
            if "denying" in lex.verbs.get(passage.lower[above], ()):
                found.denied = found.denied or passage.lower[above]


def _doubtful_clause(passage: Passage, verb: int, found: _Findings, lex: _Words) -> None:
    """Doubt about the clause that an event noun stands in ("were reportedly killed in the strike")."""
    for kid in passage.children(verb, "advmod"):
        if lex.adverbs.get(passage.lower[kid]) == "hedging":
            found.doubt(passage.lower[kid])
    above = passage.lower[passage.heads[verb]]
    if passage.deps[verb] == "ccomp" and (above in _CLAIMS or "hedging" in lex.verbs.get(above, ())):
        found.doubt(above)


def _look_left(passage: Passage, node: int, found: _Findings, lex: _Words) -> None:
    """Auxiliaries and negations right before the verb that the parse hung elsewhere."""
    lower, tags = passage.lower, passage.tags
    for i in range(node - 1, max(-1, node - 5), -1):
        if passage.heads[i] == node:
            continue
        if tags[i] == "MD" and tags[node] in ("VB", "VBN"):
            _modal(passage, node, i, "have" in lower[i:node], found, lex)
        elif tags[i] == "RB" and lower[i] in ("not", "n't", "never"):
            found.negate(lower[i], i)
        elif tags[i] != "RB" and lower[i] not in _HELPERS:
            return


def _share(passage: Passage, node: int, head: int, found: _Findings, lex: _Words) -> None:
    """A second verb takes over the auxiliaries of the first where it has no subject and tense of its own."""
    kids = passage.kids[node]
    own = any(passage.deps[k] in ("nsubj", "nsubjpass", "aux") for k in kids)
    if not own and passage.tags[node] in ("VB", "VBN", "VBG"):
        _look_verb(passage, head, found, lex)


def _preposition(passage: Passage, node: int, head: int, found: _Findings, lex: _Words) -> bool:
    for token in (node, head):
        word = passage.lower[token]
        if passage.tags[token] in ("IN", "RB") and lex.marks.get(word) == "without":
            found.negate(word, token)
            return False
    return True


def _impending(passage: Passage, head: int, lex: _Words) -> bool:
    """ "is due to take effect", "was about to begin"."""
    return any(
        "unreal_infinitive" in lex.adjectives.get(passage.lower[kid], ()) and _with_infinitive(passage, kid)
        for kid in passage.children(head, "acomp")
    )


def _with_infinitive(passage: Passage, head: int) -> bool:
    return any(_infinitive(passage, kid) for kid in passage.children(head, "xcomp", "ccomp"))


def _nominal_step(passage: Passage, node: int, head: int, found: _Findings, lex: _Words, origin: int) -> bool:
    """One step up from an event noun; False where the climb ends."""
    dep, word = passage.deps[node], passage.lower[head]
    if passage.tags[head] in _VERB_TAGS:
        kinds = lex.verbs.get(word, frozenset())
        if "denying" in kinds:
            found.denied = found.denied or word
            return False
        if dep in ("dobj", "nsubjpass") and kinds & {"prevented", "failed"}:
            found.reject(word)
            return False
        if dep == "nsubjpass" and kinds & {"hedging", "hedging_infinitive"} and _with_infinitive(passage, head):
            found.doubt(word)
            return False
        if dep in ("nsubj", "nsubjpass") and "hedging" in kinds and word not in ("fears", "feared"):
            found.doubt(word)
            return False
        if dep in ("dobj", "nsubjpass") and "unreal" in kinds and not kinds & {"real", "performing"}:
            found.reject(word)
            return False
        if dep == "nsubj" and word in _BE and _impending(passage, head, lex):
            found.reject("due to")
            return False
        if (dep in ("dobj", "nsubjpass", "attr", "oprd") and "performing" in kinds) or (
            dep == "nsubj" and ("occurring" in kinds or word in _BE and passage.children(head, "expl"))
        ):  # fmt: skip
            _look_verb(passage, head, found, lex)
            return True
        aimed = passage.lower[node] in ("for", "of", "against", "with", "from")
        if dep == "prep" and aimed and kinds & {"unreal", "prevented"} and "real" not in kinds:
            found.reject(word)
        return False
    if dep == "conj":
        _look_noun(passage, head, found, lex)
        return True
    if passage.tags[head] in ("IN", "TO"):
        return _preposition(passage, node, head, found, lex)
    if dep in ("prep", "compound", "nmod"):
        return _through_noun(passage, node, head, found, lex, origin)
    return False


def _aspect(passage: Passage, predicate: int, found: _Findings, lex: _Words) -> str:
    """The word that tells that it goes on, or nothing."""
    lower, tags = passage.lower, passage.tags
    if found.ongoing:
        return found.ongoing
    if lower[predicate] in lex.lasting_words:
        return lower[predicate]
    node = predicate
    for _ in range(2):
        if tags[node] == "VBG" and any(lower[k] in ("is", "are", "'s", "'re", "am") for k in passage.kids[node]):
            return "is ...ing"
        if tags[node] == "VBG" and any(lower[k] in ("have", "has", "'ve") for k in passage.kids[node]):
            return "has been ...ing"
        if lower[node] in lex.states and _present(passage, node):
            return lower[node]
        if lower[node] in lex.lasting and node != predicate:
            return lower[node]
        for kid in passage.kids[node]:
            if lower[kid] in lex.lasting_words or lower[kid] == "still":
                return lower[kid]
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
    lex, found = _words(), _Findings()
    _climb(passage, predicate, found, lex)
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
        if passage.deps[node] == "ccomp" and passage.tags[head] in _VERB_TAGS:
            return True
        node = head
    first, _ = passage.sentences[passage.sentence_of[predicate]]
    return sum(word in _QUOTES for word in passage.lower[first:predicate]) % 2 == 1


__all__ = ["judge"]
