"""Cue verbs and what hangs on them: "the army said that ...", "..., it added", "denied the raid"."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.lexicon.cues import Cue
from rashomon.read.passage import Passage
from rashomon.read.phrases import (
    Range,
    Telling,
    agent,
    is_passive,
    noun_phrase,
    phrase_before,
    subject,
    trim,
    without,
)

_SAYS = frozenset(["say", "says", "said"])
_OBJECT_KIDS = frozenset(["dobj", "oprd", "xcomp", "ccomp", "acomp", "attr"])
_OBJECT_PREPS = frozenset(["for", "as", "of", "over", "with", "about", "to", "on", "against", "in"])
_CLAUSE = frozenset(["ccomp", "xcomp"])
_AFTER = frozenset(
    "on in at to by during after before while when from late early as for through via amid".split()
)


def verb_tellings(passage: Passage) -> list[Telling]:
    """One telling for each cue verb that has content, in text order."""
    index = cues.verbs()
    found = []
    for token, word in enumerate(passage.lower):
        cue = index.get(word)
        if cue is None:
            continue
        tag = passage.tags[token]
        if not tag.startswith("V") and word not in _SAYS:
            continue
        if passage.deps[token] in ("amod", "compound", "aux", "auxpass", "case"):
            continue
        telling = _telling(passage, token, cue)
        if telling is not None:
            found.append(telling)
    return found


def _telling(passage: Passage, verb: int, cue: Cue) -> Telling | None:
    first, last = passage.sentences[passage.sentence_of[verb]]
    if is_passive(passage, verb):
        return _passive(passage, verb, cue, first, last)
    who = subject(passage, verb)
    if who is not None and not first <= who < last:
        who = None
    source = noun_phrase(passage, who, first, verb if who < verb else last) if who is not None else None
    if source and who is not None and verb in range(*source):
        source = (source[0], who + 1) if who < verb else (who, source[1])
    telling = Telling(verb, (verb, verb + 1), [], source, who)
    for attempt in (_clause, _main, _prepositional, _infinitive, _object):
        if attempt(passage, telling, cue, first, last) and telling.content:
            telling.plain = cue.speech and telling.frame in cue.spoken
            return telling
    return None


def _passive(passage: Passage, verb: int, cue: Cue, first: int, last: int) -> Telling | None:
    """ "The raid was reported by SANA": a voice only where the agent is named."""
    who = agent(passage, verb)
    if who is None:
        return None
    source = noun_phrase(passage, who, verb + 1, last)
    told = passage.children(verb, "nsubjpass", "csubjpass")
    if not told:
        return None
    start, end = passage.edges(told[0])
    if end > verb:
        end = verb
    content = trim(passage, (start, end))
    frame = "clause" if "clause" in cue.frames else "object"
    return Telling(verb, (verb, verb + 1), [content], source, who, frame, cue.speech) if content else None


def _clause(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """A clause after the cue: "said that the town fell"."""
    if "clause" not in cue.frames:
        return False
    verb = telling.word
    clauses = [
        kid
        for kid in passage.kids[verb]
        if kid > verb
        and passage.deps[kid] == "ccomp"
        and (telling.source is None or kid not in range(*telling.source))
    ]
    if not clauses:
        return False
    start, end = passage.edges(clauses[0])
    start = max(start, verb + 1)
    if telling.source and telling.source[0] > verb:
        start = max(start, telling.source[1])
    if start >= end:
        return False
    before = [kid for kid in passage.kids[verb] if kid < verb and passage.deps[kid] == "ccomp"]
    if before and "main" in cue.frames:
        _left(passage, telling, first)
    telling.content += _trimmed(passage, [(start, end)])
    telling.frame = "clause"
    return True


def _trimmed(passage: Passage, parts: list[Range]) -> list[Range]:
    return [part for part in (trim(passage, part) for part in parts) if part]


def _edge_before(telling: Telling) -> int:
    """Where the source and cue begin."""
    return min(telling.word, telling.source[0]) if telling.source else telling.word


def _edge_after(telling: Telling) -> int:
    """Where the source and cue end."""
    return max(telling.cue[1], telling.source[1]) if telling.source else telling.cue[1]


def _left(passage: Passage, telling: Telling, first: int) -> None:
    telling.content += _trimmed(passage, [(first, _edge_before(telling))])


def _has_verb(passage: Passage, first: int, last: int) -> bool:
    return any(tag.startswith("V") or tag == "MD" for tag in passage.tags[first:last])


def _main(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """The cue after, or inside, its content: "The town fell, it said", or before a clause the parser lost."""
    if "main" not in cue.frames or _has_object(passage, telling, cue):
        return False
    if "after" in cue.frames and not _adjoins(passage, telling):
        found = phrase_before(passage, telling.word, first)
        if found is None or _has_verb(passage, *found[0]):
            return False
        telling.source, telling.who = found
    if telling.source is None or not _adjoins(passage, telling):
        return False
    before, after = _edge_before(telling), _edge_after(telling)
    rest = _after_adverbials(passage, telling, after, last)
    telling.frame = "main"
    if "after" not in cue.frames and not _marked(passage, telling, first, before):
        return False
    if _has_verb(passage, first, before) or (before - first >= 2 and not _has_verb(passage, rest, last)):
        _left(passage, telling, first)
        if rest < last and passage.words[rest - 1] == "," and _goes_on(passage, telling, rest):
            telling.content += _trimmed(passage, [(rest, last)])
        return bool(telling.content)
    if (
        rest < last
        and passage.tags[rest] != "CC"
        and (_has_verb(passage, rest, last) or passage.words[rest] in '"“:«')
    ):
        telling.content += _trimmed(passage, [(rest, last)])
    return bool(telling.content)


def _has_object(passage: Passage, telling: Telling, cue: Cue) -> bool:
    """Whether the cue has an object of its own that is not a person told: "reported the blast"."""
    if "object" not in cue.frames or "told" in cue.frames:
        return False
    verb = telling.word
    inverted = telling.source is not None and telling.source[0] > verb
    return not inverted and any(
        kid > verb and passage.deps[kid] == "dobj" and passage.tags[kid] not in ("NNP", "CD")
        for kid in passage.kids[verb]
    )


def _adjoins(passage: Passage, telling: Telling) -> bool:
    """Whether nothing but helpers and adverbs stands between the source and the cue."""
    if telling.source is None or telling.who is None:
        return False
    if passage.deps[telling.word] == "relcl" and telling.source[1] <= telling.word:
        return passage.lower[telling.source[1] - 1] not in ("who", "which", "that")
    start, end = telling.source
    gap = range(end, telling.word) if start < telling.word else range(telling.word + 1, start)
    return not any(
        passage.tags[i].startswith(("N", "V")) and passage.deps[i] not in ("aux", "npadvmod", "auxpass")
        for i in gap
    )


def _marked(passage: Passage, telling: Telling, first: int, before: int) -> bool:
    """Whether a comma, a quotation mark or the parse sets the cue off from its content."""
    if before > first and passage.words[before - 1] in ",\"”’»'—–-―":
        return True
    verb = telling.word
    return passage.deps[verb] == "parataxis" or any(
        kid < verb and passage.deps[kid] == "ccomp" for kid in passage.kids[verb]
    )


def _goes_on(passage: Passage, telling: Telling, rest: int) -> bool:
    """Whether what follows ", it said," is the rest of the clause before it."""
    verb = telling.word
    head = passage.heads[verb]
    if head != verb and head > verb:
        return True
    return passage.deps[verb] in ("parataxis", "ccomp") and any(
        kid > verb for kid in passage.kids[head] if kid != verb
    )


def _after_adverbials(passage: Passage, telling: Telling, start: int, last: int) -> int:
    """The first token after the cue's own company: whom it was told, when, where ("on Friday", "in a statement")."""
    verb = telling.word
    here = start
    for kid in passage.kids[verb]:
        if kid < here:
            continue
        low, high = passage.edges(kid)
        if low > here + 1:
            break
        dep = passage.deps[kid]
        if dep in ("npadvmod", "advmod", "prt", "dative") or (
            dep == "dobj" and not _has_verb(passage, low, high)
        ):
            here = max(here, high)
        elif dep == "prep" and passage.lower[kid] in _AFTER and not _has_verb(passage, low, high):
            here = max(here, high)
        elif dep == "punct" and passage.words[kid] in ",:":
            here = max(here, kid + 1)
    return min(here, last)


def _prepositional(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "called for talks", "spoke of heavy fighting"."""
    if not cue.prepositions:
        return False
    verb = telling.word
    for kid in passage.kids[verb]:
        if kid > verb and passage.deps[kid] == "prep" and passage.lower[kid] in cue.prepositions:
            start, end = kid + 1, passage.edges(kid)[1]
            if "told" in cue.frames or cue.lemma in ("call", "press"):
                objects = passage.children(verb, "dobj")
                start = passage.edges(objects[0])[0] if objects and objects[0] > verb else start
                end = max([end, *(passage.edges(k)[1] for k in passage.children(verb, "xcomp") if k > verb)])
            telling.content += _trimmed(passage, [(start, end)])
            telling.frame = "of" if "told" not in cue.frames else "object"
            if telling.frame == "of" and kid == verb + 1:
                telling.cue = (verb, kid + 1)
            return bool(telling.content)
    return False


def _infinitive(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "vowed to fight on", "urged both sides to talk"."""
    if "infinitive" not in cue.frames:
        return False
    verb = telling.word
    for kid in passage.kids[verb]:
        if (
            kid > verb
            and passage.deps[kid] in _CLAUSE
            and any(passage.lower[k] == "to" and passage.deps[k] == "aux" for k in passage.kids[kid])
        ):
            telling.content += _trimmed(
                passage, [(max(verb + 1, passage.edges(kid)[0]), passage.edges(kid)[1])]
            )
            telling.frame = "infinitive"
            return bool(telling.content)
    return False


def _object(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "denied the raid", "called it a crime"."""
    if "object" not in cue.frames or telling.source is None:
        return False
    verb = telling.word
    kids = [k for k in passage.kids[verb] if k > verb and k not in range(*telling.source)]
    objects = [k for k in kids if passage.deps[k] in _OBJECT_KIDS]
    if not objects:
        return False
    start, end = passage.edges(objects[0])
    for kid in kids:
        follows = passage.deps[kid] == "prep" and passage.lower[kid] in _OBJECT_PREPS
        if kid > objects[0] and (passage.deps[kid] in _OBJECT_KIDS or follows):
            low, high = passage.edges(kid)
            if low > end:
                break
            end = max(end, high)
    telling.content += _trimmed(passage, without((max(start, verb + 1), end), telling.source))
    telling.frame = "object"
    return bool(telling.content)


__all__ = ["verb_tellings"]
