"""How likely each word is to tell a claim, by event type: a small learned tagger, where its model is installed.

Rules explain themselves and hold where no data was seen; the wording of news varies more than any list. The tagger
reads words in their context and gives every word a chance for each event type; the claim model weighs it among its
signs. Model and vocabulary: src/rashomon/models, made by training/tagger.py; card.md there says from what, how well.
Without the model file, or without onnxruntime, ``tagger()`` is None and the rules read alone.
"""

from __future__ import annotations

import importlib
import json
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]
Coded = tuple[list[int], list[int]]  # a sentence's pieces, and where each of its words begins

LONGEST_WORD = 60  # characters; a longer word becomes the unknown piece
LONGEST_SENTENCE = 250  # pieces read of one sentence; the network was made for windows up to 256
REMEMBERED = 20_000  # words whose pieces are kept


class Pieces:
    """BERT's uncased word pieces of single words, by the vocabulary's text (one piece a line)."""

    def __init__(self, vocabulary: str) -> None:
        self._ids = {piece: n for n, piece in enumerate(vocabulary.splitlines())}
        names = ("[UNK]", "[CLS]", "[SEP]", "[MASK]")
        self.unknown, self.cls, self.sep, self.mask = (self._ids[name] for name in names)
        self.word = lru_cache(maxsize=REMEMBERED)(self._word)

    def sentence(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """The pieces of a sentence, LONGEST_SENTENCE at most, and each word's first piece (the length: not read)."""
        ids: list[int] = []
        starts: list[int] = []
        for word in words:
            starts.append(len(ids))
            if len(ids) < LONGEST_SENTENCE:
                ids += self.word(word)
        if len(ids) > LONGEST_SENTENCE:
            ids = ids[:LONGEST_SENTENCE]
        return ids, [min(start, len(ids)) for start in starts]

    def _word(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        found: list[int] = []
        for part in _split(word):
            found += self._longest_first(part)
        return tuple(found) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if piece in self._ids:
                    found.append(self._ids[piece])
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def _split(word: str) -> list[str]:
    """A word in lower case without accents and control characters, cut at punctuation and around CJK characters."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    parts: list[str] = []
    open_part = False
    for char in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn" or (kind[0] == "C" and char not in "\t\n\r") or char == "�":
            continue
        if char.isspace():
            open_part = False
        elif kind[0] == "P" or (char.isascii() and not char.isalnum()) or 0x4E00 <= ord(char) <= 0x9FFF:
            parts.append(char)
            open_part = False
        elif open_part:
            parts[-1] += char
        else:
            parts.append(char)
            open_part = True
    return parts


def windows(lengths: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Runs of whole sentences, as even as can be, of at most ``size`` pieces unless one sentence alone has more."""
    total = sum(lengths)
    even = min(size, -(-total // max(1, -(-total // size))) + 8) if total else size
    found: list[tuple[int, int]] = []
    begin, length = 0, 0
    for n, more in enumerate(lengths):
        if n > begin and length + more > even:
            found.append((begin, n))
            begin, length = n, 0
        length += more
    if begin < len(lengths):
        found.append((begin, len(lengths)))
    return found


class Tagger:
    """The network with its vocabulary; ``types`` names the columns of what it gives."""

    def __init__(self, session: Any, pieces: Pieces) -> None:
        facts = session.get_modelmeta().custom_metadata_map
        self.types: tuple[str, ...] = tuple(json.loads(facts["types"]))
        self._size = int(facts["window"])
        self._session = session
        self._pieces = pieces

    @classmethod
    def load(cls, folder: Path) -> Tagger:
        """The tagger of ``tagger.onnx`` and ``vocab.txt`` in a folder; one thread, so that results repeat."""
        onnxruntime = importlib.import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, Pieces((folder / "vocab.txt").read_text(encoding="utf-8")))

    def scores(self, sentences: Sequence[Sequence[str]], wanted: Collection[int] | None = None) -> list[Table]:
        """Per sentence the chances (words x types) that its words tell a claim of the type, 0 to 1.

        ``sentences``: the words of a report's sentences in order, the title's first. Only the sentences whose numbers
        are ``wanted`` are read (default: all), each among its wanted neighbours; the others' chances are 0.
        """
        tables = [np.zeros((len(words), len(self.types)), np.float32) for words in sentences]
        coded = {
            n: self._pieces.sentence(words)
            for n, words in enumerate(sentences)
            if words and (wanted is None or n in wanted)
        }
        for run in self._runs(coded):
            self._read(run, coded, tables)
        return tables

    def _runs(self, coded: dict[int, Coded]) -> list[list[int]]:
        """The sentences' numbers, window by window; no window spans a sentence that is not wanted."""
        found: list[list[int]] = []
        stretch: list[int] = []
        for n in [*coded, None]:
            if stretch and n != stretch[-1] + 1:
                lengths = [len(coded[m][0]) for m in stretch]
                found += [stretch[begin:end] for begin, end in windows(lengths, self._size)]
                stretch = []
            if n is not None:
                stretch.append(n)
        return found

    def _read(self, run: list[int], coded: dict[int, Coded], tables: list[Table]) -> None:
        """One window through the network: alone, since int8 scales its numbers by all that runs with it."""
        pieces = [self._pieces.cls, *(piece for n in run for piece in coded[n][0]), self._pieces.sep]
        chances = self._session.run(None, {"ids": np.array([pieces], np.int64)})[0][0]
        offset = 1
        for n in run:
            ids, starts = coded[n]
            inside = [offset + start for start in starts if start < len(ids)]
            tables[n][: len(inside)] = chances[inside, 1:]
            offset += len(ids)


@lru_cache(maxsize=1)
def tagger() -> Tagger | None:
    """The shipped tagger, loaded at first use; None where its model or onnxruntime is not installed."""
    try:
        with as_file(files("rashomon") / "models") as folder:
            return Tagger.load(folder)
    except (ImportError, OSError):
        return None
    except Exception as error:
        # onnxruntime raises its own exception types, which cannot be named without it.
        if type(error).__module__.startswith("onnxruntime"):
            return None
        raise
