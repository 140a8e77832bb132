"""Attributions without a cue verb of their own: "according to", "citing", noun cues, headline and wire forms."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.read.passage import Passage
from rashomon.read.phrases import SILENT, Range, Telling, noun_phrase, possessor, trim, without

_CITING = frozenset(["citing", "quoting"])
_TAIL_VERBS = frozenset(["reports", "reported", "says", "said", "writes", "wrote", "report", "adds"])
_CONTENT_KIDS = frozenset(["acl", "ccomp", "relcl"])
LONGEST_LABEL = 7  # tokens of a headline's source: "Syrian army", "Observatory for Human Rights"


def citations(passage: Passage, tellings: list[Telling], speaks: set[int]) -> list[Telling]:
    """All attributions of this module; ``tellings`` are those of the cue verbs, ``speaks`` tokens that name voices."""
    found: list[Telling] = []
    taken = {telling.word for telling in tellings}
    for token, word in enumerate(passage.lower):
        telling = None
        if word == "according" and passage.lower[token + 1 : token + 2] == ["to"]:
            telling = _according(passage, token)
        elif word in _CITING and token not in taken:
            telling = _citing(passage, token, tellings)
        elif word in cues.nouns() and passage.tags[token].startswith("N"):
            telling = _noun(passage, token)
        if telling is not None:
            found.append(telling)
    for first, last in passage.sentences:
        colon = _colon(passage, first, last, speaks)
        tail = _tail(passage, first, last, taken)
        found += [telling for telling in (colon, tail) if telling is not None]
    return found


def _clause_around(passage: Passage, token: int, phrase: Range) -> list[Range]:
    """The clause that the phrase comments on, without the phrase itself."""
    first, last = passage.sentences[passage.sentence_of[token]]
    start, end = first, last
    here = token
    while passage.heads[here] != here and not (passage.tags[here].startswith("V") and here != token):
        here = passage.heads[here]
    above = [here, *passage.ancestors(here)]
    for verb in above:
        if passage.deps[verb] in ("ccomp", "conj") and _finite(passage, verb):
            low, high = passage.edges(verb)
            if low <= phrase[0] and high >= phrase[1] and high - low > phrase[1] - phrase[0] + 2:
                start, end = low, high
                break
    parts = (trim(passage, part) for part in without((start, end), phrase))
    return [part for part in parts if part and part[1] - part[0] > 1]


def _finite(passage: Passage, verb: int) -> bool:
    return passage.tags[verb] in ("VBD", "VBZ", "VBP", "MD") or any(
        passage.deps[kid] in ("aux", "auxpass") and passage.tags[kid] in ("VBD", "VBZ", "VBP", "MD")
        for kid in passage.kids[verb]
    )


def _according(passage: Passage, token: int) -> Telling | None:
    """ "The town fell, according to the Observatory." """
    first, last = passage.sentences[passage.sentence_of[token]]
    who = next(iter(passage.children(token + 1, "pobj")), None)
    if who is None:
        who = next((kid for kid in passage.kids[token] if kid > token + 1), None)
    if who is None:
        if token + 2 >= last:
            return None
        who = token + 2
        while who + 1 < last and passage.tags[who + 1].startswith(("N", "J")):
            who += 1
    source = noun_phrase(passage, who, token + 2, last)
    if token == first or passage.words[token - 1] in SILENT:  # a comma closes what opened the sentence
        for i in range(source[0], source[1]):
            if passage.words[i] == "," and token - first < 3 and i > who:
                source = (source[0], i)
                break
    content = _clause_around(passage, token, (token, source[1]))
    return Telling(token, (token, token + 2), content, source, who) if content else None


def _citing(passage: Passage, token: int, tellings: list[Telling]) -> Telling | None:
    """ "SANA reported, citing a military source": the content is what SANA reported, told by the source."""
    first, last = passage.sentences[passage.sentence_of[token]]
    who = next((kid for kid in passage.kids[token] if kid > token and passage.deps[kid] == "dobj"), None)
    if who is None:
        return None
    source = noun_phrase(passage, who, token + 1, last)
    near = [telling for telling in tellings if first <= telling.word < last and telling.word != token]
    content: list[Range] = []
    if near:
        teller = min(near, key=lambda telling: abs(telling.word - token))
        content = [part for span in teller.content for part in without(span, (token, source[1]))]
    content = content or _clause_around(passage, token, (token, source[1]))
    content = [part for part in (trim(passage, part) for part in content) if part]
    return Telling(token, (token, token + 1), content, source, who) if content else None


def _noun(passage: Passage, noun: int) -> Telling | None:
    """ "Its claim that the town fell", "reports of shelling": the noun's clause, and whose words they are."""
    cue = cues.nouns()[passage.lower[noun]]
    span: Range | None = None
    for kid in passage.kids[noun]:
        if kid < noun:
            continue
        clause = passage.deps[kid] in _CONTENT_KIDS and any(
            passage.lower[k] in ("that", "to") and passage.deps[k] in ("mark", "aux")
            for k in passage.kids[kid]
        )
        if clause:
            span = passage.edges(kid)
            break
        if (
            passage.deps[kid] == "prep"
            and passage.lower[kid] in ("of", "for", "about")
            and cue.lemma != "plan"
        ):
            span = (kid + 1, passage.edges(kid)[1])
            break
    if span is None or span[0] <= noun:
        return None
    content = trim(passage, span)
    if content is None:
        return None
    who = possessor(passage, noun)
    first, last = passage.sentences[passage.sentence_of[noun]]
    source = None
    if who is not None and first <= who < last and not content[0] <= who < content[1]:
        source = noun_phrase(passage, who, first if who < noun else noun + 1, noun if who < noun else last)
    else:
        who = None
    return Telling(noun, (noun, noun + 1), [content], source, who, "noun", cue.speech and source is not None)


def _colon(passage: Passage, first: int, last: int, speaks: set[int]) -> Telling | None:
    """Headline forms: "Air raid kills nine: monitor", "Army: nine killed in raid"."""
    words = passage.words
    colons = [i for i in range(first + 1, last - 1) if words[i] == ":"]
    if not colons:
        return None
    end = last
    while end > first and (words[end - 1] in SILENT or not words[end - 1].strip()):
        end -= 1
    colon = colons[-1]
    if 0 < end - colon - 1 <= LONGEST_LABEL and _is_label(passage, colon + 1, end, speaks):
        content = trim(passage, (first, colon))
        who = _label_head(passage, colon + 1, end)
        return (
            Telling(colon, (colon, colon + 1), [content], (colon + 1, end), who, "main") if content else None
        )
    colon = colons[0]
    if colon - first <= LONGEST_LABEL and end - colon > 3 and _is_label(passage, first, colon, speaks):
        content = trim(passage, (colon + 1, last))
        who = _label_head(passage, first, colon)
        return Telling(colon, (colon, colon + 1), [content], (first, colon), who, "main") if content else None
    return None


def _label_head(passage: Passage, first: int, last: int) -> int:
    """The last noun before any preposition: "Observatory" of "Observatory for Human Rights"."""
    head = first
    for i in range(first, last):
        if passage.tags[i] in ("IN", "TO"):
            break
        head = i
    return head


def _is_label(passage: Passage, first: int, last: int, speaks: set[int]) -> bool:
    """Whether the tokens are nothing but the name of a voice."""
    if any(
        passage.tags[i] in ("VBD", "VBP", "VBG", "MD", "CD") or passage.words[i] in '"“,;:'
        for i in range(first, last)
    ):
        return False
    nouns = cues.source_nouns()
    return any(i in speaks or passage.lower[i] in nouns for i in range(first, last))


def _tail(passage: Passage, first: int, last: int, taken: set[int]) -> Telling | None:
    """Wire tails at the end of a sentence: "..., reports Daily Times", also without the comma."""
    end = last
    while end > first and (passage.words[end - 1] in SILENT or not passage.words[end - 1].strip()):
        end -= 1
    name = end
    while name > first and (
        passage.tags[name - 1].startswith("NNP") or passage.lower[name - 1] in ("the", "of")
    ):
        name -= 1
    verb = name - 1
    if name == end or verb - first < 4 or passage.lower[verb] not in _TAIL_VERBS or verb in taken:
        return None
    content = trim(passage, (first, verb))
    return Telling(verb, (verb, verb + 1), [content], (name, end), end - 1, "main") if content else None


__all__ = ["citations"]
