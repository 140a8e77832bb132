"""Attributions without a cue verb of their own: "according to", "citing", noun cues, headline and wire forms."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.read.attribution.phrases import (
    SILENT,
    Range,
    Telling,
    has_verb,
    mention_at,
    noun_phrase,
    possessor,
    speaks,
    trim,
    without,
)
from rashomon.read.attribution.quotes import breaks
from rashomon.read.passage import ActorMention, Passage

_CITING = frozenset(["citing", "quoting"])
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ACCOUNTS = frozenset("estimate estimates account accounts count tally tallies reckoning figures".split())
_SPOKESMEN = frozenset(
    "spokesman spokeswoman spokesperson official officials source sources director chief head report reports group "
    "monitor agency minister president commander officer data figures staff leader statement".split()
)
_DASHES = frozenset(["-", "–", "—", "--", "*", "•"])
_TAIL_VERBS = frozenset(["reports", "reported"])
_CONTENT_KIDS = frozenset(["acl", "ccomp", "relcl"])
SHORTEST_TRANSCRIPT = 4  # turns
LONGEST_TURN = 400  # tokens
LONGEST_NOTE = 150  # tokens that a line "Source: ..." can stand for
LONGEST_LABEL = 7  # tokens of a headline's source: "Syrian army", "Observatory for Human Rights"


def citations(passage: Passage, tellings: list[Telling], actors: dict[int, ActorMention]) -> list[Telling]:
    """All attributions of this module; ``tellings`` are those of the cue verbs, ``actors`` mentions by token."""
    speaks = {token for token, actor in actors.items() if actor.speaks is not None}
    found: list[Telling] = []
    for token, word in enumerate(passage.lower):
        telling = None
        if word == "according" and passage.lower[token + 1 : token + 2] == ["to"]:
            telling = _according(passage, token)
        elif word == "by" and passage.deps[token] in ("prep", "agent"):
            telling = _by_account(passage, token)
        elif word in _CITING:
            telling = _citing(passage, token, tellings)
        elif word in cues.nouns() and passage.tags[token].startswith("N"):
            telling = _noun(passage, token)
        if telling is not None:
            found.append(telling)
    for first, last in passage.sentences:
        colon = _colon(passage, first, last, speaks) or _version(passage, first, last)
        if colon is not None:
            found.append(colon)
    return found + _transcript(passage, {telling.word for telling in found})


def _transcript(passage: Passage, taken: set[int]) -> list[Telling]:
    """The turns of an interview: paragraphs that open with a speaker's name and a colon, one of them twice."""
    turns: list[tuple[int, int]] = []
    for i, word in enumerate(passage.words):
        if word != ":" or i in taken:
            continue
        start = i
        while start > 0 and i - start < LONGEST_LABEL and not breaks(passage, start):
            start -= 1
        if start < i and breaks(passage, start) and all(t.startswith("NNP") for t in passage.tags[start:i]):
            turns.append((start, i))
    names = [" ".join(passage.lower[start:colon]) for start, colon in turns]
    if len(turns) < SHORTEST_TRANSCRIPT or len(set(names)) == len(names):
        return []
    found = []
    ends = [start for start, _ in turns[1:]] + [len(passage)]
    for (start, colon), end in zip(turns, ends, strict=True):
        end = min(end, colon + LONGEST_TURN)
        content = trim(passage, (colon + 1, end))
        if content is not None:
            found.append(Telling(colon, (colon, colon + 1), [content], (start, colon), colon - 1))
    return found


def _clause_around(passage: Passage, token: int, phrase: Range) -> list[Range]:
    """The clause that the phrase comments on, without the phrase itself."""
    first, last = passage.sentences[passage.sentence_of[token]]
    start, end = first, last
    here = token
    while passage.heads[here] != here and not (passage.tags[here].startswith("V") and here != token):
        here = passage.heads[here]
    above = [here, *passage.ancestors(here)]
    ends = all(word in SILENT or not word.strip() for word in passage.words[phrase[1] : last])
    for verb in above if not ends else []:
        if passage.deps[verb] in ("ccomp", "conj") and _finite(passage, verb):
            low, high = passage.edges(verb)
            if low <= phrase[0] and high >= phrase[1] and high - low > phrase[1] - phrase[0] + 2:
                start, end = low, high
                break
    parts = (trim(passage, part) for part in without((start, end), phrase))
    found = [part for part in parts if part and part[1] - part[0] > 1]
    long = [part for part in found if part[1] - part[0] > 3]
    return long or found


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
    actor = mention_at(passage, source[0]) or mention_at(passage, min(source[0] + 1, last - 1))
    if actor is not None and actor.speaks is not None and source[0] <= actor.head and actor.end < source[1]:
        after = passage.lower[actor.end]  # "According to the Observatory | heavy shelling has ..."
        if actor.end <= who and passage.tags[actor.end][:1] in "JND" and after not in _SPOKESMEN:
            source, who = (source[0], actor.end), actor.head
    if token == first or passage.words[token - 1] in SILENT:  # a comma closes what opened the sentence
        for i in range(source[0], source[1]):
            if passage.words[i] == "," and token - first < 3 and i > who:
                source = (source[0], i)
                break
    content = _clause_around(passage, token, (token, source[1]))
    return Telling(token, (token, token + 2), content, source, who) if content else None


def _by_account(passage: Passage, by: int) -> Telling | None:
    """ "By UN estimates ...", "... by the tally of a rights group"."""
    noun = next(iter(passage.children(by, "pobj")), None)
    if noun is None or passage.lower[noun] not in _ACCOUNTS:
        return None
    who = next(iter(passage.children(noun, "poss", "compound", "nmod", "amod")), None)
    for kid in passage.children(noun, "prep"):
        if passage.lower[kid] in ("of", "by", "from"):
            who = next(iter(passage.children(kid, "pobj")), who)
    if who is None or not (speaks(passage, who) or passage.tags[who] == "NNP"):
        return None
    phrase = (by, max(noun + 1, min(passage.edges(by)[1], passage.edges(who)[1])))
    source = noun_phrase(passage, who, by + 1, phrase[1] if who > noun else noun)
    content = _clause_around(passage, by, phrase)
    return Telling(by, (noun, noun + 1), content, source, who) if content else None


def _citing(passage: Passage, token: int, tellings: list[Telling]) -> Telling | None:
    """ "SANA reported, citing a military source": the content is what SANA reported, told by the source."""
    first, last = passage.sentences[passage.sentence_of[token]]
    who = next((kid for kid in passage.kids[token] if kid > token and passage.deps[kid] == "dobj"), None)
    if who is None or not (speaks(passage, who) or passage.tags[who] == "NNP"):
        return None
    source = noun_phrase(passage, who, token + 1, last)
    near = [telling for telling in tellings if first <= telling.word < last and telling.word != token]
    teller = min(near, key=lambda telling: abs(telling.word - token)) if near else None
    that = next((i for i in range(who + 1, source[1]) if passage.lower[i] == "that"), None)
    content: list[Range] = []
    if that is not None:  # "reported, citing a source, that ..."
        source = (source[0], that)
        content = [(that, max(last if teller is None else 0, passage.edges(who)[1]))]
        if teller is not None:
            teller.content = list(content)
    elif teller is not None:
        content = [part for span in teller.content for part in without(span, (token, source[1]))]
    content = content or _clause_around(passage, token, (token, source[1]))
    content = [part for part in (trim(passage, part) for part in content) if part]
    return Telling(token, (token, token + 1), content, source, who, under=teller) if content else None


def _noun(passage: Passage, noun: int) -> Telling | None:
    """ "Its claim that the town fell", "reports of shelling": the noun's clause, and whose words they are."""
    cue = cues.nouns()[passage.lower[noun]]
    span: Range | None = None
    for kid in passage.kids[noun]:
        if kid < noun:
            continue
        clause = passage.deps[kid] in _CONTENT_KIDS and any(
            passage.lower[k] in ("that", "to") and passage.deps[k] in ("mark", "aux") for k in passage.kids[kid]
        )
        if clause:
            span = passage.edges(kid)
            break
        if passage.deps[kid] == "prep" and passage.lower[kid] in ("of", "for", "about") and cue.lemma != "plan":
            span = (kid + 1, passage.edges(kid)[1])
            break
    if span is None or span[0] <= noun:
        return None
    content = trim(passage, span)
    if content is None:
        return None
    who = possessor(passage, noun)
    if who is not None and passage.deps[noun] == "pobj" and passage.heads[who] != noun and who < noun:
        who = None  # "executed on charges of fleeing": the subject is not who speaks
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
    if passage.lower[first] in ("source", "sources") and first > 0 and words[first + 1 : first + 2] == [":"]:
        return _source_line(passage, first, last)
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
        return Telling(colon, (colon, colon + 1), [content], (colon + 1, end), who, "main") if content else None
    colon = colons[0]
    for i in range(colon - 1, max(first, colon - LONGEST_LABEL) - 1, -1):
        if passage.words[i] in _DASHES:  # "09:00 - Health Ministry: ..."
            first = i + 1
            break
    if colon - first <= LONGEST_LABEL and end - colon > 3 and _is_label(passage, first, colon, speaks):
        content = trim(passage, (colon + 1, last))
        who = _label_head(passage, first, colon)
        first += passage.lower[first] == "from" and who > first
        return Telling(colon, (colon, colon + 1), [content], (first, colon), who, "main") if content else None
    return None


def _version(passage: Passage, first: int, last: int) -> Telling | None:
    """ "The army gave another version: its men hold the bridge", "the ministry put it differently: ..."."""
    colon = next((i for i in range(first + 3, last - 3) if passage.words[i] == ":"), None)
    if colon is None or not has_verb(passage, colon + 1, last) or passage.words[colon + 1] in '"“':
        return None
    for verb in range(first + 1, colon):
        cue = cues.verbs().get(passage.lower[verb])
        if passage.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN") or (cue is not None and "clause" in cue.frames):
            continue
        light = passage.lower[verb + 1 : verb + 2] == ["it"]
        told = light or any(passage.lower[i] in cues.versions() for i in range(verb + 1, colon))
        who = next(iter(passage.children(verb, "nsubj")), None)
        if told and who is not None and first <= who < verb and speaks(passage, who):
            content = trim(passage, (colon + 1, last))
            source = noun_phrase(passage, who, first, verb)
            return Telling(verb, (verb, verb + 1), [content], source, who, "main") if content else None
    return None


def _source_line(passage: Passage, first: int, last: int) -> Telling | None:
    """ "Two huts burned. Source: village chief." gives the paragraph before it to the village chief."""
    start = first
    while start > 0 and not breaks(passage, start) and first - start < LONGEST_NOTE:
        start -= 1
    content, source = trim(passage, (start, first)), trim(passage, (first + 2, last))
    if content is None or source is None or source[1] - source[0] > 3 * LONGEST_LABEL:
        return None
    return Telling(first, (first, first + 1), [content], source, _label_head(passage, *source), "main")


def _label_head(passage: Passage, first: int, last: int) -> int:
    """The last noun before any preposition: "Observatory" of "Observatory for Human Rights", "From the Observatory"."""
    first += passage.lower[first] == "from" and first + 1 < last
    head = first
    for i in range(first, last):
        if passage.tags[i] in ("IN", "TO"):
            break
        head = i
    return head


def _is_bare_name(passage: Passage, token: int) -> bool:
    """Whether the one word before the colon is a name of no known voice, as places are in a log: "Gao: police said"."""
    actor = mention_at(passage, token)
    return actor is not None and actor.speaks == "unknown"


def _is_label(passage: Passage, first: int, last: int, speaks: set[int]) -> bool:
    """Whether the tokens are nothing but the name of a voice."""
    if any(
        passage.tags[i] in ("VBD", "VBP", "VBG", "MD", "CD") or passage.words[i] in '"“,;:' for i in range(first, last)
    ):
        return False
    nouns = cues.source_nouns()
    if last < len(passage) - 1 and passage.words[last + 1] in '"“' and passage.tags[last - 1].startswith("NNP"):
        return True
    head = _label_head(passage, first, last)
    if passage.lower[head] in cues.rubrics() or (last - first == 1 and _is_bare_name(passage, head)):
        return False
    return head in speaks or passage.lower[head] in nouns or passage.lower[head] in cues.documents()


def tails(passage: Passage, actors: dict[int, ActorMention]) -> list[Telling]:
    """Wire tails: "..., reports Daily Times", also without the comma and in the middle of a run-on text."""
    found = []
    for verb, word in enumerate(passage.lower[:-1]):
        if word not in _TAIL_VERBS or not (passage.words[verb + 1][:1].isupper() or passage.lower[verb + 1] == "the"):
            continue
        first, last = passage.sentences[passage.sentence_of[verb]]
        teller = mention_at(passage, verb - 1) if verb else None
        if passage.tags[verb + 1].startswith("V") or (
            teller is not None and teller.speaks == "media" and teller.start < first + 3
        ):
            continue
        if verb - first < 4 or passage.tags[verb - 1] in ("DT", "JJ", "PRP$", "POS", "IN", "TO", "MD"):
            continue
        end = _name_end(passage, verb + 1, last, actors)
        if (
            end == verb + 1
            or passage.lower[verb + 1] in _DAYS
            or not any(passage.tags[i].startswith("V") for i in range(first, verb))
        ):
            continue
        content = trim(passage, (first, verb))
        if content is not None:
            found.append(Telling(verb, (verb, verb + 1), [content], (verb + 1, end), end - 1, "tail"))
    return found


def _name_end(passage: Passage, start: int, last: int, actors: dict[int, ActorMention]) -> int:
    """Where the outlet's name ends: its mention's end, else the run of capitals with "of" and "the" inside."""
    end = start
    if end < last and passage.lower[end] == "the":
        end += 1
    actor = actors.get(end)
    if actor is not None and actor.speaks is not None:
        return actor.end
    run = end
    while run < last and passage.words[run][:1].isupper() and passage.tags[run].startswith("NN"):
        run += 1
        if run + 1 < last and passage.lower[run] == "of" and passage.words[run + 1][:1].isupper():
            run += 1
    return run if run > end else start


__all__ = ["citations", "tails"]
