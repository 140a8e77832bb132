"""From a predicate up through the words that govern it, until a new statement begins."""

from __future__ import annotations

from rashomon.read.modality.signs import (
    denied_by,
    is_infinitive,
    look_left,
    look_noun,
    look_verb,
    through_noun,
    through_verb,
)
from rashomon.read.modality.words import VERB_TAGS, Findings, Lexicon
from rashomon.read.passage import Passage

_HIGHEST = 12  # governors looked at; deeper parses are broken ones
_CLAIMS = frozenset({"claims", "claimed", "claim", "claiming"})
_BE = frozenset("is are was were be been being 's 're am".split())
_CALLS = frozenset({"call", "calls", "called", "calling"})  # "called the massacre a crime", unlike "called for"
_ARGUMENTS = frozenset("dobj nsubj nsubjpass attr oprd conj pobj prep pcomp compound appos agent nmod poss".split())


def climb(passage: Passage, predicate: int, found: Findings, lex: Lexicon) -> None:
    """Gather in ``found`` what bears on the predicate, from it up to the end of its statement."""
    deps, tags, lower = passage.deps, passage.tags, passage.lower
    node = predicate
    nominal = tags[node] not in VERB_TAGS
    (look_noun if nominal else look_verb)(passage, node, found, lex)
    if not nominal:
        look_left(passage, node, found, lex)
    own = lex.verbs.get(lower[node], frozenset())
    if not nominal and "denying" in own:
        found.denied = lower[node]
    elif not nominal and "hedging" in own and tags[node] == "VBN":
        found.doubt(lower[node])
    for _ in range(_HIGHEST):
        head = passage.heads[node]
        if head == node:
            if is_infinitive(passage, node):
                found.reject("to")  # a headline's future: "Army to withdraw from the valley"
            return
        dep, verbal = deps[node], tags[head] in VERB_TAGS
        for kid in passage.kids[node] if dep in ("prep", "agent", "pobj") else ():
            if deps[kid] == "advmod" and lex.adverbs.get(lower[kid]) == "hedging":
                found.doubt(lower[kid])
        if dep in ("relcl", "amod", "acl") and not is_infinitive(passage, node):
            if not verbal:
                _told_of(passage, node, head, found, lex)
            return
        if nominal and dep in _ARGUMENTS:
            if not _nominal_step(passage, node, head, found, lex, predicate):
                if verbal:
                    _doubtful_clause(passage, head, found, lex)
                return
            nominal = not verbal or dep in ("prep", "agent")
            if verbal and dep not in ("prep", "agent"):
                nominal = False
        elif dep == "conj":
            _share(passage, node, head, found, lex)
        elif dep == "advcl" and not is_infinitive(passage, node):
            if tags[node] != "VBG" or any(deps[k] in ("mark", "nsubj") for k in passage.kids[node]):
                return
            look_verb(passage, head, found, lex)
        elif dep in ("prep", "pcomp", "pobj"):
            if not _preposition(passage, node, head, found, lex):
                return
            if verbal and dep == "prep":
                if not through_verb(passage, node, head, found, lex, predicate):
                    return
            elif not verbal and dep == "prep" and not through_noun(passage, node, head, found, lex, predicate):
                return
        elif verbal or tags[head].startswith(("JJ", "RB")):
            if not through_verb(passage, node, head, found, lex, predicate):
                return
            look_verb(passage, head, found, lex)
        elif not through_noun(passage, node, head, found, lex, predicate):
            return
        node = head


def _told_of(passage: Passage, node: int, head: int, found: Findings, lex: Lexicon) -> None:
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
        found.denied = found.denied or denied_by(passage, head, lex)


def _doubtful_clause(passage: Passage, verb: int, found: Findings, lex: Lexicon) -> None:
    """Doubt about the clause that an event noun stands in ("were reportedly killed in the strike")."""
    for kid in passage.children(verb, "advmod"):
        if lex.adverbs.get(passage.lower[kid]) == "hedging":
            found.doubt(passage.lower[kid])
    above = passage.lower[passage.heads[verb]]
    if passage.deps[verb] == "ccomp" and (above in _CLAIMS or "hedging" in lex.verbs.get(above, ())):
        found.doubt(above)


def _share(passage: Passage, node: int, head: int, found: Findings, lex: Lexicon) -> None:
    """A second verb takes over the auxiliaries of the first where it has no subject and tense of its own."""
    kids = passage.kids[node]
    own = any(passage.deps[k] in ("nsubj", "nsubjpass", "aux") for k in kids)
    if not own and passage.tags[node] in ("VB", "VBN", "VBG"):
        look_verb(passage, head, found, lex)


def _preposition(passage: Passage, node: int, head: int, found: Findings, lex: Lexicon) -> bool:
    for token in (node, head):
        word = passage.lower[token]
        if passage.tags[token] in ("IN", "RB") and lex.marks.get(word) == "without":
            found.negate(word, token)
            return False
    return True


def _would_have(passage: Passage, verb: int) -> bool:
    """ "Such an attack would have killed hundreds": it did not come about."""
    helpers = [passage.lower[kid] for kid in passage.children(verb, "aux")]
    return "would" in helpers and "have" in helpers


def _impending(passage: Passage, head: int, lex: Lexicon) -> bool:
    """ "is due to take effect", "was about to begin"."""
    return any(is_infinitive(passage, kid) for kid in passage.children(head, "xcomp")) or any(
        "unreal_infinitive" in lex.adjectives.get(passage.lower[kid], ()) and _with_infinitive(passage, kid)
        for kid in passage.children(head, "acomp")
    )


def _with_infinitive(passage: Passage, head: int) -> bool:
    return any(is_infinitive(passage, kid) for kid in passage.children(head, "xcomp", "ccomp"))


def _nominal_step(passage: Passage, node: int, head: int, found: Findings, lex: Lexicon, origin: int) -> bool:
    """One step up from an event noun; False where the climb ends."""
    dep, word = passage.deps[node], passage.lower[head]
    if passage.tags[head] in VERB_TAGS:
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
        if (
            dep in ("dobj", "nsubjpass")
            and "unreal" in kinds
            and not kinds & {"real", "performing"}
            and word not in _CALLS
        ):
            found.reject(word)
            return False
        if dep == "nsubj" and _would_have(passage, head):
            found.reject("would have")
            return False
        if dep == "nsubj" and word in _BE and _impending(passage, head, lex):
            found.reject("due to")
            return False
        if (dep in ("dobj", "nsubjpass", "attr", "oprd") and "performing" in kinds) or (
            dep == "nsubj" and ("occurring" in kinds or (word in _BE and passage.children(head, "expl")))
        ):  # fmt: skip
            look_verb(passage, head, found, lex)
            return True
        aimed = passage.lower[node] in ("for", "of", "against", "with", "from")
        if dep == "prep" and aimed and kinds & {"unreal", "prevented"} and "real" not in kinds:
            found.reject(word)
        return False
    if dep == "conj":
        look_noun(passage, head, found, lex)
        return True
    if passage.tags[head] in ("IN", "TO"):
        return _preposition(passage, node, head, found, lex)
    if dep in ("prep", "compound", "nmod"):
        return through_noun(passage, node, head, found, lex, origin)
    return False


__all__ = ["climb"]
