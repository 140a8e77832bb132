"""What hangs on a trigger word, by grammatical role: subject, object, agent, prepositions, modifiers.

The roles are the ones of the clause as told, with passives turned round and with subjects shared over conjunctions,
participles, relative clauses and infinitives handed down. Labels are ClearNLP's, as spaCy's English models give them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.read.passage import Passage

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset(["WDT", "WP", "WP$", "WRB"])
_PARTITIVE = frozenset(
    "most all part parts half some many much several dozens scores hundreds thousands number numbers control center "
    "centre outskirts heart majority rest barrage wave series volley member members group units unit edge side portion "
    "swathes swaths large areas area one two three four five six seven eight nine ten hail quarter third variety pair "
    "cent km kilometres kilometers miles hectares amount total cache stash quantity haul consignment "
    "each percent % per both any none remnants elements handful string spate round rounds town city village district "
    "province cities "
    "towns villages region governorate neighbourhood neighborhood suburb north south east west camp territory".split()
)
# Verbs that carry an event noun and add little of their own ("carried out an attack", "an attack took place").
LIGHT = frozenset(
    "perform performed performs performing carry carried carries carrying conduct conducted conducts conducting "
    "launch launched launches launching stage staged stages staging mount mounted mounting unleash unleashed commit "
    "committed committing perpetrate perpetrated make made begin began begun start started starting continue "
    "continued continues take took taken resume resumed "
    "intensify intensified wage waged waging break broke broken erupt erupted occur occurred happen happened rock "
    "rocked deliver delivered execute executed do did done lead led order ordered report reported record "
    "recorded rage raged raging engage engaged engaging ensue ensued lay laid escalate escalated open opened "
    "opening is was were are been be being".split()
)
# Verbs whose subject undergoes what their object names ("the town has suffered a series of raids").
_UNDERGOING = frozenset(
    "suffer suffers suffered suffering undergo undergoes underwent undergone face faces faced facing endure endures "
    "endured enduring withstand withstood".split()
)
BLAMING = frozenset("blame blamed blames blaming accuse accused accuses accusing suspect suspected suspects".split())
# Verbs whose object an attack does not hit ("the raid sparked outrage", "the truce took effect").
_NO_BLOW = frozenset(
    "caused causes cause sparked sparks triggered prompted drew took takes take raised brought led marked came has had "
    "have was were is are became forced followed created provoked left made saw ended began started continued".split()
)
_ENGAGED = frozenset(
    "engaged engaging engage engages involved locked embroiled participated participating joined took taken".split()
)


@dataclass(slots=True)
class Frame:
    """The arguments of one trigger, as the tokens that head them."""

    predicate: int  # the verb that carries the clause; the trigger itself where it is that verb
    subject: int | None = None
    object: int | None = None
    passive: bool = False
    preps: list[tuple[str, int]] = field(default_factory=list)  # (preposition, head of its object)
    modifiers: list[int] = field(default_factory=list)  # of a noun: compounds, adjectives, possessors


def is_verb(passage: Passage, token: int) -> bool:
    """Whether the tagger took the token for a verb."""
    return passage.tags[token].startswith("VB")


def _one(found: list[int]) -> int | None:
    return found[0] if found else None


def prepositions(passage: Passage, token: int) -> list[tuple[str, int]]:
    """The prepositions that hang on the token, each with the heads of its objects."""
    found = []
    for kid in passage.kids[token]:
        if passage.deps[kid] in ("prep", "agent", "dative"):
            word = passage.lower[kid]
            for target in passage.kids[kid]:
                if word == "at" and passage.lower[target] == "hands":  # "killed at the hands of X"
                    found += [("by", head) for inner, head in prepositions(passage, target) if inner == "of"]
                elif passage.deps[target] in ("pobj", "pcomp"):
                    found += [(word, one) for one in (target, *conjuncts(passage, target))]
                elif passage.deps[target] == "prep":  # "out of", "inside of", "from in front of"
                    found += [(passage.lower[target], one) for one in passage.children(target, "pobj")]
    return found


def conjuncts(passage: Passage, token: int) -> list[int]:
    """The tokens joined to this one by "and" or "or", all the way down the chain."""
    found = []
    stack = passage.children(token, "conj", "appos") if passage.deps[token] != "appos" else []
    stack = [kid for kid in stack if passage.deps[kid] == "conj"]
    while stack:
        here = stack.pop(0)
        found.append(here)
        stack.extend(passage.children(here, "conj"))
    return found


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether the verb is a passive, a bare participle after its noun included."""
    if passage.children(verb, "auxpass", "nsubjpass"):
        return True
    if passage.tags[verb] not in ("VBN", "VBD"):
        return False
    dep = passage.deps[verb]
    if passage.tags[verb] == "VBN" and dep in ("acl", "amod"):
        return True
    if dep == "acl" and verb + 1 < len(passage) and passage.lower[verb + 1] in ("by", "in", "on", "at", "near"):
        return True
    if dep in ("conj", "advcl") and passage.tags[verb] == "VBN" and not passage.children(verb, "aux", "nsubj", "dobj"):
        return dep == "advcl" or is_passive(passage, passage.heads[verb])
    # "Ten civilians killed in airstrike": a headline's participle without its auxiliary
    return bool(
        passage.tags[verb] == "VBN" and not passage.children(verb, "dobj", "aux") and passage.children(verb, "nsubj")
    )


def _antecedent(passage: Passage, verb: int, subject: int | None) -> int | None:
    """What "who", "which" and "that" in a relative clause stand for."""
    if subject is None:
        return None
    below = [head for word, head in prepositions(passage, subject) if word == "of"]
    if passage.tags[subject] in _RELATIVE | {"IN"} or (below and passage.tags[below[0]] in _RELATIVE):
        clause = verb
        while passage.deps[clause] in ("conj", "xcomp") and passage.heads[clause] != clause:
            clause = passage.heads[clause]
        if passage.deps[clause] == "relcl":
            return passage.heads[clause]
    return subject


def subject_of(passage: Passage, verb: int, depth: int = 0) -> int | None:
    """The head of the verb's subject as written or as handed down; None where nobody is said to act."""
    subjects = passage.children(verb, *SUBJECTS)
    own = subjects[-1] if len(subjects) > 1 and passage.tags[subjects[0]] in _RELATIVE else _one(subjects)
    if own is not None:
        return _antecedent(passage, verb, own)
    if depth > 5 or passage.heads[verb] == verb:
        return None
    head, dep = passage.heads[verb], passage.deps[verb]
    if dep in ("acl", "relcl"):
        return head
    if dep in ("xcomp", "ccomp") and is_verb(passage, head):
        moved = _one(passage.children(head, "dobj"))
        return moved if moved is not None else subject_of(passage, head, depth + 1)
    if dep in ("conj", "advcl", "dep") and is_verb(passage, head):
        return subject_of(passage, head, depth + 1)
    if dep == "pcomp":  # "after capturing", "accused of carrying out"
        above = passage.heads[head]
        if is_verb(passage, above):
            blamed = _one(passage.children(above, "dobj"))
            if blamed is not None and passage.lower[head] in ("of", "for", "from"):
                return blamed
            if passage.lower[head] in ("in", "by", "during") and is_passive(passage, above):
                return None  # "were killed in shelling": the dead did not shell
            return subject_of(passage, above, depth + 1)
        if passage.lower[head] == "of":
            return above  # "accused rebels of launching", with the phrase tied to the rebels
    return None


def verb_frame(passage: Passage, verb: int) -> Frame:
    """The arguments of a verb, with a passive turned round: ``object`` is always what the act is done to."""
    frame = Frame(predicate=verb, passive=is_passive(passage, verb))
    frame.preps = prepositions(passage, verb)
    subject = subject_of(passage, verb)
    if frame.passive:
        frame.object = subject
        frame.subject = next((head for word, head in frame.preps if word == "by"), None)
        return frame
    frame.subject = subject
    frame.object = _one(passage.children(verb, "dobj", "attr", "oprd"))
    if frame.object is None and passage.deps[verb] == "relcl" and passage.heads[verb] != subject:
        frame.object = passage.heads[verb]  # "the city that forces recaptured"
    elif frame.object is not None and passage.tags[frame.object] in _RELATIVE:
        frame.object = passage.heads[verb] if passage.deps[verb] == "relcl" else None
    if frame.object is None:  # "burned down the house", the particle read as a preposition
        frame.object = next((head for word, head in frame.preps if word in ("down", "up")), None)
    if frame.object is None:  # "shelled and captured the town": the object stands with the last verb
        below = _one([kid for kid in passage.children(verb, "conj") if is_verb(passage, kid)])
        if below is not None:
            frame.object = _one(passage.children(below, "dobj"))
    if frame.object is not None:
        frame.preps += [pair for pair in prepositions(passage, frame.object) if pair not in frame.preps]
    return frame


def governor(passage: Passage, noun: int) -> int | None:
    """The verb whose clause the noun stands in, through prepositions, compounds and conjunctions."""
    here = noun
    for _ in range(12):
        above = passage.heads[here]
        if above == here:
            return here if is_verb(passage, here) else None
        if is_verb(passage, above):
            return above
        here = above
    return None


def _measured(passage: Passage, noun: int) -> bool:
    """Whether the noun hangs on a word that only counts it: "a series of air strikes"."""
    above = passage.heads[noun]
    if passage.deps[noun] != "pobj" or passage.lower[above] != "of":
        return False
    return passage.lower[passage.heads[above]] in _PARTITIVE


def noun_frame(passage: Passage, noun: int) -> Frame:
    """The arguments of an event noun: its own modifiers and prepositions first, then those of the verb around it."""
    verb = governor(passage, noun)
    frame = Frame(predicate=noun if verb is None else verb)
    frame.modifiers = [
        kid for kid in passage.kids[noun] if passage.deps[kid] in ("compound", "amod", "poss", "nmod") and kid < noun
    ]
    for modifier in list(frame.modifiers):
        frame.modifiers += passage.children(modifier, "compound", "nmod", "amod", "poss", "conj")
    frame.preps = prepositions(passage, noun)
    frame.subject = next((head for word, head in frame.preps if word == "by"), None)
    for kid in passage.children(noun, "acl", "relcl"):  # "attack targeting X", "strikes carried out by Y"
        inner = verb_frame(passage, kid)
        if frame.subject is None and inner.passive:
            frame.subject = inner.subject
        if not inner.passive and inner.object is not None and inner.object != noun:
            frame.object = inner.object
        frame.preps += [pair for pair in inner.preps if pair not in frame.preps]
    if verb is None:
        return frame
    chain = noun
    while passage.deps[chain] == "conj" or _measured(passage, chain):
        chain = passage.heads[chain] if passage.deps[chain] == "conj" else passage.heads[passage.heads[chain]]
    dep, outer = passage.deps[chain], verb_frame(passage, verb)
    direct = passage.heads[chain] == verb
    raised = [kid for kid in passage.children(verb, "xcomp") if not outer.passive and dep in SUBJECTS]
    if direct and dep in SUBJECTS and raised and passage.tags[verb] != "VBG":
        outer = verb_frame(passage, raised[0])  # "the attack appeared to have been carried out by X"
        dep = "nsubjpass" if is_passive(passage, raised[0]) else dep
        if dep == "nsubjpass":
            outer.subject = next((head for word, head in outer.preps if word == "by"), None)
    if (direct and dep == "dobj" and passage.lower[verb] in LIGHT) or (direct and dep == "nsubjpass"):
        frame.subject = frame.subject if frame.subject is not None else outer.subject
    elif direct and dep == "dobj" and passage.lower[verb] in _UNDERGOING:
        frame.object = frame.object if frame.object is not None else outer.subject
    elif not direct and frame.subject is None and (blamed := _blamed(passage, chain)) is not None:
        frame.subject = blamed
    elif direct and dep == "nsubj" and outer.object not in (None, noun) and passage.lower[verb] not in _NO_BLOW:
        frame.object = frame.object if frame.object is not None else outer.object
    elif not direct and passage.lower[passage.heads[chain]] in ("in", "by", "with", "during") and outer.passive:
        frame.object = outer.object  # "was killed in an air strike"
    frame.preps += [pair for pair in outer.preps if pair not in frame.preps and pair[1] != noun]
    return frame


def _blamed(passage: Passage, noun: int) -> int | None:
    """Who is said to be behind what a noun names: "blamed X for the attack", "X was responsible for the attack"."""
    above = passage.heads[noun]
    if passage.lower[above] not in ("for", "of"):
        return None
    blaming = passage.heads[above]
    if passage.lower[blaming] == "responsible":
        verb = governor(passage, blaming)
        return subject_of(passage, verb) if verb is not None else None
    if passage.lower[blaming] not in BLAMING or not is_verb(passage, blaming):
        return None
    frame = verb_frame(passage, blaming)
    return frame.object


def widen(passage: Passage, words: tuple[int, int], head: int, frame: Frame) -> None:
    """Give a phrase the prepositions of all its words ("took control of X": the "of" hangs on "control")."""
    for token in range(*words):
        if is_verb(passage, token) and token != head:
            inner = verb_frame(passage, token)
            if frame.subject is None and not frame.passive:
                frame.subject = inner.subject
            frame.preps += [pair for pair in inner.preps if pair not in frame.preps]
        for kid in passage.kids[token]:
            if passage.deps[kid] in ("prep", "agent") and kid >= words[1] - 1:
                for below in passage.children(kid, "pobj"):
                    pair = (passage.lower[kid], below)
                    if pair not in frame.preps:
                        frame.preps.insert(0, pair)
    governing = passage.heads[head]
    if (
        frame.subject is None
        and passage.deps[head] in ("prep", "advmod", "attr", "acomp", "dobj")
        and is_verb(passage, governing)
    ):
        frame.predicate = governing
        outer = verb_frame(passage, governing)
        frame.subject, frame.preps = outer.subject, frame.preps + outer.preps


def inside(passage: Passage, token: int) -> list[int]:
    """The token and what it is a part or measure of: "most of the town" gives most, town."""
    found = [token]
    for _ in range(4):
        here = found[-1]
        if passage.lower[here] not in _PARTITIVE and passage.tags[here] not in ("CD", "DT", "PDT"):
            break
        below = [head for word, head in prepositions(passage, here) if word == "of"]
        if not below or below[0] in found:
            break
        found.append(below[0])
    return found


def clause(passage: Passage, predicate: int) -> tuple[int, int]:
    """The tokens of the predicate's own clause: its subtree without coordinated clauses and reported speech."""
    first, last = passage.edges(predicate)
    for kid in passage.kids[predicate]:
        dep = passage.deps[kid]
        coordinated = dep == "conj" and bool(passage.children(kid, *SUBJECTS))
        if dep == "advcl" and kid > predicate and passage.children(kid, *SUBJECTS):
            opener = passage.lower[passage.edges(kid)[0]]
            coordinated = opener in ("while", "after", "before", "as", "but", "whereas")
        if coordinated or dep in ("parataxis", "ccomp"):
            left, right = passage.edges(kid)
            if kid > predicate:
                while left - 1 > predicate and passage.deps[left - 1] in ("cc", "punct", "mark"):
                    left -= 1
                last = min(last, left)
            elif kid < predicate:
                first = max(first, right)
    while first < predicate and passage.deps[first] in ("punct", "cc", "mark") and first < last - 1:
        first += 1
    while last - 1 > predicate and (passage.deps[last - 1] == "punct" or not passage.words[last - 1].strip()):
        last -= 1
    return first, max(last, predicate + 1)
