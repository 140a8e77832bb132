"""Who says so: every source, cue and content of a report."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.read.citations import citations
from rashomon.read.passage import ActorMention, Passage, Voice
from rashomon.read.phrases import SILENT, Range, Telling, trim, without
from rashomon.read.quotes import breaks, quotations
from rashomon.read.sources import Memory, name_source
from rashomon.read.speech import verb_tellings

SHORTEST_QUOTATION = 4  # tokens; below, a quotation without a cue of its own is a word held at arm's length


def find_voices(passages: list[Passage]) -> list[list[Voice]]:
    """The voices of each passage, in the order of their cues; names carry over from one passage to the next."""
    memory = Memory([])
    return [_voices(passage, memory) for passage in passages]


def is_speech(passage: Passage, voice: Voice) -> bool:
    """Whether the source puts the content into words as the case; False for belief, wish, intention, judgement."""
    cue = _cue(passage, voice)
    if cue is None:
        return True
    return cue.speech and (not cue.noun or voice.source is not None)


def distances(passage: Passage, voice: Voice) -> bool:
    """Whether the cue keeps its distance from the content: "claims", "alleges", "the accusation that"."""
    cue = _cue(passage, voice)
    return cue is not None and cue.hedge


def _cue(passage: Passage, voice: Voice) -> cues.Cue | None:
    if voice.cue is None:
        return None
    word = passage.lower[voice.cue[0]]
    if passage.tags[voice.cue[0]].startswith("N"):
        return cues.nouns().get(word) or cues.verbs().get(word)
    return cues.verbs().get(word) or cues.nouns().get(word)


def _voices(passage: Passage, memory: Memory) -> list[Voice]:
    actors = {token: actor for actor in passage.actors for token in range(actor.start, actor.end)}
    speaks = {token for token, actor in actors.items() if actor.speaks is not None}
    tellings = verb_tellings(passage)
    tellings += citations(passage, tellings, speaks)
    tellings.sort(key=lambda telling: (telling.word, telling.cue))
    _join_quotations(passage, tellings)
    found = [_voice(passage, telling, actors, memory) for telling in tellings if telling.content]
    return _nest(found)


def _join_quotations(passage: Passage, tellings: list[Telling]) -> None:
    """Let each quotation belong, whole, to one telling: the one that touches it, else the one before it."""
    for span in quotations(passage):
        touching = [t for t in tellings if not span[0] <= t.word < span[1] and _touches(passage, t, span)]
        if touching:
            near = min(touching, key=lambda t: min(abs(t.word - span[0]), abs(t.word - span[1])))
            _extend(near, span)
        elif span[1] - span[0] - 2 >= SHORTEST_QUOTATION and _stands_alone(passage, span):
            before = [
                t for t in tellings if t.plain and t.word < span[0] and not _inside_other(passage, t, span)
            ]
            if before and _near(passage, before[-1], span):
                _extend(before[-1], span)


def _touches(passage: Passage, telling: Telling, span: Range) -> bool:
    return any(start < span[1] and end > span[0] for start, end in telling.content)


def _inside_other(passage: Passage, telling: Telling, span: Range) -> bool:
    return telling.source is None


def _extend(telling: Telling, span: Range) -> None:
    """Add the quotation to the content, joined with what it overlaps or touches."""
    start, end = span
    rest = []
    for low, high in telling.content:
        if low <= end and high >= start:
            start, end = min(low, start), max(high, end)
        else:
            rest.append((low, high))
    parts = without((start, end), telling.cue, telling.source)
    telling.content = sorted([*rest, *parts])


def _stands_alone(passage: Passage, span: Range) -> bool:
    """Whether the quotation is a sentence of its own, not words quoted inside one."""
    first = passage.sentences[passage.sentence_of[span[0]]][0]
    return all(word in SILENT or not word.strip() for word in passage.words[first : span[0]])


def _near(passage: Passage, telling: Telling, span: Range) -> bool:
    """Whether the telling reaches to the quotation: at most one paragraph break and one sentence between."""
    last = max(
        max(end for _, end in telling.content), telling.cue[1], telling.source[1] if telling.source else 0
    )
    if last > span[0]:
        return True
    gap = passage.sentence_of[span[0]] - passage.sentence_of[min(last, len(passage)) - 1]
    paragraphs = sum(breaks(passage, i) for i in range(last, span[0] + 1))
    return gap <= 1 and paragraphs <= 2


def _voice(passage: Passage, telling: Telling, actors: dict[int, ActorMention], memory: Memory) -> Voice:
    named = name_source(passage, telling, actors, memory)
    spans = [part for span in telling.content for part in without(span, telling.cue, telling.source)]
    content = tuple(part for part in (trim(passage, span) for span in spans) if part)
    return Voice(telling.source, telling.cue, content, named.name, named.kind)


def _nest(voices: list[Voice]) -> list[Voice]:
    """Mark for each voice the smallest other one whose content holds its cue and its source."""
    voices = [voice for voice in voices if voice.content]
    found = []
    for i, voice in enumerate(voices):
        inner = voice.cue or voice.source or voice.content[0]
        best: tuple[int, int] | None = None
        for j, other in enumerate(voices):
            if i == j:
                continue
            for start, end in other.content:
                if start <= inner[0] and inner[1] <= end and (best is None or end - start < best[0]):
                    best = (end - start, j)
        found.append(
            voice if best is None
            else Voice(voice.source, voice.cue, voice.content, voice.name, voice.kind, best[1])
        )  # fmt: skip
    return found


__all__ = ["distances", "find_voices", "is_speech"]
