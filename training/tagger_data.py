"""Annotated reports as words with labels, for training/tagger.py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rashomon.lexicon.families import FAMILY
from rashomon.read.parse import parse
from rashomon.read.passage import Passage

SKIPPED = -100
# Words a trigger may hold without telling what happened: "claimed [the] lives", "fired dozens of rockets".
PEOPLE = frozenset("people persons civilians children women men dozens scores hundreds thousands".split())
LIGHT = frozenset("be is are was were been being have has had do did does get got".split())


@dataclass
class Example:
    """One report; per sentence (the title's first) its words, their characters and labels (0: no claim; type + 1)."""

    unit: str
    words: list[list[str]] = field(default_factory=list)
    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    in_title: list[bool] = field(default_factory=list)
    labels: list[list[int]] = field(default_factory=list)
    maybe: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    mentions: list[tuple[int, int, int, int, str]] = field(default_factory=list)  # sentence, words, label, claim
    claims: dict[str, int] = field(default_factory=dict)  # claim -> label


def articles(path: str) -> list[dict[str, Any]]:
    clusters = json.loads(Path(path).read_text(encoding="utf-8"))["clusters"]
    return [article for cluster in clusters for article in cluster["articles"]]


def types_of(path: str) -> list[str]:
    """The event types that the reports hold, in the order of the lexicon."""
    seen = {claim["type"] for article in articles(path) for claim in article["claims"]}
    return [kind for kind in FAMILY if kind in seen]


def load_examples(path: str, types: list[str]) -> list[Example]:
    found = articles(path)
    texts = [(text, in_title) for a in found for text, in_title in ((a["title"] or "", True), (a["text"], False))]
    parsed = iter(parse(texts))
    return [_example(article, next(parsed), next(parsed), types) for article in found]


def _example(article: dict[str, Any], title: Passage, body: Passage, types: list[str]) -> Example:
    example = Example(str(article["unit_id"]))
    firsts: list[tuple[Passage, int]] = []  # sentence -> its passage and first token
    for passage in (title, body):
        for first, last in passage.sentences:
            example.words.append(passage.words[first:last])
            example.spans.append(list(zip(passage.starts[first:last], passage.ends[first:last], strict=True)))
            example.in_title.append(passage.in_title)
            example.labels.append([0] * (last - first))
            firsts.append((passage, first))
    unknown: list[tuple[Passage, int, int, int]] = []
    for claim in article["claims"]:
        if claim["type"] not in types:
            continue
        label = types.index(claim["type"]) + 1
        example.claims[claim["id"]] = label
        for quote in dict.fromkeys([claim["quote"], *claim["also"]]):
            for passage, start in _places(quote, title, body):
                span = _trigger(quote, claim["trigger"])
                if span is None:
                    unknown.append((passage, start, start + len(quote), label))
                else:
                    _mark(example, firsts, passage, (start + span[0], start + span[1]), label, claim["id"])
    for passage, start, end, label in unknown:
        _skip(example, firsts, passage, start, end, label)
    return example


def _places(quote: str, title: Passage, body: Passage) -> Iterator[tuple[Passage, int]]:
    """Where a quote stands; a quote told word for word twice is the same claim twice, unless it is very short."""
    for passage in (body, title):
        at = passage.text.find(quote)
        while at >= 0:
            yield passage, at
            if len(quote) < 25:
                break
            at = passage.text.find(quote, at + 1)


def _trigger(quote: str, trigger: str) -> tuple[int, int] | None:
    """The characters of the trigger in a quote: as told, without regard to capitals, or by a word of the same stem."""
    for pattern in (rf"(?<!\w){re.escape(trigger)}", re.escape(trigger)):
        if match := re.search(pattern, quote) or re.search(pattern, quote, re.IGNORECASE):
            return match.span()
    for word in re.findall(r"\w+", trigger.lower()):
        if len(word) >= 5 and word not in PEOPLE:
            stem = word[: max(4, len(word) - 3)]
            if match := re.search(rf"\b{re.escape(stem)}\w*", quote, re.IGNORECASE):
                return match.span()
    return None


def _tokens(passage: Passage, start: int, end: int) -> tuple[int, int]:
    first, last = passage.tokens(start, end)
    return first, min(last, len(passage))


def _mark(
    example: Example,
    firsts: list[tuple[Passage, int]],
    passage: Passage,
    span: tuple[int, int],
    label: int,
    claim: str,
) -> None:
    first, last = _tokens(passage, *span)
    telling = [token for token in range(first, last) if _tells(passage, token)] or list(range(first, last))
    base = next(n for n, (other, _) in enumerate(firsts) if other is passage)
    n = base + passage.sentence_of[first]
    offset = firsts[n][1]
    size = len(example.words[n])
    for token in range(first, min(last, offset + size)):
        current = example.labels[n][token - offset]
        if token in telling:
            example.labels[n][token - offset] = label
        elif current == 0:
            example.labels[n][token - offset] = SKIPPED
    example.mentions.append((n, first - offset, min(last - offset, size), label, claim))


def _tells(passage: Passage, token: int) -> bool:
    word = passage.lower[token]
    return passage.tags[token][:2] in ("NN", "VB", "JJ") and word not in PEOPLE and word not in LIGHT


def _skip(
    example: Example, firsts: list[tuple[Passage, int]], passage: Passage, start: int, end: int, label: int
) -> None:
    """A repeat whose trigger is not known: its words are not scored, but one of them must carry the type."""
    first, last = _tokens(passage, start, end)
    base = next(n for n, (other, _) in enumerate(firsts) if other is passage)
    n = base + passage.sentence_of[first]
    offset = firsts[n][1]
    low, high = first - offset, min(last - offset, len(example.words[n]))
    if label in example.labels[n][low:high]:
        return
    for word in range(low, high):
        if example.labels[n][word] == 0:
            example.labels[n][word] = SKIPPED
    example.maybe.setdefault(n, []).append((low, high, label))
    example.mentions.append((n, low, high, label, ""))
