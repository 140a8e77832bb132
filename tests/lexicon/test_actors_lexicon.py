"""The actors' lexicon holds together, and says where it does not."""

from __future__ import annotations

import pytest

from rashomon.errors import LexiconError
from rashomon.lexicon.actors import group_files, lexicon, load_kinds, pieces, read_groups
from rashomon.lexicon.files import load

KINDS = load_kinds()
GOOD = {"id": "lomari_front", "name": "Lomari Front", "aliases": ["LF"], "kind": "rebels", "countries": ["MLI"]}


def test_the_whole_lexicon_loads() -> None:
    lex = lexicon()
    assert [word.kind for word in lex.words["army"] if word.pieces == ("army",)] == ["military"]
    assert all(word.kind in lex.kinds for words in lex.words.values() for word in words)


def test_every_shipped_group_file_holds() -> None:
    for file in group_files():
        assert read_groups(file, load(f"actors/{file}"), KINDS)


def test_longer_entries_come_first() -> None:
    for words in lexicon().words.values():
        sizes = [len(word.pieces) for word in words]
        assert sizes == sorted(sizes, reverse=True)


def test_names_are_compared_without_hyphens_dots_and_accents() -> None:
    assert pieces("al-Nusra") == pieces("Al Nusra")
    assert pieces("U.S.") == ("us",)
    assert pieces("Ejército") == ("ejercito",)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "wizards"}, "wizards"),
        ({"countries": ["MALI"]}, "MALI"),
        ({"aliases": "LF"}, "aliases"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_group_is_named_with_its_file(change: dict[str, object], word: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_groups("groups_test", {"group": [GOOD | change]}, KINDS)
    assert "groups_test.toml" in str(caught.value)
    assert "lomari_front" in str(caught.value)
    assert word in str(caught.value)


def test_an_id_stands_once() -> None:
    with pytest.raises(LexiconError, match="twice"):
        read_groups("groups_test", {"group": [GOOD, GOOD]}, KINDS)


def test_years_of_activity_are_read() -> None:
    (group,) = read_groups("groups_test", {"group": [GOOD | {"from": 1999, "until": 2004}]}, KINDS)
    assert (group.from_, group.until) == (1999, 2004)
