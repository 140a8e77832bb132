"""Content that is a clause, after its cue or around it: "said that ...", "..., it said, ..."."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.lexicon.cues import Cue
from rashomon.read.attribution.phrases import SILENT, Range, Telling, has_verb, phrase_before, trimmed
from rashomon.read.passage import Passage

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight january february march april "
    "may june july august september october november december".split()
)
_SO_FAR, _CONTINUES = frozenset(["he", "she"]), frozenset(["continued", "continues", "went", "concluded"])
_MORE = frozenset(["ccomp", "dep", "advcl", "parataxis", "prep"])
_AFTER = frozenset("on in at to by during after before while when from late early as for through via amid".split())


def clause_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """A clause after the cue: "said that the town fell"."""
    if "clause" not in cue.frames:
        return False
    verb = telling.word
    span = telling.source or (verb, verb)
    clauses = [
        kid
        for kid in passage.kids[verb]
        if kid > verb and passage.deps[kid] == "ccomp" and not span[0] <= kid < span[1]
    ]
    if not clauses or _strays(passage, telling, cue, clauses[0], first):
        return False
    if telling.source is None and "after" in cue.frames:
        found = phrase_before(passage, verb, first)
        if found is not None and passage.tags[verb] != "VBG":
            telling.source, telling.who = found
    start, end = passage.edges(clauses[0])
    for kid in passage.kids[verb]:
        if kid >= end and passage.deps[kid] in _MORE and passage.edges(kid)[0] <= end + 1:
            if passage.tags[kid] == "VBG" or passage.lower[kid] in cues.verbs():
                break
            end = passage.edges(kid)[1]
    start = max(start, verb + 1)
    if "after" in cue.frames and "told" not in cue.frames:
        start = min(start, after_adverbials(passage, telling, verb + 1, last))
    colon = end < last - 3 and passage.words[end] == ":" and cue.speech
    end = last if colon and not any(word in cues.verbs() for word in passage.lower[end:last]) else end
    if telling.source and telling.source[0] > verb:
        start = max(start, telling.source[1])
    if start >= end:
        return False
    before = [kid for kid in passage.kids[verb] if kid < verb and passage.deps[kid] == "ccomp"]
    edge = _edge_before(telling)
    comma = passage.words[start - 1] == "," and edge > first and passage.words[edge - 1] == ","
    if "main" in cue.frames and (before or (comma and has_verb(passage, first, edge))):
        _left(passage, telling, first)
    telling.content += trimmed(passage, [(start, end), *_second_clauses(passage, verb, end)])
    telling.frame = "clause"
    return True


def _second_clauses(passage: Passage, verb: int, end: int) -> list[Range]:
    """Clauses that go on with the content though the parse ties them to the cue: "said X, but that Y"."""
    found = []
    for kid in passage.kids[verb]:
        if kid >= end and passage.deps[kid] == "conj":
            low, high = passage.edges(kid)
            if passage.lower[low] == "that" and passage.deps[low] == "mark":
                found.append((low, high))
    return found


def _strays(passage: Passage, telling: Telling, cue: Cue, clause: int, first: int) -> bool:
    """Whether the clause is no content but the parse's despair over "... a monitor said in the second raid by ..."."""
    if "after" not in cue.frames or not _adjoins(passage, telling) or telling.source is None:
        return False
    verb, low = telling.word, passage.edges(clause)[0]
    if telling.source[0] > verb or low == verb + 1 or passage.lower[low] == "that":
        return False
    gap = range(verb + 1, low)
    said_where = any(passage.lower[i] in cues.documents() or passage.words[i] in ',:"“' for i in gap)
    far = any(passage.tags[i] == "NN" for i in gap)
    return far and not said_where and "told" not in cue.frames and has_verb(passage, first, telling.source[0])


def main_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """The cue after, or inside, its content: "The town fell, it said", or before a clause the parser lost."""
    if "main" not in cue.frames or _has_object(passage, telling, cue):
        return False
    if "after" in cue.frames and not _adjoins(passage, telling):
        found = _phrase_after(passage, telling, cue, first, last) or phrase_before(passage, telling.word, first)
        if found is None or has_verb(passage, *found[0]):
            return False
        telling.source, telling.who = found
    if telling.source is None or not _adjoins(passage, telling):
        return False
    verb, source = telling.word, telling.source
    before, after = _edge_before(telling), _edge_after(telling)
    rest = after_adverbials(passage, telling, after, last)
    telling.frame = "main"
    inverted = source[0] > verb
    if "after" not in cue.frames and after < last and passage.tags[after] in ("IN", "TO") and not inverted:
        return False
    if "after" not in cue.frames and not _marked(passage, telling, first, before):
        return False
    if before > first and passage.words[before - 1] == ";" and rest < last - 1:
        first = before
    if before == first and first > 0 and passage.words[first - 1] in "\"”’'" and not has_verb(passage, rest, last):
        telling.content.append((first - 1, first))  # the whole quotation is added by attribution.py
        return True
    that = next((i for i in range(rest, min(rest + 12, last)) if passage.lower[i] == "that"), None)
    if that is not None and rest < that and passage.lower[rest] in _AFTER:
        rest = that
    if has_verb(passage, first, before) or (before - first >= 2 and not has_verb(passage, rest, last)):
        _left(passage, telling, first)
        if rest < last and passage.words[rest - 1] == "," and _goes_on(passage, telling, rest):
            telling.content += trimmed(passage, [(rest, last)])
        return bool(telling.content)
    said = "after" in cue.frames and (
        has_verb(passage, rest, last) or "CD" in passage.tags[rest:last] or last - rest > 4
    )
    if rest < last and passage.tags[rest] != "CC" and (said or passage.words[rest] in '"“:«'):
        telling.content += trimmed(passage, [(rest, last)])
    return bool(telling.content)


def _phrase_after(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> tuple[Range, int] | None:
    """The source of "... said the governor." where the parse has none: names or a speaker up to the stop."""
    start, end = telling.word + 1, telling.word + 1
    if "told" in cue.frames or passage.tags[telling.word] not in ("VBD", "VBZ", "VBP"):
        return None
    while end < last and (passage.tags[end].startswith("NN") or passage.tags[end] in ("DT", "JJ", "POS")):
        end += 1
    stopped = end >= last or passage.words[end] in SILENT or passage.words[end] in '"”’'
    if end == start or not stopped or passage.lower[start] in _DAYS:
        return None
    return (start, end), end - 1


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
    start, end = telling.source
    relative = any(passage.lower[i] in ("who", "which", "that") for i in range(start, end))
    if relative and passage.deps[telling.word] == "relcl" and end <= telling.word:
        return False
    gap = range(end, telling.word) if start < telling.word else range(telling.word + 1, start)
    return not any(
        passage.tags[i].startswith(("N", "V")) and passage.deps[i] not in ("aux", "npadvmod", "auxpass") for i in gap
    )


def _marked(passage: Passage, telling: Telling, first: int, before: int) -> bool:
    """Whether a comma, a quotation mark or the parse sets the cue off from its content."""
    if before > first and passage.words[before - 1] in ",\"”’»'—–-―":
        return True
    verb = telling.word
    if _SO_FAR.issuperset(passage.lower[before:verb]) and verb + 1 < len(passage) and passage.words[verb + 1] == ".":
        return passage.lower[verb] in _CONTINUES  # "... with few fighters he continued."
    return passage.deps[verb] == "parataxis" or any(
        kid < verb and passage.deps[kid] == "ccomp" for kid in passage.kids[verb]
    )


def _goes_on(passage: Passage, telling: Telling, rest: int) -> bool:
    """Whether what follows ", it said," is the rest of the clause before it, or a clause set beside it."""
    verb = telling.word
    head = passage.heads[verb]
    if passage.lower[rest] in ("and", "but"):
        beside = [kid for kid in passage.kids[verb] if kid > rest and passage.deps[kid] == "conj"]
        said = (
            any(word in cues.verbs() for word in passage.lower[rest : passage.edges(beside[0])[1]]) if beside else True
        )
        if not said and passage.children(beside[0], "nsubj", "nsubjpass"):
            return True  # "the post held, he added, and nine of his men were dead"
    if head != verb and head > verb:
        return True
    return passage.deps[verb] in ("parataxis", "ccomp") and any(kid > verb for kid in passage.kids[head] if kid != verb)


def after_adverbials(passage: Passage, telling: Telling, start: int, last: int) -> int:
    """The first token after the cue's own company: whom it was told, when, where ("on Friday", "in a statement")."""
    verb = telling.word
    here = start
    cue = cues.verbs().get(passage.lower[verb])
    told = cue is None or "told" in cue.frames
    for kid in passage.kids[verb]:
        if kid < here:
            continue
        low, high = passage.edges(kid)
        if low > here + 1:
            break
        dep = passage.deps[kid]
        if (
            dep in ("npadvmod", "advmod", "prt", "dative")
            or (dep == "dobj" and told and not has_verb(passage, low, high))
            or (dep == "prep" and passage.lower[kid] in _AFTER and not has_verb(passage, low, high))
        ):
            here = max(here, high)
        elif dep == "punct" and passage.words[kid] in ",:":
            here = max(here, kid + 1)
    return min(here, last)


def _edge_before(telling: Telling) -> int:
    """Where the source and cue begin."""
    return min(telling.word, telling.source[0]) if telling.source else telling.word


def _edge_after(telling: Telling) -> int:
    """Where the source and cue end."""
    return max(telling.cue[1], telling.source[1]) if telling.source else telling.cue[1]


def _left(passage: Passage, telling: Telling, first: int) -> None:
    telling.content += trimmed(passage, [(first, _edge_before(telling))])


__all__ = ["after_adverbials", "clause_content", "main_content"]
