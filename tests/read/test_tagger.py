"""The learned trigger tagger: its word pieces, its windows, what it gives, and reading on without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rashomon.lexicon.events import FAMILY
from rashomon.read import tagger as module
from rashomon.read.tagger import LONGEST_SENTENCE, Pieces, Tagger, tagger, windows

VOCABULARY = "\n".join("[PAD] [UNK] [CLS] [SEP] shell ##ed ##ing the town - ' s naive 日 [MASK]".split())


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    pytest.importorskip("onnxruntime")
    found = tagger()
    assert found is not None, "the model is part of the checkout"
    return found


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


def chance(found: Tagger, sentence: str, word: str, kind: str) -> float:
    words = sentence.split()
    return float(found.scores([words])[0][words.index(word), found.types.index(kind)])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Shelled", (4, 5)),
        ("town's", (8, 10, 11)),
        ("NAÏVE", (12,)),
        ("日日", (13, 13)),
        ("shelter", (1,)),
        ("x" * 500, (1,)),
        ("\x00\u200b", (1,)),
        ("", (1,)),
    ],
)
def test_words_are_cut_as_bert_cuts_them(pieces: Pieces, word: str, expected: tuple[int, ...]) -> None:
    assert pieces.word(word) == expected


def test_words_past_the_longest_sentence_begin_nowhere(pieces: Pieces) -> None:
    ids, starts = pieces.sentence(["the"] * (LONGEST_SENTENCE + 5))
    assert len(ids) == LONGEST_SENTENCE
    assert starts[-1] == LONGEST_SENTENCE
    ids, starts = pieces.sentence(["the"] * (LONGEST_SENTENCE - 1) + ["shelling", "the"])
    assert (len(ids), starts[-2:]) == (LONGEST_SENTENCE, [LONGEST_SENTENCE - 1, LONGEST_SENTENCE])


def test_windows_hold_whole_sentences_once_and_in_order() -> None:
    lengths = [30, 50, 40, 300, 5, 5]
    found = windows(lengths, 100)
    assert [n for begin, end in found for n in range(begin, end)] == list(range(6))
    assert all(end - begin == 1 or sum(lengths[begin:end]) <= 100 for begin, end in found)
    assert windows([], 100) == []


def test_the_types_are_those_of_the_lexicon(shipped: Tagger) -> None:
    assert set(shipped.types) <= set(FAMILY)
    assert len(shipped.types) == len(set(shipped.types)) >= 20


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Warplanes bombed the harbour district on Monday , killing nine people .", "bombed", "air_drone_strike"),
        ("Gunmen kidnapped two teachers near the border on Sunday .", "kidnapped", "abduction"),
        ("Heavy clashes broke out between the army and rebels in the hills .", "clashes", "armed_clash"),
        ("Artillery shells struck the bus station , police said .", "shells", "shelling_artillery_missile"),
    ],
)
def test_plain_triggers_get_their_type(shipped: Tagger, sentence: str, word: str, kind: str) -> None:
    assert chance(shipped, sentence, word, kind) > 0.3


def test_words_of_peace_get_none(shipped: Tagger) -> None:
    table = shipped.scores(["The museum will show paintings by two local artists until May .".split()])[0]
    assert table.sum(axis=1).max() < 0.1


def test_tables_have_a_row_a_word_and_chances_add_up(shipped: Tagger) -> None:
    sentences = [["Troops", "shelled", "it", "."], [], ["\x00"], ["👍🏽", "x" * 400_000, "‮عربي"], ["the"] * 700]
    tables = shipped.scores(sentences)
    assert [table.shape for table in tables] == [(len(words), len(shipped.types)) for words in sentences]
    assert all((table >= 0).all() and (table.sum(axis=1) <= 1.001).all() for table in tables)
    assert shipped.scores([]) == []


def test_only_the_wanted_sentences_are_read(shipped: Tagger) -> None:
    sentences = ["Rebels seized the town .".split(), "Rain fell .".split(), "Jets bombed the bridge .".split()]
    first, second, third = shipped.scores(sentences, wanted={2})
    assert not first.any()
    assert not second.any()
    np.testing.assert_allclose(third, shipped.scores([sentences[2]])[0], atol=1e-6)


def test_results_repeat_and_do_not_feel_what_is_read_beside_them(shipped: Tagger) -> None:
    one = "Jets bombed the bridge .".split()
    far = ("Rebels seized the town and " * 15).split()
    alone = shipped.scores([one])[0]
    assert np.array_equal(alone, shipped.scores([one])[0])
    assert np.array_equal(alone, shipped.scores([one, ["Rain", "."], far], wanted={0, 2})[0])


def test_without_the_model_there_is_no_tagger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    assert tagger.__wrapped__() is None
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "tagger.onnx").write_bytes(b"no model")
    assert tagger.__wrapped__() is None


def test_without_onnxruntime_there_is_no_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert tagger.__wrapped__() is None


def test_importing_it_loads_nothing() -> None:
    code = "import sys, rashomon.read.tagger; sys.exit('onnxruntime' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
