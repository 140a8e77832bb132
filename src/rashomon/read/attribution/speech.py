"""Cue verbs and who speaks by them; clauses.py and objects.py find what is said."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.lexicon.cues import Cue
from rashomon.read.attribution.clauses import clause_content, main_content
from rashomon.read.attribution.objects import (
    antecedent_content,
    figure_content,
    infinitive_content,
    object_content,
    passive_telling,
    prepositional_content,
    quoted_content,
    seen_content,
)
from rashomon.read.attribution.phrases import (
    SILENT,
    Range,
    Telling,
    has_verb,
    is_passive,
    mention_at,
    noun_phrase,
    phrase_before,
    speaks,
    subject,
    trimmed,
)
from rashomon.read.passage import Passage

_ATTEMPTS = (
    quoted_content,
    seen_content,
    clause_content,
    main_content,
    prepositional_content,
    infinitive_content,
    object_content,
    figure_content,
)  # in this order: the first that finds content has it
_SAYS = frozenset(["say", "says", "said"])


def verb_tellings(passage: Passage, taken: set[int]) -> list[Telling]:
    """One telling for each cue verb that has content, in text order; ``taken`` are cues that are spoken for."""
    index = cues.verbs()
    found = []
    for token, word in enumerate(passage.lower):
        cue = index.get(word) or (index["continued"] if _goes_on(passage, token) else None)
        if cue is None:
            continue
        tag = passage.tags[token]
        if passage.text[passage.starts[token]].isupper() and _is_name(passage, token):
            continue
        if not tag.startswith("V") and word not in _SAYS and not _closes(passage, token, cue):
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


def _goes_on(passage: Passage, token: int) -> bool:
    """Whether it is the "went" of "..., he went on"."""
    if passage.lower[token] not in ("went", "goes") or passage.lower[token + 1 : token + 2] != ["on"]:
        return False
    return token + 2 >= len(passage) or passage.words[token + 2] in SILENT or passage.lower[token + 2] == "to"


def _closes(passage: Passage, token: int, cue: Cue) -> bool:
    """Whether a word that the tagger takes for a noun ends its sentence as a cue: "..., officials estimate."."""
    first, last = passage.sentences[passage.sentence_of[token]]
    if "after" not in cue.frames or token + 1 >= last or passage.words[token + 1] not in SILENT:
        return False
    found = phrase_before(passage, token, first)
    if found is None or found[0][0] <= first or not speaks(passage, found[1]):
        return False
    if passage.tags[found[1]] not in ("NNS", "NNPS"):
        return False
    return passage.words[found[0][0] - 1] == "," and has_verb(passage, first, found[0][0] - 1)


def _inverted(passage: Passage, verb: int, who: int | None, last: int) -> tuple[Range, int] | None:
    """The voice right behind the cue, where the parse took a place before it for the subject: "... near X said Y."."""
    if passage.lower[verb] not in _SAYS or verb + 1 >= last:
        return None
    if who is not None and (speaks(passage, who) or passage.tags[who].startswith(("PRP", "W"))):
        return None
    start = verb + 1 + (passage.lower[verb + 1] in ("the", "a", "an"))
    actor = mention_at(passage, start)
    if actor is not None and actor.speaks is not None and actor.end <= last:
        end, head = actor.end, actor.head
    else:
        end = start
        while end < last and passage.tags[end].startswith("NN"):
            end += 1
        head = end - 1
        if end == start or not speaks(passage, head):
            return None
    stop = next((i for i in range(end, last) if passage.words[i] in SILENT), last)
    return None if has_verb(passage, end, stop) else ((verb + 1, end), head)


def _telling(passage: Passage, verb: int, cue: Cue) -> Telling | None:
    first, last = passage.sentences[passage.sentence_of[verb]]
    if is_passive(passage, verb):
        return passive_telling(passage, verb, cue, first, last)
    who = subject(passage, verb)
    if who is not None and not first <= who < last:
        who = None
    if (
        who is not None and passage.tags[who] == "CD" and passage.tags[verb] == "VBG"
    ):  # "giving a toll of 13 dead, 20 hurt"
        above = [subject(passage, token) for token in passage.ancestors(verb)]
        who = next((found for found in above if found is not None and passage.tags[found] != "CD"), None)
    behind = None
    if who is not None and "after" in cue.frames and who < verb:
        nearer = _nearer(passage, verb, who, first)
        who = who if nearer is None else nearer[1]
        behind = _inverted(passage, verb, who, last) if nearer is None else None
    elif who is None and "after" in cue.frames:
        behind = _inverted(passage, verb, who, last)
    if behind is not None:
        telling = Telling(verb, (verb, verb + 1), trimmed(passage, [(first, verb)]), *behind, "main")
        telling.plain = True
        return telling if telling.content else None
    lost = _lost(passage, verb, first) if who is None and "object" in cue.frames and cue.speech else None
    source = noun_phrase(passage, who, first, verb if who < verb else last) if who is not None else None
    source, who = lost or (source, who)
    if source and who is not None and verb in range(*source):
        source = (source[0], who + 1) if who < verb else (who, source[1])
    source, who = _next_to(passage, verb, source, who)
    telling = Telling(verb, (verb, verb + 1 + _goes_on(passage, verb)), [], source, who)
    for attempt in _ATTEMPTS:
        if attempt(passage, telling, cue, first, last) and telling.content:
            break
    antecedent_content(passage, telling, cue, first, last)
    if not telling.content:
        return None
    telling.plain = cue.speech and telling.frame in cue.spoken
    return telling


def _next_to(passage: Passage, verb: int, source: Range | None, who: int | None) -> tuple[Range | None, int | None]:
    """The voice alone, where its phrase took in what stands before: "the last bastion near Aden | the agency said"."""
    actor = mention_at(passage, verb - 1) if source is not None and source[1] == verb else None
    if source is None or who is None or actor is None or actor.generic or actor.speaks is None or actor.end != verb:
        return source, who
    start = actor.start
    before = passage.tags[start - 1] if start > source[0] + 1 else ""
    apart = before.startswith("N") and passage.lower[start] in ("the", "a", "an") and not speaks(passage, who)
    return ((start, verb), actor.head) if who < start and apart else (source, who)


def _lost(passage: Passage, verb: int, first: int) -> tuple[Range, int] | None:
    """A voice right before a finite cue that the parse gave no subject: "On its channel the group listed nine dead"."""
    if passage.tags[verb] not in ("VBD", "VBZ", "VBP") or passage.words[verb - 1] in SILENT:
        return None
    found = phrase_before(passage, verb, first) if verb > first else None
    return found if found is not None and speaks(passage, found[1]) else None


def _nearer(passage: Passage, verb: int, who: int, first: int) -> tuple[Range, int] | None:
    """The voice right before the cue, where the parse took a far noun with a clause of its own for the subject."""
    finite = any(passage.tags[i] in ("VBD", "VBZ", "VBP") for i in range(who + 1, verb))
    voice = passage.tags[who] in ("NN", "NNP", "NNPS") and speaks(passage, who)
    if voice or (not finite and (speaks(passage, who) or not has_verb(passage, who + 1, verb))):
        return None
    found = phrase_before(passage, verb, first)
    if found is None or found[1] == who or not speaks(passage, found[1]):
        return None
    return None if passage.words[verb - 1] in SILENT else found


__all__ = ["verb_tellings"]
