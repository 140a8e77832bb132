"""Cue verbs and what hangs on them: "the army said that ...", "..., it added", "denied the raid"."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.lexicon.cues import Cue
from rashomon.read.passage import Passage
from rashomon.read.phrases import (
    SILENT,
    Range,
    Telling,
    agent,
    is_passive,
    noun_phrase,
    phrase_before,
    speaks,
    subject,
    trim,
    without,
)

_SAYS = frozenset(["say", "says", "said"])
_OBJECT_KIDS = frozenset(["dobj", "oprd", "xcomp", "ccomp", "acomp", "attr"])
_OBJECT_PREPS = frozenset(["for", "as", "of", "over", "with", "about", "to", "on", "against", "in"])
_CITES = frozenset(["quoted", "quotes", "cited", "cites", "quoting", "citing", "quote", "cite"])
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight january february march april "
    "may june july august september october november december".split()
)
_FIGURES = frozenset("number numbers figure toll tolls count total losses casualties estimate dead strength".split())
_MORE = frozenset(["ccomp", "dep", "advcl", "parataxis", "prep"])
_CLAUSE = frozenset(["ccomp", "xcomp"])
_AFTER = frozenset("on in at to by during after before while when from late early as for through via amid".split())


def verb_tellings(passage: Passage, taken: set[int]) -> list[Telling]:
    """One telling for each cue verb that has content, in text order; ``taken`` are cues that are spoken for."""
    index = cues.verbs()
    found = []
    for token, word in enumerate(passage.lower):
        cue = index.get(word)
        if cue is None:
            continue
        tag = passage.tags[token]
        if passage.text[passage.starts[token]].isupper() and _is_name(passage, token):
            continue
        if not tag.startswith("V") and word not in _SAYS:
            continue
        if token in taken or passage.deps[token] in ("amod", "compound", "aux", "auxpass", "case"):
            continue
        if word in ("citing", "quoting") and any(
            speaks(passage, k) or passage.tags[k] == "NNP" for k in passage.children(token, "dobj")
        ):
            continue
        telling = _telling(passage, token, cue)
        if telling is not None:
            found.append(telling)
    return found


def _is_name(passage: Passage, token: int) -> bool:
    """Whether a capital marks the word as part of a name in running text: "Rodi Said", "Nagaland Post"."""
    first, last = passage.sentences[passage.sentence_of[token]]
    if token == first or passage.in_title or not passage.words[token - 1][:1].isupper():
        return False
    letters = [passage.text[passage.starts[i]] for i in range(first, last) if passage.words[i].isalpha()]
    return sum(letter.isupper() for letter in letters) < 0.7 * len(letters)


def _telling(passage: Passage, verb: int, cue: Cue) -> Telling | None:
    first, last = passage.sentences[passage.sentence_of[verb]]
    if is_passive(passage, verb):
        return _passive(passage, verb, cue, first, last)
    who = subject(passage, verb)
    if who is not None and not first <= who < last:
        who = None
    if who is not None and "after" in cue.frames and who < verb:
        nearer = _nearer(passage, verb, who, first)
        who = who if nearer is None else nearer[1]
    source = noun_phrase(passage, who, first, verb if who < verb else last) if who is not None else None
    if source and who is not None and verb in range(*source):
        source = (source[0], who + 1) if who < verb else (who, source[1])
    telling = Telling(verb, (verb, verb + 1), [], source, who)
    for attempt in (_quoted, _seen, _clause, _main, _prepositional, _infinitive, _object, _figure):
        if attempt(passage, telling, cue, first, last) and telling.content:
            telling.plain = cue.speech and telling.frame in cue.spoken
            return telling
    return None


def _nearer(passage: Passage, verb: int, who: int, first: int) -> tuple[Range, int] | None:
    """The voice right before the cue, where the parse took a far noun with a clause of its own for the subject."""
    finite = any(passage.tags[i] in ("VBD", "VBZ", "VBP") for i in range(who + 1, verb))
    voice = passage.tags[who] in ("NN", "NNP", "NNPS") and speaks(passage, who)
    if voice or (not finite and (speaks(passage, who) or not _has_verb(passage, who + 1, verb))):
        return None
    found = phrase_before(passage, verb, first)
    if found is None or found[1] == who or not speaks(passage, found[1]):
        return None
    return None if passage.words[verb - 1] in SILENT else found


def _quoted(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "SANA quoted a source as saying": the telling of the source; SANA's own is made beside it."""
    verb = telling.word
    if passage.lower[verb] != "saying":
        return False
    as_word = passage.lower[verb - 1] == "as"
    citer = next((i for i in range(verb - 2, max(first, verb - 14) - 1, -1) if passage.lower[i] in _CITES), None)
    if citer is None or citer + 1 >= verb - 1:
        return False
    objects = [k for k in passage.children(citer, "dobj", "nsubj", "nsubjpass") if citer < k < verb]
    who = objects[0] if objects else verb - 2
    if not as_word and not objects:
        return False
    telling.source, telling.who = (citer + 1, verb - as_word), who
    passive = is_passive(passage, citer)
    if passive:
        return False
    right = [part for part in _trimmed(passage, [(verb + 1, last)]) if _has_verb(passage, *part)]
    rest = _after_adverbials(passage, telling, verb + 1, last)
    teller = phrase_before(passage, citer, first)
    if right and rest < last and _has_verb(passage, rest, last):
        telling.content = right
    elif teller is not None:
        telling.content = _trimmed(passage, [(first, teller[0][0])])
    if teller is not None and telling.content:
        telling.under = Telling(citer, (citer, citer + 1), list(telling.content), *teller)
    telling.frame = "clause"
    return bool(telling.content)


def _seen(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "An AFP photographer saw two bodies": what a witness or a reporter saw is told by them."""
    if "seen" not in cue.frames or telling.who is None:
        return False
    if cues.source_nouns().get(passage.lower[telling.who]) not in ("witness", "media"):
        return False
    kids = [k for k in passage.kids[telling.word] if k > telling.word and passage.deps[k] in _OBJECT_KIDS]
    if kids:
        telling.content = _trimmed(passage, [(passage.edges(kids[0])[0], passage.edges(kids[-1])[1])])
    telling.frame = "clause"
    return bool(telling.content)


def _figure(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "Put the number of dead at 27": the figure and what it counts."""
    verb = telling.word
    if "figure" not in cue.frames or telling.source is None:
        return False
    objects = [k for k in passage.children(verb, "dobj") if k > verb]
    if not objects:
        return False
    start, end = passage.edges(objects[0])
    counted = any(passage.tags[i] == "CD" for i in range(start, end))
    if passage.lower[objects[0]] not in _FIGURES and not (counted and cue.lemma not in ("put", "place", "set")):
        return False
    end = max([end, *(passage.edges(k)[1] for k in passage.children(verb, "prep") if k > verb)])
    telling.content = _trimmed(passage, [(start, end)])
    telling.frame = "figure"
    return bool(telling.content)


def _passive(passage: Passage, verb: int, cue: Cue, first: int, last: int) -> Telling | None:
    """ "The raid was reported by SANA": a voice only where the agent is named."""
    who = agent(passage, verb)
    if who is None:
        return None
    source = noun_phrase(passage, who, verb + 1, last)
    told = passage.children(verb, "nsubjpass", "csubjpass")
    if passage.deps[verb] == "acl":  # "an attack claimed by the group"
        told = [passage.heads[verb]]
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
        start = min(start, _after_adverbials(passage, telling, verb + 1, last))
    colon = end < last - 3 and passage.words[end] == ":" and cue.speech
    end = last if colon and not any(word in cues.verbs() for word in passage.lower[end:last]) else end
    if telling.source and telling.source[0] > verb:
        start = max(start, telling.source[1])
    if start >= end:
        return False
    before = [kid for kid in passage.kids[verb] if kid < verb and passage.deps[kid] == "ccomp"]
    edge = _edge_before(telling)
    comma = passage.words[start - 1] == "," and edge > first and passage.words[edge - 1] == ","
    if "main" in cue.frames and (before or (comma and _has_verb(passage, first, edge))):
        _left(passage, telling, first)
    telling.content += _trimmed(passage, [(start, end)])
    telling.frame = "clause"
    return True


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
    return far and not said_where and "told" not in cue.frames and _has_verb(passage, first, telling.source[0])


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
        found = _phrase_after(passage, telling, cue, first, last) or phrase_before(passage, telling.word, first)
        if found is None or _has_verb(passage, *found[0]):
            return False
        telling.source, telling.who = found
    if telling.source is None or not _adjoins(passage, telling):
        return False
    verb, source = telling.word, telling.source
    before, after = _edge_before(telling), _edge_after(telling)
    rest = _after_adverbials(passage, telling, after, last)
    telling.frame = "main"
    inverted = source[0] > verb
    if "after" not in cue.frames and after < last and passage.tags[after] in ("IN", "TO") and not inverted:
        return False
    if "after" not in cue.frames and not _marked(passage, telling, first, before):
        return False
    if before > first and passage.words[before - 1] == ";" and rest < last - 1:
        first = before
    if before == first and first > 0 and passage.words[first - 1] in "\"”’'" and not _has_verb(passage, rest, last):
        telling.content.append((first - 1, first))  # the whole quotation is added by attribution.py
        return True
    that = next((i for i in range(rest, min(rest + 12, last)) if passage.lower[i] == "that"), None)
    if that is not None and rest < that and passage.lower[rest] in _AFTER:
        rest = that
    if _has_verb(passage, first, before) or (before - first >= 2 and not _has_verb(passage, rest, last)):
        _left(passage, telling, first)
        if rest < last and passage.words[rest - 1] == "," and _goes_on(passage, telling, rest):
            telling.content += _trimmed(passage, [(rest, last)])
        return bool(telling.content)
    if rest < last and passage.tags[rest] != "CC" and (_has_verb(passage, rest, last) or passage.words[rest] in '"“:«'):
        telling.content += _trimmed(passage, [(rest, last)])
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
    if passage.deps[telling.word] == "relcl" and telling.source[1] <= telling.word:
        return passage.lower[telling.source[1] - 1] not in ("who", "which", "that")
    start, end = telling.source
    gap = range(end, telling.word) if start < telling.word else range(telling.word + 1, start)
    return not any(
        passage.tags[i].startswith(("N", "V")) and passage.deps[i] not in ("aux", "npadvmod", "auxpass") for i in gap
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
    return passage.deps[verb] in ("parataxis", "ccomp") and any(kid > verb for kid in passage.kids[head] if kid != verb)


def _after_adverbials(passage: Passage, telling: Telling, start: int, last: int) -> int:
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
        if dep in ("npadvmod", "advmod", "prt", "dative") or (
            dep == "dobj" and told and not _has_verb(passage, low, high)
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
            for more in passage.kids[verb]:
                if more > kid and passage.deps[more] == "prep" and passage.edges(more)[0] == end:
                    end = passage.edges(more)[1]
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
            telling.content += _trimmed(passage, [(max(verb + 1, passage.edges(kid)[0]), passage.edges(kid)[1])])
            telling.frame = "infinitive"
            return bool(telling.content)
    return False


def _object(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "denied the raid", "called it a crime"."""
    if "object" not in cue.frames or telling.source is None:
        return False
    verb = telling.word
    if cue.lemma == "claim" and any(passage.lower[k] in ("life", "lives") for k in passage.kids[verb]):
        return False
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
