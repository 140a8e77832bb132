import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]


def test_a_hit_shows_where_it_was_published_and_the_words_in_brackets(ask: Ask, made: Path) -> None:
    code, out, messages = ask("search", "gunmen", "farmers")
    assert (code, messages) == (0, [])
    lines = out.splitlines()
    assert lines[0] == "Title of other"
    assert lines[1].startswith("4 March 2024 · Highland Times · ")
    assert "[gunmen] attacked" in out
    assert "arrested [farmers]" in out


def test_a_terminal_gets_its_hits_in_colour_without_brackets(
    ask: Ask, made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rashomon.cli import main

    ask("search", "gunmen")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["search", "gunmen"]) == 0
    out = capsys.readouterr().out
    assert "\x1b[1;33mgunmen\x1b[0m attacked" in out
    assert "[gunmen]" not in out.replace("\x1b[", "")


def test_all_words_must_be_there(ask: Ask, made: Path) -> None:
    code, out, messages = ask("search", "gunmen", "submarine")
    assert (code, out) == (1, "")
    assert messages == ["note: no report has all of these words: gunmen submarine"]


def test_limit_says_that_there_are_more(ask: Ask, made: Path) -> None:
    code, out, messages = ask("search", "Tessalor", "--limit", "2")
    assert code == 0
    assert out.count("Title of") == 2
    assert messages == ["note: there are more; show them with --limit 4"]


@pytest.mark.parametrize("words", ['"', "* OR", "a:b NEAR(", "'; DROP TABLE reports; --", "\x1b[2J", "[", "()"])
def test_signs_of_query_languages_are_only_words(ask: Ask, made: Path, words: str) -> None:
    code, _, messages = ask("search", words)
    assert code in (0, 1)
    assert all(message.startswith("note: ") for message in messages)
    assert ask("search", "gunmen")[0] == 0


def test_json_is_a_list_of_hits(ask: Ask, made: Path) -> None:
    hits = json.loads(ask("search", "Tessalor", "-f", "json")[1])
    assert len(hits) == 5
    assert {hit["publisher"] for hit in hits} >= {"Army Press", "Evil\x1b]0;owned\x07\x9b31m\u202eNews"}


def test_nothing_to_search_for_is_an_error(ask: Ask, made: Path) -> None:
    assert ask("search", " ")[::2] == (2, ["error: WORDS: are empty; give at least one word"])
