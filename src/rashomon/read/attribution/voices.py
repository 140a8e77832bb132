"""Who says so: every source, cue and content of a report."""

from __future__ import annotations

from dataclasses import replace

from rashomon.lexicon import cues
from rashomon.read.attribution.citations import citations, tails
from rashomon.read.attribution.phrases import SILENT, Range, Telling, agent, noun_phrase, speaks, subject, trim, without
from rashomon.read.attribution.quotes import breaks, quotations
from rashomon.read.attribution.sources import Memory, name_source
from rashomon.read.attribution.speech import verb_tellings
from rashomon.read.passage import ActorMention, Passage, Voice

_GOES_ON = frozenset(["adding", "noting", "stressing", "pointing", "saying", "explaining", "emphasizing", "affirming"])
_DASHES = frozenset(["-", "–", "—", "--", "―"])
_SHOWS = frozenset(["find", "show", "prove", "establish", "determine", "demonstrate", "illustrate"])
_SIGNS = frozenset(["evidence", "sign", "signs", "indication", "indications", "events"])
_MONITORS = frozenset("monitor monitors watchdog observatory group organisation organization ngo".split())
_ISSUES = frozenset("issued issues released releases published read reads wrote posted sent".split())
_HOLDS = frozenset(["suspect", "believe", "think", "assume"])  # "police suspect that ..." is told by police
_SEEN = frozenset(["see", "hear", "witness", "watch", "observe"])
_TELLS = frozenset("say add tell announce declare insist admit acknowledge confirm explain recount testify".split())
_OURS = frozenset(["we", "us", "our", "i", "my"])
_OWNS_UP = frozenset(["admit", "confess"])  # "police admit to thirteen arrests"
_GRANTS = frozenset(["confirm", "verify", "acknowledge", "admit", "concede", "announce"])
_DEEDS = frozenset(
    "responsibility attack attacks bombing bombings blast blasts explosion assault raid raids ambush strike strikes "
    "shooting killing killings murder assassination kidnapping abduction".split()
)
LONGEST_BRIEF = 250  # tokens
SHORTEST_QUOTATION = 4  # tokens; below, a quotation without a cue of its own is a word held at arm's length


def find_voices(passages: list[Passage]) -> list[list[Voice]]:
    """The voices of each passage, in the order of their cues; names carry over from one passage to the next."""
    memory = Memory()
    found = [_voices(passage, memory) for passage in passages]
    return _one_monitor(passages, found)


def _one_monitor(passages: list[Passage], found: list[list[Voice]]) -> list[list[Voice]]:
    """Call "a monitoring group" by its name where the report names just one monitor."""
    named = {actor.name for p in passages for actor in p.actors if actor.kind == "monitor" and not actor.generic}
    named |= {voice.name for voices in found for voice in voices if voice.kind == "monitor" and _is_proper(voice.name)}
    whole = [name for name in sorted(named) if "(" not in name and not any(name != o and name in o for o in named)]
    if len(whole) != 1:
        return found
    return [
        [replace(v, name=whole[0]) if v.kind == "monitor" and _is_bare(v.name) else v for v in voices]
        for voices in found
    ]


def _is_proper(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in ("of", "for", "the", "and")]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _is_bare(name: str) -> bool:
    words = name.lower().split()
    return words[-1] in _MONITORS or "monitoring" in words


def is_speech(passage: Passage, voice: Voice) -> bool:
    """Whether the source puts the content into words as the case; False for belief, wish, intention, judgement."""
    cue = _cue(passage, voice)
    if cue is None:
        return True
    if voice.source is None:
        return False
    if voice.kind == "unknown" and not _can_speak(passage, voice.source, cue.lemma in _TELLS):
        return False
    if cue.lemma == "claim" and voice.cue is not None and _is_own_deed(passage, voice.cue[0]):
        return False
    if _is_outlet(passage, voice.source) or (voice.cue is not None and _is_withheld(passage, voice.cue[0], cue.lemma)):
        return False
    if (cue.lemma in _SEEN and voice.kind in ("witness", "media")) or (cue.lemma in _HOLDS and voice.kind != "unknown"):
        return True
    linked = voice.cue is not None and voice.cue[1] - voice.cue[0] == 2
    if linked and voice.cue and passage.lower[voice.cue[1] - 1] != "of" and cue.lemma not in _OWNS_UP:
        return False  # "responded to the offensive", "called for talks"
    if cue.lemma in _SHOWS and voice.kind in ("unknown", "witness", "armed_group"):
        return any(passage.lower[i] in cues.documents() for i in range(*voice.source))
    will = "infinitive" in cue.frames and not cue.hedge and passage.lower[voice.content[0][0]] == "to"
    return cue.speech and not will


def _is_own_deed(passage: Passage, verb: int) -> bool:
    """Whether a group claims to have done it ("claimed the bombing"): that it happened is the outlet's word."""
    noun = passage.lower[passage.heads[verb]] if passage.deps[verb] == "acl" else ""  # "a bombing claimed by rebels"
    return noun in _DEEDS or any(passage.lower[kid] in _DEEDS for kid in passage.children(verb, "dobj", "nsubjpass"))


def _is_outlet(passage: Passage, source: Range) -> bool:
    """Whether it is the outlet's own man: "our correspondent"."""
    own = passage.lower[source[0]] == "our"
    return own and any(cues.source_nouns().get(passage.lower[i]) == "media" for i in range(*source))


def _is_withheld(passage: Passage, verb: int, lemma: str) -> bool:
    """Whether the voice is said not to say it: "a toll that the army has not confirmed"."""
    return lemma in _GRANTS and any(passage.deps[kid] == "neg" for kid in passage.kids[verb])


def _can_speak(passage: Passage, source: Range, tells: bool) -> bool:
    """Whether a source of no known kind is a name, a pronoun, people or a document, not "the blast".

    Where the cue is one that only people use (``tells``), so is what it hangs on.
    """
    if tells:
        return any(passage.tags[i].startswith(("N", "P", "W")) for i in range(*source))
    known, papers = cues.source_nouns(), cues.documents()
    for i in range(*source):
        if passage.lower[i] in ("of", "in", "on", "at", "from", "for") and i > source[0]:
            break
        if passage.lower[i] in _SIGNS:
            return False
        named = passage.tags[i] in ("NNP", "NNPS", "PRP", "WP")
        letters = passage.words[i].isupper() and len(passage.words[i]) > 1  # "SANA", whatever its tag
        if named or letters or passage.lower[i] in known or passage.lower[i] in papers:
            return True
    return False


def voice_at(passage: Passage, token: int) -> int | None:
    """The index of the innermost voice in speech whose content holds the token; None where nobody is named."""
    around: list[tuple[int, int]] = []
    for n, voice in enumerate(passage.voices):
        for start, end in (*voice.content, *((voice.cue,) if voice.cue else ())):
            if start <= token < end and is_speech(passage, voice):
                around.append((end - start, n))
                break
    citers = {passage.voices[n].outer for _, n in around}  # whoever cites another voice here is not the innermost
    inner = [found for found in around if found[1] not in citers]
    return min(inner or around)[1] if around else None


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
    ends = tails(passage, actors)
    tellings = ends + verb_tellings(passage, {telling.word for telling in ends})
    citers = {t.under.word: t.under for t in tellings if t.under is not None}
    tellings = [citers.pop(telling.word, telling) for telling in tellings]
    tellings += citers.values()
    tellings += citations(passage, tellings, actors)
    tellings.sort(key=lambda telling: (telling.word, telling.cue))
    quoted = quotations(passage)
    tellings = [telling for telling in tellings if not _said_by_self(passage, telling, quoted)]
    _share_sources(passage, tellings)
    _join_quotations(passage, tellings, quoted)
    _go_on(passage, tellings, quoted)
    _spread_tail(passage, tellings)
    found = [(telling, _voice(passage, telling, actors, memory)) for telling in tellings if telling.content]
    return _nest([(telling, voice) for telling, voice in found if voice.content], len(passage))


def _said_by_self(passage: Passage, telling: Telling, quoted: list[Range]) -> bool:
    """Whether it is a quoted person's own thought: "I think that ..." adds no voice to the one that is quoted."""
    if telling.who is not None and passage.lower[telling.who] in ("i", "we", "you"):
        cue = cues.verbs().get(passage.lower[telling.word])
        return cue is None or "after" not in cue.frames
    return not telling.plain and any(start <= telling.word < end for start, end in quoted)


def _share_sources(passage: Passage, tellings: list[Telling]) -> None:
    """Give "..., adding that" without a subject of its own the source of the telling before it in the sentence."""
    for n, telling in enumerate(tellings):
        word = passage.lower[telling.word]
        if telling.frame == "noun" or telling.under is not None or not word.endswith("ing"):
            continue
        if telling.source is not None and (word not in _GOES_ON or _cited(passage, telling)):
            continue
        for before in reversed(tellings[:n]):
            if passage.sentence_of[before.word] != passage.sentence_of[telling.word]:
                break
            if before.plain and before.source is not None and not passage.lower[before.word].endswith("ing"):
                telling.source, telling.who = before.source, before.who
                before.content = [
                    (
                        start,
                        telling.word if start < telling.word < end and telling.content[-1][1] >= end else end,
                    )
                    for start, end in before.content
                ]
                break


def _cited(passage: Passage, telling: Telling) -> bool:
    """Whether it is the "saying" of "quoted villagers who had fled as saying"."""
    source = telling.source
    return (
        source is not None and source[0] > 0 and passage.lower[source[0] - 1] in ("quoted", "quotes", "cited", "cites")
    )


def _go_on(passage: Passage, tellings: list[Telling], quoted: list[Range]) -> None:
    """A voiceless sentence that says "we", or counts on ("Another six died"), goes on with the last voice."""
    if passage.in_title:
        return
    for n, (first, last) in enumerate(passage.sentences[1:], 1):
        start = next((i for i in range(first, last) if passage.words[i].strip()), last)
        ours = any(passage.lower[i] in _OURS and passage.words[i] != "US" for i in range(first, last))
        counts = _counts_on(passage, start, last)
        if not (ours or counts) or any(first <= t.word < last for t in tellings):
            continue
        if any(low < last and high > first for low, high in quoted) or (ours and _is_own_word(passage, first, last)):
            continue
        before = [t for t in tellings if t.plain and t.source is not None and t.word < first]
        if not before or n - passage.sentence_of[before[-1].word] > (1 if ours else 2):
            continue
        if ours or any(passage.tags[i] == "CD" for low, high in before[-1].content for i in range(low, high)):
            before[-1].content.append((first, last))


def _is_own_word(passage: Passage, first: int, last: int) -> bool:
    """Whether it is the outlet that says "we": "We cannot verify this"."""
    told = (i for i in range(first, last) if passage.lower[i] in cues.verbs())
    return any(passage.lower[kid] in _OURS for verb in told for kid in passage.children(verb, "nsubj"))


def _counts_on(passage: Passage, first: int, last: int) -> bool:
    """Whether the sentence opens with what is counted on top of what was told: "Another six", "Three more"."""
    if first < last and passage.lower[first] in ("another", "also"):
        return True
    return first + 2 < last and passage.tags[first] == "CD" and passage.lower[first + 1] in ("more", "others")


def _spread_tail(passage: Passage, tellings: list[Telling]) -> None:
    """A wire tail in the first sentence of a brief stands for the whole paragraph: what nobody else tells is its."""
    tail = next((telling for telling in tellings if telling.frame == "tail"), None)
    if tail is None or passage.sentence_of[tail.word] > 0 or tail.source is None:
        return
    end = next((i for i in range(tail.source[1], len(passage)) if breaks(passage, i)), len(passage))
    if LONGEST_BRIEF >= end > tail.source[1] + 1:
        tail.content.append((tail.source[1], end))


def _join_quotations(passage: Passage, tellings: list[Telling], quoted: list[Range]) -> None:
    """Let each quotation belong, whole, to one telling: the one that touches it, else the one before it."""
    for span in quoted:
        touching = [t for t in tellings if not span[0] <= t.word < span[1] and _touches(passage, t, span)]
        if touching:
            near = min(touching, key=lambda t: min(abs(t.word - span[0]), abs(t.word - span[1])))
            _extend(near, span)
        elif span[1] - span[0] - 2 >= SHORTEST_QUOTATION and (
            _stands_alone(passage, span) or passage.words[span[0] - 1] == ":"
        ):
            before = [t for t in tellings if t.plain and t.word < span[0] and not _inside_other(passage, t, span)]
            opened = _signed(passage, span) or _introduced(passage, span)
            if opened is not None:
                tellings.append(opened)
            elif before and _near(passage, before[-1], span):
                _extend(before[-1], span)
    tellings.sort(key=lambda telling: (telling.word, telling.cue))


def _introduced(passage: Passage, span: Range) -> Telling | None:
    """ "The ministry issued this statement:" and the like, before a quotation that no cue verb has taken."""
    n = passage.sentence_of[span[0]]
    low, end = passage.sentences[n][0], span[0]
    if end - low < 2:
        if n == 0:
            return None
        low, end = passage.sentences[n - 1]
    while end > low and not passage.words[end - 1].strip():
        end -= 1
    colon = end > low and passage.words[end - 1] == ":"
    for verb in range(end - 1, low - 1, -1):
        finite = passage.tags[verb] in ("VBD", "VBZ", "VBP", "VBN", "VBG")
        if not finite or not (colon or passage.lower[verb] in _ISSUES):
            continue
        who = agent(passage, verb) or subject(passage, verb)
        if who is None or not low <= who < end:
            continue
        source = noun_phrase(passage, who, low if who < verb else verb + 1, verb if who < verb else end)
        if not colon and not any(speaks(passage, i) for i in range(source[0], who + 1)):
            continue
        return Telling(verb, (verb, verb + 1), [span], source, who)
    return None


def _signed(passage: Passage, span: Range) -> Telling | None:
    """ "They shelled us." - Ali Hassan, activist: a name set behind a quotation."""
    dash = span[1]
    if dash + 1 >= len(passage) or passage.words[dash] not in _DASHES or not passage.tags[dash + 1].startswith("NNP"):
        return None
    end = dash + 1
    while end < len(passage) and passage.tags[end].startswith("NNP") and not breaks(passage, end):
        end += 1
    return Telling(dash, (dash, dash + 1), [span], (dash + 1, end), end - 1)


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
    last = max(max(end for _, end in telling.content), telling.cue[1], telling.source[1] if telling.source else 0)
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


def _nest(pairs: list[tuple[Telling, Voice]], length: int) -> list[Voice]:
    """Mark for each voice the one that cites it, else the smallest one whose content holds its cue."""
    places = {id(telling): n for n, (telling, _) in enumerate(pairs)}
    spans = [(n, start, end) for n, (_, voice) in enumerate(pairs) for start, end in voice.content]
    cover: list[tuple[int, int, int] | None] = [None] * length
    for span in sorted(spans, key=lambda span: span[1] - span[2]):  # the longest first, so the smallest stays on top
        cover[span[1] : span[2]] = [span] * (span[2] - span[1])
    found = []
    for i, (telling, voice) in enumerate(pairs):
        if telling.under is not None and id(telling.under) in places:
            found.append(replace(voice, outer=places[id(telling.under)]))
            continue
        inner = voice.cue or voice.source or voice.content[0]
        around = cover[inner[0]]
        if around is not None and around[0] != i and around[2] >= inner[1]:
            voice = replace(voice, outer=around[0])
        found.append(voice)
    for i, voice in enumerate(found):
        seen = {i}
        here = voice.outer
        while here is not None and here not in seen:
            seen.add(here)
            here = found[here].outer
        if here is not None:  # two garbled contents that hold each other: neither tells the other
            found[i] = replace(voice, outer=None)
    return found


__all__ = ["distances", "find_voices", "is_speech", "voice_at"]
