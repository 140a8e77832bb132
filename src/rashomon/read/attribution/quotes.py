"""Where words stand between quotation marks."""

from __future__ import annotations

from rashomon.read.passage import Passage

_OPENING = frozenset("“«„‟")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset(['"', "''", "``", "＂"])
LONGEST = 400  # tokens; a mark without its partner must not swallow a text that has no paragraphs


def breaks(passage: Passage, token: int) -> bool:
    """Whether a paragraph ends just before ``token``."""
    if token <= 0 or token >= len(passage):
        return True
    if "\n" in passage.words[token - 1]:
        return True
    return "\n" in passage.text[passage.ends[token - 1] : passage.starts[token]]


def _opens(passage: Passage, token: int) -> bool:
    """Whether a straight mark opens: no space after it, and a space, a bracket or nothing before it."""
    text, start, end = passage.text, passage.starts[token], passage.ends[token]
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return not after.isspace() and after != "" and (not before or not (before.isalnum() or before in ",.;!?”’"))


def _closes_later(passage: Passage, token: int, straight: bool) -> bool:
    """Whether the next mark after a paragraph's end closes, so that the quotation runs over paragraphs."""
    for i in range(token, min(len(passage), token + LONGEST // 2)):
        word = passage.words[i]
        if word in _OPENING or (word in _STRAIGHT and (not straight or _opens(passage, i))):
            return False
        if word in _CLOSING or word in _STRAIGHT:
            return straight == (word in _STRAIGHT)
    return False


def quotations(passage: Passage) -> list[tuple[int, int]]:
    """Token ranges of all quotations with their marks, in order, none inside another.

    A quotation ends at its closing mark, or, where that is missing, at the end of its paragraph; a mark that
    neither opens nor closes anything is passed over.
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    straight = False
    for i, word in enumerate(passage.words):
        if (
            start is not None
            and i > start
            and (i - start > LONGEST or (breaks(passage, i) and not _closes_later(passage, i, straight)))
        ):
            if i - start <= LONGEST:  # the next paragraph of a long quotation opens with a mark of its own
                found.append((start, i))
            start = None
        if word in _OPENING or (word in _STRAIGHT and start is None):
            if start is None and (word in _OPENING or _opens(passage, i)):
                start, straight = i, word in _STRAIGHT
        elif start is not None and (
            (word in _CLOSING and not straight) or (word in _STRAIGHT and (straight or not _opens(passage, i)))
        ):
            if i - start > 1:
                found.append((start, i + 1))
            start = None
    if start is not None and len(passage) - start > 1 and len(passage) - start <= LONGEST:
        found.append((start, len(passage)))
    return found


__all__ = ["LONGEST", "breaks", "quotations"]
